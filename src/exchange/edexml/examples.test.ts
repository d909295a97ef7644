import type { Finding } from '../../base/findings.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standardFile, standardFiles, standardsFolder, withoutStandards } from '../testing/standards.ts';
import { readEdexml } from './read.ts';

const absent = standardsFolder() === null;

/** groups, composite groups, pupils, staff, counted by hand in the official examples. */
const official: Readonly<Record<string, readonly [number, number, number, number]>> = {
  'edexml-2.0/EDEXML.Voorbeeld.1.03.xml': [5, 0, 3, 3],
  'edexml-2.0/EDEXML.Voorbeeld.2.0.xml': [5, 3, 3, 3],
  'edexml-2.0/EDEXML.Voorbeeld.2.0-Vla.xml': [5, 2, 3, 3],
  'edexml-2.0/EDEXML.Voorbeeld.LVS_toevoeging.xml': [0, 0, 1, 0],
  'edexml-2.1/EDEXML.Voorbeeld.2.1.xml': [5, 3, 3, 3],
  'edexml-2.1/EDEXML.Voorbeeld.2.1-Vla.xml': [5, 2, 3, 3],
};

test('every official example is read whole and without an error', (t) => {
  if (absent) return t.skip(withoutStandards);
  for (const [path, counts] of Object.entries(official)) {
    const { document, summary, findings } = readEdexml(standardFile(path));
    assert.notEqual(document, null, path);
    assert.deepEqual([summary.groups, summary.compositeGroups, summary.pupils, summary.staff], counts, path);
    assert.deepEqual(findings.filter((finding) => finding.severity === 'error'), [], path);
  }
});

/** One deliberate fault each: its code, line and path; whether the import refuses because of it. */
const faults: Readonly<Record<string, readonly [
  code: string,
  line: number,
  path: string,
  blocks: boolean,
]>> = {
  'brincode-met-dependance.xml': ['EDEX-FORM', 18, '/EDEX/school/brincode', false],
  'bsn-en-bsn4.xml': ['EDEX-CHOICE', 101, '/EDEX/leerlingen/leerling[2]/bsn_ondwnr-4', false],
  'dubbele-leerlingkey.xml': ['EDEX-KEY-DUPLICATE', 92, '/EDEX/leerlingen/leerling[2]/@key', true],
  'geslacht-letter.xml': ['EDEX-CODE', 81, '/EDEX/leerlingen/leerling[1]/geslacht', false],
  'jaargroep-onbekend.xml': ['EDEX-CODE', 58, '/EDEX/groepen/groep[4]/jaargroep', false],
  'mutatiedatum-voor-toevoegingen.xml': ['EDEX-ORDER', 39, '/EDEX/groepen/groep[1]/toevoegingen', false],
  'onbekend-toevoegingstype.xml': [
    'EDEX-ADDITION-UNKNOWN', 50, '/EDEX/groepen/groep[3]/toevoegingen/blok[1]', false,
  ],
  'onbekende-stamgroep.xml': ['EDEX-GROUP-UNKNOWN', 84, '/EDEX/leerlingen/leerling[1]/groep/@key', true],
  'onbekende-vestiging.xml': ['EDEX-SITE-UNKNOWN', 89, '/EDEX/leerlingen/leerling[1]/vestiging/@key', false],
};

test('each deliberate fault in an EDEXML file is the only error, at its own place', (t) => {
  if (absent) return t.skip(withoutStandards);
  const files = standardFiles('edexml-2.1/ongeldig', '.xml');
  assert.equal(files.size, Object.keys(faults).length + 1);
  for (const [name, [code, line, path, blocks]] of Object.entries(faults)) {
    const { findings } = readEdexml(files.get(name) ?? new Uint8Array());
    const errors = findings.filter((finding) => finding.severity === 'error');
    assert.deepEqual(errors.map(pick), [{ code, line, path, blocks }], name);
  }
});

test('a school year beyond the official list is accepted with a note', (t) => {
  if (absent) return t.skip(withoutStandards);
  const { document, findings } = readEdexml(standardFile('edexml-2.1/ongeldig/schooljaar-2025-2026.xml'));
  assert.equal(document?.school.schoolYear, '2025-2026');
  assert.ok(findings.some((one) => one.code === 'EDEX-SCHOOLYEAR-BEYOND-LIST' && one.severity === 'note'));
  assert.ok(findings.every((finding) => finding.severity !== 'error'));
});

test('no number of a pupil survives the reading of a file that is full of them', (t) => {
  if (absent) return t.skip(withoutStandards);
  const reading = readEdexml(standardFile('edexml-2.1/EDEXML.Voorbeeld.2.1.xml'));
  const kept = JSON.stringify(reading);
  assert.ok(!kept.includes('133456785') && !kept.includes('2731'));
  assert.ok(reading.findings.some((finding) => finding.code === 'EDEX-BSN-DROPPED'));
});

test('a message about a file holds no name of a person', (t) => {
  if (absent) return t.skip(withoutStandards);
  for (const file of standardFiles('edexml-2.1/ongeldig', '.xml').values()) {
    const { document, findings } = readEdexml(file);
    const names = document?.pupils.flatMap((pupil) => [
      pupil.lastName,
      pupil.callName,
      pupil.birthDate,
    ]) ?? [];
    for (const name of names.filter((text) => text !== null)) {
      assert.ok(findings.every((finding) => !finding.message.includes(name)));
    }
  }
});

function pick({ code, line, path, blocks }: Finding): Pick<Finding, 'code' | 'line' | 'path' | 'blocks'> {
  return { code, line, path, blocks };
}
