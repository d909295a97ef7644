import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { fileLimits, readXml } from './read.ts';

interface Seen {
  readonly code: string | null;
  readonly places: readonly string[];
  readonly texts: readonly string[];
}

function read(input: string | Uint8Array, limits = fileLimits): Seen {
  const places: string[] = [];
  const texts: string[] = [];
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const finding = readXml(bytes, limits, {
    open(start) {
      places.push(`${start.line}:${start.column} ${start.path}`);
      return start.name === 'leaf' ? 'collect' : 'descend';
    },
    element: (element) => texts.push(element.text),
  });
  return { code: finding?.code ?? null, places, texts };
}

test('every element has the line and column where its tag begins, whatever its attributes do', () => {
  const { places, code } = read('<a>\n  <b/><leerlingen>\n<x\n  y="1"/><x/></leerlingen>\n</a>');
  assert.equal(code, null);
  assert.deepEqual(places, [
    '1:1 /a',
    '2:3 /a/b',
    '2:7 /a/leerlingen',
    '3:1 /a/leerlingen/x[1]',
    '4:10 /a/leerlingen/x[2]',
  ]);
});

test('a hostile text is refused with the reason, and nothing is fetched or expanded', () => {
  const laughs = `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>`;
  assert.equal(read(laughs).code, 'XML-DOCTYPE');
  assert.equal(read('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>').code, 'XML-DOCTYPE');
  assert.equal(read('<a>&xxe;</a>').code, 'XML-ENTITY');
  assert.equal(read('<a>'.repeat(100_000)).code, 'XML-DEPTH');
  assert.equal(read('<a>12345</a>', { bytesMax: 11, depthMax: 5 }).code, 'XML-TOO-LARGE');
  assert.equal(read('<a>12345</a>', { bytesMax: 12, depthMax: 5 }).code, null);
});

test('what is no XML gets a finding that says what it is', () => {
  assert.equal(read('').code, 'XML-EMPTY');
  assert.equal(read(' \r\n ').code, 'XML-EMPTY');
  assert.equal(read('<!DOCTYPE html><html><body>503</body></html>').code, 'XML-HTML');
  assert.equal(read('<html><head/></html>').code, 'XML-HTML');
  assert.equal(read('"LL";"00001";"Voorbeeld"').code, 'XML-EDEX2000');
  assert.equal(read('PK\u0003\u0004').code, 'XML-COMPRESSED');
  assert.equal(read('<a><b></a>').code, 'XML-MALFORMED');
  assert.equal(read('<a>').code, 'XML-MALFORMED');
  assert.equal(read('<a>\u0000</a>').code, 'XML-MALFORMED');
  assert.equal(read('<p:a/>').code, 'XML-MALFORMED');
});

test('the encoding of a text is honoured: byte order mark, declaration, UTF-16, Windows-1252', () => {
  const xml = (
    encoding: string
  ): string => `<?xml version="1.0" encoding="${encoding}"?><a><leaf>Ismaël €</leaf></a>`;
  const utf8 = new TextEncoder().encode(xml('UTF-8'));
  const utf16 = Buffer.from(`\ufeff${xml('UTF-16')}`, 'utf16le');
  const swapped = Buffer.from(utf16).swap16();
  const latin = Buffer.from(xml('ISO-8859-1').replace('€', '\u0080'), 'latin1');
  const windows = Buffer.from(xml('windows-1252').replace('€', '\u0080'), 'latin1');
  for (const bytes of [
    utf8,
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]),
    utf16,
    swapped,
    latin,
    windows,
  ]) {
    const { code, texts } = read(bytes);
    assert.deepEqual([code, texts], [null, ['Ismaël €']]);
  }
  assert.equal(read(xml('EBCDIC-INT')).code, 'XML-ENCODING');
  assert.equal(read(Buffer.from(xml('UTF-8'), 'latin1')).code, 'XML-ENCODING');
});

test('no text, however random or cut short, makes the reader throw', () => {
  const whole = new TextEncoder().encode(
    '<?xml version="1.0"?><a b="c"><leaf>é</leaf><![CDATA[x]]><!-- y --><d/></a>'
  );
  for (let length = 0; length < whole.length; length += 1) assert.notEqual(
    read(whole.subarray(0, length)).code,
    null,
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      read(bytes);
      read(Buffer.concat([Buffer.from('<a>'), bytes]));
    }),
    { numRuns: 300, seed: 9 },
  );
});
