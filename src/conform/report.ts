import { writeJunit, type JunitCase } from '../exchange/check/junit.ts';
import { brin6 } from '../base/brin.ts';
import type { CaseResult, Chapter, Target } from './types.ts';

/** How many cases came to what. */
export interface ConformCounts {
  readonly passed: number;
  readonly failedMust: number;
  readonly failedShould: number;
  readonly skipped: number;
}

/** Counts results. */
export function countResults(results: readonly CaseResult[]): ConformCounts {
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  return {
    passed: results.filter(({ outcome }) => outcome === 'passed').length,
    failedMust: failed.filter(({ weight }) => weight === 'must').length,
    failedShould: failed.filter(({ weight }) => weight === 'should').length,
    skipped: results.filter(({ outcome }) => outcome === 'skipped').length,
  };
}

/** Whether a server may call itself conforming.
 * @param strict whether what is only wise counts as well */
export function conforms(results: readonly CaseResult[], strict: boolean): boolean {
  const { failedMust, failedShould } = countResults(results);
  return failedMust === 0 && (!strict || failedShould === 0);
}

/** The report as one JSON document; nothing secret is in it. */
export function renderConformJson(target: Target, results: readonly CaseResult[], strict: boolean): string {
  const { rosterUrl, stagedUrl, resultsUrl, school, schoolYear, version, deliver } = target;
  const bare = (url: URL | null) => (url === null ? null : `${url.origin}${url.pathname}`);
  return `${JSON.stringify({
    ok: conforms(results, strict),
    target: {
      url: bare(rosterUrl), staged: bare(stagedUrl), results: bare(resultsUrl), school: brin6(school), schoolYear,
      version, deliver,
    },
    counts: countResults(results),
    cases: results,
  }, null, 2)}\n`;
}

/** The report as JUnit XML: a suite for each chapter. What is only wise does not fail a build unless `strict`. */
export function renderConformJunit(results: readonly CaseResult[], startedAt: Date, strict: boolean): string {
  const chapters = [...new Set(results.map(({ chapter }) => chapter))];
  return writeJunit(chapters.map((chapter) => ({
    name: chapterNames[chapter], startedAt,
    cases: results.filter((one) => one.chapter === chapter).map((one) => junitCase(one, strict)),
  })));
}

function junitCase(result: CaseResult, strict: boolean): JunitCase {
  const { id, chapter, weight, title, milliseconds } = result;
  return {
    className: `inbeeld.conform.${chapter}`, name: `${id}: ${title}`, seconds: milliseconds / 1000,
    outcome: result.outcome === 'passed' ? { kind: 'passed', remark: null }
      : result.outcome === 'skipped' ? { kind: 'skipped', message: result.reason ?? '' }
      : weight === 'should' && !strict ? { kind: 'skipped', message: `Aangeraden, niet gehaald. ${compared(result)}` }
      : { kind: 'failed', type: weight, message: compared(result), text: result.sent?.body ?? '' },
  };
}

/** The report for people: what failed with what was expected, then what was skipped, then what to do. */
export function renderConformText(target: Target, results: readonly CaseResult[]): string {
  const chapters = [...new Set(results.map(({ chapter }) => chapter))];
  const { rosterUrl, school, schoolYear, version } = target;
  return `${[
    `${rosterUrl.origin}${rosterUrl.pathname}`,
    `School ${brin6(school)}, ${schoolYear}, UWLR ${version}`,
    ...chapters.flatMap((chapter) => chapterInWords(chapter, results.filter((one) => one.chapter === chapter))),
    '', conclusion(results),
  ].join('\n')}\n`;
}

/** The titles of the chapters. */
export const chapterNames: { readonly [C in Chapter]: string } = {
  roster: 'Gegevens ophalen', http: 'Hoe een bericht reist', header: 'Wie er binnen mag',
  fields: 'Velden van het verzoek', version: 'Versies', order: 'Volgorde van controles',
  staged: 'Getrapt ophalen', results: 'Resultaten brengen',
  whole: 'Over alle antwoorden samen',
};

function chapterInWords(chapter: Chapter, results: readonly CaseResult[]): readonly string[] {
  const passed = results.filter(({ outcome }) => outcome === 'passed').length;
  const skipped = results.filter(({ outcome }) => outcome === 'skipped');
  const reasons = [...new Set(skipped.map(({ reason }) => reason))];
  return [
    '', `${chapterNames[chapter]}: ${passed} van ${results.length - skipped.length} goed`,
    ...results.filter(({ outcome }) => outcome === 'failed').map((one) =>
      `- ${one.weight === 'must' ? 'FOUT' : 'aangeraden'} ${one.title} ${compared(one)} [${one.id}]`),
    ...reasons.map((reason) =>
      `- ${skipped.filter((one) => one.reason === reason).length} overgeslagen: ${reason}`),
  ];
}

function compared({ expected, came }: CaseResult): string {
  return `Verwacht: ${expected}. Gekregen: ${came ?? 'niets'}.`;
}

function conclusion(results: readonly CaseResult[]): string {
  const { passed, failedMust, failedShould, skipped } = countResults(results);
  const counted = `${passed} goed, ${failedMust} fout, ${failedShould} aangeraden maar niet gehaald, `
    + `${skipped} overgeslagen.`;
  if (failedMust > 0 && passed === 0) return `${counted} Zorg eerst dat het eerste verzoek lukt.`;
  if (failedMust > 0) return `${counted} Herstel eerst wat FOUT is. Met --json ziet u precies wat er gestuurd is.`;
  if (failedShould > 0) return `${counted} De server volgt de standaard. Kijk nog naar wat aangeraden is.`;
  return `${counted} De server doet wat de standaard vraagt.`;
}
