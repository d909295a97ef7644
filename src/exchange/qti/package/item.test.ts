import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeItem } from '../write.ts';
import { readPackageItem } from './item.ts';
import { resolvePath } from './item-content.ts';

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="3"/></svg>';
const files: Record<string, Uint8Array> = {
  'media/een.png': png, 'media/een.svg': new TextEncoder().encode(drawing),
  'media/kwaad.svg': new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
  'media/geluid.mp3': new Uint8Array([0x49, 0x44, 0x33, 4]), 'media/pagina.html': new TextEncoder().encode('<p/>'),
  'media/schijn.png': new TextEncoder().encode(drawing), 'media/eigen.css': new TextEncoder().encode('p{}'),
};

function read(xml: string) {
  const told: string[] = [];
  const item = readPackageItem(xml, 'items/een.xml', (path) => files[path], (code) => told.push(code),
    ({ code }) => told.push(code));
  return { item, told };
}

const source = writeItem({
  identifier: 'EEN', title: 'Opgave 1', blocks: [{ kind: 'paragraph', text: 'HIER' }], prompt: 'Hoeveel is 5 : 2?',
  question: {
    kind: 'text-entry', before: '', after: '', accepted: ['2,5', '2.5'], baseType: 'string', keyboard: 'decimal',
    expectedLength: 4,
  },
});
/** The item with something else instead of its first line of text. */
const withBody = (html: string): string => source.replace('<p>HIER</p>', html);

test('an item of ours is taken as it is, to the byte', () => {
  const { item, told } = read(source);
  assert.deepEqual(told, []);
  assert.deepEqual(item, { identifier: 'EEN', title: 'Opgave 1', xml: source, maxScore: 1, needsMarking: false });
});

test('pictures, drawings and sounds of the package come inside the item', () => {
  const { item, told } = read(withBody('<p><img src="../media/een.png" alt="&lt;een&gt;"/>'
    + '<img src=\'../media/een.svg\' alt="een vierkant"/>'
    + '<audio><source src="../media/geluid.mp3"/></audio></p>'));
  assert.deepEqual(told, []);
  assert.ok(item);
  const base64 = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString('base64');
  assert.ok(item.xml.includes(`<img src="data:image/png;base64,${base64(png)}" alt="&lt;een&gt;"/>`));
  assert.ok(item.xml.includes(`<img src='data:image/svg+xml;base64,${base64(drawing)}'`));
  assert.match(item.xml, /<source src="data:audio\/mpeg;base64,[^"]+"/);
  assert.ok(!item.xml.includes('media/'));
});

test('a style sheet is left out, and that is told', () => {
  const styled = '<qti-stylesheet href="../media/eigen.css"/><qti-item-body>';
  const { item, told } = read(source.replace('<qti-item-body>', styled));
  assert.deepEqual(told, ['PACKAGE-STYLE']);
  assert.ok(item && !item.xml.includes('stylesheet'));
});

const refused: readonly (readonly [string, string, string])[] = [
  ['a script', '<p><script>alert(1)</script></p>', 'PACKAGE-ACTIVE'],
  ['an event handler', '<p onmouseover="alert(1)">x</p>', 'PACKAGE-ACTIVE'],
  ['a frame', '<iframe src="../media/pagina.html"/>', 'PACKAGE-ACTIVE'],
  ['a form', '<form action="https://x.example/"/>', 'PACKAGE-ACTIVE'],
  ['a link', '<p><a href="https://x.example/">x</a></p>', 'PACKAGE-ACTIVE'],
  ['a drawing among its text', `<div>${drawing}</div>`, 'PACKAGE-ACTIVE'],
  ['a style element', '<style>p{}</style>', 'PACKAGE-ACTIVE'],
  ['another base for its addresses',
    '<div xml:base="https://x.example/"><img src="a.png" alt=""/></div>', 'PACKAGE-ACTIVE'],
  ['a set of pictures', '<img src="../media/een.png" srcset="https://x.example/a.png" alt=""/>', 'PACKAGE-ACTIVE'],
  ['a file that is included',
    '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>', 'PACKAGE-ACTIVE'],
  ['a portable custom interaction', '<qti-portable-custom-interaction module="x"/>', 'PACKAGE-ACTIVE'],
  ['a picture from elsewhere', '<img src="https://x.example/a.png" alt=""/>', 'PACKAGE-FOREIGN'],
  ['a picture from elsewhere, hidden in an entity',
    '<img src="&#x68;ttps://x.example/a.png" alt=""/>', 'PACKAGE-FOREIGN'],
  ['an address without a scheme', '<img src="//x.example/a.png" alt=""/>', 'PACKAGE-FOREIGN'],
  ['a file of the machine', '<img src="file:///etc/passwd" alt=""/>', 'PACKAGE-FOREIGN'],
  ['an address that runs', '<img src="javascript:alert(1)" alt=""/>', 'PACKAGE-FOREIGN'],
  ['a style that fetches', '<p style="background:url(https://x.example/)">x</p>', 'PACKAGE-FOREIGN'],
  ['an event handler, hidden behind a name that HTML does not have',
    '<p é=" x=\'" onclick="alert(1)" y="\'">x</p>', 'PACKAGE-ACTIVE'],
  ['an event handler with a prefix', '<p xmlns:x="x" x:onclick="alert(1)">x</p>', 'PACKAGE-ACTIVE'],
  ['an event handler that passes for a namespace', '<p xmlns:onclick="alert(1)">x</p>', 'PACKAGE-ACTIVE'],
  ['a style with a prefix that fetches',
    '<p xmlns:x="x" x:style="background:url(https://x.example/)">x</p>', 'PACKAGE-FOREIGN'],
  ['a style that fetches without saying url',
    '<p style="background:image-set(\'https://x.example/a.png\' 1x)">x</p>', 'PACKAGE-FOREIGN'],
  ['a picture that is not there', '<img src="../media/twee.png" alt=""/>', 'PACKAGE-MISSING'],
  ['a picture outside the package', '<img src="../../etc/passwd" alt=""/>', 'PACKAGE-MISSING'],
  ['a page for a picture', '<img src="../media/pagina.html" alt=""/>', 'PACKAGE-KIND'],
  ['a picture as an object, which the page of a pupil does not show', '<object data="../media/een.svg"/>',
    'PACKAGE-ACTIVE'],
  ['a drawing that calls itself a PNG', '<img src="../media/schijn.png" alt=""/>', 'PACKAGE-KIND'],
  ['a page inside the item', '<img src="data:text/html,&lt;script/&gt;" alt=""/>', 'PACKAGE-KIND'],
  ['a drawing of the package with a handler', '<img src="../media/kwaad.svg" alt=""/>', 'PACKAGE-ACTIVE'],
  ['a drawing inside the item with a handler',
    `<img src="data:image/svg+xml,${encodeURIComponent(drawing.replace('<rect', '<rect onload="x()"'))}" alt=""/>`,
    'PACKAGE-ACTIVE'],
];
for (const [what, body, code] of refused) {
  test(`an item with ${what} is refused`, () => {
    assert.ok(read(withBody(body)).told.includes(code), read(withBody(body)).told.join());
  });
}

test('an item that asks nothing, or what our player does not know, is refused', () => {
  const box = /<qti-text-entry-interaction[^>]*\/>/;
  assert.ok(read(source.replace(box, '')).told.includes('PACKAGE-INTERACTION'));
  const slider = '<qti-slider-interaction response-identifier="RESPONSE" lower-bound="0" upper-bound="9"/>';
  assert.ok(read(source.replace(box, slider)).told.includes('PACKAGE-INTERACTION'));
});

test('an item whose own key earns nothing, or which pays for no answer, is refused', () => {
  const wrong = source.replace('<qti-correct-response><qti-value>2,5<', '<qti-correct-response><qti-value>3<');
  assert.deepEqual(read(wrong).told, ['PACKAGE-KEY']);
  const without = source.replace(/<qti-correct-response>.*<\/qti-correct-response>/, '');
  assert.deepEqual(read(without).told, [], 'its mapping is a key too');
  const generous = source.replace('<qti-value>0</qti-value>', '<qti-value>1</qti-value>')
    .replace(/<qti-response-processing.*\/>/, '<qti-response-processing/>');
  assert.deepEqual(read(generous).told, ['PACKAGE-KEY']);
  const half = source.replaceAll('mapped-value="1"', 'mapped-value="0.5"');
  assert.deepEqual(read(half).told, ['PACKAGE-KEY']);
});

test('an extended text needs no key: a teacher marks it', () => {
  const essay = writeItem({
    identifier: 'TWEE', title: 'Opgave 2', blocks: [], prompt: 'Leg uit.',
    question: { kind: 'extended-text', lines: 5, maxScore: 2, marking: 'Twee redenen.' },
  });
  const { item, told } = read(essay);
  assert.deepEqual([told, item?.needsMarking, item?.maxScore], [[], true, null]);
});

test('an item that is no XML, has a DOCTYPE or is larger than an item may be is told of as QTI tells it', () => {
  assert.deepEqual(read('geen xml').told, ['QTI-MALFORMED']);
  const typed = source.replace('<qti-assessment-item', '<!DOCTYPE x><qti-assessment-item');
  assert.deepEqual(read(typed).told, ['QTI-DOCTYPE']);
  assert.deepEqual(read(withBody(`<p>${'x'.repeat(2_000_000)}</p>`)).told, ['QTI-TOO-LARGE']);
});

test('one picture a thousand times is refused before it is copied a thousand times', () => {
  files['media/groot.png'] = Buffer.concat([png, Buffer.alloc(400_000)]);
  const { item, told } = read(withBody(`<p>${'<img src="../media/groot.png" alt=""/>'.repeat(1000)}</p>`));
  assert.deepEqual(new Set(told), new Set(['PACKAGE-TOO-LARGE']));
  assert.ok(item && item.xml.length < 2_000_000);
});

test('an address is read from the folder of the file that has it, and never leaves the package', () => {
  const path = (address: string): string | null => resolvePath('a/b/item.xml', address);
  assert.deepEqual(['c.png', './c.png', '../c.png', '../../c.png', 'd%20e.png', 'c.png?x#y'].map(path),
    ['a/b/c.png', 'a/b/c.png', 'a/c.png', 'c.png', 'a/b/d e.png', 'a/b/c.png']);
  const outside = ['../../../c.png', '/c.png', 'c:/d.png', '..\\c.png', '%2e%2e/%2e%2e/%2e%2e/c.png', '%', ''];
  for (const address of outside) assert.equal(path(address), null, address);
});
