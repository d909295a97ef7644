import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileLimits, newXmlReading } from './read.ts';

test('the parser has no more handlers than V8 keeps fast, or each character would cost seven times as much', () => {
  const script = `
    import { SaxesParser } from 'saxes';
    import { newWalk } from ${JSON.stringify(new URL('walk.ts', import.meta.url).href)};
    let parser = null;
    SaxesParser.prototype.write = function () { parser = this; return this; };
    newWalk({ bytesMax: 1, depthMax: 1 }, { open: () => 'skip' }).write('<a/>');
    process.stdout.write(String(%HasFastProperties(parser)));`;
  const args = ['--allow-natives-syntax', ...process.execArgv.filter((arg) => !arg.startsWith('--test'))];
  const child = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const answer = execFileSync(process.execPath, [...args, ...child], { encoding: 'utf8', cwd: import.meta.dirname });
  assert.equal(answer, 'true');
});

test('a start tag, a name or a text that nobody needs that long ends the reading in bounded memory', () => {
  const cases: readonly (readonly [code: string, piece: string])[] = [
    ['XML-TAG-LENGTH', `<a ${'x'.repeat(1000)}`],
    ['XML-TAG-LENGTH', `<a b="${'x'.repeat(1000)}`],
    ['XML-TAG-LENGTH', `<a ${Array.from({ length: 9000 }, (_, nth) => `xmlns:p${nth}="urn:${nth}"`).join(' ')}`],
    ['XML-TAG-LENGTH', `<a ${Array.from({ length: 12_000 }, (_, nth) => `p${nth}="1"`).join(' ')}`],
    ['XML-TEXT-LENGTH', '<a>'],
    ['XML-TEXT-LENGTH', '<!--'],
    ['XML-TEXT-LENGTH', '<a><![CDATA['],
    ['XML-ENTITY', '<a>&'],
    ['XML-TEXT-LENGTH', '<?x '],
    ['XML-TEXT-LENGTH', '<'],
  ];
  const filler = Buffer.alloc(200_000, 'x');
  for (const [code, start] of cases) {
    const reading = newXmlReading(fileLimits, { open: () => 'collect' });
    let written = 0;
    for (let more = reading.write(Buffer.from(start.padEnd(1100, start.startsWith('<!') ? ' ' : 'x'))); more;) {
      written += filler.length;
      more = reading.write(filler);
    }
    assert.ok(written < 17_000_000, `${start.slice(0, 10)} stops after ${written}`);
    assert.equal(reading.end()?.code, code, start.slice(0, 20));
  }
});

test('a record of more elements than any record has is refused, and so is a parent of more kinds of children', () => {
  const readAll = (text: string, step: 'collect' | 'descend'): string | undefined => {
    const reading = newXmlReading(fileLimits, { open: (_, parent) => (parent === null ? step : 'skip') });
    reading.write(Buffer.from(text));
    return reading.end()?.code;
  };
  assert.equal(readAll(`<a>${'<b/>'.repeat(100_001)}`, 'collect'), 'XML-RECORD');
  assert.equal(readAll(`<a>${'<b/>'.repeat(100_001)}</a>`, 'descend'), undefined);
  const kinds = Array.from({ length: 1001 }, (_, nth) => `<b${nth}/>`).join('');
  assert.equal(readAll(`<a>${kinds}</a>`, 'descend'), 'XML-RECORD');
  assert.equal(readAll(`<a>${'x<!--y-->'.repeat(300_000)}</a>`, 'collect'), undefined);
  assert.equal(readAll(`<a>${`${'x'.repeat(1_000_000)}<!--y-->`.repeat(17)}</a>`, 'collect'), 'XML-TEXT-LENGTH');
});

test('a comment or an instruction of many megabytes is not kept, and the text round it is', () => {
  for (const [start, end] of [['<!--', '-->'], ['<?x y', '?>']] as const) {
    let text = '';
    const reading = newXmlReading(fileLimits, {
      open: () => 'collect',
      element: (element) => {
        text = element.text;
      },
    });
    const before = process.memoryUsage().heapUsed;
    reading.write(Buffer.from(`<a>voor${' '.repeat(1100)}${start}`));
    for (let left = 70; left > 0; left -= 1) reading.write(Buffer.from('-x?y'.repeat(50_000)));
    const grown = (process.memoryUsage().heapUsed - before) / 1e6;
    reading.write(Buffer.from(`${end}na</a>`));
    assert.equal(reading.end(), null);
    assert.match(text, /^voor +na$/);
    assert.ok(grown < 200, `${grown} MB`);
  }
});
