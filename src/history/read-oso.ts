import { brin6, mainSite } from '../base/brin.ts';
import { arithmeticScaleCode, syntheticGeneration } from '../content/norms.ts';
import { subjectOf } from '../exchange/history-csv/known-tests.ts';
import { testOfName } from '../exchange/history-csv/values.ts';
import { readOso } from '../exchange/oso/read.ts';
import type { OsoDossier, OsoTest } from '../exchange/oso/types.ts';
import type { HistoryReading, HistoryRecord, SourcePupil } from './types.ts';

/**
 * Reads one OSO dossier or a file with several. Every `toets` becomes a record, also one that cannot be used, so
 * that all of them are accounted for; parts of a test are not taken. Never throws on what is in it.
 * @param ownSites BRIN and site of this school: a key in a dossier of another school means nothing here
 */
export function readHistoryOso(bytes: Uint8Array, ownSites: readonly string[]): HistoryReading {
  const records: HistoryRecord[] = [];
  const { findings } = readOso(bytes, (dossier) => {
    const pupil = pupilOf(dossier, ownSites);
    for (const test of dossier.tests) records.push(recordOf(test, pupil, records.length + 1));
  });
  return { records, findings };
}

function pupilOf({ pupil, school }: OsoDossier, ownSites: readonly string[]): SourcePupil {
  const { key, lastName, prefix, callName, birthDate } = pupil;
  const own = school.brin !== null && ownSites.includes(brin6({ brin: school.brin, site: school.site ?? mainSite }));
  const person = lastName && callName && birthDate ? { lastName, prefix, callName, birthDate } : null;
  return { key: own ? key : null, person };
}

function recordOf(test: OsoTest, pupil: SourcePupil, recordNo: number): HistoryRecord {
  const score = test.outcome?.testScore ?? null;
  const named = testOfName(test.name ?? '');
  const ofCode = /(?:^|-)([BME][3-8])(?:-|$)/.exec(test.code ?? '')?.[1] ?? null;
  const subjectText = test.subject ?? named.subject ?? test.code;
  return {
    recordNo, line: test.line, pupil, sourceKey: null, origin: 'migrated',
    subjectText, subject: subjectOf(test.subject) ?? subjectOf(named.subject),
    momentText: ofCode ?? named.moment ?? test.code,
    generation: test.version ?? named.generation ?? generationOfScale(score?.scaleCode ?? null),
    takenOn: test.takenOn,
    yearGroup: test.yearGroup !== null && /^\d+$/.test(test.yearGroup) ? Number(test.yearGroup) : null,
    score: score?.ability ?? null,
    scaleCode: score?.scaleCode ?? null,
    interval: score?.interval ?? null,
    correctCount: score?.correctCount ?? null,
    itemCount: score?.itemCount ?? null,
    references: test.outcome?.referenceScores.map(({ code, comparisonGroup, value }) =>
      `${code} ${comparisonGroup} ${value}`) ?? [],
  };
}

/** OSO has no field for the generation; a test that names none is told by its scale, else it is a foreign one. */
function generationOfScale(scaleCode: string | null): string {
  return scaleCode === arithmeticScaleCode ? syntheticGeneration : 'onbekend';
}
