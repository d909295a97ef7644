import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound, Redirect } from '../platform/http/redirect.ts';
import type { Sessions } from '../platform/http/session.ts';
import type { Platform } from '../platform/platform.ts';
import { may, type Act } from './rules.ts';
import type { BoardViewer, PupilSession, SchoolViewer, ServiceViewer, Viewer } from './types.ts';
import { findViewer } from './viewer.ts';

/** The way in to every page that is not public: who asks, and whether that person may be here at all. */
export interface Gate {
  /**
   * Who looks at a school. Nobody signed in: to the sign-in page, and back afterwards; not allowed: 404.
   * @param act what the page is for; what it is about is judged by the page itself, with `may`
   */
  school(request: FastifyRequest, reply: FastifyReply, act?: Act): Promise<SchoolViewer>;
  /** Customer service; for everybody else the page does not exist. */
  service(request: FastifyRequest): Promise<ServiceViewer>;
  /** Who is signed in, if anybody. */
  find(request: FastifyRequest): Promise<Viewer | null>;
}

/** The way in for a pupil's program, which asks something at every answer of a whole class. */
export interface PupilGate {
  /** Nobody signed in: to the sign-in page; somebody who is no pupil: 404. Costs the session and nothing else. */
  pupil(request: FastifyRequest, reply: FastifyReply): Promise<PupilSession>;
}

/** The way in for boards. */
export interface BoardGate {
  /** Somebody of a board; for everybody else the page does not exist. */
  board(request: FastifyRequest): Promise<BoardViewer>;
}

/** Makes the gate on the sessions of this platform. */
export function openGate(platform: Platform, sessions: Sessions): Gate & PupilGate & BoardGate {
  async function find(request: FastifyRequest): Promise<Viewer | null> {
    const user = (await sessions.load(request))?.user;
    return user ? findViewer(platform, user) : null;
  }
  async function signedIn(request: FastifyRequest): Promise<Viewer> {
    const viewer = await find(request);
    if (!viewer) throw new Redirect(signInHref(request));
    return viewer;
  }
  return {
    find,
    async school(request, reply, act) {
      const viewer = await signedIn(request);
      if (viewer.schoolId === null || (act && !may(viewer, act))) throw new NotFound();
      // Shared computers at school: the back button after signing out shows nothing.
      reply.header('cache-control', 'no-store');
      return viewer;
    },
    async pupil(request, reply) {
      const user = (await sessions.load(request))?.user;
      if (!user) throw new Redirect(signInHref(request));
      const { kind, id, schoolId } = user;
      if (kind !== 'pupil' || schoolId === null) throw new NotFound();
      reply.header('cache-control', 'no-store');
      return { kind, id, schoolId, roles: ['pupil'], ownGroupIds: [], actor: { kind, id } };
    },
    async service(request) {
      const viewer = await signedIn(request);
      if (viewer.schoolId !== null || isOfBoard(viewer)) throw new NotFound();
      return viewer;
    },
    async board(request) {
      const viewer = await signedIn(request);
      if (viewer.schoolId !== null || !isOfBoard(viewer)) throw new NotFound();
      return viewer;
    },
  };
}

function isOfBoard(viewer: ServiceViewer | BoardViewer): viewer is BoardViewer {
  return 'boards' in viewer;
}

/** The sign-in page, with the way back when the request only wanted to read. */
function signInHref(request: FastifyRequest): string {
  return request.method === 'GET' ? `/inloggen?terug=${encodeURIComponent(request.url)}` : '/inloggen';
}

/** A way back that stays with us: a path of our own, else the first page of whoever signed in. */
export function ownPath(path: string | undefined): string {
  return path && /^\/(?![/\\])[\x21-\x7e]*$/.test(path) && !path.includes('\\') ? path : '/start';
}
