import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from '../../demo/command.ts';
import type { LoadAnswer, LoadWord } from './load-process.ts';
import type { NodeOrder, NodeWord } from './node-process.ts';

/** A node that runs. */
export interface NodeProcess {
  readonly port: number;
  /** Bytes that the process holds, after it collected its garbage. */
  memory(): Promise<{ readonly rssBytes: number; readonly heapBytes: number }>;
  /** As a power cut would. */
  kill(): Promise<void>;
}

/** The load generator. */
export interface LoadProcess {
  tell<Answer extends LoadAnswer['kind']>(
    word: LoadWord, answer: Answer,
  ): Promise<Extract<LoadAnswer, { kind: Answer }>>;
  end(): void;
}

/** Starts a node in a process of its own and waits until it listens. */
export async function startNode(order: Omit<NodeOrder, 'port' | 'unbatched'> & {
  readonly port?: number; readonly unbatched?: boolean;
}): Promise<NodeProcess> {
  const port = order.port ?? await freePort();
  const child = start('node-process.ts');
  child.send({ ...order, port, unbatched: order.unbatched ?? false } satisfies NodeOrder);
  await answerOf<NodeWord>(child, 'ready');
  return {
    port,
    async memory() {
      child.send('memory');
      return answerOf<Extract<NodeWord, { kind: 'memory' }>>(child, 'memory');
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Starts the load generator. */
export function startLoad(): LoadProcess {
  const child = start('load-process.ts');
  return {
    async tell(word, answer) {
      child.send(word);
      return answerOf(child, answer);
    },
    end: () => void child.kill('SIGKILL'),
  };
}

function start(script: string): ChildProcess {
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, NODE_TEST_CONTEXT: _test, ...env } = process.env;
  return fork(path.join(import.meta.dirname, script), {
    execArgv: ['--expose-gc', '--import', import.meta.resolve('tsx')], env, serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** Waits for the word of this kind; a process that ends instead is an error. */
function answerOf<Word extends { readonly kind: string }>(child: ChildProcess, kind: string): Promise<Word> {
  return new Promise((resolve, reject) => {
    const hear = (word: Word): void => {
      if (word.kind !== kind) return;
      child.off('message', hear).off('exit', ended);
      resolve(word);
    };
    const ended = (code: number | null, signal: string | null): void =>
      reject(new Error(`a process of the benchmark ended with ${code ?? signal} before ${kind}`));
    child.on('message', hear).on('exit', ended);
  });
}
