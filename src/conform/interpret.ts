import type { NoAnswer, Unreached } from '../platform/outgoing.ts';
import { readUwlr, type UwlrReading } from '../exchange/uwlr/read.ts';
import type { FaultCode } from '../exchange/uwlr/types.ts';

/** What came back on a call, read as leniently as we read any LAS. */
export interface Interpreted {
  readonly kind: AnswerKind;
  /** 0 when there was no answer at all. */
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly reading: UwlrReading;
  /** Of a fault. */
  readonly faultCode: FaultCode | 'unknown' | null;
  /** Why nobody was reached, where that is known. */
  readonly unreached: Unreached | null;
}

/** In what way a call was answered. */
export type AnswerKind =
  | 'roster' | 'unchanged' | 'nothing' | 'confirmation' | 'fault'
  /** XML, or not even that, but none of the above. */
  | 'other'
  | NoAnswer;

/** Reads an answer of any status. */
export function interpret(status: number, contentType: string, bytes: Uint8Array): Interpreted {
  const reading = readUwlr(bytes);
  const { message } = reading;
  const text = new TextDecoder().decode(bytes);
  const faultCode = message?.type === 'fault' ? message.fault.code : null;
  const broken = reading.findings.some(({ code }) => code.startsWith('XML-'));
  return { kind: broken ? 'other' : kindOf(message), status, contentType, text, reading, faultCode, unreached: null };
}

/** The absence of an answer. */
export function noAnswer(kind: NoAnswer, unreached: Unreached | null = null): Interpreted {
  const reading = readUwlr(new Uint8Array());
  return { kind, status: 0, contentType: '', text: '', reading, faultCode: null, unreached };
}

function kindOf(message: UwlrReading['message']): AnswerKind {
  if (message?.type === 'fault') return 'fault';
  if (message?.type === 'confirmation') return 'confirmation';
  return message?.type === 'roster-answer' ? message.answer.kind : 'other';
}

/** What came, in Dutch, without anything of what it holds. */
export function inWords({ kind, status, reading, contentType, unreached }: Interpreted): string {
  const { summary, message } = reading;
  if (status === 0) {
    return `${noAnswerWords[kind as NoAnswer]}${unreached === null ? '' : `: ${unreachedWords[unreached]}`}`;
  }
  const http = `HTTP ${status}`;
  if (kind === 'fault') {
    const wire = message?.type === 'fault' ? message.fault.wireCode : '';
    return `fout ${/^[\w.]{1,64}$/.test(wire) ? wire : 'zonder leesbare code'} (${http})`;
  }
  if (kind === 'roster') {
    const groups = counted(summary.groups + summary.compositeGroups, 'groep', 'groepen');
    const staff = counted(summary.staff, 'leerkracht', 'leerkrachten');
    return `gegevens met ${counted(summary.pupils, 'leerling', 'leerlingen')}, ${staff} en ${groups} (${http})`;
  }
  if (kind === 'unchanged' || kind === 'nothing' || kind === 'confirmation') return `${emptyWords[kind]} (${http})`;
  const [first] = reading.findings;
  const type = /^[\w/+.-]{1,60}/.exec(contentType)?.[0] ?? 'zonder Content-Type';
  return `geen bericht van UWLR: ${http}, ${type}${first === undefined ? '' : ` [${first.code}]`}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

const emptyWords = {
  unchanged: 'geenwijzigingen', nothing: 'geengegevens', confirmation: 'leerresultaten_bevestiging',
} as const;

const noAnswerWords: { readonly [K in NoAnswer]: string } = {
  'silent': 'geen antwoord binnen de tijd',
  'unreachable': 'niet bereikbaar',
  'broken': 'de verbinding brak af voordat het antwoord er helemaal was',
  'too-large': 'een antwoord groter dan wij lezen',
};

const unreachedWords: { readonly [U in Unreached]: string } = {
  'unknown-host': 'deze naam kent het internet niet (DNS)',
  'refused': 'de server weigert de verbinding',
  'not-secure': 'er komt geen beveiligde verbinding; kijk naar het certificaat (TLS)',
};
