import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseBrinSite } from '../../base/brin.ts';
import { fault } from '../../exchange/uwlr/fault.ts';
import { judgeCall } from '../../exchange/uwlr/judge.ts';
import { readUwlr } from '../../exchange/uwlr/read.ts';
import { writeFault, writeRosterAnswer } from '../../exchange/uwlr/write.ts';
import { SANDBOX_START } from '../../platform/clock/sandbox-clock.ts';
import { ordinaryHabits } from '../../sandbox/las/habits.ts';
import { answerRoster } from '../../sandbox/las/roster-answer.ts';
import type { LasSchool } from '../../sandbox/las/school-store.ts';
import { benchPlan } from './invented-schools.ts';

/**
 * The sandbox LAS without its store, in a process of its own: any BRIN is a school of `pupilCount` pupils that opens
 * to `sleutel-BRIN`. Tells its address as one line of JSON, and goes on until its input ends.
 */
export async function serveBenchLas(pupilCount: number): Promise<void> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
      const { status, xml } = answer(Buffer.concat(pieces), pupilCount);
      response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(xml);
    });
  });
  // A line that is closed while the next question is under way would count as an outage.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/uwlr` })}\n`);
  await new Promise<void>((resolve) => { process.stdin.on('end', resolve).resume(); });
  server.close();
  server.closeAllConnections();
}

function answer(bytes: Uint8Array, pupilCount: number): { readonly status: number; readonly xml: string } {
  const reading = readUwlr(bytes);
  const brin = /^sleutel-(.{4})$/.exec(reading.authorisation?.schoolKey ?? '')?.[1] ?? '';
  const school = parseBrinSite(brin);
  const judged = judgeCall(reading, {
    temporarilyDown: false, versions: ['2.2', '2.3'], clients: [{ name: 'bench', code: 'bench' }],
    schoolsOfKey: school.ok ? [{ kind: 'brin', ...school.value }] : null, lastResultsAt: null,
    knowsPupil: () => false, vocabularies: new Map(),
  });
  const refusal = judged.ok && judged.value.type === 'roster' ? null
    : judged.ok ? fault('OngeldigBericht', 'Dit LAS heeft alleen leerlinggegevens.') : judged.refusal;
  if (refusal || !judged.ok || judged.value.type !== 'roster')
    return { status: 500, xml: writeFault('OngeldigBericht', refusal?.text ?? '') };
  const { request } = judged.value;
  const now = new Date(Math.floor(SANDBOX_START.getTime() / 1000) * 1000);
  const roster = answerRoster(benchPlan(brin, pupilCount), settingsOf(brin), request, now, now);
  return { status: 200, xml: writeRosterAnswer(request.scope, roster, request.xsdVersion) };
}

function settingsOf(schoolCode: string): LasSchool {
  return {
    schoolCode, faultCode: null, faultsLeft: 0, delayMs: 0, habits: ordinaryHabits, typedResultsLink: false,
    newcomerCount: 0, changedAt: new Date('2026-07-31T22:00:00Z'), rosterCreatedAt: null, resultsCreatedAt: null,
  };
}
