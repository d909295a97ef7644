import { sql } from 'kysely';
import { first, list, write, type SandboxTx } from '../store.ts';

/** A call as it is listed: who asked what, and how it ended. */
export interface LoggedCall {
  readonly messageId: string;
  readonly at: Date;
  readonly schoolCode: string | null;
  readonly operation: string;
  readonly faultCode: string | null;
  /** In Dutch, one line: `226 leerlingen gestuurd`. */
  readonly outcome: string;
}

/** A call with both messages; the header of the request is cut out. */
export interface LoggedMessages extends LoggedCall {
  readonly requestXml: string;
  readonly answerXml: string;
}

const keptMessages = 300;

/** Keeps a call, and of all calls the newest 300. */
export async function keepCall(tx: SandboxTx, call: LoggedMessages): Promise<void> {
  const { messageId, at, schoolCode, operation, faultCode, outcome, requestXml, answerXml } = call;
  await write(tx, sql`insert into sandbox.las_message
      (message_id, at, school_code, operation, fault_code, outcome, request_xml, answer_xml)
    values (${messageId}, ${at}, ${schoolCode}, ${operation}, ${faultCode}, ${outcome}, ${requestXml}, ${answerXml})`);
  await write(tx, sql`delete from sandbox.las_message where message_id in
    (select message_id from sandbox.las_message order by at desc, message_id desc offset ${keptMessages}::int)`);
}

/** The newest calls about a school, and those that named none. */
export function listCalls(tx: SandboxTx, schoolCode: string): Promise<readonly LoggedCall[]> {
  return list<LoggedCall>(tx, sql`select message_id, at, school_code, operation, fault_code, outcome
    from sandbox.las_message where school_code = ${schoolCode} or school_code is null
    order by at desc, message_id desc limit 100`);
}

/** One call with its messages, or undefined. */
export function findCall(tx: SandboxTx, messageId: string): Promise<LoggedMessages | undefined> {
  return first<LoggedMessages>(tx, sql`select message_id, at, school_code, operation, fault_code, outcome, request_xml,
    answer_xml from sandbox.las_message where message_id = ${messageId}`);
}

/** A request without its header: the key in it is nobody's business afterwards. What cannot surely be cut is lost. */
export function withoutHeader(requestXml: string): string {
  const header = /<(?:[\w.-]+:)?Header[\s>][\s\S]*?<\/(?:[\w.-]+:)?Header\s*>/u;
  const cut = requestXml.replace(header, '<!-- de header met de sleutel is weggelaten -->');
  if (/autorisatiesleutel/iu.test(cut)) return '<!-- dit bericht wordt niet bewaard: er staat een sleutel in -->';
  return cut;
}
