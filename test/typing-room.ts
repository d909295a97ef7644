import type { Gate, PupilGate } from '../src/access/gate.ts';
import { may } from '../src/access/rules.ts';
import type { SchoolViewer } from '../src/access/types.ts';
import { NotFound } from '../src/platform/http/redirect.ts';
import { createServer, type Server } from '../src/platform/http/server.ts';
import type { TestPlatform } from './platform.ts';

/** What came back on a request. */
export type Reply = Awaited<ReturnType<Server['inject']>>;

/** A server at which a test is whoever it says; the gate itself is tested in access. */
export interface TypingRoom {
  readonly server: Server;
  get(viewer: SchoolViewer, url: string): Promise<Reply>;
  /** Sends a form. */
  post(viewer: SchoolViewer, url: string, fields: Readonly<Record<string, string>>): Promise<Reply>;
}

/** Opens a server with these routes. */
export async function typingRoom(
  platform: TestPlatform, routes: (server: Server, gate: Gate & PupilGate) => void,
): Promise<TypingRoom> {
  const viewers = new Map<string, SchoolViewer>();
  const server = await createServer({
    log: platform.log, uploadBytesMax: 1000, renderError: ({ status }) => String(status),
  });
  const school: Gate['school'] = async (request, _reply, act) => {
    const viewer = viewers.get(String(request.headers['x-viewer']));
    if (!viewer || (act && !may(viewer, act))) throw new NotFound();
    return viewer;
  };
  routes(server, {
    school, pupil: async (request, reply) => school(request, reply, 'take-test'),
    service: async () => { throw new NotFound(); }, find: async () => null,
  });
  const as = (viewer: SchoolViewer) => {
    viewers.set(viewer.id, viewer);
    return { 'x-viewer': viewer.id };
  };
  return {
    server,
    get: (viewer, url) => server.inject({ method: 'GET', url, headers: as(viewer) }),
    post: (viewer, url, fields) => server.inject({
      method: 'POST', url, headers: { ...as(viewer), 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    }),
  };
}

/** The fields of the forms in a page as a browser would send them: not the disabled ones, nor ticks that are off. */
export function fieldsIn(page: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of page.matchAll(/<input\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1];
    const isTick = /type="(?:checkbox|radio)"/.test(tag);
    if (name === undefined || / disabled/.test(tag) || (isTick && !/ checked/.test(tag))) continue;
    fields[name] = /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '';
  }
  return fields;
}
