import { randomBytes } from 'node:crypto';
import { change, sql } from '../../platform/database/query.ts';
import { openDoors } from '../../platform/database/tenancy.ts';
import type { Database } from '../../platform/database/types.ts';
import { setClock } from '../../platform/clock/clock.ts';
import { readConfig } from '../../platform/config.ts';
import type { Server } from '../../platform/http/server.ts';
import { newId } from '../../platform/ids.ts';
import { openJobs } from '../../platform/jobs/jobs.ts';
import { openLive } from '../../platform/live/live.ts';
import { silentLog } from '../../platform/log.ts';
import type { Platform } from '../../platform/platform.ts';
import { secretsOf, sha256 } from '../../platform/secrets/secrets.ts';
import { openPress } from '../../reports/pdf/press.ts';
import type { BenchPlace } from '../bench-taking/bench-database.ts';
import { platformServer } from '../routes.ts';
import { ids } from './numbers.ts';

/** A node of the platform in this process, with a way in as the supervisor of any school. */
export interface BenchNode {
  readonly platform: Platform;
  /** The page at this address for the supervisor of the nth school, as the whole server makes it: gate, rights, audit.
   * Anything but 200 is an error. */
  open(nth: number, url: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens a node on the database of a benchmark. Its clock stands in January 2027. */
export async function openBenchNode(place: BenchPlace, database: Database): Promise<BenchNode> {
  const platform: Platform = {
    config: readConfig(place.environment, place), database, doors: openDoors(database), newId, log: silentLog,
    clock: setClock(new Date('2027-01-19T08:00:00Z')), jobs: openJobs(database, silentLog),
    live: openLive(database, silentLog), secrets: secretsOf(Buffer.from(place.masterKey, 'hex')),
  };
  const press = openPress();
  const server = await platformServer(platform, press, '');
  const tokens = new Map<number, string>();
  return {
    platform,
    async open(nth, url) {
      const token = tokens.get(nth) ?? await signIn(platform, nth);
      tokens.set(nth, token);
      return get(server, url, token);
    },
    async close() {
      await server.close();
      await press.close();
    },
  };
}

async function get(server: Server, url: string, token: string): Promise<string> {
  const answer = await server.inject({ method: 'GET', url, cookies: { inbeeld: token } });
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
  return answer.body;
}

async function signIn({ doors }: Platform, nth: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await doors.withPlatform((tx) => change(tx, sql`insert into session (session_hash, user_kind, user_id, school_id,
      data, expires_at)
    values (${sha256(token)}, 'staff', ${ids.supervisor(nth)}, ${ids.school(nth)}, '{}', now() + interval '1 hour')`));
  return token;
}
