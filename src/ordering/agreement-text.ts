/** A part of the agreement: a heading and its paragraphs. */
export interface Article {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/**
 * The processing agreement of `agreementVersion`: an example in our own words, which a school's board has to
 * judge.
 */
export const articles: readonly Article[] = [
  {
    title: '1. Wie is wie',
    paragraphs: [
      'Het bestuur van de school is verantwoordelijk voor de gegevens. Wij verwerken ze, alleen in '
        + 'opdracht van de school en alleen voor wat hieronder staat.',
    ],
  },
  {
    title: '2. Waarvoor',
    paragraphs: [
      'Toetsen klaarzetten, afnemen en nakijken. Laten zien hoe een leerling groeit. Resultaten '
        + 'terugsturen naar de administratie van de school. Voor niets anders: geen reclame, geen '
        + 'verkoop, geen profiel buiten de school.',
    ],
  },
  {
    title: '3. Welke gegevens',
    paragraphs: [
      'Van leerlingen: naam, geboortedatum, geslacht, groep en leerjaar, het nummer in het LAS, het ECK '
        + 'iD, antwoorden en resultaten van toetsen. Van medewerkers: naam, e-mailadres, groepen en het '
        + 'nummer in het LAS.',
      'Een burgerservicenummer (BSN) bewaren we niet. Zit het in een bestand, dan halen we het eruit voor '
        + 'we iets bewaren.',
    ],
  },
  {
    title: '4. Beveiliging',
    paragraphs: [
      'Een school ziet alleen zichzelf; dat bewaakt de database. Autorisatiesleutels en ECK iD’s zijn '
        + 'versleuteld. Wie de gegevens van een leerling bekijkt, staat in het logboek van de school.',
    ],
  },
  {
    title: '5. Bewaren en wissen',
    paragraphs: [
      'Aangeleverde bestanden bewaren we versleuteld, dertig dagen. Andere gegevens bewaren we zolang de '
        + 'school ze nodig heeft. Stopt de school, dan krijgt zij haar gegevens mee en wissen wij ze.',
    ],
  },
  {
    title: '6. Als er iets misgaat',
    paragraphs: [
      'Bij een datalek laten we het de school zo snel mogelijk weten, uiterlijk binnen 24 uur nadat we '
        + 'het ontdekten. We zeggen erbij om wie het gaat en wat we doen.',
    ],
  },
  {
    title: '7. Anderen die meewerken',
    paragraphs: [
      'Basispoort, voor het inloggen. De leverancier van het LAS, voor leerlingen en resultaten. De '
        + 'beheerder van de computers waarop dit programma draait. Komt er iemand bij, dan hoort de '
        + 'school dat vooraf en mag zij nee zeggen.',
    ],
  },
  {
    title: '8. Rechten van ouders en leerlingen',
    paragraphs: [
      'Vragen zij de school om inzage, verbetering of wissen, dan helpen wij de school daarbij.',
    ],
  },
];
