import { sql } from 'kysely';
import { mainSite, type Brin } from '../../base/brin.ts';
import { plainDate } from '../../base/plain-date.ts';
import { schoolYearStarting } from '../../base/school-year.ts';
import type { Authorisation, ResultsDocument, RosterRequest, TestResult } from '../../exchange/uwlr/types.ts';
import type { ListeningSandbox } from '../sandbox-for-tests.ts';
import { issueKey } from './keys.ts';
import { sandboxCredentials } from '../sandbox.ts';
import { write } from '../store.ts';
import { uwlrBase } from './soap-routes.ts';

/** Asks for everything of the school to walk in 2026-2027. */
export const requestForAll: RosterRequest = {
  scope: 'all', school: { kind: 'brin', brin: '99XA' as Brin, site: mainSite }, schoolYear: schoolYearStarting(2026),
  xsdVersion: '2.2', dataSetId: null, lastReceivedAt: null, groups: [],
};

/** A fresh key for these schools with our name and code. */
export async function keyFor({ sandbox }: ListeningSandbox, ...schoolCodes: readonly string[]): Promise<Authorisation> {
  const schoolKey = await sandbox.withSandbox((tx) => issueKey(tx, schoolCodes, sandbox.clock.now()));
  return { schoolKey, clientCode: sandboxCredentials.lasClientCode, clientName: sandboxCredentials.lasClientName };
}

/** Makes the LAS of a school forget everything: the database is that of the whole run, and others used it. */
export async function forgetSchool({ sandbox }: Pick<ListeningSandbox, 'sandbox'>, schoolCode: string): Promise<void> {
  await sandbox.withSandbox(async (tx) => {
    await write(tx, sql`delete from sandbox.las_school where school_code = ${schoolCode}`);
    await write(tx, sql`delete from sandbox.las_result where school_code = ${schoolCode}`);
  });
}

/** Posts a message to an end point of UWLR. */
export async function post(
  { url }: ListeningSandbox, service: string, xml: string,
): Promise<{ readonly status: number; readonly type: string; readonly text: string }> {
  const answer = await fetch(`${url}${uwlrBase}/${service}`, {
    method: 'POST', headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '"x"' }, body: xml,
  });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
}

/** One result of one pupil, as the platform sends it. */
export function resultsOf(
  brin: string, pupilKey: string, createdAt: Date, change: Partial<TestResult> = {},
): ResultsDocument {
  const oso = {
    testScore: {
      itemCount: 24, correctCount: 20, wrongCount: 4, readCount: null, durationSeconds: null, ability: 652.4,
      scaleCode: 'SYN-RW-3.0', interval: { low: 640, high: 664.8 },
    },
    referenceScores: [['IV', 'II'], ['AE', 'B'], ['FN', 'E5']].map(([code = '', value = '']) => (
      { code, comparisonGroup: 'Landelijk', value, qualification: null })),
  };
  const term = (text: string) => ({ text, vocabulary: null, vocabularyLocation: null });
  const result: TestResult = {
    key: 'R-1', takenOn: plainDate('2027-01-19'), testCode: 'RW-M5', version: null, partCode: null, infoUrl: null,
    outcome: { kind: 'oso', oso }, ...change,
  };
  return {
    school: {
      schoolYear: schoolYearStarting(2026), school: { kind: 'brin', brin: brin as Brin, site: mainSite }, createdAt,
      author: 'Inbeeld', xsdVersion: '2.2',
    },
    administrations: [{ pupilKey, eckId: null, processedBy: null, results: [result] }],
    tests: [{
      code: term('RW-M5'), version: term('3.0 (synthetisch)'), name: 'Rekenen-Wiskunde M5', yearGroup: null,
      subject: null, norms: null, hierarchy: [], parts: [],
    }],
  };
}
