import type { SchoolState, StandingFilter, Trouble, Turn } from './states.ts';

/** What a state is called on the screen. */
export const stateNames: Readonly<Record<SchoolState, string>> = {
  ordered: 'Besteld',
  invited: 'Uitgenodigd',
  'key-entered': 'Sleutel ingevoerd',
  'waiting-for-portal': 'Wacht op Basispoort',
  loading: 'Gegevens ophalen',
  'step1-done': 'Stap 1 klaar',
  'steps-open': 'Stap 2 en 3 open',
  migrating: 'Oude resultaten komen binnen',
  deciding: 'Oude leerlingen controleren',
  migrated: 'Oude resultaten klaar',
  'link-on-trial': 'Resultaatkoppeling wordt getest',
  'link-active': 'Resultaatkoppeling werkt',
  cancelled: 'Opgezegd',
};

/** One thing to do, by whom, and where. */
export interface NextWords {
  /** A whole sentence that begins with who does it. */
  readonly sentence: string;
  /** Where it is done with us; null: elsewhere, or nowhere. */
  readonly href: string | null;
  /** What the link says. */
  readonly label: string | null;
}

/** What a state means for a school. */
export interface StateWords {
  readonly works: readonly string[];
  readonly notYet: readonly string[];
  readonly next: NextWords;
}

const dailyWork = ['Inloggen via Basispoort', 'Toetsen klaarzetten en afnemen', 'Papieren toetsen invoeren'];
const history = 'Rapporten met resultaten van eerdere jaren';
const advice = 'Planadvies';
const link = 'Resultaten vanzelf naar het LAS';
const everythingLater = [...dailyWork, history, advice, link];

/** What works in each state, what does not, and who must do what. */
export const stateWords: Readonly<Record<SchoolState, StateWords>> = {
  ordered: {
    works: ['De bestelling bekijken'],
    notYet: ['Gebruikersbeheer', ...everythingLater],
    next: next('Wij sturen de mail met de uitnodiging. U hoeft niets te doen.'),
  },
  invited: {
    works: ['Gebruikersbeheer'],
    notYet: everythingLater,
    next: next('De beheerder voert de autorisatiesleutel uit het LAS in.', '/beheer/sleutel', 'Sleutel invoeren'),
  },
  'key-entered': {
    works: ['Gebruikersbeheer'],
    notYet: everythingLater,
    next: next('De beheerder vraagt in Basispoort om toestemming.', '/beheer/basispoort', 'Toestemming vragen'),
  },
  'waiting-for-portal': {
    works: ['Gebruikersbeheer'],
    notYet: everythingLater,
    next: next('De ICT-coördinator van de school logt in bij Basispoort en vinkt ons aan bij Beheer > Uitgeverijen. '
      + 'Alleen iemand met de rol ICT-coördinator in Basispoort kan dit.', '/beheer/basispoort', 'Bekijk hoe dat gaat'),
  },
  loading: {
    works: ['Gebruikersbeheer', 'Zien hoe ver het ophalen is'],
    notYet: everythingLater,
    next: next('Wij halen leerlingen, groepen en medewerkers op. U hoeft niets te doen.', '/beheer',
      'Bekijk hoe ver het is'),
  },
  'step1-done': {
    works: dailyWork,
    notYet: [history, advice, link],
    next: next('U hoeft niets te doen. Stap 2 en 3 gaan vanzelf open.'),
  },
  'steps-open': {
    works: dailyWork,
    notYet: [history, advice, link],
    next: next('De beheerder haalt de oude resultaten op. Stap 3 mag ook eerst.', '/beheer/geschiedenis',
      'Oude resultaten ophalen'),
  },
  migrating: {
    works: dailyWork,
    notYet: [history, advice],
    next: next('Wij lezen de oude resultaten. U hoeft niets te doen.', '/beheer/geschiedenis', 'Bekijk hoe ver het is'),
  },
  deciding: {
    works: [...dailyWork, 'Rapporten van de leerlingen die al gekoppeld zijn'],
    notYet: ['Rapporten van de leerlingen over wie we twijfelen'],
    next: next('De beheerder of de intern begeleider kiest bij elke twijfel wie het is. Stoppen en later verdergaan mag.',
      '/beheer/koppelen', 'Oude leerlingen koppelen'),
  },
  migrated: {
    works: [...dailyWork, history, advice],
    notYet: [link],
    next: next('De beheerder zet de resultaatkoppeling aan.', '/beheer/resultaten', 'Koppeling aanzetten'),
  },
  'link-on-trial': {
    works: dailyWork,
    notYet: [],
    next: next('U hoeft niets te doen. Na het eerste resultaat weten we of het LAS het aanneemt.', '/beheer/resultaten',
      'Resultaten naar het LAS'),
  },
  'link-active': {
    works: [...dailyWork, link],
    notYet: [],
    next: next('U hoeft niets te doen.'),
  },
  cancelled: {
    works: ['Rapporten lezen en uitvoeren, tot de einddatum'],
    notYet: ['Toetsen klaarzetten en afnemen', 'Gegevens ophalen uit het LAS', link],
    next: next('De beheerder bewaart wat de school wil houden. Daarna verwijderen wij de gegevens.'),
  },
};

/** What is wrong, what goes on all the same, and who must do what. */
export const troubleWords: Readonly<Record<Trouble, { readonly title: string; readonly next: NextWords }>> = {
  'key-refused': {
    title: 'Het LAS weigert de autorisatiesleutel',
    next: next('De applicatiebeheerder van het LAS maakt een nieuwe sleutel. De beheerder plakt hem bij '
      + 'Autorisatiesleutel. Alles wat er is, blijft bewaard.', '/beheer/sleutel', 'Nieuwe sleutel invoeren'),
  },
  'key-untried': {
    title: 'Het LAS heeft nog niet gezegd of de sleutel goed is',
    next: next('Wij proberen het vanzelf opnieuw. U hoeft niets te doen.'),
  },
  'las-silent': {
    title: 'Het LAS geeft nu geen antwoord',
    next: next('Wij proberen het vanzelf opnieuw. Is het er morgen nog? Dan belt de beheerder onze klantenservice.'),
  },
  'las-fault': {
    title: 'Het LAS begrijpt ons niet',
    next: next('Onze klantenservice zoekt het uit met de LAS-leverancier. De school hoeft niets te doen.'),
  },
  'roster-refused': {
    title: 'De gegevens uit het LAS kunnen we niet gebruiken',
    next: next('De applicatiebeheerder van het LAS verbetert wat er niet klopt. De beheerder ziet het bij Gegevens '
      + 'uit het LAS.', '/beheer/gegevens', 'Bekijk wat er niet klopt'),
  },
  'roster-waits': {
    title: 'In de nieuwe gegevens ontbreken veel leerlingen of groepen',
    next: next('De beheerder kijkt of dat klopt en bevestigt het, of laat het LAS verbeteren.', '/beheer/gegevens',
      'Bekijk wie er ontbreekt'),
  },
  'no-pupils': {
    title: 'Het LAS heeft voor dit schooljaar geen leerlingen voor ons',
    next: next('De applicatiebeheerder van het LAS kijkt of de leerlingen in een groep van dit schooljaar zitten. '
      + 'Het schooljaar begint hier op 1 augustus.', '/beheer', 'Daarna opnieuw ophalen'),
  },
  'portal-withdrawn': {
    title: 'Niemand kan inloggen: de toestemming in Basispoort is weg',
    next: next('De ICT-coördinator vinkt ons in Basispoort weer aan. Alle gegevens zijn bewaard.', '/beheer/basispoort',
      'Bekijk hoe dat gaat'),
  },
  'results-refused': {
    title: 'Het LAS nam niet alle resultaten aan',
    next: next('De beheerder kijkt welke, en wat er nodig is.', '/beheer/resultaten', 'Resultaten naar het LAS'),
  },
};

/** Whose turn it is, in a table. */
export const turnNames: Readonly<Record<Turn, string>> = {
  administrator: 'beheerder van de school',
  coordinator: 'ICT-coördinator, in Basispoort',
  'las-manager': 'applicatiebeheerder van het LAS',
  service: 'onze klantenservice',
  us: 'wij, vanzelf',
  nobody: 'niemand',
};

/** The filters of a board. */
export const filterNames: Readonly<Record<StandingFilter, string>> = {
  school: 'Wacht op de school', portal: 'Wacht op Basispoort', trouble: 'Storing',
};

function next(sentence: string, href: string | null = null, label: string | null = null): NextWords {
  return { sentence, href, label };
}
