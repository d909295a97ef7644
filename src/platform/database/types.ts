import type { Kysely } from 'kysely';
import type { ConstructorOptions } from 'pg-boss';

/** All SQL is written as `sql` text with named columns, so Kysely is told nothing of the tables. */
export type AnyTables = Record<string, never>;

/** One PostgreSQL database, embedded or on a server. Reached through the doors of `tenancy.ts`, never directly. */
export interface Database {
  readonly kind: 'embedded' | 'server';
  readonly kysely: Kysely<AnyTables>;
  /** Runs a script of several statements as the owner: migrations and nothing else. */
  runScript(sql: string): Promise<void>;
  /** Lets the role of requests take on the roles that the migrations made, where another role ran them. */
  admitRequests(): Promise<void>;
  /** What the job runner needs to live in the same database. */
  readonly jobStore: Pick<ConstructorOptions, 'backend' | 'db' | 'connectionString' | 'max'>;
  /** Vacuum and analyse: the embedded database has no autovacuum. A server needs nothing here. */
  maintain(): Promise<void>;
  /**
   * Tells the embedded database how its tables look now, after many rows came at once: without it a page of the
   * sandbox's size takes twenty times as long. A server does so by itself.
   */
  refreshStatistics(): Promise<void>;
  /**
   * Calls a function of the database as a transaction of its own and resolves after its commit, over connections that
   * no page waits for. Only for the functions that check every row by themselves, whatever its school:
   * docs/decisions/0017-answers-in-batches.md.
   */
  callBatch<Row>(call: BatchCall, values: readonly unknown[]): Promise<readonly Row[]>;
  /** Batches that can be under way at once; more of them wait for each other. */
  readonly batchesAtOnce: number;
  /** Hears what transactions on this database notified, on any node, once they committed. */
  listen(channel: string, ear: Ear): Promise<StopListening>;
  close(): Promise<void>;
}

/** The functions that take rows of several schools at once. */
export type BatchCall = 'store_answers' | 'keep_presence';

/** Who listens on a channel. */
export interface Ear {
  onPayload(payload: string): void;
  /** The line was down for a while: what was notified meanwhile is not told again. */
  onGap(): void;
}

export type StopListening = () => Promise<void>;
