import type { Clock } from './clock/clock.ts';
import type { Config } from './config.ts';
import type { Database } from './database/types.ts';
import type { Doors } from './database/tenancy.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Live } from './live/live.ts';
import type { Log } from './log.ts';
import type { Secrets } from './secrets/secrets.ts';

/** What the shell hands to every action: the doors to the data, and time, ids, secrets and work as arguments. */
export interface Platform {
  readonly config: Config;
  readonly database: Database;
  readonly doors: Doors;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly live: Live;
  readonly secrets: Secrets;
  readonly newId: () => string;
  readonly log: Log;
}
