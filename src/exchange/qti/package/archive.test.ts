import assert from 'node:assert/strict';
import { test } from 'node:test';
import { archiveLimits, type ArchiveLimits, readArchive, writeArchive } from './archive.ts';
import { type CraftedFile, craftZip } from './crafted-zip.ts';

/** The codes for which a zip of these files is refused. */
async function refusedFor(files: readonly CraftedFile[], limits?: Partial<ArchiveLimits>): Promise<readonly string[]> {
  const read = await readArchive(craftZip(files), { ...archiveLimits, ...limits });
  assert.ok(!read.ok, 'it was taken');
  for (const { message, severity, blocks } of read.refusal) {
    assert.match(message, /^\p{Lu}.*\.$/u);
    assert.deepEqual([severity, blocks], ['error', true]);
  }
  return [...new Set(read.refusal.map(({ code }) => code))];
}

const plain: CraftedFile = { name: 'items/een.xml', content: '<a/>' };

test('an ordinary archive is read, packed or not, and gives its files by path', async () => {
  const read = await readArchive(craftZip([
    plain, { name: 'items/', content: '' },
    { name: 'items/plaatjes/één.txt', content: 'x'.repeat(1000), packed: true },
  ]));
  assert.ok(read.ok, read.ok ? '' : JSON.stringify(read.refusal));
  assert.deepEqual([...read.value].map(([path, content]) => [path, content.length]),
    [['items/een.xml', 4], ['items/plaatjes/één.txt', 1000]]);
});

test('what we pack we can read, and the same files give the same bytes', async () => {
  const files = [['a.xml', '<a/>'], ['b/c.json', '{}']] as const;
  const packed = await writeArchive(files);
  assert.deepEqual(await writeArchive(files), packed);
  const read = await readArchive(packed);
  assert.ok(read.ok);
  assert.deepEqual([...read.value].map(([path, content]) => [path, new TextDecoder().decode(content)]), files);
});

const pathsOutside = [
  '../een.xml', 'items/../../een.xml', '/etc/passwd', 'C:/een.xml', 'C:\\een.xml', 'items\\een.xml', '\\\\ver\\een.xml',
  'items/./een.xml', 'items//een.xml', 'een\u0000.xml', '..\\een.xml', 'een.xml:stroom',
  'een\u009b2J.xml', 'een\u202elmx.xml',
];
for (const name of pathsOutside) {
  test(`a file called ${JSON.stringify(name)} is refused`, async () => {
    assert.deepEqual(await refusedFor([plain, { name, content: 'x' }]), ['PACKAGE-PATH']);
  });
}

test('a symbolic link, a device or a socket is refused', async () => {
  for (const mode of [0o120777, 0o020666, 0o140777]) {
    assert.deepEqual(await refusedFor([{ name: 'items/link.xml', content: '/etc/passwd', mode }]), ['PACKAGE-LINK']);
  }
});

test('two files of one name are refused, also when only capitals or accents are written otherwise', async () => {
  assert.deepEqual(await refusedFor([plain, plain]), ['PACKAGE-TWICE']);
  assert.deepEqual(await refusedFor([plain, { name: 'ITEMS/Een.xml', content: 'x' }]), ['PACKAGE-TWICE']);
  assert.deepEqual(await refusedFor([{ name: '\u00e9.xml', content: 'x' }, { name: 'e\u0301.xml', content: 'x' }]),
    ['PACKAGE-TWICE']);
});

test('an encrypted file is refused', async () => {
  assert.deepEqual(await refusedFor([{ ...plain, flags: 0x801 }]), ['PACKAGE-ENCRYPTED']);
});

test('content that does not fit its checksum is refused', async () => {
  assert.deepEqual(await refusedFor([{ ...plain, crc: 123 }]), ['PACKAGE-DAMAGED']);
  assert.deepEqual(await refusedFor([{ ...plain, packed: true, crc: 123 }]), ['PACKAGE-DAMAGED']);
});

test('a file that grows much when it is unpacked is refused', async () => {
  const bomb = { name: 'nul.xml', content: new Uint8Array(5_000_000), packed: true };
  assert.deepEqual(await refusedFor([plain, bomb]), ['PACKAGE-BOMB']);
});

test('a file that grows beyond what the archive says of it is refused before it does', async () => {
  const liar = { name: 'nul.xml', content: new Uint8Array(5_000_000), packed: true, size: 90_000 };
  const codes = await refusedFor([plain, liar]);
  assert.ok(['PACKAGE-BOMB', 'PACKAGE-DAMAGED'].includes(codes[0]!), codes.join());
});

test('files that share one content are refused', async () => {
  const again = { ...plain, name: 'items/twee.xml', localName: 'items/een.xml', contentOf: 0 };
  const codes = await refusedFor([plain, again]);
  assert.ok(['PACKAGE-BOMB', 'PACKAGE-UNREADABLE'].includes(codes[0]!), codes.join());
});

test('a file that has another name in its own header than in the directory is refused', async () => {
  assert.deepEqual(await refusedFor([{ ...plain, localName: 'items/zes.xml' }]), ['PACKAGE-UNREADABLE']);
});

test('too many files, a file that is too large and an archive that is too large are refused', async () => {
  const many = Array.from({ length: 11 }, (_, index) => ({ name: `${index}.xml`, content: 'x'.repeat(100) }));
  assert.deepEqual(await refusedFor(many, { files: 10 }), ['PACKAGE-TOO-MANY']);
  assert.deepEqual(await refusedFor(many, { perFile: 99 }), ['PACKAGE-TOO-LARGE']);
  assert.deepEqual(await refusedFor(many, { unpacked: 1099 }), ['PACKAGE-TOO-LARGE']);
  assert.deepEqual(await refusedFor(many, { packed: 1000 }), ['PACKAGE-TOO-LARGE']);
});

test('an archive inside the archive is refused, whatever it is called', async () => {
  for (const content of [craftZip([plain]), new Uint8Array([0x1f, 0x8b, 8, 0])]) {
    assert.deepEqual(await refusedFor([plain, { name: 'items/plaatje.png', content }]), ['PACKAGE-NESTED']);
  }
});

test('what is no zip, a cut zip, and a zip with something before or behind it are refused', async () => {
  const whole = craftZip([plain]);
  const variants = [
    new Uint8Array(), new TextEncoder().encode('geen zip'), whole.subarray(0, -10), whole.subarray(20),
    new Uint8Array([...whole, 1, 2, 3]), new Uint8Array([...craftZip([{ name: 'a', content: 'b' }]), ...whole]),
  ];
  for (const bytes of variants) {
    const read = await readArchive(bytes);
    assert.ok(!read.ok);
    assert.deepEqual(read.refusal.map(({ code }) => code), ['PACKAGE-UNREADABLE']);
  }
});

test('an archive with any byte changed is refused or gives the same files, and never breaks us', async () => {
  const whole = craftZip([plain, { name: 'b.xml', content: 'abc'.repeat(50), packed: true }]);
  const good = await readArchive(whole);
  assert.ok(good.ok);
  for (let at = 0; at < whole.length; at += 1) {
    const changed = whole.slice();
    changed[at] = changed[at]! ^ 0xff;
    const read = await readArchive(changed);
    if (read.ok) assert.deepEqual([...read.value.values()], [...good.value.values()], `byte ${at}`);
  }
});
