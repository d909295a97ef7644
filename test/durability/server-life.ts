import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root } from '../source.ts';

/** How a process ended, and what it said until then. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server as a process of its own, that can be killed. */
export interface ServerLife {
  readonly ended: Promise<Ending>;
  /** Resolves once the process wrote this to standard output. */
  untilSaid(words: string): Promise<void>;
  /** Lets a process that was loaded ahead open its data. */
  begin(): void;
  stop(signal: NodeJS.Signals): Promise<Ending>;
}

/** Starts the program with these words on its command line, on the embedded database whatever the environment says. */
export function startProgram(...args: readonly string[]): ServerLife {
  return start('src/main.ts', ...args);
}

/** Loads a server that waits for `begin`. */
export function loadServer(port: number, folder: string): ServerLife {
  return start('test/durability/server-process.ts', String(port), folder);
}

function start(script: string, ...args: readonly string[]): ServerLife {
  const { DATABASE_URL: _server, DATABASE_OWNER_URL: _owner, NODE_TEST_CONTEXT: _test, ...env } = process.env;
  // Compiled once and kept, because this is done over and over.
  const NODE_COMPILE_CACHE = path.join(root, 'build', 'compile-cache');
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, script), ...args], {
    cwd: root, env: { ...env, NODE_COMPILE_CACHE },
  });
  const said = gather(child.stdout);
  const ended = endingOf(child, said);
  return {
    ended,
    untilSaid: (words) => untilHolds(`the server says "${words}"`, ended, async () => said.join('').includes(words)),
    begin: () => void child.stdin.write('begin\n'),
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

async function endingOf(child: ChildProcess, stdout: readonly string[]): Promise<Ending> {
  const stderr = gather(child.stderr);
  const [code, signal] = await once(child, 'close') as [number | null, NodeJS.Signals | null];
  return { code, signal, stdout: stdout.join(''), stderr: stderr.join('') };
}

function gather(stream: NodeJS.ReadableStream | null): readonly string[] {
  const parts: string[] = [];
  stream?.on('data', (part: Buffer) => parts.push(part.toString('utf8')));
  return parts;
}

/** Knocks until the server of this life answers; fails at once when the process ends first. */
export function untilAnswering(origin: string, { ended }: ServerLife): Promise<void> {
  return untilHolds('the server answers', ended, () => fetch(`${origin}/gezondheid`).then(({ ok }) => ok, () => false));
}

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 20;

async function untilHolds(what: string, ended: Promise<Ending>, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  let ending: Ending | undefined;
  void ended.then((how) => { ending = how; });
  while (!(await holds())) {
    assert.equal(ending, undefined, `the server stopped before ${what}: ${ending?.stderr}`);
    assert.ok(performance.now() < deadline, `within a minute ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
