import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { present } from '../../base/assert.ts';
import { fault } from '../../exchange/uwlr/fault.ts';
import { judgeCall, type AcceptedCall, type CallFacts } from '../../exchange/uwlr/judge.ts';
import { readUwlr, type UwlrReading } from '../../exchange/uwlr/read.ts';
import type { Fault, ResultsDocument, RosterRequest } from '../../exchange/uwlr/types.ts';
import { writeConfirmation, writeFault, writeRosterAnswer } from '../../exchange/uwlr/write.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { schoolYearOf } from '../../base/school-year.ts';
import { findPlanByBrin6 } from '../school/plans.ts';
import { rosterOf } from '../school/roster.ts';
import { write, type SandboxTx } from '../store.ts';
import type { Sandbox } from '../types.ts';
import { inDialect } from './dialect.ts';
import { errorPage, inShape, isFault, lineTroubles, troubleOf, type LasTrouble } from './faults.ts';
import { agreedOf, ordinaryHabits, servedVersions, type LasHabits } from './habits.ts';
import { schoolCodeOf, schoolRefOf, schoolsOfKey } from './keys.ts';
import { keepCall, withoutHeader } from './message-store.ts';
import { keepResults } from './result-store.ts';
import { answerRoster, nextCreatedAt } from './roster-answer.ts';
import { lasSchool, saveLasSchool, type LasSchool } from './school-store.ts';

/** The three end points, by the last part of their address. */
export type LasService = 'leerlinggegevens' | 'leerlinggegevens-getrapt' | 'leerresultaten';

/** What goes back over HTTP: 200 with an answer, 500 with a fault; or a page, or nothing at all. */
export interface SoapAnswer {
  readonly status: 200 | 500 | 503;
  readonly kind: 'message' | 'page' | 'nothing';
  readonly text: string;
}

interface Outcome {
  readonly status: 200 | 500;
  readonly xml: string;
  readonly faultCode: string | null;
  /** One Dutch line for the list of calls. */
  readonly line: string;
}

/** Carries out one call: judges it, answers it, and keeps both messages. */
export async function serveCall(sandbox: Sandbox, service: LasService, bytes: Uint8Array): Promise<SoapAnswer> {
  const reading = readUwlr(bytes);
  const schoolCode = schoolAsked(reading);
  const { outcome, answer, delayMs } = await sandbox.withSandbox(async (tx) => {
    const { settings, trouble } = await takeTrouble(tx, await lockSchool(tx, schoolCode));
    const decided = await decide(tx, sandbox, service, { reading, settings, trouble });
    const sent = overTheLine(decided, trouble, settings?.habits ?? ordinaryHabits);
    await keepCall(tx, {
      messageId: sandbox.newId(), at: sandbox.clock.now(), schoolCode, operation: operationOf(reading),
      faultCode: decided.faultCode ?? lostAnswer(sent), outcome: lineOf(decided, trouble), answerXml: sent.text,
      requestXml: reading.message === null ? '<!-- niet te lezen -->' : withoutHeader(textOf(bytes)),
    });
    return { outcome: decided, answer: sent, delayMs: settings?.delayMs ?? 0 };
  });
  sandbox.log('sandbox.las.call', { service, school: schoolCode, fault: outcome.faultCode });
  if (delayMs > 0) await delay(delayMs);
  return answer;
}

/** What of the outcome arrives at the other side. */
function overTheLine({ status, xml }: Outcome, trouble: LasTrouble | null, { faultShape }: LasHabits): SoapAnswer {
  if (trouble?.startsWith('no-answer')) return { status: 503, kind: 'nothing', text: '' };
  if (trouble?.startsWith('html-page')) return { status: 503, kind: 'page', text: errorPage };
  if (status === 200) return { status, kind: 'message', text: xml };
  return { status: faultShape === 'http-200' ? 200 : 500, kind: 'message', text: inShape(xml, faultShape) };
}

/** What stands in the list of calls where a fault would, when no message came back. */
function lostAnswer({ kind }: SoapAnswer): string | null {
  return kind === 'message' ? null : kind === 'page' ? 'webpagina' : 'geen antwoord';
}

function lineOf({ line }: Outcome, trouble: LasTrouble | null): string {
  if (trouble === null || isFault(trouble)) return line;
  return trouble.endsWith('-after') ? `${line}; ${lineTroubles[trouble]}` : lineTroubles[trouble];
}

/** Calls about one school wait for each other: `aanmaakdatum` must rise. */
async function lockSchool(tx: SandboxTx, schoolCode: string | null): Promise<LasSchool | null> {
  if (schoolCode === null || findPlanByBrin6(schoolCode) === undefined) return null;
  await write(tx, sql`select pg_advisory_xact_lock(hashtext(${`las ${schoolCode}`}))`);
  return lasSchool(tx, schoolCode);
}

interface ReadCall {
  readonly reading: UwlrReading;
  readonly settings: LasSchool | null;
  readonly trouble: LasTrouble | null;
}

async function decide(
  tx: SandboxTx, sandbox: Sandbox, service: LasService, { reading, settings, trouble }: ReadCall,
): Promise<Outcome> {
  if (trouble !== null && isFault(trouble)) {
    return refused(fault(trouble, 'Deze fout is in de oefenomgeving zo ingesteld.'));
  }
  if (trouble === 'no-answer' || trouble === 'html-page') {
    return { status: 500, xml: '', faultCode: null, line: lineTroubles[trouble] };
  }
  const judged = judgeCall(reading, await factsOf(tx, sandbox, reading, settings));
  if (!judged.ok) return refused(judged.refusal);
  if (!belongsTo(judged.value, service)) {
    return refused(fault('OngeldigBericht', 'Dit bericht hoort bij een ander adres van dit LAS.'));
  }
  const school = present(settings, 'a key only opens schools that exist');
  if (judged.value.type === 'results') return takeResults(tx, sandbox, school, judged.value.document);
  const { dataSetId } = school.habits;
  if (dataSetId !== null && judged.value.request.dataSetId !== dataSetId) {
    return refused(fault('OngeldigBericht', `Dit LAS verwacht gegevenssetid ${dataSetId}.`));
  }
  return sendRoster(tx, sandbox, school, judged.value.request);
}

/** What this call meets of the trouble that was chosen; the next call meets it once less. */
async function takeTrouble(
  tx: SandboxTx, settings: LasSchool | null,
): Promise<{ readonly settings: LasSchool | null; readonly trouble: LasTrouble | null }> {
  if (settings === null || settings.faultsLeft === 0) return { settings, trouble: null };
  const after = { ...settings, faultsLeft: settings.faultsLeft - 1 };
  await saveLasSchool(tx, after);
  return { settings: after, trouble: troubleOf(settings.faultCode) };
}

async function factsOf(
  tx: SandboxTx, { credentials, clock }: Sandbox, reading: UwlrReading, settings: LasSchool | null,
): Promise<CallFacts> {
  const codes = reading.authorisation === null ? null : await schoolsOfKey(tx, reading.authorisation.schoolKey);
  const known = settings === null ? new Set<string>() : pupilKeys(settings, clock.now());
  const refusedPupils = new Set(settings?.habits.refusedPupils);
  return {
    temporarilyDown: false,
    versions: servedVersions[settings?.habits.versions ?? ordinaryHabits.versions],
    clients: [{ name: credentials.lasClientName, code: credentials.lasClientCode }],
    schoolsOfKey: codes?.map(schoolRefOf) ?? null,
    lastResultsAt: settings?.resultsCreatedAt ?? null,
    knowsPupil: (pupilKey) => known.has(pupilKey) && !refusedPupils.has(pupilKey),
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
  const { habits } = settings;
  const agreed = agreedOf(habits, request.xsdVersion);
  const xml = writeRosterAnswer(request.scope, answer, request.xsdVersion, agreed);
  const line = answer.kind === 'roster'
    ? `${answer.document.pupils.length} leerlingen, ${answer.document.staff.length} medewerkers gestuurd`
    : answer.kind === 'unchanged' ? 'geen wijzigingen' : 'geen gegevens';
  return { status: 200, xml: inDialect(xml, habits.dialect), faultCode: null, line };
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
