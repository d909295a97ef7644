import type { FastifyReply, FastifyRequest } from 'fastify';
import { change, find, jsonb, sql } from '../database/query.ts';
import type { Doors } from '../database/tenancy.ts';
import { newToken, sha256 } from '../secrets/secrets.ts';

/** Who is signed in: a person of Gebruikersbeheer, or somebody who came through Basispoort. */
export interface SessionUser {
  readonly kind: 'person' | 'staff' | 'pupil';
  readonly id: string;
  /** The school that is being looked at; null for customer service and before a school is chosen. */
  readonly schoolId: string | null;
}

/** What a session remembers. `data` holds the state of a sign-in under way and the message for the next page. */
export interface Session {
  readonly user: SessionUser | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Something that a session ends with, and the seconds after which it ends in any case. */
export interface SessionBond {
  readonly id: string;
  readonly seconds: number;
}

/**
 * Sessions live in the database, by the hash of their token: any node knows them, and a copy of the table
 * opens none.
 */
export interface Sessions {
  load(request: FastifyRequest): Promise<Session | null>;
  /** Starts a new session under a new token: after sign-in the old one is worth nothing. */
  start(request: FastifyRequest, reply: FastifyReply, session: Session, bond?: SessionBond): Promise<void>;
  remember(request: FastifyRequest, data: Readonly<Record<string, unknown>>): Promise<void>;
  end(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Ends every session that was bound to this. */
  endBound(bondId: string): Promise<void>;
  /** Lets every session that is bound to this end at the latest so many seconds from now. */
  moveBound(bondId: string, seconds: number): Promise<void>;
}

const COOKIE = 'inbeeld';
const IDLE_MINUTES = { none: 30, person: 30, staff: 30, pupil: 60 } as const;
const CLEARED_AT_ONCE = 100;
const idleMinutes = sql`(case user_kind when 'pupil' then ${IDLE_MINUTES.pupil}::int
  else ${IDLE_MINUTES.staff}::int end)`;

interface SessionRow {
  readonly userKind: SessionUser['kind'] | null;
  readonly userId: string | null;
  readonly schoolId: string | null;
  readonly data: Record<string, unknown>;
  /** A minute or more of its idle time has passed. */
  readonly old: boolean;
}

/** Opens the session store; idle times are real time: 60 minutes for pupils, 30 for everybody else. */
export function openSessions(doors: Doors, secure: boolean): Sessions {
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    async load(request) {
      const token = request.cookies[COOKIE];
      if (!token) return null;
      const hash = sha256(token);
      const row = await doors.withPlatform((tx) => find<SessionRow>(tx, sql`select user_kind, user_id, school_id, data,
        expires_at < least(ends_at, now() + make_interval(mins => ${idleMinutes} - 1)) as old from session
        where session_hash = ${hash} and expires_at > now()`));
      if (row?.old) await prolong(doors, hash);
      if (!row) return null;
      const user = row.userKind && row.userId ? { kind: row.userKind, id: row.userId, schoolId: row.schoolId } : null;
      return { user, data: row.data };
    },
    async start(request, reply, session, bond) {
      const old = request.cookies[COOKIE];
      const token = newToken();
      const { user } = session;
      const endsAt = sql`now() + make_interval(secs => ${bond?.seconds ?? null}::int)`;
      // One statement, since a whole country signs in within a quarter of an hour. Of the sessions that ended some are
      // cleared away each time, those that nobody else is clearing.
      await doors.withPlatform((tx) => change(tx, sql`with replaced as (
          delete from session where session_hash = ${old ? sha256(old) : null}
        ), ended as (
          delete from session where session_hash in (select session_hash from session where expires_at < now()
            limit ${CLEARED_AT_ONCE} for update skip locked)
        )
        insert into session (session_hash, user_kind, user_id, school_id, data, bound_to, ends_at, expires_at)
        values (${sha256(token)}, ${user?.kind ?? null}, ${user?.id ?? null}, ${user?.schoolId ?? null},
          ${jsonb(session.data)}, ${bond?.id ?? null}, ${endsAt},
          least(${endsAt}, now() + make_interval(mins => ${IDLE_MINUTES[user?.kind ?? 'none']}::int)))`));
      reply.setCookie(COOKIE, token, attributes);
    },
    async remember(request, data) {
      const token = request.cookies[COOKIE];
      if (!token) return;
      await doors.withPlatform((tx) =>
        change(tx, sql`update session set data = ${jsonb(data)} where session_hash = ${sha256(token)}`));
    },
    async end(request, reply) {
      const token = request.cookies[COOKIE];
      if (token) {
        await doors.withPlatform((tx) => change(tx, sql`delete from session where session_hash = ${sha256(token)}`));
      }
      reply.clearCookie(COOKIE, attributes);
    },
    async moveBound(bondId, seconds) {
      const endsAt = sql`now() + make_interval(secs => ${seconds}::int)`;
      await doors.withPlatform((tx) => change(tx, sql`update session set ends_at = ${endsAt},
          expires_at = least(${endsAt}, now() + make_interval(mins => ${idleMinutes}))
        where bound_to = ${bondId} and expires_at > now()`));
    },
    async endBound(bondId) {
      await doors.withPlatform((tx) => change(tx, sql`delete from session where bound_to = ${bondId}`));
    },
  };
}

/** Written at most once a minute: a pupil who answers does not cost a write to the session at every answer. */
async function prolong(doors: Doors, hash: string): Promise<void> {
  await doors.withPlatform((tx) => change(tx, sql`update session
    set expires_at = least(ends_at, now() + make_interval(mins => ${idleMinutes})) where session_hash = ${hash}`));
}
