import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Outage } from '../../platform/outage.ts';
import { openPress, type PressOptions, printMany } from './press.ts';
import { type PdfFile } from './types.ts';

/** A worker that says the title of what it is given, dies of `die`, hangs on `hang`, and fails on `fail`. */
const stranger = new URL(`data:text/javascript,${encodeURIComponent(`
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ title }) => {
    if (title === 'die') process.exit(1);
    if (title === 'hang') return;
    if (title === 'fail') parentPort.postMessage({ failure: 'the template failed' });
    else setTimeout(() => parentPort.postMessage({ bytes: new TextEncoder().encode(title) }), 5);
  });`)}`);

function press(options: PressOptions = {}) {
  return openPress({ workerCount: 1, program: stranger, ...options });
}

function file(title: string): PdfFile {
  return { title, productName: 'proef', reports: [], doubleSided: false, madeAtMs: 0 };
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('the press', () => {
  test('what somebody waits for goes before what may come later, in the order in which it was asked', async (t) => {
    const own = press();
    t.after(() => own.close());
    const order: string[] = [];
    const ask = async (title: string, urgency: 'now' | 'later') =>
      order.push(textOf(await own.printFile(file(title), urgency)));
    await Promise.all([
      ask('first', 'later'), ask('second', 'later'), ask('third', 'later'), ask('teacher', 'now'), ask('other', 'now'),
    ]);
    assert.deepEqual(order, ['first', 'teacher', 'other', 'second', 'third']);
  });

  test('a worker that dies costs the one file, which may be asked again, and another takes its place', async (t) => {
    const own = press();
    t.after(() => own.close());
    const [died, after] = await Promise.allSettled([
      own.printFile(file('die'), 'now'), own.printFile(file('after'), 'now'),
    ]);
    assert.ok(died.status === 'rejected' && died.reason instanceof Outage && died.reason.retryable);
    assert.ok(after.status === 'fulfilled' && textOf(after.value) === 'after');
  });

  test('a file that hangs is given up, and the next is set', async (t) => {
    const own = press({ secondsMax: 0.3 });
    t.after(() => own.close());
    const [hung, after] = await Promise.allSettled([
      own.printFile(file('hang'), 'now'), own.printFile(file('after'), 'now'),
    ]);
    assert.ok(hung.status === 'rejected' && /took too long/.test(String(hung.reason)));
    assert.equal(after.status, 'fulfilled');
  });

  test('a template that fails is a Bug, and its worker goes on', async (t) => {
    const own = press();
    t.after(() => own.close());
    await assert.rejects(own.printFile(file('fail'), 'now'), { name: 'Bug' });
    assert.equal(textOf(await own.printFile(file('next'), 'now')), 'next');
  });

  test('more than can be served in time is turned away at once', async (t) => {
    const own = press();
    t.after(() => own.close());
    const asked = Array.from({ length: 202 }, (_, index) => own.printFile(file(String(index)), 'now'));
    await assert.rejects(asked.at(-1)!, { name: 'Outage', message: /too many/ });
    await Promise.all(asked.slice(0, -1));
  });

  test('a press that closes lets nobody wait', async () => {
    const own = press();
    const asked = [own.printFile(file('hang'), 'now'), own.printFile(file('waits'), 'later')];
    const settled = Promise.allSettled(asked);
    await own.close();
    assert.ok((await settled).every(({ status }) => status === 'rejected'));
  });

  test('many files come in their order, and are read no further ahead than is needed', async (t) => {
    const own = press({ workerCount: 2 });
    t.after(() => own.close());
    let read = 0;
    function* files() {
      for (; read < 40; read += 1) yield file(String(read));
    }
    let count = 0;
    for await (const bytes of printMany(own, files())) {
      assert.equal(textOf(bytes), String(count));
      count += 1;
      assert.ok(read - count <= 4, `${read} read when ${count} were ready`);
    }
    assert.equal(count, 40);
  });
});
