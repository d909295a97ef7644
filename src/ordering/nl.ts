import type { Feature, OrderField, OrderRefusal } from './types.ts';

/** What is wrong with a field of the order form, and how to mend it. */
export const fieldWords: Readonly<Record<OrderField, string>> = {
  brinSite: 'Vul het BRIN-nummer in: vier tekens, en twee cijfers voor de vestiging. Bijvoorbeeld 99XX00.',
  schoolName: 'Vul de naam van de school in, 2 tot 100 tekens.',
  contactName: 'Vul de naam van de contactpersoon in, 2 tot 100 tekens.',
  contactEmail: 'Vul een e-mailadres in, bijvoorbeeld naam@school.nl.',
  packageCode: 'Kies een pakket.',
  schoolYear: 'Kies een schooljaar.',
  boardNumber: 'Een bestuursnummer heeft vijf cijfers. U mag het ook leeg laten.',
  pupilCount: 'Vul het aantal leerlingen in groep 3 tot en met 8 in: een getal van 1 tot 5000.',
};

/** Why an order as a whole was not taken, and what to do; the field it belongs to. */
export const refusalWords: Readonly<Record<
  Exclude<OrderRefusal['code'], 'fields'>, { readonly field: OrderField; readonly message: string }
>> = {
  'asked-its-school': {
    field: 'brinSite',
    message: 'Bij dit BRIN hoort al een school. We mailden haar beheerder met de vraag of dit een vestiging van die '
      + 'school is. Zegt de beheerder ja, dan hoort uw vestiging erbij. Zegt de beheerder nee, dan kunt u hier opnieuw '
      + 'bestellen.',
  },
  'ordered-before': {
    field: 'brinSite',
    message: 'Deze school heeft voor dit schooljaar al besteld. U hoeft niets meer te doen: de '
      + 'instructies staan in de mail aan de contactpersoon. Die mail kwijt? Vraag bij Inloggen een '
      + 'nieuwe link.',
  },
  'not-its-administrator': {
    field: 'contactEmail',
    message: 'Deze school werkt al met ons programma. Alleen een beheerder van de school kan voor een '
      + 'nieuw schooljaar bestellen. Vul het e-mailadres van een beheerder in, of bel de klantenservice.',
  },
};

/** What a package holds, as a school reads it. */
export const featureNames: Readonly<Record<Feature, string>> = {
  paper_tests: 'Toetsen op papier',
  screen_tests: 'Toetsen op het scherm',
  adaptive_routing: 'Toetsen op maat: na elke taak makkelijker of moeilijker',
  pupil_reports: 'Groeirapport per leerling',
  group_reports: 'Rapport per groep',
  school_reports: 'Rapport voor de hele school (komt later)',
};
