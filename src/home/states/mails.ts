import { troubleWords } from '../../onboarding/state-words.ts';
import type { ReminderCode } from '../../onboarding/reminder-rules.ts';
import type { Trouble } from '../../onboarding/states.ts';

/** A mail as it leaves: text only. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** What every mail of this page knows: the school, the product, and where help is. Never a pupil. */
export interface MailView {
  readonly contactName: string;
  readonly schoolName: string;
  readonly productName: string;
  readonly publicUrl: string;
  readonly helpPhone: string;
  readonly helpMail: string;
}

/** What a reminder knows besides. */
export interface ReminderView extends MailView {
  /** Who asked for it; null: the clock. */
  readonly boardName: string | null;
  /** Null while nobody accepted the agreement, without which there is no key. */
  readonly agreementAcceptedAt: Date | null;
}

/** A new link to Gebruikersbeheer. */
export function invitationMail(view: MailView & { readonly linkUrl: string }): MailText {
  return {
    subject: `${view.productName}: uw link naar Gebruikersbeheer`,
    text: letter(view, [
      `Met deze link logt u in als beheerder van ${view.schoolName}. De link werkt één keer, en twee weken lang:`,
      view.linkUrl,
      'In Gebruikersbeheer ziet u bij Stand van zaken wat er klaar is en wat u nu kunt doen.',
    ]),
  };
}

/** A reminder by the clock, or one that a board asked for. */
export function reminderMail(
  view: ReminderView, code: ReminderCode, trouble: Trouble | null,
): MailText {
  const noAgreement = code === 'key-missing' && view.agreementAcceptedAt === null;
  const { subject, paragraphs } = noAgreement ? agreementText : reminderTexts[code];
  const asked = view.boardName ? [`Uw bestuur, ${view.boardName}, vroeg ons om u dit te sturen.`] : [];
  const wrong = trouble ? [`${troubleWords[trouble].title}.`, troubleWords[trouble].next.sentence] : [];
  return {
    subject: `${view.productName}: ${subject}`,
    text: letter(view,
      [...asked, ...paragraphs, ...wrong, `Kijk bij Stand van zaken:\n${view.publicUrl}/beheer/stand`]),
  };
}

interface ReminderText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

const agreementText: ReminderText = {
  subject: 'de verwerkersovereenkomst wacht op u',
  paragraphs: [
    'Uw school heeft besteld, maar nog niemand accepteerde de verwerkersovereenkomst. Tot dan mogen we geen leerlingen '
      + 'en groepen ophalen.',
    'De beheerder of de directeur leest en accepteert hem in Gebruikersbeheer. Daarna voert u de autorisatiesleutel '
      + 'in. Die maakt de applicatiebeheerder van uw LAS.',
  ],
};

const reminderTexts: Readonly<Record<ReminderCode, ReminderText>> = {
  'key-missing': {
    subject: 'de autorisatiesleutel ontbreekt nog',
    paragraphs: [
      'Uw school heeft besteld, maar de autorisatiesleutel is nog niet ingevoerd. Zonder sleutel kunnen we geen '
        + 'leerlingen en groepen ophalen.',
      'De applicatiebeheerder van uw LAS maakt de sleutel. Bent u dat niet zelf? Stuur deze mail dan door. Daarna '
        + 'plakt u de sleutel in Gebruikersbeheer. Dat kost een paar minuten.',
    ],
  },
  'portal-missing': {
    subject: 'Basispoort wacht op uw ICT-coördinator',
    paragraphs: [
      'Uw school moet ons nog accepteren in Basispoort. Tot dan kan niemand inloggen.',
      'Dit kan alleen iemand met de rol ICT-coördinator in Basispoort. Die logt in bij Basispoort, gaat naar Beheer > '
        + 'Uitgeverijen, vinkt ons aan en bewaart. Het geldt vanaf de volgende dag.',
    ],
  },
  'matches-open': {
    subject: 'een paar oude resultaten wachten op uw keuze',
    paragraphs: [
      'De oude resultaten zijn opgehaald. Bij een paar weten we niet zeker van wie ze zijn, of welk resultaat telt. U '
        + 'of de intern begeleider kiest dat. U kunt stoppen en later verdergaan.',
    ],
  },
  'steps-waiting': {
    subject: 'stap 2 en 3 staan voor u klaar',
    paragraphs: [
      'Stap 1 is klaar, en stap 2 en 3 zijn open. Zonder stap 2 staan er geen oude resultaten in de rapporten. Zonder '
        + 'stap 3 gaan resultaten niet vanzelf naar uw LAS. Samen kost het ongeveer tien minuten.',
    ],
  },
  'link-trouble': {
    subject: 'de koppeling vraagt om aandacht',
    paragraphs: ['Er gaat iets mis tussen ons programma en uw school. Wat er al was, is er nog.'],
  },
};

function letter(view: MailView, paragraphs: readonly string[]): string {
  return [
    `Beste ${view.contactName},`, ...paragraphs,
    `Komt u er niet uit? Bel ${view.helpPhone} of mail ${view.helpMail}. We zijn er van maandag tot en met vrijdag van `
      + '08.30 tot 15.00 uur. Houd het BRIN-nummer van uw school bij de hand.',
    `Met vriendelijke groet,\n${view.productName}`,
  ].join('\n\n').concat('\n');
}
