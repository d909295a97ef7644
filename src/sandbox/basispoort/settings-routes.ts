import { Type } from 'typebox';
import type { Server } from '../../platform/http/server.ts';
import type { Sandbox } from '../types.ts';
import { faultNames, readSettings, saveSettings, type Fault } from './faults.ts';
import { institutions } from './institutions.ts';
import { settingsPage } from './settings-page.tsx';

const path = '/sandbox/basispoort/instellingen';
const optional = Type.Optional(Type.String({ maxLength: 100 }));

/** The knobs of the sandbox Basispoort: when a tick counts, what goes wrong, which school is closed. */
export function settingsRoutes(server: Server, { withSandbox, clock }: Sandbox): void {
  const query = Type.Object({ bewaard: optional });
  server.get(path, { schema: { querystring: query } }, async (request, reply) => {
    const settings = await withSandbox(readSettings);
    const saved = request.query.bewaard !== undefined;
    return reply.type('text/html; charset=utf-8')
      .send(settingsPage({ settings, institutions, saved, now: clock.now() }));
  });
  const body = Type.Object({
    volgendeDag: optional, storing: optional, aantal: optional, wachttijd: optional, gesloten: optional,
    opgegaanIn: optional,
  });
  server.post(path, { schema: { body } }, async (request, reply) => {
    const { volgendeDag, storing = '', aantal = '1', wachttijd = '0', gesloten, opgegaanIn } = request.body;
    const faultCode = storing in faultNames ? storing as Fault : null;
    await withSandbox((tx) => saveSettings(tx, {
      nextDay: volgendeDag !== undefined,
      faultCode,
      faultsLeft: faultCode === null ? 0 : whole(aantal, 1, 1000),
      delayMs: whole(wachttijd, 0, 60) * 1000,
      closedId: idOf(gesloten),
      closedInto: idOf(opgegaanIn),
    }));
    return reply.redirect(`${path}?bewaard=ja`, 303);
  });
}

function whole(text: string, min: number, max: number): number {
  const number = /^\d{1,5}$/u.test(text) ? Number(text) : min;
  return Math.min(Math.max(number, min), max);
}

function idOf(text: string | undefined): number | null {
  return institutions.find(({ id }) => `${id}` === text)?.id ?? null;
}
