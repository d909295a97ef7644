import { sql } from 'kysely';
import { addDays, plainDateInAmsterdam } from '../../base/plain-date.ts';
import { first, list, write, type SandboxTx } from '../store.ts';
import { setPermission } from './store.ts';

/** What can go wrong on demand (basispoort.md 14.9), with what it is called on the page. */
export const faultNames = {
  '401': '401: het certificaat wordt niet herkend',
  '403': '403: geen toestemming',
  '404': '404: onbekend',
  '409': '409: bestaat al',
  '429': '429: te vaak gevraagd',
  '500': '500: fout bij Basispoort',
  '503': '503: Basispoort ligt stil',
  'plain-text': 'een fout als gewone tekst in plaats van JSON',
  truncated: 'een antwoord dat halverwege ophoudt',
  'huge-id': 'een nummer boven 2^53',
  'unknown-role': 'een rol die niet bestaat',
  'unknown-tag': 'een tag die niet bestaat',
  'permission-gone': 'de school trekt de toestemming in terwijl we lezen',
  'eckid-changed': 'een leerling met een ander ECK iD',
  'eckid-gone': 'personen zonder ECK iD',
} as const;

/** One of faultNames. */
export type Fault = keyof typeof faultNames;

/** What is turned at the sandbox Basispoort. */
export interface Settings {
  /** A tick counts after the coming night. */
  readonly nextDay: boolean;
  readonly faultCode: Fault | null;
  readonly faultsLeft: number;
  readonly delayMs: number;
  /** A school that is closed, and the one that it went into. */
  readonly closedId: number | null;
  readonly closedInto: number | null;
}

/** How everything is turned now. */
export async function readSettings(tx: SandboxTx): Promise<Settings> {
  const row = await first<Settings>(tx, sql`select next_day, fault_code, faults_left, delay_ms, closed_id, closed_into
    from sandbox.bp_setting`);
  return row ?? { nextDay: false, faultCode: null, faultsLeft: 0, delayMs: 0, closedId: null, closedInto: null };
}

/** Turns everything. */
export async function saveSettings(tx: SandboxTx, settings: Settings): Promise<void> {
  const { nextDay, faultCode, faultsLeft, delayMs, closedId, closedInto } = settings;
  await write(tx, sql`update sandbox.bp_setting set next_day = ${nextDay}, fault_code = ${faultCode},
    faults_left = ${faultsLeft}, delay_ms = ${delayMs}, closed_id = ${closedId}, closed_into = ${closedInto}`);
}

/** Counts one fault down. */
export async function spendFault(tx: SandboxTx): Promise<void> {
  await write(tx, sql`update sandbox.bp_setting set faults_left = faults_left - 1,
    fault_code = case when faults_left > 1 then fault_code end where faults_left > 0`);
}

/**
 * What a fault makes of an answer; the same text when the fault has no hold on it.
 * @param json an answer that was meant well
 */
export function spoil(fault: Fault, json: string): string {
  switch (fault) {
    case 'truncated': return json.length > 2 ? json.slice(0, Math.ceil(json.length / 2)) : json;
    case 'huge-id': return json.replace(/"id":\d+/u, '"id":9007199254740993');
    case 'unknown-role': return json.replace(/"rollen":\[(?="|\])/u, '"rollen":["Tovenaar"')
      .replace('"Tovenaar""', '"Tovenaar","');
    case 'unknown-tag': return json.replace('"tags":[]', '"tags":["toverApplicatie"]');
    case 'eckid-changed': return json.replace(/("eckid":"[^"]*)[0-9a-f]{4}"/u, '$1beef"');
    case 'eckid-gone': return json.replaceAll(/"eckid":"[^"]*"/gu, '"eckid":null');
    default: return json;
  }
}

/** A tick in the page Uitgeverijen: at once, or after the coming night. */
export async function tick(tx: SandboxTx, institutionId: number, granted: boolean, at: Date): Promise<void> {
  await write(tx, sql`delete from sandbox.bp_pending where institution_id = ${institutionId}`);
  if ((await readSettings(tx)).nextDay) {
    await write(tx, sql`insert into sandbox.bp_pending (institution_id, granted, at)
      values (${institutionId}, ${granted}, ${at})`);
  } else {
    await setPermission(tx, institutionId, granted, { at, day: plainDateInAmsterdam(at) });
  }
}

/** What a school ticked and what waits for the night; null when nothing does. */
export async function pendingTick(tx: SandboxTx, institutionId: number): Promise<boolean | null> {
  const row = await first<{ granted: boolean }>(tx, sql`select granted from sandbox.bp_pending
    where institution_id = ${institutionId}`);
  return row?.granted ?? null;
}

/** Does what the nights up to now would have done; looked at before every call and page. */
export async function settleNights(tx: SandboxTx, now: Date): Promise<void> {
  const pending = await list<{ institutionId: number; granted: boolean; at: Date }>(tx, sql`
    select institution_id, granted, at from sandbox.bp_pending order by institution_id`);
  const today = plainDateInAmsterdam(now);
  for (const { institutionId, granted, at } of pending) {
    const night = addDays(plainDateInAmsterdam(at), 1);
    if (night > today) continue;
    await setPermission(tx, institutionId, granted, { at: now, day: night });
    await write(tx, sql`delete from sandbox.bp_pending where institution_id = ${institutionId}`);
  }
}
