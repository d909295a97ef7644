import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { present } from '../../base/assert.ts';
import { fault } from '../../exchange/uwlr/fault.ts';
import { judgeCall, type AcceptedCall, type CallFacts } from '../../exchange/uwlr/judge.ts';
import { readUwlr, type UwlrReading } from '../../exchange/uwlr/read.ts';
import { clientFaultCodes, serverFaultCodes } from '../../exchange/uwlr/types.ts';
import type { Fault, FaultCode, ResultsDocument, RosterRequest } from '../../exchange/uwlr/types.ts';
import { writeConfirmation, writeFault, writeRosterAnswer } from '../../exchange/uwlr/write.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { schoolYearOf } from '../../base/school-year.ts';
import { findPlanByBrin6 } from '../school/plans.ts';
import { rosterOf } from '../school/roster.ts';
import { write, type SandboxTx } from '../store.ts';
import type { Sandbox } from '../types.ts';
import { sloppy } from './dialect.ts';
import { schoolCodeOf, schoolRefOf, schoolsOfKey } from './keys.ts';
import { keepCall, withoutHeader } from './message-store.ts';
import { keepResults } from './result-store.ts';
import { answerRoster, nextCreatedAt } from './roster-answer.ts';
import { lasSchool, saveLasSchool, type LasSchool } from './school-store.ts';

/** The three end points, by the last part of their address. */
export type LasService = 'leerlinggegevens' | 'leerlinggegevens-getrapt' | 'leerresultaten';

/** What goes back over HTTP: 200 with an answer, 500 with a fault. */
export interface SoapAnswer {
  readonly status: 200 | 500;
  readonly xml: string;
}

/** Every fault that a person can choose to get. */
export const chosenFaults: readonly FaultCode[] = [...serverFaultCodes, ...clientFaultCodes];

interface Outcome extends SoapAnswer {
  readonly faultCode: string | null;
  /** One Dutch line for the list of calls. */
  readonly line: string;
}

/** Carries out one call: judges it, answers it, and keeps both messages. */
export async function serveCall(sandbox: Sandbox, service: LasService, bytes: Uint8Array): Promise<SoapAnswer> {
  const reading = readUwlr(bytes);
  const schoolCode = schoolAsked(reading);
  const { outcome, delayMs } = await sandbox.withSandbox(async (tx) => {
    const settings = await lockSchool(tx, schoolCode);
    const decided = await decide(tx, sandbox, service, reading, settings);
    await keepCall(tx, {
      messageId: sandbox.newId(), at: sandbox.clock.now(), schoolCode, operation: operationOf(reading),
      faultCode: decided.faultCode, outcome: decided.line, answerXml: decided.xml,
      requestXml: reading.message === null ? '<!-- niet te lezen -->' : withoutHeader(textOf(bytes)),
    });
    return { outcome: decided, delayMs: settings?.delayMs ?? 0 };
  });
  sandbox.log('sandbox.las.call', { service, school: schoolCode, fault: outcome.faultCode });
  if (delayMs > 0) await delay(delayMs);
  return { status: outcome.status, xml: outcome.xml };
}

/** Calls about one school wait for each other: `aanmaakdatum` must rise. */
async function lockSchool(tx: SandboxTx, schoolCode: string | null): Promise<LasSchool | null> {
  if (schoolCode === null || findPlanByBrin6(schoolCode) === undefined) return null;
  await write(tx, sql`select pg_advisory_xact_lock(hashtext(${`las ${schoolCode}`}))`);
  return lasSchool(tx, schoolCode);
}

async function decide(
  tx: SandboxTx, sandbox: Sandbox, service: LasService, reading: UwlrReading, settings: LasSchool | null,
): Promise<Outcome> {
  const chosen = settings === null ? null : await takeChosenFault(tx, settings);
  if (chosen !== null) return refused(fault(chosen, 'Deze fout is in de oefenomgeving zo ingesteld.'));
  const judged = judgeCall(reading, await factsOf(tx, sandbox, reading, settings));
  if (!judged.ok) return refused(judged.refusal);
  if (!belongsTo(judged.value, service)) {
    return refused(fault('OngeldigBericht', 'Dit bericht hoort bij een ander adres van dit LAS.'));
  }
  const school = present(settings, 'a key only opens schools that exist');
  return judged.value.type === 'roster'
    ? sendRoster(tx, sandbox, school, judged.value.request)
    : takeResults(tx, sandbox, school, judged.value.document);
}

async function takeChosenFault(tx: SandboxTx, settings: LasSchool): Promise<FaultCode | null> {
  if (settings.faultsLeft === 0) return null;
  await saveLasSchool(tx, { ...settings, faultsLeft: settings.faultsLeft - 1 });
  return chosenFaults.find((code) => code === settings.faultCode) ?? null;
}

async function factsOf(
  tx: SandboxTx, { credentials, clock }: Sandbox, reading: UwlrReading, settings: LasSchool | null,
): Promise<CallFacts> {
  const codes = reading.authorisation === null ? null : await schoolsOfKey(tx, reading.authorisation.schoolKey);
  const known = settings === null ? new Set<string>() : pupilKeys(settings, clock.now());
  return {
    temporarilyDown: false,
    versions: ['2.2', '2.1'],
    clients: [{ name: credentials.lasClientName, code: credentials.lasClientCode }],
    schoolsOfKey: codes?.map(schoolRefOf) ?? null,
    lastResultsAt: settings?.resultsCreatedAt ?? null,
    knowsPupil: (pupilKey) => known.has(pupilKey),
    vocabularies: new Map(),
  };
}

/** Keys and ECK iDs of this year's pupils: who has only an ECK iD may be named by it (exchange.md section 13). */
function pupilKeys({ schoolCode, newcomerCount }: LasSchool, now: Date): ReadonlySet<string> {
  const plan = present(findPlanByBrin6(schoolCode), 'settings are of a school that exists');
  const { pupils } = rosterOf(plan, schoolYearOf(plainDateInAmsterdam(now)), now, newcomerCount);
  return new Set(pupils.flatMap(({ key, eckId }) => (eckId === null ? [key] : [key, eckId])));
}

async function sendRoster(
  tx: SandboxTx, { clock }: Sandbox, settings: LasSchool, request: RosterRequest,
): Promise<Outcome> {
  const plan = present(findPlanByBrin6(settings.schoolCode), 'settings are of a school that exists');
  const createdAt = nextCreatedAt(settings.rosterCreatedAt, clock.now());
  const answer = answerRoster(plan, settings, request, clock.now(), createdAt);
  if (answer.kind === 'roster') await saveLasSchool(tx, { ...settings, rosterCreatedAt: createdAt });
  const xml = writeRosterAnswer(request.scope, answer, request.xsdVersion);
  const line = answer.kind === 'roster'
    ? `${answer.document.pupils.length} leerlingen, ${answer.document.staff.length} medewerkers gestuurd`
    : answer.kind === 'unchanged' ? 'geen wijzigingen' : 'geen gegevens';
  return { status: 200, xml: settings.sloppy ? sloppy(xml) : xml, faultCode: null, line };
}

async function takeResults(
  tx: SandboxTx, { clock }: Sandbox, settings: LasSchool, document: ResultsDocument,
): Promise<Outcome> {
  const count = await keepResults(tx, settings.schoolCode, document, clock.now());
  await saveLasSchool(tx, { ...settings, resultsCreatedAt: document.school.createdAt });
  const line = count === 1 ? '1 resultaat ontvangen' : `${count} resultaten ontvangen`;
  return { status: 200, xml: writeConfirmation(), faultCode: null, line };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

function refused({ code, text }: Fault): Outcome {
  const known = code === 'unknown' ? 'InterneFout' : code;
  return { status: 500, xml: writeFault(known, text), faultCode: known, line: text };
}

function schoolAsked({ message }: UwlrReading): string | null {
  if (message?.type === 'roster-request') return schoolCodeOf(message.request.school);
  return message?.type === 'results' ? schoolCodeOf(message.document.school.school) : null;
}

function operationOf({ message }: UwlrReading): string {
  if (message?.type === 'roster-request') return operationByScope[message.request.scope];
  return message?.type === 'results' ? 'BrengLeerresultaten' : 'onbekend';
}

const operationByScope: Readonly<Record<RosterRequest['scope'], string>> = {
  all: 'HaalLeerlinggegevens', structure: 'HaalStructuur', pupils: 'HaalLeerlingen', staff: 'HaalLeerkrachten',
};

function belongsTo(call: AcceptedCall, service: LasService): boolean {
  if (call.type === 'results') return service === 'leerresultaten';
  return call.request.scope === 'all' ? service === 'leerlinggegevens' : service === 'leerlinggegevens-getrapt';
}
