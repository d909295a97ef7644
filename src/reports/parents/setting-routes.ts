import { Type } from 'typebox';
import type { Gate } from '../../access/gate.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { Server } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { settingPage } from './setting-page.tsx';
import { keepReportSetting, readReportSetting } from './setting-store.ts';

const PATH = '/beheer/ouderrapport';
const querystring = Type.Object({ bewaard: Type.Optional(Type.Literal('ja')) });
const body = Type.Object({
  niveau: Type.Union([Type.Literal('functioning-level'), Type.Literal('roman'), Type.Literal('letter')]),
  advies: Type.Optional(Type.Literal('ja')),
});

/** What parents of this school see. */
export function reportSettingRoutes(server: Server, platform: Platform, gate: Gate): void {
  server.get(PATH, { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'set-reports');
    const setting = await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', readReportSetting);
    const notices = request.query.bewaard
      ? [{ kind: 'success', title: 'Bewaard', text: 'Nieuwe ouderrapporten worden zo gemaakt.' } as const] : [];
    return reply.type('text/html; charset=utf-8').send(settingPage(platform, viewer, setting, notices));
  });

  server.post(PATH, { schema: { body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'set-reports');
    const { niveau, advies } = request.body;
    const now = platform.clock.now();
    await platform.doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', async (tx) => {
      await keepReportSetting(tx, { parentsSee: niveau, adviceShown: advies === 'ja' }, now);
      await audit(tx, now, 'reports.setting-changed', undefined, { parentsSee: niveau, adviceShown: advies === 'ja' });
    });
    return reply.redirect(`${PATH}?bewaard=ja`, 303);
  });
}
