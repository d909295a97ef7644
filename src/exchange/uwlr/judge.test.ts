import type { CallFacts } from './judge.ts';
import type { FaultCode, RosterRequest, SchoolRef } from './types.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Brin, SiteCode } from '../../base/brin.ts';
import { schoolYearStarting } from '../../base/school-year.ts';
import { standardFile, standardsFolder, withoutStandards } from '../testing/standards.ts';
import { judgeCall } from './judge.ts';
import { readUwlr } from './read.ts';
import { writeRosterRequest } from './write.ts';

const school: SchoolRef = { kind: 'brin', brin: '99XX' as Brin, site: '00' as SiteCode };
const request: RosterRequest = {
  scope: 'all',
  school,
  schoolYear: schoolYearStarting(2026),
  xsdVersion: '2.2',
  dataSetId: null,
  lastReceivedAt: null,
  groups: [],
};
const authorisation = { schoolKey: 'SLEUTEL', clientCode: 'CODE', clientName: 'NAAM' };
const facts: CallFacts = {
  temporarilyDown: false,
  versions: ['2.2', '2.3'],
  clients: [
    { name: 'NAAM', code: 'CODE' },
    { name: 'VoorbeeldLVS', code: 'VOORBEELD-CODE' },
  ],
  schoolsOfKey: [school],
  lastResultsAt: null,
  knowsPupil: () => true,
  vocabularies: new Map(),
};

function judged(
  text: string | Uint8Array,
  more: Partial<CallFacts> = {},
): FaultCode | 'unknown' | 'accepted' {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const verdict = judgeCall(readUwlr(bytes), { ...facts, ...more });
  return verdict.ok ? 'accepted' : verdict.refusal.code;
}

const good = writeRosterRequest(request, authorisation);

/** The conformance table of exchange.md section 5, and what it leaves open. */
const table: readonly (readonly [
  about: string,
  text: string,
  more: Partial<CallFacts>,
  expected: string,
])[] = [
  ['a good request', good, {}, 'accepted'],
  ['no header', good.replace(/<soap:Header>[\s\S]*<\/soap:Header>/, ''), {}, 'AutorisatieOngeldig'],
  ['a header without key', good.replace(/<aut:autorisatiesleutel>.*\n/, ''), {}, 'AutorisatieOngeldig'],
  ['a wrong key', good, { schoolsOfKey: null }, 'AutorisatieOngeldig'],
  ['a wrong client name', good.replace('NAAM', 'ANDER'), {}, 'OngeldigeKlantIdentificatie'],
  ['a wrong client code', good.replace('CODE', 'ANDER'), {}, 'OngeldigeKlantIdentificatie'],
  ['a client name in other case', good.replace('NAAM', 'naam'), {}, 'OngeldigeKlantIdentificatie'],
  ['another school', good.replace('99XX', '98XX'), {}, 'AutorisatieOngeldig'],
  ['another site of the school', good.replace('>00<', '>01<'), {}, 'AutorisatieOngeldig'],
  ['a malformed BRIN', good.replace('99XX', '9XXX'), {}, 'OngeldigBericht'],
  ['a malformed dependance', good.replace('>00<', '>0<'), {}, 'OngeldigBericht'],
  ['a malformed school year', good.replace('2026-2027', '2026'), {}, 'OngeldigBericht'],
  ['years that do not follow', good.replace('2026-2027', '2026-2028'), {}, 'OngeldigBericht'],
  ['a wrong version', good.replace('>2.2<', '>1.9<'), {}, 'XsdVersieOngeldig'],
  ['no version', good.replace(/<lg:xsdversie>.*\n/, ''), {}, 'OngeldigBericht'],
  ['no XML', 'GET /', {}, 'OngeldigBericht'],
  ['a request during maintenance', good, { temporarilyDown: true }, 'TijdelijkNietBeschikbaar'],
  // The order of the checks: header, fields, version, client, key.
  [
    'a wrong version and a wrong client',
    good.replace('>2.2<', '>9<').replace('CODE', 'X'),
    {},
    'XsdVersieOngeldig',
  ],
  [
    'a wrong client and a wrong key',
    good.replace('CODE', 'X'),
    { schoolsOfKey: null },
    'OngeldigeKlantIdentificatie',
  ],
];

test('a LAS answers each fault in a request with its code, and the first in order decides', () => {
  for (const [about, text, more, expected] of table) assert.equal(judged(text, more), expected, about);
});

const examples = 'uwlr-2.2/voorbeelden-eigen';

test('results are accepted only when later than the last, of known pupils and with terms of the vocabulary', (
  t
) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  const bytes = standardFile(`${examples}/leerresultaten-verzoek.soap.xml`);
  const made = new Date('2024-01-26T15:05:09Z');
  const later = (ms: number): Date => new Date(made.getTime() + ms);
  assert.equal(judged(bytes), 'accepted');
  assert.equal(judged(bytes, { lastResultsAt: later(-1000) }), 'accepted');
  assert.equal(judged(bytes, { lastResultsAt: made }), 'OngeldigBericht');
  assert.equal(judged(bytes, { lastResultsAt: later(1000) }), 'OngeldigBericht');
  assert.equal(judged(bytes, { knowsPupil: (key) => key !== '1002' }), 'LeerlingOngeldig');
  const vocabularies = new Map([['http://voorbeeld.invalid/vakgebieden', new Set(['taal'])]]);
  assert.equal(judged(bytes, { vocabularies }), 'VocabulaireTermOngeldig');
});

test('results whose content is wrong are refused with the code of what is wrong', (t) => {
  if (standardsFolder() === null) return t.skip(withoutStandards);
  const verdict = (path: string): string => judged(standardFile(`${examples}/${path}`));
  assert.equal(
    verdict('xsd-valide-maar-fout/leerresultaten-leeg-osoresultaat.soap.xml'),
    'EldResultaatOngeldig',
  );
  assert.equal(
    verdict('xsd-valide-maar-fout/leerresultaten-onbekende-referentiecode.soap.xml'),
    'EldResultaatOngeldig',
  );
  assert.equal(
    verdict('xsd-valide-maar-fout/leerresultaten-onbekend-toetsonderdeel.soap.xml'),
    'OngeldigBericht',
  );
  assert.equal(verdict('ongeldig/leerresultaten-dubbele-resultaatkey.soap.xml'), 'OngeldigBericht');
  assert.equal(verdict('ongeldig/leerresultaten-score-decimaal.soap.xml'), 'OngeldigBericht');
  const text = new TextDecoder().decode(standardFile(`${examples}/leerresultaten-verzoek.soap.xml`));
  assert.equal(judged(text.replace('<lr:score>8<', '<lr:score>11<')), 'ScoreOngeldig');
  assert.equal(
    judged(text.replace('<lr:beginnormwaarde>6<', '<lr:beginnormwaarde>5<')),
    'ToetsNormeringOngeldig',
  );
});
