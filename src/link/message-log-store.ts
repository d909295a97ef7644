import { all, change, find, sql } from '../platform/database/query.ts';
import type { TenantTx } from '../platform/database/tenancy.ts';
import type { ExchangeFlow, ExchangeOutcome } from './message-log.ts';

/** A call as it is listed: what it was for and how it ended; nothing of a person. */
export interface Exchange {
  readonly exchangeId: string;
  readonly connectionId: string | null;
  readonly flow: ExchangeFlow;
  readonly soapAction: string;
  readonly startedAt: Date;
  readonly tookMs: number;
  readonly httpStatus: number | null;
  readonly outcome: ExchangeOutcome;
  readonly subjectCount: number | null;
  readonly requestBytes: number;
  readonly answerBytes: number;
}

/** A call as it is kept. */
export interface KeptExchange extends Exchange {
  readonly requestCipher: Uint8Array;
  readonly answerCipher: Uint8Array;
  readonly purgeAt: Date;
}

/** Keeps a call. */
export async function insertExchange(tx: TenantTx, kept: KeptExchange): Promise<void> {
  await change(tx, sql`insert into las_exchange (school_id, exchange_id, connection_id, flow, soap_action,
      started_at, took_ms, http_status, outcome, subject_count, request_bytes, answer_bytes, request_cipher,
      answer_cipher, purge_at)
    values (${tx.schoolId}, ${kept.exchangeId}, ${kept.connectionId}, ${kept.flow}, ${kept.soapAction},
      ${kept.startedAt}, ${kept.tookMs}, ${kept.httpStatus}, ${kept.outcome}, ${kept.subjectCount},
      ${kept.requestBytes}, ${kept.answerBytes}, ${kept.requestCipher}, ${kept.answerCipher},
      ${kept.purgeAt})`);
}

/** Which calls are listed; null means all. */
export interface ExchangeFilter {
  readonly flow: ExchangeFlow | null;
  readonly outcome: 'accepted' | 'trouble' | null;
  /** From 1. */
  readonly page: number;
}

/** Calls on one page of the list. */
export const exchangesPerPage = 50;

/** Calls of this school, the newest first, one page of them. */
export function listExchanges(
  tx: TenantTx, { flow, outcome, page }: ExchangeFilter,
): Promise<readonly Exchange[]> {
  return all<Exchange>(tx, sql`select ${columns} from las_exchange
    where ${chosen(tx, { flow, outcome })}
    order by started_at desc, exchange_id desc
    limit ${exchangesPerPage} offset ${(page - 1) * exchangesPerPage}`);
}

/** How many calls a filter leaves. */
export async function countExchanges(
  tx: TenantTx, filter: Pick<ExchangeFilter, 'flow' | 'outcome'>,
): Promise<number> {
  const row = await find<{ count: number }>(tx, sql`select count(*)::int as count from las_exchange
    where ${chosen(tx, filter)}`);
  return row?.count ?? 0;
}

function chosen(tx: TenantTx, { flow, outcome }: Pick<ExchangeFilter, 'flow' | 'outcome'>) {
  return sql`school_id = ${tx.schoolId} and (${flow}::text is null or flow = ${flow})
    and (${outcome}::text is null or (outcome = 'accepted') = (${outcome} = 'accepted'))`;
}

/** One call without its messages; undefined when there is none, or no more. */
export function findExchangeSummary(tx: TenantTx, exchangeId: string): Promise<Exchange | undefined> {
  return find<Exchange>(tx, sql`select ${columns} from las_exchange
    where school_id = ${tx.schoolId} and exchange_id = ${exchangeId}`);
}

/** One call with what was kept of it. */
export function findExchangeRow(tx: TenantTx, exchangeId: string): Promise<KeptExchange | undefined> {
  return find<KeptExchange>(tx, sql`select ${columns}, request_cipher, answer_cipher, purge_at
    from las_exchange where school_id = ${tx.schoolId} and exchange_id = ${exchangeId}`);
}

/** Removes calls whose time has passed. */
export function deleteExchangesBefore(tx: TenantTx, now: Date): Promise<number> {
  return change(tx, sql`delete from las_exchange where school_id = ${tx.schoolId} and purge_at <= ${now}`);
}

const columns = sql`exchange_id, connection_id, flow, soap_action, started_at, took_ms, http_status, outcome,
  subject_count, request_bytes, answer_bytes`;
