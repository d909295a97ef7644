import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standardFiles, standardsFolder, withoutStandards } from '../testing/standards.ts';
import { readUwlr } from './read.ts';

const absent = standardsFolder() === null;
const folder = 'uwlr-2.2/voorbeelden-eigen';

const kinds: Readonly<Record<string, string>> = {
  'fault.soap.xml': 'uwlr-fault',
  'leerkrachten-antwoord.soap.xml': 'uwlr-leerkrachten',
  'leerkrachten-verzoek.soap.xml': 'uwlr-leerkrachten-verzoek',
  'leerlingen-antwoord.soap.xml': 'uwlr-leerlingen',
  'leerlingen-verzoek.soap.xml': 'uwlr-leerlingen-verzoek',
  'leerlinggegevens-antwoord-geengegevens.soap.xml': 'uwlr-leerlinggegevens',
  'leerlinggegevens-antwoord-geenwijzigingen.soap.xml': 'uwlr-leerlinggegevens',
  'leerlinggegevens-antwoord.soap.xml': 'uwlr-leerlinggegevens',
  'leerlinggegevens-verzoek.soap.xml': 'uwlr-leerlinggegevens-verzoek',
  'leerlinggegevens.xml': 'uwlr-leerlinggegevens',
  'leerresultaten-bevestiging.soap.xml': 'uwlr-leerresultaten-bevestiging',
  'leerresultaten-verzoek.soap.xml': 'uwlr-leerresultaten-verzoek',
  'leerresultaten.xml': 'uwlr-leerresultaten-verzoek',
  'structuur-antwoord.soap.xml': 'uwlr-structuur',
  'structuur-verzoek.soap.xml': 'uwlr-structuur-verzoek',
};

test('every kind of UWLR message is recognised and read without an error', (t) => {
  if (absent) return t.skip(withoutStandards);
  const files = standardFiles(folder, '.xml');
  assert.deepEqual([...files.keys()], Object.keys(kinds));
  for (const [name, bytes] of files) {
    const { kind, message, findings } = readUwlr(bytes);
    assert.equal(kind, kinds[name], name);
    assert.notEqual(message, null, name);
    assert.deepEqual(findings.filter((finding) => finding.severity === 'error'), [], name);
  }
});

/** Code and line of the one error in each sample, and whether the import refuses it. */
const faults: Readonly<Record<string, readonly [code: string, line: number, blocks: boolean]>> = {
  'leerlinggegevens-antwoord-leeg-voorvoegsel.soap.xml': ['EDEX-EMPTY', 32, false],
  'leerlinggegevens-antwoord-rol-TAL.soap.xml': ['EDEX-CODE', 67, false],
  'leerresultaten-dubbele-resultaatkey.soap.xml': ['UWLR-RESULT-KEY-DUPLICATE', 37, true],
  'leerresultaten-onbekende-toetscode.soap.xml': ['UWLR-TEST-UNKNOWN', 28, false],
  'leerresultaten-score-decimaal.soap.xml': ['UWLR-FORM', 29, false],
  'leerlinggegevens-antwoord-dubbele-eckid.soap.xml': ['EDEX-ECKID-DUPLICATE', 42, true],
  'leerlinggegevens-antwoord-dubbele-leerlingkey.soap.xml': ['EDEX-KEY-DUPLICATE', 42, true],
  'leerlinggegevens-antwoord-onbekende-groep.soap.xml': ['EDEX-GROUP-UNKNOWN', 57, true],
  'leerresultaten-leeg-osoresultaat.soap.xml': ['UWLR-OSO-EMPTY', 29, false],
  'leerresultaten-onbekend-toetsonderdeel.soap.xml': ['UWLR-PART-UNKNOWN', 29, false],
  'leerresultaten-onbekende-referentiecode.soap.xml': ['UWLR-OSO-REFERENCE', 30, false],
};

test('each deliberate fault in a UWLR message is the only error, also where the schema sees nothing', (t) => {
  if (absent) return t.skip(withoutStandards);
  const files = new Map([
    ...standardFiles(`${folder}/ongeldig`, '.xml'),
    ...standardFiles(`${folder}/xsd-valide-maar-fout`, '.xml'),
  ]);
  for (const [name, expected] of Object.entries(faults)) {
    const { findings } = readUwlr(files.get(name) ?? new Uint8Array());
    const errors = findings.filter((finding) => finding.severity === 'error');
    assert.deepEqual(errors.map(({ code, line, blocks }) => [code, line, blocks]), [expected], name);
  }
});

test('a request without xsdversie and results without tests cannot be used', (t) => {
  if (absent) return t.skip(withoutStandards);
  const files = standardFiles(`${folder}/ongeldig`, '.xml');
  const blocking = (name: string): readonly string[] =>
    readUwlr(files.get(name) ?? new Uint8Array())
      .findings.filter((finding) => finding.blocks)
      .map((finding) => finding.code);
  assert.deepEqual(blocking('leerlinggegevens-verzoek-zonder-xsdversie.soap.xml'), ['UWLR-UNUSABLE']);
  assert.deepEqual(blocking('leerresultaten-zonder-toetsen.soap.xml'), ['UWLR-NO-RESULTS']);
});

test('results are read with their ability score, interval, levels and norms', (t) => {
  if (absent) return t.skip(withoutStandards);
  const bytes = standardFiles(folder, '.xml').get('leerresultaten-verzoek.soap.xml') ?? new Uint8Array();
  const { message, authorisation, summary } = readUwlr(bytes);
  assert.ok(message?.type === 'results');
  const [first] = message.document.administrations;
  const outcome = first?.results[0]?.outcome;
  assert.ok(outcome?.kind === 'oso');
  assert.equal(outcome.oso.testScore?.ability, 205.4);
  assert.deepEqual(outcome.oso.testScore?.interval, { low: 198, high: 213 });
  assert.deepEqual(
    outcome.oso.referenceScores.map(({ code, value }) => [code, value]),
    [['IV', 'II'], ['FN', 'E5']],
  );
  assert.deepEqual(
    message.document.tests[1]?.norms?.bands.map(({ from, to }) => [from, to]),
    [[0, 5], [6, 10]],
  );
  assert.equal(message.document.school.createdAt.toISOString(), '2024-01-26T15:05:09.000Z');
  assert.equal(authorisation?.clientName, 'VoorbeeldLVS');
  assert.equal(summary.results, 4);
});
