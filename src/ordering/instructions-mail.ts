import { brin6 } from '../base/brin.ts';
import { plural } from '../ui/format.ts';
import type { Order } from './types.ts';

/** What the mail tells, beside the order itself. */
export interface InstructionsView extends Order {
  /** The invitation, a whole address. */
  readonly link: string;
  readonly packageName: string;
  readonly productName: string;
  readonly helpPhone: string;
  readonly helpMail: string;
  readonly stepDelayDays: number;
}

/** The first mail: what was ordered, the link to Gebruikersbeheer, and the three steps. */
export function instructionsMail(view: InstructionsView): {
  readonly subject: string; readonly text: string;
} {
  const { productName } = view;
  return {
    subject: `${productName}: zo begint uw school`,
    text: [
      `Beste ${view.contactName},`, ordered(view), ...stepOne, opening(view.stepDelayDays), ...stepsAfter,
      help(view), `Met vriendelijke groet,\n${productName}`,
    ].join('\n\n'),
  };
}

function ordered(view: InstructionsView): string {
  const { brinSite, packageName, schoolYear, pupilCount } = view;
  return `U bestelde ${view.productName} voor ${view.schoolName} (BRIN ${brin6(brinSite)}). `
    + `Pakket ${packageName}, schooljaar ${schoolYear}, ${plural(pupilCount, 'leerling', 'leerlingen')}.

Met deze link logt u in als beheerder. De link werkt één keer, en twee weken lang:
${view.link}

In Gebruikersbeheer accepteert u eerst de verwerkersovereenkomst. Daarna zijn er drie stappen.`;
}

// A paragraph is one line: mail programs break it where it suits the screen.
const stepOne = [
  'STAP 1. KOPPELEN (ongeveer tien minuten)',
  'a. De autorisatiesleutel. Die maakt u in uw leerlingadministratiesysteem (LAS), bijvoorbeeld ParnasSys '
    + 'of ESIS. Kijk daar bij de koppelingen voor leermiddelen of toetsen, en kies onze naam. Plak de '
    + 'sleutel in Gebruikersbeheer. Spaties en regeleinden maken niet uit.',
  'b. Basispoort. De ICT-coördinator van uw school logt in bij Basispoort, gaat naar Beheer > '
    + 'Uitgeverijen en vinkt ons aan. Bent u dat zelf niet? Vraag het dan aan uw ICT-coördinator.',
  'U mag met a of met b beginnen. Daarna halen we leerlingen, groepen en medewerkers op. In Basispoort '
    + 'komt onze tegel te staan. U kunt dan toetsen klaarzetten en afnemen.',
];

const stepsAfter = [
  'STAP 2. OUDE RESULTATEN\nWe halen de resultaten van eerdere toetsen (3.0) op. Daarna zijn de rapporten '
    + 'compleet.',
  'STAP 3. RESULTATEN NAAR HET LAS\nU zet de resultaatkoppeling aan (scholen kennen haar als DULT). Nieuwe '
    + 'resultaten gaan dan vanzelf naar uw LAS.',
  'Tip: zijn de gegevens in uw LAS in orde, dan gaat alles sneller. Kijk of elke leerling in een groep '
    + 'zit, en of namen en geboortedata kloppen.',
];

function opening(days: number): string {
  if (days === 0) return 'Stap 2 en stap 3 gaan open zodra stap 1 klaar is.';
  return `Stap 2 en stap 3 gaan ${plural(days, 'dag', 'dagen')} na stap 1 open. U krijgt dan weer een mail.`;
}

function help({ helpPhone, helpMail }: InstructionsView): string {
  return `Komt u er niet uit? Bel ${helpPhone} of mail ${helpMail}. We zijn er van maandag tot en met `
    + 'vrijdag van 08.30 tot 15.00 uur. Houd het BRIN-nummer van uw school bij de hand.';
}
