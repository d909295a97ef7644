// What parents read of a result, at B1: what it means and what it does not. In: a result with what it is laid beside.
// Out: sentences. Invariants: a level is never called a mark; nothing is said of a difference that may be chance; a
// paper test, a test taken again and aids are told as plain facts; no other pupil is mentioned, no percentage.
import type { Result } from '../../ability/types.ts';
import { accommodationWords } from '../../planning/nl.ts';
import type { PublishedNormTable } from '../../content/store.ts';
import { letterLevel, romanLevel } from '../../psychometrics/levels.ts';
import { functioningLevel, pupilNorm } from '../../psychometrics/norms.ts';
import { asScaleScore } from '../../psychometrics/types.ts';
import { enumerate } from '../../ui/format.ts';
import { changeBetween } from '../honest/change.ts';
import type { Taking } from '../honest/conditions.ts';
import { isFarFromTest, isOffLevel } from '../honest/functioning.ts';
import { levelShown, levelStepWords } from '../honest/levels.ts';
import type { ParentsSee } from './setting-store.ts';

/** A result of one subject with what it is read beside. */
export interface ParentResult {
  readonly result: Result;
  /** The one of an earlier period on the same scale; null when there is none. */
  readonly earlier: Result | null;
  readonly taking: Taking | undefined;
  /** The norms that the result was made with; undefined without norms. */
  readonly norms: PublishedNormTable | undefined;
}

const bandWords: Readonly<Record<string, string>> = {
  I: 'ver boven het gemiddelde', II: 'boven het gemiddelde', III: 'rond het gemiddelde', IV: 'onder het gemiddelde',
  V: 'ver onder het gemiddelde',
  A: 'ver boven het gemiddelde', B: 'net boven het gemiddelde', C: 'net onder het gemiddelde',
  D: 'onder het gemiddelde', E: 'ver onder het gemiddelde',
};

const seasonWords = { B: 'begin', M: 'midden', E: 'eind' } as const;

/** A moment as parents say it: "midden groep 5". */
export function momentWords(moment: string): string {
  return `${seasonWords[moment.charAt(0) as keyof typeof seasonWords]} groep ${moment.charAt(1)}`;
}

/** A functioning level as parents say it: "midden groep 5", "lager dan midden groep 3". */
export function functioningWords(level: string): string {
  if (level.startsWith('<')) return `lager dan ${momentWords(level.slice(1))}`;
  return level.startsWith('>') ? `hoger dan ${momentWords(level.slice(1))}` : momentWords(level);
}

/** What stands in the column of the level: the level by the setting of the school, or null where there is none. */
export function shownToParents({ result }: ParentResult, see: ParentsSee): string | null {
  if (see !== 'functioning-level') return levelShown(result, see, 'afname');
  return result.functioningLevel && functioningWords(result.functioningLevel);
}

/** What a result means, how certain it is and how it lies beside the one before, in sentences. */
export function meaningOf(name: string, given: ParentResult, see: ParentsSee): readonly string[] {
  return [
    standing(name, given, see), certainty(given, see), changeSince(name, given, see),
  ].filter((sentence) => sentence !== null);
}

function standing(name: string, given: ParentResult, see: ParentsSee): string {
  const { result: { functioningLevel: level, moment } } = given;
  const shown = shownToParents(given, see);
  if (see !== 'functioning-level' && shown !== null && moment !== null) {
    return `Niveau ${shown}: ${name} scoort ${bandWords[shown]} van leerlingen in Nederland, ${momentWords(moment)}.`;
  }
  if (!level) return 'Bij deze toets hoort nog geen niveau.';
  const functioning = `${name} scoort zoals een gemiddelde leerling ${functioningOf(level)}.`;
  return see === 'functioning-level' ? functioning
    : `Bij deze toets hoort geen niveau, want hij is buiten de vaste toetsperiode gemaakt. ${functioning}`;
}

function functioningOf(level: string): string {
  if (level.startsWith('<')) return `die nog voor ${momentWords(level.slice(1))} zit`;
  return level.startsWith('>') ? `na ${momentWords(level.slice(1))}` : momentWords(level);
}

/** The interval in words: between which levels the pupil will be. */
function certainty({ result, norms }: ParentResult, see: ParentsSee): string | null {
  const { intervalLow, intervalHigh, moment } = result;
  if (intervalLow === null || intervalHigh === null) {
    return 'Hoe zeker deze score is, weten wij niet: dat is niet meegekomen uit het vorige systeem.';
  }
  if (!norms) return null;
  const [low, high] = [asScaleScore(intervalLow), asScaleScore(intervalHigh)];
  if (see === 'functioning-level') {
    return between(functioningWords(functioningLevel(norms.norms, low).label),
      functioningWords(functioningLevel(norms.norms, high).label));
  }
  const population = moment && pupilNorm(norms.norms, moment);
  if (!population) return null;
  return see === 'roman' ? between(romanLevel(low, population), romanLevel(high, population))
    : between(letterLevel(low, population), letterLevel(high, population));
}

function between(low: string, high: string): string {
  if (low === high) return 'Dat is vrij zeker.';
  return areNext(low, high) ? `Waarschijnlijk is het ${low} of ${high}.`
    : `Waarschijnlijk ligt het tussen ${low} en ${high}.`;
}

/** Levels with nothing between them. */
function areNext(low: string, high: string): boolean {
  return ['V IV III II I', 'E D C B A'].some((ladder) => ` ${ladder} `.includes(` ${low} ${high} `));
}

function changeSince(name: string, { result, earlier }: ParentResult, see: ParentsSee): string | null {
  if (!earlier) return null;
  const { verdict } = changeBetween(earlier, result);
  if (verdict === 'not-comparable' || verdict === 'unknown') return null;
  if (see !== 'functioning-level') {
    const [before, now] = [levelShown(earlier, see, 'afname'), levelShown(result, see, 'afname')];
    if (before !== null && now !== null) return levelSince(name, { before, now, verdict }, earlier, result, see);
  }
  if (verdict === 'noise') return 'Het verschil met de vorige keer is zo klein dat het toeval kan zijn.';
  return verdict === 'more' ? `${name} kan nu meer dan de vorige keer.`
    : 'De score is lager dan de vorige keer. De leerkracht kan u daar meer over vertellen.';
}

function levelSince(
  name: string, { before, now, verdict }: {
    readonly before: string; readonly now: string; readonly verdict: 'more' | 'less' | 'noise';
  }, earlier: Result, result: Result, see: 'roman' | 'letter',
): string {
  if (before === now) {
    return verdict === 'more' ? `Het niveau is hetzelfde als de vorige keer. Dat is groei: ${name} groeide mee.`
      : 'Het niveau is hetzelfde als de vorige keer.';
  }
  if (earlier.normCode !== result.normCode || earlier.normVersion !== result.normVersion) {
    return `De vorige keer was het niveau ${before}. Dat was met een andere norm en is niet te vergelijken.`;
  }
  if (verdict === 'noise') return `De vorige keer was het niveau ${before}. Dat verschil kan toeval zijn.`;
  return levelStepWords(earlier, result, see) === null
    ? `De vorige keer was het niveau ${before}. Dat verschil is groter dan toeval.`
    : `De vorige keer was het niveau ${before}. De score veranderde, maar welk niveau het beste past, is niet zeker.`;
}

/** How the test was taken, told kindly; nothing for an ordinary test on screen. */
export function takingSentences({ result, taking }: ParentResult, see: ParentsSee): readonly string[] {
  const aids = [...new Set((taking?.accommodations ?? []).map((each) => accommodationWords(each)))]
    .filter((words) => words !== '');
  const { partsTaken, partsPlanned } = result;
  return [
    result.origin === 'paper' ? 'Deze toets is op papier gemaakt.' : null,
    result.origin === 'migrated' ? 'Dit resultaat komt uit het vorige systeem van de school.' : null,
    result.origin === 'typed-in' ? 'Dit resultaat is door de school zelf ingevoerd.' : null,
    isOffLevel(result) && result.testMoment
      ? `Uw kind maakte de toets van ${momentWords(result.testMoment)}, omdat die beter past.` : null,
    aids.length > 0 ? `Uw kind gebruikte bij de toets wat het ook in de klas gebruikt: ${enumerate(aids)}.` : null,
    taking?.retake ? 'De toets is opnieuw gemaakt.' : null,
    taking?.totalEntered ? 'Van deze toets is alleen het totaal ingevoerd.' : null,
    partsTaken !== null && partsPlanned !== null && partsTaken < partsPlanned
      ? `Er zijn ${partsTaken} van de ${partsPlanned} delen gemaakt. De score is daardoor minder zeker.` : null,
    see === 'functioning-level' && isFarFromTest(result)
      ? 'De toets paste niet goed bij uw kind. Daarom is dit niet zo precies.' : null,
  ].filter((sentence) => sentence !== null);
}

/** What every parent should know before drawing a conclusion. */
export function explanations(see: ParentsSee): readonly string[] {
  const level = [
    'Een niveau is geen cijfer en geen oordeel. Het vergelijkt een score met die van andere leerlingen in Nederland '
      + 'op hetzelfde moment in het jaar.',
    'Hetzelfde niveau als de vorige keer betekent: uw kind is meegegroeid met andere leerlingen.',
    ...(see === 'letter' ? ['De niveaus zijn A, B, C, D en E. A is het hoogst. C is niet het midden: C is net onder '
      + 'het gemiddelde, B is er net boven.'] : ['De niveaus zijn I, II, III, IV en V. I is het hoogst, III is rond '
      + 'het gemiddelde.']),
  ];
  const functioning = [
    'Midden groep 5 betekent: uw kind scoort zoals een gemiddelde leerling midden in groep 5. Dat zegt niet dat '
      + 'uw kind alle stof van groep 5 kent, of nog niet aan andere stof toe is.',
  ];
  return [
    ...(see === 'functioning-level' ? functioning : level),
    'Een toets is een momentopname. De stip in het plaatje is de score, de streep laat zien hoe zeker die is. Een '
      + 'klein verschil met de vorige keer kan toeval zijn.',
    'Vergelijk vakken niet met elkaar: elk vak heeft een eigen toets en een eigen schaal.',
    'Deze toetsen laten niet alles zien wat uw kind kan. De leerkracht kent uw kind. Hebt u vragen? Stel ze gerust.',
  ];
}
