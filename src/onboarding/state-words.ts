import type { SchoolStanding, SchoolState, StandingFilter, StateFacts, Trouble, Turn } from './states.ts';

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
  'link-on-trial': 'Koppeling wordt getest',
  'link-active': 'Koppeling werkt',
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

/** What a school can do, in the order in which it comes. */
const abilities = {
  order: 'De bestelling bekijken',
  administer: 'Gebruikersbeheer',
  signIn: 'Inloggen via Basispoort',
  take: 'Toetsen klaarzetten en afnemen',
  paper: 'Papieren toetsen invoeren',
  roster: 'Elke nacht nieuwe gegevens uit het LAS',
  history: 'Rapporten met resultaten van eerdere jaren',
  advice: 'Planadvies',
  link: 'Resultaten vanzelf naar het LAS',
} as const;

type Ability = keyof typeof abilities;

/** What stops while something is wrong; everything else goes on. */
const stopped: Readonly<Partial<Record<Trouble, readonly Ability[]>>> = {
  'portal-withdrawn': ['signIn', 'take'],
  'key-refused': ['roster', 'link'], 'las-silent': ['roster', 'link'], 'las-fault': ['roster', 'link'],
  'roster-refused': ['roster'], 'roster-waits': ['roster'], 'no-pupils': ['roster'],
};

/** What works for a school now, and what does not, in words. */
export function abilitiesOf(
  { state, troubles }: Pick<SchoolStanding, 'state' | 'troubles'>,
  facts: Pick<StateFacts, 'step1CompletedAt' | 'historyCompletedAt' | 'resultsLinkAt' | 'keyAcceptedAt'>,
): { readonly works: readonly string[]; readonly worksNot: readonly string[] } {
  if (state === 'cancelled') {
    return {
      works: [
        'Rapporten lezen en uitvoeren, tot de einddatum', 'Toetsen afnemen die al klaarstonden',
        ...(facts.resultsLinkAt ? [abilities.link] : []),
      ],
      worksNot: ['Nieuwe toetsen klaarzetten', abilities.roster],
    };
  }
  const has: Readonly<Record<Ability, boolean>> = {
    order: true, administer: state !== 'ordered',
    signIn: facts.step1CompletedAt !== null, take: facts.step1CompletedAt !== null,
    paper: facts.step1CompletedAt !== null,
    roster: facts.step1CompletedAt !== null && facts.keyAcceptedAt !== null,
    history: facts.historyCompletedAt !== null, advice: facts.historyCompletedAt !== null,
    link: facts.resultsLinkAt !== null,
  };
  const down = new Set(troubles.flatMap((trouble) => stopped[trouble] ?? []));
  const all = Object.keys(abilities) as Ability[];
  const works = all.filter((ability) => has[ability] && !down.has(ability));
  return {
    works: works.map((ability) => abilities[ability]),
    worksNot: all.filter((ability) => !works.includes(ability)).map((ability) => abilities[ability]),
  };
}

/** Who must do what to get on from where a school stands. */
export function nextWordsOf(
  state: SchoolState, facts: Pick<StateFacts, 'recordsInDoubt' | 'agreementAcceptedAt'>,
): NextWords {
  if (state === 'invited' && facts.agreementAcceptedAt === null) return agreementWords;
  return state === 'deciding' && facts.recordsInDoubt === 0 ? conflictWords : nextWords[state];
}

const agreementWords = next('De beheerder of de directeur accepteert eerst de verwerkersovereenkomst. Daarna komt de '
  + 'autorisatiesleutel uit het LAS.', '/beheer/overeenkomst', 'Lees de overeenkomst');

const conflictWords = next('De beheerder of de intern begeleider kiest welk resultaat telt: twee bronnen zeggen iets '
  + 'anders.', '/beheer/geschiedenis/keuzes', 'Kiezen welk resultaat telt');

const nextWords: Readonly<Record<SchoolState, NextWords>> = {
  ordered: next('Wij sturen de mail met de uitnodiging. U hoeft niets te doen.'),
  invited: next('De beheerder voert de autorisatiesleutel uit het LAS in.', '/beheer/sleutel', 'Sleutel invoeren'),
  'key-entered': next('De beheerder vraagt in Basispoort om toestemming.', '/beheer/basispoort',
    'Toestemming vragen'),
  'waiting-for-portal': next('De ICT-coördinator van de school logt in bij Basispoort en vinkt ons aan bij Beheer > '
    + 'Uitgeverijen. Alleen iemand met de rol ICT-coördinator in Basispoort kan dit.', '/beheer/basispoort',
  'Bekijk hoe dat gaat'),
  loading: next('Wij halen leerlingen, groepen en medewerkers op. U hoeft niets te doen.', '/beheer',
    'Bekijk hoe ver het is'),
  'step1-done': next('U hoeft niets te doen. Stap 2 en 3 gaan vanzelf open.'),
  'steps-open': next('De beheerder haalt de oude resultaten op. Stap 3 mag ook eerst.', '/beheer/geschiedenis',
    'Oude resultaten ophalen'),
  migrating: next('Wij lezen de oude resultaten. U hoeft niets te doen.', '/beheer/geschiedenis',
    'Bekijk hoe ver het is'),
  deciding: next('De beheerder of de intern begeleider kiest bij elke twijfel wie het is. Stoppen en later verdergaan '
    + 'mag.', '/beheer/koppelen', 'Oude leerlingen koppelen'),
  migrated: next('De beheerder zet de resultaatkoppeling aan.', '/beheer/resultaten', 'Koppeling aanzetten'),
  'link-on-trial': next('U hoeft niets te doen. Na het eerste resultaat weten we of het LAS het aanneemt.',
    '/beheer/resultaten', 'Resultaten naar het LAS'),
  'link-active': next('U hoeft niets te doen.'),
  cancelled: next('De beheerder bewaart wat de school wil houden. Daarna verwijderen wij de gegevens.'),
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
    next: next('De ICT-coördinator vinkt ons in Basispoort weer aan. Alle gegevens zijn bewaard.',
      '/beheer/basispoort', 'Bekijk hoe dat gaat'),
  },
  'results-refused': {
    title: 'Het LAS nam niet alle resultaten aan',
    next: next('De beheerder kijkt welke, en wat er nodig is.', '/beheer/resultaten', 'Resultaten naar het LAS'),
  },
  'roster-doubts': {
    title: 'Twijfel over de leerlingenlijst',
    next: next('De beheerder of de intern begeleider zegt wie het is. Tot dan verandert er niets voor deze persoon.',
      '/beheer/koppelen/lijst', 'Kies wie dit zijn'),
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
