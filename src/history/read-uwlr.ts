import { brin6 } from '../base/brin.ts';
import { newFindingList, nowhere } from '../exchange/catalogue.ts';
import { subjectOf } from '../exchange/history-csv/known-tests.ts';
import { readUwlr } from '../exchange/uwlr/read.ts';
import type { Administration, Fault, TestDefinition, TestResult } from '../exchange/uwlr/types.ts';
import { fileLimits } from '../exchange/xml/read.ts';
import { historyFindings } from './findings.ts';
import type { HistoryReading, HistoryRecord } from './types.ts';

/** What a LAS answered: a file of old results, or a fault of UWLR. */
export type UwlrHistory =
  | (HistoryReading & { readonly kind: 'results' })
  | { readonly kind: 'fault'; readonly fault: Fault };

/**
 * Reads a file of docs/history-file.md, 1: `leerresultaten_verzoek` used the other way round. Every
 * `resultaat` becomes a record, also one that cannot be used, so that all of them are accounted for. Never
 * throws on what is in it.
 * @param sites BRIN and site that may be in it, `99XX00`: what another school has is refused as a whole
 */
export function readHistoryUwlr(bytes: Uint8Array, sites: readonly string[]): UwlrHistory {
  const { message, findings: read, summary } = readUwlr(bytes, fileLimits);
  if (message?.type === 'fault') return { kind: 'fault', fault: message.fault };
  const findings = newFindingList();
  if (message?.type !== 'results') {
    findings.add(historyFindings['HISTORY-NO-RESULTS'], nowhere, 'Dit is geen bestand met resultaten.');
    return { kind: 'results', records: [], findings: [...read, ...findings.all()] };
  }
  const { school, administrations, tests } = message.document;
  if (school.school.kind === 'brin' && !sites.includes(brin6(school.school))) {
    findings.add(
      historyFindings['HISTORY-OTHER-SCHOOL'],
      nowhere,
      'Het bestand is van een andere school of vestiging.',
    );
  }
  const definitions = new Map(tests.map((test) => [test.code.text, test]));
  const usable = administrations.flatMap((administration) =>
    administration.results.map((result) => ({
      administration,
      result,
      test: definitions.get(result.testCode),
    })),
  );
  const records = usable.map((one, index) => recordOf(one, index + 1));
  const hopeless = Array.from({ length: Math.max(0, summary.results - records.length) },
    (_, index) => hopelessRecord(records.length + index + 1));
  return { kind: 'results', records: [...records, ...hopeless], findings: [...read, ...findings.all()] };
}

function recordOf({ administration, result, test }: {
  readonly administration: Administration;
  readonly result: TestResult;
  readonly test: TestDefinition | undefined;
}, recordNo: number): HistoryRecord {
  const { outcome } = result;
  const oso = outcome.kind === 'oso' ? outcome.oso : null;
  const score = oso?.testScore ?? null;
  const level = (wanted: number) =>
    test?.hierarchy.find((entry) => entry.level === wanted)?.entry.text ?? null;
  const subjectText = test?.subject?.text ?? null;
  const yearGroup = Number(test?.yearGroup?.text ?? Number.NaN);
  return {
    recordNo,
    line: null,
    pupil: { key: administration.pupilKey, person: null },
    sourceKey: result.key,
    origin: level(2) === 'handmatig' ? 'typed-in' : 'migrated',
    subjectText,
    subject: subjectOf(subjectText),
    momentText: level(1)?.toUpperCase() ?? null,
    generation: test?.version?.text ?? null,
    takenOn: result.takenOn,
    yearGroup: Number.isInteger(yearGroup) ? yearGroup : null,
    score: score?.ability ?? null,
    scaleCode: score?.scaleCode ?? null,
    interval: score?.interval ?? null,
    correctCount: score?.correctCount ?? null,
    itemCount: score?.itemCount ?? null,
    references:
      oso?.referenceScores.map(({ code, comparisonGroup, value }) => `${code} ${comparisonGroup} ${value}`)
      ?? [],
  };
}

/** A result of which UWLR's own reader could use nothing; its finding says where it stood. */
function hopelessRecord(recordNo: number): HistoryRecord {
  return {
    recordNo,
    line: null,
    pupil: { key: null, person: null },
    sourceKey: null,
    origin: 'migrated',
    subjectText: null,
    subject: null,
    momentText: null,
    generation: null,
    takenOn: null,
    yearGroup: null,
    score: null,
    scaleCode: null,
    interval: null,
    correctCount: null,
    itemCount: null,
    references: [],
  };
}
