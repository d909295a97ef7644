import type { Server } from '../../platform/http/server.ts';
import { schoolPlans } from '../school/plans.ts';
import type { Sandbox } from '../types.ts';
import { homePage } from './pages.tsx';
import { threeDaysLater, tonight } from './time.ts';

/** The first page of the sandbox and the buttons of its clock. */
export function homeRoutes(server: Server, { clock, seededPeople }: Sandbox): void {
  server.get('/sandbox', async (_request, reply) => reply.type('text/html; charset=utf-8')
    .send(homePage({ now: clock.now(), schools: schoolPlans, people: seededPeople() })));
  server.post('/sandbox/klok/vannacht', async (_request, reply) => {
    const { night, morning } = tonight(clock.now());
    await clock.moveTo(night);
    await clock.moveTo(morning);
    return reply.redirect('/sandbox', 303);
  });
  server.post('/sandbox/klok/drie-dagen-later', async (_request, reply) => {
    await clock.moveTo(threeDaysLater(clock.now()));
    return reply.redirect('/sandbox', 303);
  });
}
