import { Type } from 'typebox';
import type { Gate } from '../../access/gate.ts';
import type { Server } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Report } from '../frame/types.ts';
import { reportsPage } from './page.tsx';
import { readReports } from './reading.ts';

const querystring = Type.Object({
  leerling: Type.Optional(Type.String({ maxLength: 100 })),
  groep: Type.Optional(Type.String({ format: 'uuid' })),
});

/** The page of all reports: which there are, what they answer, and the way to each. */
export function overviewRoutes(server: Server, platform: Platform, gate: Gate, reports: readonly Report[]): void {
  server.get('/rapporten', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'read-group-report');
    const { leerling, groep } = request.query;
    const view = await readReports(platform, viewer, { typed: leerling ?? '', ...(groep ? { groupId: groep } : {}) });
    return reply.type('text/html; charset=utf-8').send(reportsPage(platform, viewer, reports, view));
  });
}
