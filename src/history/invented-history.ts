/* For tests only: a UWLR-shaped file of old results of invented pupils. */
import type { Brin, SiteCode } from '../base/brin.ts';
import { plainDate } from '../base/plain-date.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import { writeResultsFile } from '../exchange/uwlr/write.ts';

/** One old result of arithmetic M5. */
export interface InventedResult {
  readonly pupilKey: string;
  readonly key: string;
  readonly score: number;
  readonly takenOn?: string;
  readonly typedIn?: boolean;
  readonly correctCount?: number;
}

const none = { vocabulary: null, vocabularyLocation: null };

/** The file of one school. */
export function inventedHistory(brin: string, results: readonly InventedResult[]): string {
  const origins = [...new Set(results.map(({ typedIn = false }) => (typedIn ? 'handmatig' : 'las')))];
  return writeResultsFile({
    school: {
      schoolYear: schoolYearStarting(2026),
      school: { kind: 'brin', brin: brin as Brin, site: '00' as SiteCode },
      createdAt: new Date('2027-01-19T08:00:00Z'), author: 'Proef-LAS', xsdVersion: '2.2',
    },
    administrations: results.map((one) => ({
      pupilKey: one.pupilKey, eckId: null, processedBy: null,
      results: [{
        key: one.key, takenOn: plainDate(one.takenOn ?? '2026-01-22'),
        testCode: `RW-M5/5/${one.typedIn === true ? 'handmatig' : 'las'}`, version: null, partCode: null,
        infoUrl: null,
        outcome: {
          kind: 'oso',
          oso: {
            referenceScores: [],
            testScore: {
              itemCount: one.correctCount === undefined ? null : 24, correctCount: one.correctCount ?? null,
              wrongCount: null, readCount: null, durationSeconds: null, ability: one.score,
              scaleCode: 'SYN-RW-3.0', interval: null,
            },
          },
        },
      }],
    })),
    tests: origins.map((origin) => ({
      code: { text: `RW-M5/5/${origin}`, ...none }, version: { text: '3.0 (synthetisch)', ...none },
      name: 'Rekenen-Wiskunde M5', yearGroup: { text: '5', ...none }, subject: { text: 'arithmetic', ...none },
      norms: null, parts: [],
      hierarchy: [{ level: 1, entry: { text: 'M5', ...none } }, { level: 2, entry: { text: origin, ...none } }],
    })),
  });
}
