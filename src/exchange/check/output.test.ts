import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { present } from '../../base/assert.ts';
import { edexFindings } from '../edexml/findings.ts';
import { junitSchema } from '../testing/junit-schema.ts';
import { text as anyText } from '../testing/arbitrary.ts';
import { checkDocument } from './check.ts';
import { checkCommand } from './command.ts';
import { renderReport } from './render.ts';
import { renderJunit } from './report-junit.ts';
import { renderSarif } from './report-sarif.ts';
import type { CheckedFile } from './report.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const small = `<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode></school>
<leerlingen><leerling key="1"><roepnaam>Zonder-Achternaam</roepnaam><jaargroep>5</jaargroep></leerling>
</leerlingen></EDEX>`;
const wrong = small.replace('>5<', '>9<');
/** Only a warning: a year group that nobody knows. */
const unsure = small.replace('<jaargroep>5</jaargroep>', '');

test('the report for people says what it is, what is in it, what to mend, and last what to do', () => {
  const text = renderReport(checkDocument(bytesOf(wrong), 'x'));
  assert.match(text, /^EDEXML-bestand\nSchool: 99XX00, 2026-2027\nInhoud: 1 leerling\n\nFouten/);
  assert.match(text, /- regel 2, kolom \d+: leerling 1, jaargroep: "9" kan hier niet/);
  assert.match(text, /\n1 fout\. Wij kunnen dit toch inlezen; herstel de fouten bij de bron, in het LAS\.\n$/);
  assert.ok(text.indexOf('Fouten') < text.indexOf('Waarschuwingen'));
  assert.ok(text.indexOf('Waarschuwingen') < text.indexOf('Goed om te weten'));
});

test('each outcome has its own last line', () => {
  const last = (text: string) => renderReport(checkDocument(bytesOf(text), 'x')).trimEnd().split('\n').at(-1);
  assert.equal(last(small), 'Geen fouten gevonden. U hoeft niets te doen.');
  assert.equal(last(unsure), 'Geen fouten gevonden. Kijk nog naar 1 waarschuwing.');
  assert.match(last('<EDEX/>') ?? '', /^2 fouten\. Wij kunnen dit zo niet inlezen/);
});

test('a fault that occurs often is told once with its places, and what stops the import comes first', () => {
  const pupils = '<leerling key="1"><geslacht>7</geslacht></leerling>\n'.repeat(130);
  const lines = renderReport(checkDocument(bytesOf(small.replace('<leerlingen>', `<leerlingen>${pupils}`)), 'x'))
    .split('\n');
  const duplicate = lines.findIndex((line) => line.includes('EDEX-KEY-DUPLICATE'));
  const code = lines.findIndex((line) => line.includes('EDEX-CODE'));
  assert.match(lines[duplicate] ?? '', /^- 100 keer, de eerste keer: regel 3, kolom 1: .*houdt het inlezen tegen\]$/);
  assert.match(lines[duplicate + 1] ?? '', /^ {2}regel:kolom 3:1 4:1 .* \.\.\.$/);
  assert.match(lines[duplicate + 2] ?? '', /nog 30 keer/);
  assert.ok(duplicate < code);
  assert.ok(lines.length < 30, `${lines.length} lines`);
});

test('a terminal gets colours, and nothing in a document can steer it', () => {
  const evil = small.replace('</school>', '<xsdversie>\u202e2.1</xsdversie></school>');
  const report = checkDocument(bytesOf(evil), 'x');
  const style = { colour: false, strict: false, name: 'a\u001b[2J' };
  assert.ok(renderReport(report, { ...style, colour: true }).includes('\u001b[34mGoed om te weten\u001b[0m'));
  assert.doesNotMatch(renderReport(report, style), /[^\P{Cc}\n]|\u202e/u);
});

async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const files: Record<string, string> = { 'goed.xml': small, 'fout.xml': wrong, 'twijfel.xml': unsure };
  let out = '';
  let err = '';
  const status = await checkCommand(args, {
    async* open(path) {
      if (path === 'map') throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' });
      const text = path === '-' ? '<brief/>' : files[path];
      if (text === undefined) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
      yield bytesOf(text);
    },
    out: (text) => { out += text; },
    err: (text) => { err += text; },
    colour: () => false,
    now: () => new Date('2027-01-19T08:00:00Z'),
  });
  return { status, out, err };
}

test('the command answers with its status, and with --json writes one document only', async () => {
  const good = await run('goed.xml', '--json');
  assert.deepEqual([good.status, good.err, JSON.parse(good.out).kind], [0, '', 'edexml']);
  const unknown = await run('--json', '-');
  assert.deepEqual([unknown.status, unknown.err, JSON.parse(unknown.out).kind], [1, '', 'unknown']);
  assert.match((await run('goed.xml')).out, /^EDEXML-bestand/);
});

test('what cannot be read, and wrong usage, write nothing on the output and end with 2', async () => {
  const cases: readonly (readonly [args: readonly string[], why: RegExp])[] = [
    [['weg.xml', '--json'], /weg\.xml kan niet gelezen worden/],
    [['weg.xml', 'map'], /weg\.xml kan niet[^]*map is een map/], [['-x'], /^Gebruik/],
    [['map'], /map is een map\. Noem de bestanden zelf, bijvoorbeeld map\/\*\.xml\./],
    [[], /^Gebruik/], [['goed.xml', '--yaml'], /^Gebruik/], [['goed.xml', 'fout.xml', '--json'], /^Gebruik/],
    [['goed.xml', '--json', '--sarif'], /^Gebruik/], [['-', '-'], /^Gebruik/],
    [['goed.xml', '--sarif', '--help-url', 'geen adres'], /^Gebruik/],
  ];
  for (const [args, why] of cases) {
    const { status, out, err } = await run(...args);
    assert.deepEqual([status, out], [2, ''], args.join(' '));
    assert.match(err, why);
  }
});

test('a file that cannot be read keeps the others from nothing but the status', async () => {
  const { status, out, err } = await run('fout.xml', 'weg.xml', 'goed.xml');
  assert.deepEqual([status, err], [2, 'Het bestand weg.xml kan niet gelezen worden.\n']);
  assert.match(out, /^fout\.xml\nEDEXML[^]*\n\ngoed\.xml\nEDEXML/);
  const { suites } = junitOf((await run('goed.xml', 'weg.xml', '--junit')).out);
  assert.deepEqual(suites.map(({ name }) => name), ['goed.xml']);
});

test('who asks how it works is told on the output, and behind -- everything is a file', async () => {
  for (const args of [['-h'], ['--help'], ['goed.xml', '--help']]) {
    const { status, out, err } = await run(...args);
    assert.deepEqual([status, err], [0, '']);
    assert.match(out, /^Gebruik: inbeeld check/);
  }
  assert.match((await run('--strict', '--', 'goed.xml')).out, /^EDEXML-bestand/);
  assert.match((await run('--', '--help')).err, /--help kan niet gelezen worden/);
});

test('the last line agrees with the status when warnings count as errors', async () => {
  const lastLine = async (...args: string[]): Promise<string> =>
    (await run(...args)).out.trimEnd().split('\n').at(-1) ?? '';
  assert.match(await lastLine('twijfel.xml'), /^Geen fouten gevonden/);
  assert.match(await lastLine('twijfel.xml', '--strict'), /^1 waarschuwing, en die telt met --strict als fout/);
});

test('several files are told one after the other, and one with a fault decides the status', async () => {
  const both = await run('goed.xml', 'fout.xml');
  assert.equal(both.status, 1);
  assert.match(both.out, /^goed\.xml\nEDEXML[\s\S]*\n\nfout\.xml\nEDEXML/);
  assert.deepEqual([(await run('twijfel.xml')).status, (await run('twijfel.xml', '--strict')).status], [0, 1]);
});

interface JunitSeen {
  readonly suites: readonly Readonly<Record<string, string>>[];
  /** Failure messages by the first word of the case's name. */
  readonly failures: ReadonlyMap<string, string>;
  readonly caseCount: number;
}

/** Parses with another program's parser, and holds it against the schema. */
function junitOf(xml: string): JunitSeen {
  const schema = XmlDocument.fromString(junitSchema);
  const validator = XsdValidator.fromDoc(schema);
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
    const attribute = (node: unknown, name: string): string =>
      (node as { attr(name: string): { value: string } | null }).attr(name)?.value ?? '';
    const failed = document.find('//testcase[failure]');
    return {
      suites: document.find('//testsuite').map((suite) =>
        ({ name: attribute(suite, 'name'), tests: attribute(suite, 'tests'), failures: attribute(suite, 'failures') })),
      failures: new Map(failed.map((one) => {
        const failure = (one as unknown as { get(path: string): unknown }).get('failure');
        return [attribute(one, 'name').split(':')[0] ?? '', attribute(failure, 'message')];
      })),
      caseCount: document.find('//testcase').length,
    };
  } finally {
    document.dispose();
    validator.dispose();
    schema.dispose();
  }
}

test('as JUnit a file is a suite, a code is a case, and an error fails its case', async () => {
  const { status, out } = await run('goed.xml', 'fout.xml', '--junit');
  const seen = junitOf(out);
  assert.equal(status, 1);
  assert.deepEqual(seen.suites.map(({ name, failures }) => [name, failures]), [['goed.xml', '0'], ['fout.xml', '1']]);
  assert.deepEqual([...seen.failures.keys()], ['EDEX-CODE']);
  assert.match(seen.failures.get('EDEX-CODE') ?? '', /^1 keer: leerling 1, jaargroep/);
  assert.ok(seen.caseCount > 2 * Object.keys(edexFindings).length);
  assert.match(out, /EDEX-SCHOOLYEAR-BEYOND-LIST[^\n]*\n1:15 \/EDEX\/school\/schooljaar/);
  assert.deepEqual([...junitOf((await run('twijfel.xml', '--junit')).out).failures.keys()], []);
  assert.deepEqual([...junitOf((await run('twijfel.xml', '--junit', '--strict')).out).failures.keys()],
    ['EDEX-YEARGROUP-MISSING']);
});

interface SarifSeen {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly {
      readonly id: string; readonly helpUri: string; readonly shortDescription: { readonly text: string };
    }[] } };
    readonly results: readonly {
      readonly ruleId: string; readonly ruleIndex: number; readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly { readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region?: { readonly startLine: number; readonly startColumn?: number };
      } }[];
    }[];
  }[];
}

test('as SARIF every result names its rule, its place and where the rule is explained', async () => {
  const { status, out } = await run('fout.xml', '-', '--sarif', '--help-url', 'https://las.example/bevindingen');
  const sarif = JSON.parse(out) as SarifSeen;
  assert.deepEqual([status, sarif.version], [1, '2.1.0']);
  const { tool: { driver: { rules } }, results } = present(sarif.runs[0], 'one run');
  for (const result of results) {
    const rule = present(rules[result.ruleIndex], result.ruleId);
    assert.equal(rule.id, result.ruleId);
    assert.equal(rule.helpUri, `https://las.example/bevindingen#${rule.id.toLowerCase()}`);
    assert.match(rule.shortDescription.text, /^\p{Lu}.*\.$/u);
  }
  const shown = results.map(({ ruleId, level, locations: [at] }) =>
    [ruleId, level, at?.physicalLocation.artifactLocation.uri, at?.physicalLocation.region?.startLine]);
  assert.deepEqual(shown, [
    ['EDEX-SCHOOLYEAR-BEYOND-LIST', 'note', 'fout.xml', 1], ['EDEX-YEARGROUP-MISSING', 'warning', 'fout.xml', 2],
    ['EDEX-CODE', 'error', 'fout.xml', 2], ['CHECK-UNKNOWN', 'error', 'standaardinvoer', 1],
  ]);
  const local = JSON.parse((await run('fout.xml', '--sarif')).out) as SarifSeen;
  const report = checkDocument(bytesOf(wrong), 'x');
  const absolute = renderSarif([{ name: '/tmp/een map/fout.xml', report }], 'file:///x');
  assert.match(absolute, /"uri": "file:\/\/\/tmp\/een%20map\/fout\.xml"/);
  assert.match(local.runs[0]?.tool.driver.rules[0]?.helpUri ?? '', /^file:\/\/.*\/docs\/findings\.md#xml-empty$/);
});

test('whatever a file is called and whatever a finding says, JUnit and SARIF can be read back', () => {
  const report = checkDocument(bytesOf(wrong), 'x');
  fc.assert(
    fc.property(anyText, anyText, (name, message) => {
      const findings = report.findings.map((finding) => ({ ...finding, message }));
      const file: CheckedFile = { name: `bestand ${name}`, report: { ...report, findings } };
      assert.deepEqual([...junitOf(renderJunit([file], new Date(0), false)).failures.keys()], ['EDEX-CODE']);
      const sarif = JSON.parse(renderSarif([file], 'file:///x')) as SarifSeen;
      assert.equal(sarif.runs[0]?.results[0]?.message.text, message);
      assert.ok(URL.canParse(sarif.runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri ?? '',
        'file:///'));
    }),
    { numRuns: 60 },
  );
});
