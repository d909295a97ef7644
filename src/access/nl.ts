import type { AdmissionRefusal } from './admission.ts';
import type { LinkRefusal } from './mail-link.ts';
import type { SsoRefusal } from './sso.ts';

/** What a page says to somebody who does not come in: what is the matter, and who does what. */
export interface Words {
  readonly title: string;
  readonly lead: string;
  /** What to do, in the order in which to do it. */
  readonly whatToDo: readonly string[];
}

/** Nobody came in through the portal. */
export const portalWords: Readonly<Record<SsoRefusal | AdmissionRefusal, Words>> = {
  cancelled: {
    title: 'U bent niet ingelogd',
    lead: 'Het inloggen bij Basispoort is gestopt.',
    whatToDo: ['Probeer het nog eens.', 'Of ga naar Basispoort en klik daar op de tegel van ons programma.'],
  },
  stale: {
    title: 'Het inloggen duurde te lang',
    lead: 'We weten niet meer waar dit inloggen begon. Dat gebeurt ook als uw browser geen cookies bewaart.',
    whatToDo: ['Begin opnieuw met inloggen.', 'Lukt het weer niet? Sta dan cookies toe voor deze website.'],
  },
  untrusted: {
    title: 'Inloggen lukte niet',
    lead: 'Het antwoord van Basispoort klopt niet. Voor de zekerheid laten we niemand binnen.',
    whatToDo: ['Probeer het nog eens.', 'Lukt het weer niet? Bel dan de klantenservice.'],
  },
  incomplete: {
    title: 'Basispoort zegt niet wie u bent',
    lead: 'We kregen van Basispoort niet te horen van welke school u bent, of wie u daar bent.',
    whatToDo: ['Vraag de ICT-coördinator van uw school of uw account in Basispoort in orde is.'],
  },
  'school-unknown': {
    title: 'Uw school werkt hier nog niet',
    lead: 'Uw school heeft ons programma nog niet gekoppeld aan Basispoort.',
    whatToDo: [
      'Heeft uw school al besteld? Dan doet de beheerder eerst stap 1 in Gebruikersbeheer.',
      'Heeft uw school nog niet besteld? Dan kan dat op deze website.',
    ],
  },
  'permission-missing': {
    title: 'Uw school gaf nog geen toestemming',
    lead: 'In Basispoort staat dat wij de gegevens van uw school niet mogen gebruiken.',
    whatToDo: [
      'Vraag de ICT-coördinator van uw school om ons in Basispoort aan te vinken, bij Beheer > Uitgeverijen.',
      'Kom morgen terug: Basispoort verwerkt de toestemming in de nacht.',
    ],
  },
  'roster-not-loaded': {
    title: 'Nog even geduld',
    lead: 'De leerlingen, groepen en medewerkers van uw school staan hier nog niet.',
    whatToDo: [
      'De beheerder van uw school maakt stap 1 in Gebruikersbeheer af.',
      'Kom morgen terug. Dan kunt u inloggen.',
    ],
  },
  'person-unknown': {
    title: 'We kennen u nog niet',
    lead: 'U staat nog niet in de gegevens die we van uw school kregen. Ze worden elke nacht bijgewerkt.',
    whatToDo: [
      'Bent u nieuw? Kom morgen terug.',
      'Lukt het morgen nog niet? Vraag dan de administratie of u in het administratiesysteem (het LAS) '
        + 'staat.',
    ],
  },
  'person-left': {
    title: 'U staat niet meer bij deze school',
    lead: 'Volgens de administratie hoort u niet meer bij deze school.',
    whatToDo: [
      'Klopt dat niet? Vraag de administratie om het in het administratiesysteem (het LAS) te verbeteren.',
      'Kom de dag daarna terug.',
    ],
  },
  'two-people': {
    title: 'We weten niet zeker wie u bent',
    lead: 'De gegevens van Basispoort wijzen bij ons twee verschillende mensen aan. Dan laten we niemand '
      + 'binnen.',
    whatToDo: [
      'Vraag de administratie of uw gegevens in het administratiesysteem (het LAS) en in Basispoort '
        + 'gelijk zijn.',
      'Bel daarna de klantenservice. Houd het BRIN-nummer van de school bij de hand.',
    ],
  },
};

/** A link in a mail does not open. */
export const linkWords: Readonly<Record<LinkRefusal, Words>> = {
  unknown: {
    title: 'Deze link kennen we niet',
    lead: 'Misschien is de link niet helemaal overgenomen uit de mail.',
    whatToDo: ['Open de mail en klik daar op de link.', 'Of vraag hieronder een nieuwe link.'],
  },
  used: {
    title: 'Deze link is al gebruikt',
    lead: 'Elke link werkt één keer. Zo kan niemand anders ermee binnenkomen.',
    whatToDo: ['Vraag hieronder een nieuwe link. U bent dan over een minuut binnen.'],
  },
  expired: {
    title: 'Deze link is verlopen',
    lead: 'Een link uit een mail werkt maar een tijdje. Uw bestelling en uw gegevens zijn er nog.',
    whatToDo: ['Vraag hieronder een nieuwe link. U bent dan over een minuut binnen.'],
  },
};

/** The mail with a link to sign in, one for each school where the person has a role. */
export function signInMail(
  productName: string, links: readonly { readonly schoolName: string | null; readonly href: string }[],
): { readonly subject: string; readonly text: string } {
  const lines = links.map(({ schoolName, href }) => `${schoolName ?? 'Klantenservice'}:\n${href}`);
  return {
    subject: `Inloggen bij ${productName}`,
    text: `Beste gebruiker,

U vroeg een link om in te loggen bij ${productName}. Hier is hij:

${lines.join('\n\n')}

Een link werkt één keer, en niet langer dan een uur.

Hebt u dit niet gevraagd? Dan hoeft u niets te doen. Niemand kan inloggen zonder deze mail.

${productName}
`,
  };
}
