import { listPackages } from '../ordering/store.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { frontPage, helpPage } from './pages.tsx';

/** What anybody may read: the front page and the help page. */
export function helpRoutes(server: Server, platform: Platform): void {
  server.get('/', async (_request, reply) => {
    const packages = await platform.doors.withPlatform(listPackages);
    return reply.type('text/html; charset=utf-8').send(frontPage(platform, packages));
  });
  server.get('/hulp', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(helpPage(platform)));
}
