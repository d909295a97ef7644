import { ok, refuse, type Result } from '../base/result.ts';
import { jsonText } from '../platform/database/query.ts';
import type { Database } from '../platform/database/types.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import { troubleWords } from '../platform/trouble.ts';
import type { PassClaims } from './pass.ts';
import type { DeliveryReceipt, SentAnswer, SittingState } from './wire.ts';

/** Whose answers these are: a sitting and an epoch that we signed for; what else we signed is checked as well. */
export type AnswersOwner = Pick<PassClaims, 'schoolId' | 'sittingId' | 'epoch'> & Partial<PassClaims>;

/**
 * Stores the answers of everybody at this node. Many messages share a commit: while one batch is forced to disk the
 * next one gathers, so that a class costs hardly more than a child.
 */
export interface AnswerWriter {
  /**
   * Resolves after the commit. A message without answers asks for the state alone. `not-found`: no such sitting;
   * `busy`: more is waiting than can be stored in time, or somebody held the sitting all along: send again later.
   */
  write(owner: AnswersOwner, answers: readonly SentAnswer[]): Promise<Result<DeliveryReceipt, 'not-found' | 'busy'>>;
  /** Resolves once nothing waits any more. */
  idle(): Promise<void>;
}

/** Answers that may wait at a node: about ten seconds' work. Beyond it a device is told to come back. */
const WAITING_MAX = 20_000;
/** Answers in one batch: a large one keeps everybody in it waiting. */
const BATCH_MAX = 500;
/** How long a message waits for a sitting that somebody else holds, and how often it looks. */
const HELD_MS = 25;
const HELD_TRIES_MAX = 200;

interface Message {
  readonly owner: AnswersOwner;
  readonly answers: readonly SentAnswer[];
  readonly resolve: (outcome: Result<DeliveryReceipt, 'not-found' | 'busy'>) => void;
  readonly reject: (error: unknown) => void;
  tries: number;
}

/** What the database says of a row of a batch; the verdicts are explained at `store_answers`. */
interface Judged {
  readonly place: number;
  readonly verdict: 'stored' | 'clash' | 'no-such-item' | 'asked' | 'withdrawn' | 'unknown' | 'busy';
  readonly state: SittingState | null;
}

/** Opens the writer of a node. */
export function openAnswerWriter({ database, clock, log }: Pick<Platform, 'database' | 'clock' | 'log'>): AnswerWriter {
  const waiting: Message[] = [];
  let waitingAnswers = 0;
  let underWay = 0;
  let startSoon = false;
  let whenIdle: (() => void)[] = [];

  function enqueue(message: Message): void {
    waiting.push(message);
    waitingAnswers += message.answers.length;
    // What arrives in the same turn of the loop goes along.
    if (!startSoon) {
      startSoon = true;
      setImmediate(startBatches);
    }
  }
  function startBatches(): void {
    startSoon = false;
    while (waiting.length > 0 && underWay < database.batchesAtOnce) {
      underWay += 1;
      void settle(takeBatch()).finally(() => {
        underWay -= 1;
        startBatches();
        if (underWay === 0 && waiting.length === 0) for (const tell of whenIdle.splice(0)) tell();
      });
    }
  }
  function takeBatch(): Message[] {
    let answers = 0;
    let count = 0;
    while (count < waiting.length && (count === 0 || answers + rowsOf(waiting[count]!) <= BATCH_MAX)) {
      answers += rowsOf(waiting[count]!);
      count += 1;
    }
    const batch = waiting.splice(0, count);
    for (const { answers: own } of batch) waitingAnswers -= own.length;
    return batch;
  }
  /** Stores a batch; when the database refuses it for what is in it, each half by itself, down to the one message. */
  async function settle(batch: readonly Message[]): Promise<void> {
    try {
      const judged = await storeBatch(database, batch, clock.now());
      batch.forEach((message, index) => conclude(message, judged[index] ?? []));
    } catch (error) {
      if (!isAboutContent(error)) {
        const outage = new Outage('the database does not store answers', { retryable: true, cause: error });
        for (const { reject } of batch) reject(outage);
      } else if (batch.length === 1) {
        log('answers.failed', { sitting: batch[0]!.owner.sittingId, error: troubleWords(error) });
        batch[0]!.reject(error);
      } else {
        const half = Math.ceil(batch.length / 2);
        await settle(batch.slice(0, half));
        await settle(batch.slice(half));
      }
    }
  }
  function conclude(message: Message, judged: readonly Judged[]): void {
    if (judged.length === 0 || judged.some(({ verdict }) => verdict === 'busy')) return later(message);
    if (judged.some(({ verdict }) => verdict === 'unknown')) return message.resolve(refuse('not-found'));
    const numbers = (wanted: (verdict: Judged['verdict']) => boolean): number[] =>
      message.answers.filter((_, index) => wanted(judged[index]!.verdict)).map(({ sequence }) => sequence);
    message.resolve(ok({
      acknowledged: numbers((verdict) => verdict === 'stored'), refused: numbers((verdict) => verdict !== 'stored'),
      state: judged[0]!.state ?? 'open',
    }));
  }
  function later(message: Message): void {
    message.tries += 1;
    if (message.tries > HELD_TRIES_MAX) message.resolve(refuse('busy'));
    else setTimeout(() => enqueue(message), HELD_MS);
  }
  return {
    write(owner, answers) {
      if (waitingAnswers + answers.length > WAITING_MAX) return Promise.resolve(refuse('busy'));
      return new Promise((resolve, reject) => enqueue({ owner, answers, resolve, reject, tries: 0 }));
    },
    idle: () => new Promise((resolve) => {
      if (underWay === 0 && waiting.length === 0) resolve();
      else whenIdle.push(resolve);
    }),
  };
}

function rowsOf({ answers }: Message): number {
  return Math.max(1, answers.length);
}

/** What the database says of each message, row by row. */
async function storeBatch(database: Database, batch: readonly Message[], received: Date): Promise<Judged[][]> {
  const rows: object[] = [];
  const messageOf: number[] = [];
  batch.forEach(({ owner, answers }, index) => {
    const { schoolId, sittingId, planId, pupilId, formCode, epoch } = owner;
    const about = { schoolId, sittingId, planId, pupilId, formCode, epoch };
    for (const { sequence, itemId, responses, at } of answers) {
      const givenAt = givenAtOf(at, received);
      rows.push({ place: messageOf.push(index) - 1, ...about, sequence, itemId, responses, givenAt });
    }
    if (answers.length === 0) rows.push({ place: messageOf.push(index) - 1, ...about });
  });
  const judged = await database.callBatch<Judged>('store_answers', [jsonText(rows), received]);
  const byMessage: Judged[][] = batch.map(() => []);
  for (const row of judged.toSorted((a, b) => a.place - b.place)) byMessage[messageOf[row.place]!]!.push(row);
  return byMessage;
}

const EARLIEST = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;

/** The pupil's clock as it was told; ours when it cannot be read or cannot be true. */
function givenAtOf(said: string, received: Date): string {
  const at = Date.parse(said);
  const believable = at > EARLIEST && at < received.getTime() + 400 * DAY_MS;
  return (believable ? new Date(at) : received).toISOString();
}

/** Whether a batch was refused for what is in it (SQLSTATE classes 21, 22 and 23), rather than for how things stand. */
function isAboutContent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^2[123]...$/.test(code);
}
