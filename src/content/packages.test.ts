import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { testPlatform, type TestPlatform } from '../../test/platform.ts';
import type { Finding } from '../base/findings.ts';
import { readArchive, writeArchive } from '../exchange/qti/package/archive.ts';
import { packageFindings } from '../exchange/qti/package/findings.ts';
import { publishPackage } from './actions.ts';
import { packageDigest } from './digest.ts';
import { contentFindings } from './findings.ts';
import { judgePackage, packPackage } from './packages.ts';
import type { BankData, PackageData } from './package-schema.ts';
import { syntheticPackage } from './synthetic-packages.ts';
import type { Bank, ContentPackage } from './types.ts';

type Files = Map<string, string>;

const dataPath = 'inbeeld.json';
let content: ContentPackage;
let files: Files;
let platform: TestPlatform;

/** A bank of one test of somebody else, made of items of ours: small enough to spoil in many ways. */
function smallPackage(bank: Bank): ContentPackage {
  const forms = bank.forms.filter(({ code }) => /^RW-M5-T[12]-SCHERM$/.test(code))
    .map((form) => ({
      ...form, code: form.code.replace('RW', 'XX'), testCode: 'XX-M5', calibrationCode: 'XX-KAL',
      scaleCode: 'XX-SCHAAL', itemIds: form.itemIds.slice(0, 3), weights: form.weights.slice(0, 3),
    }));
  const ids = new Set(forms.flatMap(({ itemIds }) => itemIds));
  const source = 'uitgever De Proef';
  return {
    code: 'PROEF', version: 1, title: 'Rekenen van De Proef', source,
    // Other tests plan in the same database.
    retires: ['XX-M5'],
    banks: [{
      ...bank, forms,
      tests: bank.tests.filter(({ moment }) => moment === 'M5').map((one) => ({ ...one, code: 'XX-M5' })),
      parts: forms.map((form, index) =>
        ({ testCode: 'XX-M5', medium: 'screen', partNo: index + 1, shift: 0, formCode: form.code })),
      routing: [], items: bank.items.filter(({ id }) => ids.has(id)),
      calibration: {
        ...bank.calibration, code: 'XX-KAL', scaleCode: 'XX-SCHAAL', source,
        items: bank.calibration.items.filter(({ itemId }) => ids.has(itemId)),
      },
      normTable: { ...bank.normTable, id: 'XX-NORM', scaleCode: 'XX-SCHAAL', source },
    }],
  };
}

before(async () => {
  platform = await testPlatform();
  const own = await syntheticPackage('arithmetic');
  content = smallPackage(own!.banks[0]!);
  const archive = await readArchive(await packPackage(content));
  assert.ok(archive.ok);
  files = new Map([...archive.value].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
});

/** What is found when the package's files are changed. */
async function judged(change: (files: Files) => void): Promise<readonly Finding[]> {
  const changed = new Map(files);
  change(changed);
  const result = await judgePackage(await writeArchive(changed));
  assert.equal(result.content === null, result.findings.some(({ blocks }) => blocks));
  for (const { message, path } of result.findings) {
    assert.match(message, /^\p{Lu}.*\.$/su);
    assert.notEqual(path, null, message);
  }
  return result.findings;
}

/** The same, when `inbeeld.json` is changed. */
function judgedData(change: (data: DeepWritable<PackageData>) => void): Promise<readonly Finding[]> {
  return judged((all) => {
    const data = JSON.parse(files.get(dataPath)!) as DeepWritable<PackageData>;
    change(data);
    all.set(dataPath, JSON.stringify(data));
  });
}

/** The same, when the part about its subject is. */
function judgedBank(change: (bank: DeepWritable<BankData>) => void): Promise<readonly Finding[]> {
  return judgedData((data) => change(data.subjects[0]!));
}

type DeepWritable<T> = { -readonly [K in keyof T]: DeepWritable<T[K]> };

const codesOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ code }) => code))];
const item = 'items/RW-M5-T1-01.xml';
const form = 'forms/XX-M5-T1-SCHERM.xml';

test('every bank of ours comes back from its own package exactly as it went in', async () => {
  for (const subject of ['arithmetic', 'reading', 'spelling', 'verb-spelling', 'punctuation']) {
    const own = await syntheticPackage(subject);
    if (!own) continue;
    const packed = await packPackage(own);
    assert.deepEqual(await packPackage(own), packed, 'the same bytes every time');
    const { content: back, findings } = await judgePackage(packed);
    assert.deepEqual(findings, []);
    assert.deepEqual(back, own);
    assert.equal(packageDigest(back!), packageDigest(own));
  }
});

test('the digest of a package does not hang on how its file was packed, but on every word in it', async () => {
  const reordered = await judgePackage(await writeArchive([...files].toReversed()));
  assert.equal(packageDigest(reordered.content!), packageDigest(content));
  const changed = await judgePackage(await writeArchive([...files].map(([path, text]) =>
    [path, path === item ? text.replace('title="Opgave 1"', 'title="Opgave I"') : text] as const)));
  assert.notEqual(packageDigest(changed.content!), packageDigest(content));
});

test('a package of somebody else is published, and the same version never changes after that', async () => {
  const { content: read } = await judgePackage(await writeArchive(files));
  const published = await publishPackage(platform, read!);
  assert.ok(published.ok);
  // Its items are ours, which another test may have published.
  assert.deepEqual({ ...published.value, items: 0 }, { tests: 1, forms: 2, items: 0, calibrations: 1, normTables: 1 });
  assert.ok((await publishPackage(platform, read!)).ok, 'again is fine');
  const { content: other } = await judgePackage(await writeArchive([...files].map(([path, text]) =>
    [path, path === dataPath ? text.replace('"readAloud": true', '"readAloud": false') : text] as const)));
  assert.deepEqual(await publishPackage(platform, other!),
    { ok: false, refusal: { code: 'published-otherwise', table: 'content_package', key: 'PROEF' } });
});

// Every code can happen; how each finding of the archive and of an item arises is held by the tests of the package.
const spoiled: readonly (readonly [string, string, () => Promise<readonly Finding[]>])[] = [
  ['CONTENT-DATA-MISSING', 'inbeeld.json is not there', () => judged((all) => {
    all.delete(dataPath);
    all.set('imsmanifest.xml', files.get('imsmanifest.xml')!.replace(/.*"INBEELD".*\n/, ''));
  })],
  ['CONTENT-DATA', 'inbeeld.json is no JSON', () => judged((all) => all.set(dataPath, '{'))],
  ['CONTENT-DATA', 'a field is not what it should be', () => judgedBank((bank) => { bank.tests[0]!.code = ''; })],
  ['CONTENT-DATA', 'a field is unknown', () => judgedData((data) => { Object.assign(data.package, { meer: 1 }); })],
  ['CONTENT-DATA', 'a number is beyond all bounds', () => judgedBank((bank) => { bank.calibration.a = -75; })],
  ['CONTENT-DATA', 'a list is longer than any publisher has', () =>
    judgedBank((bank) => {
      bank.parts = Array.from({ length: 5001 }, (_, index) =>
        ({ ...bank.parts[0]!, form: `F${Math.imul(index, 0x9e3779b1) >>> 0}` }));
    })],
  ['CONTENT-DATA', 'the norms hold from a day that is not', () =>
    judgedBank((bank) => { bank.norms.validFrom = '2026-02-30'; })],
  ['CONTENT-DATA', 'a period begins on a day that is not', () =>
    judgedBank((bank) => { bank.norms.periods[0]!.from = '13-45'; })],
  ['CONTENT-DATA', 'a domain is of another subject',
    () => judgedBank((bank) => { bank.items[0]!.domain = 'capitals'; })],
  ['CONTENT-DATA', 'an item has another name in its file',
    () => judgedBank((bank) => { bank.items[0]!.id = 'ANDERS'; })],
  ['CONTENT-DATA', 'an item gives other points than it says',
    () => judgedBank((bank) => { bank.items[0]!.maxScore = 2; })],
  ['CONTENT-DATA', 'an item with a key is said to be marked',
    () => judgedBank((bank) => { bank.items[0]!.needsMarking = true; })],
  ['CONTENT-DATA', 'the file of an item is not there',
    () => judgedBank((bank) => { bank.items[0]!.file = 'items/x.xml'; })],
  ['CONTENT-BANK', 'a form is not calibrated for its weight', () => judged((all) =>
    all.set(form, files.get(form)!.replace(/identifier="W" value="\d"/, 'identifier="W" value="9"')))],
  ['CONTENT-BANK', 'two taken share an item', () => judged((all) =>
    all.set(form, files.get(form)!.replace('RW-M5-T1-01.xml', 'RW-M5-T2-01.xml')))],
  ['CONTENT-BANK', 'a test has no taken', () => judgedBank((bank) => { bank.parts = []; })],
  ['CONTENT-BANK', 'taken do not count on from one', () => judgedBank((bank) => { bank.parts[1]!.part = 3; })],
  ['CONTENT-BANK', 'a paper taak has an easier version', () => judgedBank((bank) => { bank.parts[1]!.shift = -1; })],
  ['CONTENT-BANK', 'a rule has cuts that cross', () => judgedBank((bank) => {
    bank.routing = [{ test: 'XX-M5', afterPart: 1, version: 1, easierBelow: 1, harderFrom: 0 }];
  })],
  ['CONTENT-BANK', 'a rule is about a taak after which none comes', () => judgedBank((bank) => {
    bank.routing = [{ test: 'XX-M5', afterPart: 2, version: 1, easierBelow: 0, harderFrom: 1 }];
  })],
  ['CONTENT-BANK', 'means of a norm table fall', () => judgedBank((bank) => { bank.norms.moments[3]!.mean = 1; })],
  ['CONTENT-BANK', 'the norms are on another scale', () => judgedBank((bank) => { bank.norms.scale = 'ANDERS'; })],
  ['CONTENT-BANK', 'a subject is there twice', () => judgedData((data) => { data.subjects.push(data.subjects[0]!); })],
  ['PACKAGE-MANIFEST', 'there is no manifest', () => judged((all) => all.delete('imsmanifest.xml'))],
  ['PACKAGE-MANIFEST', 'the manifest names nothing', () => judged((all) =>
    all.set('imsmanifest.xml', '<manifest><resources/></manifest>'))],
  ['PACKAGE-MISSING', 'the manifest names a file that is not there', () => judged((all) => all.delete(item))],
  ['PACKAGE-MISSING', 'the manifest names a file outside the package', () => judged((all) =>
    all.set('imsmanifest.xml', files.get('imsmanifest.xml')!.replaceAll(item, '../../etc/passwd')))],
  ['PACKAGE-UNLISTED', 'a file is in no resource', () => judged((all) => all.set('leesmij.txt', 'hallo'))],
  ['PACKAGE-ITEM-TWICE', 'two items have one name', () => judged((all) =>
    all.set(item, files.get(item)!.replaceAll('RW-M5-T1-01', 'RW-M5-T1-02')))],
  ['PACKAGE-TEST', 'a test draws its items by lot', () => judged((all) =>
    all.set(form, files.get(form)!.replace('visible="true">', 'visible="true"><qti-selection select="3"/>')))],
  ['PACKAGE-TEST', 'a weight is no whole number', () => judged((all) =>
    all.set(form, files.get(form)!.replace(/identifier="W" value="\d"/, 'identifier="W" value="0.5"')))],
  ['QTI-MALFORMED', 'an item is no XML', () => judged((all) => all.set(item, '<x'))],
  ['QTI-UNSUPPORTED', 'an item computes with what we do not know', () => judged((all) =>
    all.set(item, files.get(item)!.replace(/<qti-response-processing[^>]*>/, '<qti-response-processing>'
      + '<qti-set-outcome-value identifier="SCORE"><qti-custom-operator/></qti-set-outcome-value>'
      + '</qti-response-processing>')))],
];
for (const [code, what, findings] of spoiled) {
  test(`a package is told of as ${code} when ${what}`, async () => {
    const found = await findings();
    assert.ok(codesOf(found).includes(code), JSON.stringify(found.slice(0, 3)));
  });
}

test('an item that two taken have in common is told of as such: a result counts it once', async () => {
  const found = await judgedBank((bank) => { bank.parts[1]!.form = bank.parts[0]!.form; });
  assert.ok(found.some(({ message }) => message.includes('hebben een item gemeen')), JSON.stringify(found));
});

test('docs/content-package.md lists every code as the catalogues have it (INBEELD_REFRESH=1 writes it)', () => {
  const page = join(import.meta.dirname, '../../docs/content-package.md');
  const text = readFileSync(page, 'utf8');
  const [before] = text.split('<!-- codes -->\n');
  const entries = Object.values({ ...packageFindings, ...contentFindings });
  const lines = entries.map(({ code, blocks, severity, meaning, mend }) =>
    `| ${code} | ${severity === 'error' ? 'fout' : 'weetje'}${blocks ? ', houdt tegen' : ''} | ${meaning} ${mend} |\n`)
    .map((line) => line.replaceAll(/<(?=\w)/g, '\\<'));
  const head = '| Code | Hoe erg | Wat er is, en wat u herstelt |\n|---|---|---|\n';
  const expected = `${before}<!-- codes -->\n\n${head}${lines.join('')}`;
  if (process.env['INBEELD_REFRESH'] === '1') writeFileSync(page, expected);
  else assert.equal(text, expected);
});
