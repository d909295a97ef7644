/* For tests only: a LAS of one class over real HTTP, right in all, and the ways in which it can be made wrong. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { mainSite } from '../base/brin.ts';
import { contentType } from '../exchange/uwlr/envelope.ts';
import { fault } from '../exchange/uwlr/fault.ts';
import { judgeCall, type CallFacts } from '../exchange/uwlr/judge.ts';
import { readUwlr, type UwlrReading } from '../exchange/uwlr/read.ts';
import type { RosterAnswer, RosterRequest } from '../exchange/uwlr/types.ts';
import { writeConfirmation, writeFault, writeRosterAnswer } from '../exchange/uwlr/write.ts';
import { invented, inventedBrin, inventedNow, oneClass } from './invented.ts';

/** How a server may go wrong. What is absent is done right. */
export interface Flaw {
  /** What it sees instead of what was sent. */
  readonly hears?: (xml: string, soapAction: string) => string;
  /** What it knows instead. */
  readonly knows?: (facts: CallFacts, reading: UwlrReading) => CallFacts;
  /** What it looks past. */
  readonly overlooks?: (reading: UwlrReading) => UwlrReading;
  /** What it thinks was asked. */
  readonly understands?: (request: RosterRequest) => RosterRequest;
  /** What it answers instead. */
  readonly gives?: (answer: RosterAnswer, request: RosterRequest) => RosterAnswer;
  /** What goes out instead. */
  readonly says?: (out: HttpAnswer, heard: string) => HttpAnswer;
  /** What a GET gets. */
  readonly shows?: HttpAnswer;
  /** Whether it keeps silent. */
  readonly ignores?: (xml: string) => boolean;
}

/** What goes out over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Serves the three addresses until closed. */
export async function listeningLas(flaw: Flaw): Promise<{ readonly url: string; readonly close: () => void }> {
  let lastResultsAt: Date | null = null;
  const answerTo = (heard: string): HttpAnswer => {
    const read = readUwlr(Buffer.from(heard));
    const reading = flaw.overlooks?.(read) ?? read;
    const facts = factsOf(reading, lastResultsAt);
    const judged = judgeCall(reading, flaw.knows?.(facts, reading) ?? facts);
    if (!judged.ok) return faultAnswer(judged.refusal);
    if (judged.value.type === 'results') {
      lastResultsAt = judged.value.document.school.createdAt;
      return right(writeConfirmation());
    }
    const request = flaw.understands?.(judged.value.request) ?? judged.value.request;
    const answer = answerOf(request);
    return right(writeRosterAnswer(request.scope, flaw.gives?.(answer, request) ?? answer, request.xsdVersion));
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (request.method === 'POST' && flaw.ignores?.(body) === true) return;
      const heard = flaw.hears?.(body, String(request.headers.soapaction ?? '')) ?? body;
      const out = request.method === 'POST' ? answerTo(heard) : getAnswer(request, flaw);
      const { status, type, text } = flaw.says?.(out, heard) ?? out;
      response.writeHead(status, { 'content-type': type }).end(text);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => { server.closeAllConnections(); server.close(); },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  return (await buffer(request)).toString('utf8');
}

function getAnswer({ url }: IncomingMessage, { shows }: Flaw): HttpAnswer {
  if (url?.endsWith('?wsdl') === true) {
    return { status: 200, type: 'text/xml', text: '<wsdl:definitions xmlns:wsdl="x"/>' };
  }
  return shows ?? { status: 405, type: 'text/plain', text: '' };
}

function right(text: string): HttpAnswer {
  return { status: 200, type: contentType, text };
}

function faultAnswer({ code, text }: ReturnType<typeof fault>): HttpAnswer {
  return { status: 500, type: contentType, text: writeFault(code === 'unknown' ? 'InterneFout' : code, text) };
}

function factsOf({ authorisation }: UwlrReading, lastResultsAt: Date | null): CallFacts {
  return {
    temporarilyDown: false, versions: ['2.2', '2.1'],
    clients: [{ name: invented.clientName, code: invented.clientCode }],
    schoolsOfKey: authorisation?.schoolKey === invented.schoolKey
      ? [{ kind: 'brin', brin: inventedBrin, site: mainSite }] : null,
    lastResultsAt, knowsPupil: (key) => oneClass.pupils.some((one) => one.key === key), vocabularies: new Map(),
  };
}

function answerOf({ scope, schoolYear, lastReceivedAt, groups }: RosterRequest): RosterAnswer {
  if (schoolYear !== oneClass.school.schoolYear) return { kind: 'nothing' };
  if (lastReceivedAt !== null && lastReceivedAt >= inventedNow) return { kind: 'unchanged' };
  if (scope === 'all' || scope === 'structure') return { kind: 'roster', document: oneClass };
  const pupils = scope === 'staff' ? [] : oneClass.pupils.filter((one) => groups.some(({ kind, key }) =>
    (kind === 'group' ? one.groupKey === key : one.compositeGroupKeys.includes(key ?? ''))));
  const staff = scope === 'pupils' ? [] : oneClass.staff.filter((one) => groups.some(({ kind, key }) =>
    one.groups.some((group) => group.kind === kind && group.key === key)));
  if (pupils.length + staff.length === 0) return { kind: 'nothing' };
  return { kind: 'roster', document: { ...oneClass, pupils, staff } };
}
