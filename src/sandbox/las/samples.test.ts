import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { schemaErrors } from '../../exchange/testing/schema.ts';
import { standardFiles, standardsFolder, withoutStandards } from '../../exchange/testing/standards.ts';
import { readUwlr } from '../../exchange/uwlr/read.ts';
import { listeningSandbox, type ListeningSandbox } from '../sandbox-for-tests.ts';
import { keyFor, post } from './calls-for-tests.ts';

let listening: ListeningSandbox;
before(async () => { listening = await listeningSandbox(); });
after(() => listening.close());

const folder = 'uwlr-2.2/voorbeelden-eigen';
let second = 0;

/** A sample as it would be about the school to walk: another key, school, year, groups and pupils; a later time. */
async function aboutOurSchool(sample: string): Promise<string> {
  const { schoolKey, clientCode, clientName } = await keyFor(listening, '99XA00');
  second += 1;
  return sample
    .replaceAll('VOORBEELD-SLEUTEL-0001', schoolKey).replaceAll('VOORBEELD-CODE', clientCode)
    .replaceAll(/(<aut:klantnaam>)VoorbeeldLVS/gu, `$1${clientName}`)
    .replaceAll('>99XX<', '>99XA<').replaceAll('2023-2024', '2026-2027')
    .replaceAll('key="G5"', 'key="G26-5/6a"').replaceAll('key="SG1"', 'key="G26-Plusgroep"')
    .replaceAll('>1001<', '>A22001<').replaceAll('>1002<', '>A22002<')
    .replace(/(<lr:aanmaakdatum>)[^<]*/u, `$12027-01-19T09:00:${String(second).padStart(2, '0')}+01:00`);
}

function serviceOf(xml: string): string {
  if (xml.includes('leerresultaten_verzoek>')) return 'leerresultaten';
  return xml.includes('leerlinggegevens_verzoek>') ? 'leerlinggegevens' : 'leerlinggegevens-getrapt';
}

/** What the LAS answers to each request among the samples of a folder, by the name of the sample. */
async function answersTo(below: string): Promise<Readonly<Record<string, string>>> {
  const answers: Record<string, string> = {};
  for (const [name, bytes] of standardFiles(below, '.soap.xml')) {
    const sample = Buffer.from(bytes).toString('utf8');
    if (!sample.includes('_verzoek>')) continue;
    const { text } = await post(listening, serviceOf(sample), await aboutOurSchool(sample));
    const { message, kind } = readUwlr(Buffer.from(text));
    const results = sample.includes('leerresultaten_verzoek>');
    assert.deepEqual(schemaErrors(text, results ? 'envelopeResults' : 'envelopeRoster'), [], name);
    answers[name.replace('.soap.xml', '')] = message?.type === 'fault' ? message.fault.code : kind ?? 'nothing';
  }
  return answers;
}

test('every sample of a request gets the answer that belongs to it', async (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  assert.deepEqual(await answersTo(folder), {
    'leerkrachten-verzoek': 'uwlr-leerkrachten', 'leerlingen-verzoek': 'uwlr-leerlingen',
    'leerlinggegevens-verzoek': 'uwlr-leerlinggegevens', 'leerresultaten-verzoek': 'uwlr-leerresultaten-bevestiging',
    'structuur-verzoek': 'uwlr-structuur',
  });
});

test('every sample of a request that breaks the schema is OngeldigBericht', async (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  assert.deepEqual(await answersTo(`${folder}/ongeldig`), {
    'leerlinggegevens-verzoek-zonder-xsdversie': 'OngeldigBericht',
    'leerresultaten-dubbele-resultaatkey': 'OngeldigBericht',
    'leerresultaten-onbekende-toetscode': 'OngeldigBericht',
    'leerresultaten-score-decimaal': 'OngeldigBericht',
    'leerresultaten-zonder-toetsen': 'OngeldigBericht',
  });
});

test('every sample of a request that only the schema accepts gets the code of what is wrong', async (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  assert.deepEqual(await answersTo(`${folder}/xsd-valide-maar-fout`), {
    'leerresultaten-leeg-osoresultaat': 'EldResultaatOngeldig',
    'leerresultaten-onbekend-toetsonderdeel': 'OngeldigBericht',
    'leerresultaten-onbekende-referentiecode': 'EldResultaatOngeldig',
  });
});
