import type { Result } from '../../ability/types.ts';
import { subjectNames } from '../../content/types.ts';
import { callNameAndLast, formatDateShort, plural, sortName } from '../../ui/format.ts';
import type { Filter, Report, ReportContext, ReportDocument, ReportOf, ReportPart } from '../frame/types.ts';
import { periodName } from '../group/group-filters.ts';
import { groupFrame } from '../group/group-frame.ts';
import type { GroupAtMoment } from '../group/types.ts';
import { howComputedHref } from '../honest/addresses.ts';
import { conditionWords } from '../honest/conditions.ts';
import { pupilFacts, pupilFrame } from '../pupil/pupil-frame.ts';
import { readPupil, subjectsOfPupil, subjectToShow } from '../pupil/read-pupil.ts';
import { subjectFilter } from '../reading.ts';
import { listTakings } from '../taking-store.ts';
import { categoriesOf, quietProbability } from './category-rules.ts';
import { categoryParts, verdictWords } from './category-view.ts';
import {
  calibrationSource, hasItems, isOwnTest, type ReadTest, readTests, totalsRemark,
} from './items-read.ts';
import { readGroupTests } from './read-group-tests.ts';

/** What a pupil did in each category of a test, against what the total lets expect. */
export const pupilCategories: Report = {
  code: 'categorieen-leerling',
  path: '/leerlingen/:pupilId/categorieen',
  name: 'Categorieënanalyse van een leerling',
  question: 'Op welk onderdeel haalt deze leerling meer of minder punten dan te verwachten is?',
  about: 'pupil',
  feature: 'pupil_reports',
  read: readPupilCategories,
};

/** The same of the pupils of a group together. */
export const groupCategories: Report = {
  code: 'categorieen-groep',
  path: '/groepen/:groupId/categorieen',
  name: 'Categorieënanalyse van een groep',
  question: 'Op welk onderdeel haalt de groep meer of minder punten dan te verwachten is?',
  about: 'group',
  feature: 'group_reports',
  read: readGroupCategories,
};

async function readPupilCategories(context: ReportContext, of: ReportOf): Promise<ReportDocument> {
  const { tx, choice } = context;
  const read = await readPupil(context, of);
  const own = read.results.filter(isOwnTest);
  const subjects = await subjectsOfPupil(tx, read);
  const subject = subjectToShow(subjects, choice.subject, own);
  const results = own.filter((result) => result.subject === subject).toReversed();
  const result = results.find(({ resultId }) => resultId === choice.resultId) ?? results[0];
  const tests = result ? await readTests(tx, [result]) : [];
  const known = tests.filter(hasItems);
  const taking = result && (await listTakings(tx, [result.resultId])).get(result.resultId);
  const parts = categoryParts(known, {
    of: `${callNameAndLast(read.pupil)}, ${subjectNames[subject]}`, source: sourceWords(known),
  });
  const conditions = result ? [`Zo is de toets gemaakt: ${conditionWords(result, taking)}.`] : [];
  return {
    ...pupilFrame(read, 'Onderdelen', 'categorieen'),
    lead: result
      ? `${subjectNames[subject]}, toets ${result.testMoment ?? ''} van ${formatDateShort(result.takenOn)}: `
        + 'op welk onderdeel valt iets op?'
      : `${subjectNames[subject]}: op welk onderdeel valt iets op?`,
    facts: pupilFacts(read, subject),
    filters: [subjectFilter(subjects, subject), resultFilter(results, result)],
    parts: withRemarks(parts, [...conditions, ...remarksOf(tests)]),
    empty: parts.length > 0 ? null : emptyOf(tests, 'De leerling heeft'),
    notices: [],
    norm: calibrationSource(known),
  };
}

async function readGroupCategories(context: ReportContext, of: ReportOf): Promise<ReportDocument> {
  const { read, at, subject, period, tests, filters, facts } = await readGroupTests(context, of);
  const known = tests.filter(hasItems);
  const parts = categoryParts(known, {
    of: `${read.group.name}, ${subjectNames[subject]}`, source: sourceWords(known),
  });
  return {
    ...groupFrame(read, `Onderdelen ${read.group.name}`, 'categorieen'),
    lead: `${subjectNames[subject]}, ${periodName(period)}: op welk onderdeel valt iets op in de groep?`,
    facts, filters,
    parts: parts.length === 0 ? [] : [
      ...withRemarks(parts, [...membersRemark(at, known), ...remarksOf(tests)]), pupilsPart(at, known),
    ],
    empty: parts.length > 0 ? null : emptyOf(tests, 'Op dit moment heeft niemand in de groep'),
    notices: [],
    norm: calibrationSource(known),
  };
}

/** Pupils who themselves stand out, each with where. */
function pupilsPart({ members }: GroupAtMoment, tests: readonly ReadTest[]): ReportPart {
  const byPupil = new Map(tests.map((test) => [test.result.pupilId, test]));
  const rows = members.flatMap(({ pupil }) => {
    const test = byPupil.get(pupil.pupilId);
    const flagged = test ? categoriesOf([test], 'domain').filter(({ verdict }) => verdict !== 'asExpected') : [];
    if (!test || flagged.length === 0) return [];
    return [[
      { text: sortName(pupil), href: `/leerlingen/${pupil.pupilId}/categorieen?vak=${test.result.subject}` },
      { text: flagged.map(({ label, verdict }) => `${label}: ${verdictWords[verdict]}`).join('; ') },
      { text: 'berekening', href: howComputedHref(test.result.resultId) },
    ]];
  });
  const byChance = Math.round(tests.length * (1 - quietProbability));
  return {
    heading: 'Leerlingen bij wie iets opvalt',
    lead: rows.length === 0 ? 'Bij niemand valt een onderdeel buiten het interval.'
      : `${plural(rows.length, 'leerling', 'leerlingen')} van de ${tests.length}.`,
    pictures: [],
    tables: rows.length === 0 ? [] : [{
      caption: 'Leerlingen bij wie iets opvalt', rows, columns: [
        { key: 'leerling', header: 'Leerling', kind: 'text', rowHeader: true },
        { key: 'opvallend', header: 'Onderdeel', kind: 'text', wide: true },
        { key: 'berekend', header: 'Hoe berekend?', kind: 'short', pageOnly: true },
      ],
    }],
    remarks: [
      `Bij ${tests.length} leerlingen laat toeval er gemiddeld hoogstens ongeveer ${Math.max(1, byChance)} opvallen. `
        + 'Kijk pas verder als u het zelf ook ziet in het werk van de leerling.',
    ],
  };
}

function resultFilter(results: readonly Result[], current: Result | undefined): Filter {
  return {
    label: 'Toets', look: 'list', options: results.map((result) => ({
      label: `${result.testMoment ?? 'toets'}, ${formatDateShort(result.takenOn)}`,
      change: { resultId: result.resultId },
      current: result === current,
    })),
  };
}

function remarksOf(tests: readonly ReadTest[]): readonly string[] {
  const remark = totalsRemark(tests);
  return remark ? [remark] : [];
}

function membersRemark({ members }: GroupAtMoment, tests: readonly ReadTest[]): readonly string[] {
  const without = members.length - tests.length;
  return [
    `Dit zijn de punten van ${plural(tests.length, 'leerling', 'leerlingen')} samen, ieder naast de eigen verwachting.`,
    ...(without === 0 ? [] : [`${plural(without, 'leerling telt', 'leerlingen tellen')} niet mee: er is geen resultaat `
      + 'van een eigen toets met punten per opgave.']),
  ];
}

function withRemarks(parts: readonly ReportPart[], remarks: readonly string[]): readonly ReportPart[] {
  return parts.map((part, index) => (index === 0 ? { ...part, remarks: [...remarks, ...part.remarks] } : part));
}

function emptyOf(tests: readonly ReadTest[], who: string): NonNullable<ReportDocument['empty']> {
  const title = 'Er is niets per onderdeel te laten zien';
  if (tests.length === 0) {
    return { title, words: `${who} nog geen toets van dit vak die hier gemaakt is. Van overgenomen resultaten zijn de `
      + 'punten per opgave niet bekend.' };
  }
  return tests.some(hasItems)
    ? { title, words: 'Dit vak heeft geen onderdelen om naast elkaar te leggen.' }
    : { title, words: 'Er is alleen een totaal ingevoerd. De punten per opgave zijn dan niet bekend.' };
}

function sourceWords(tests: readonly ReadTest[]): string {
  return [...new Set(tests.map(({ calibration }) => `ijking: ${calibration.source}`))].join('; ');
}
