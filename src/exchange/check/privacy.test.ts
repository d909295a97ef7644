import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Finding } from '../../base/findings.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import { writeEdexml } from '../edexml/write.ts';
import { osoDossiers } from '../oso/invented-dossier.ts';
import { roster } from '../testing/arbitrary.ts';
import { damage, damaged } from '../testing/mutation.ts';
import { writeRosterAnswer } from '../uwlr/write.ts';
import { checkDocument } from './check.ts';
import { renderReport } from './render.ts';
import { renderJunit } from './report-junit.ts';
import { renderSarif } from './report-sarif.ts';

/** Letters that no word of ours has, so that a name of two of them is found wherever it turns up. */
const name = fc.string({ unit: fc.constantFrom('Ŋ', 'Ŧ', 'Ł', 'Ő'), minLength: 2, maxLength: 12 });
const birthDate = fc.integer({ min: 10, max: 28 }).map((day) => `2013-07-${day}` as PlainDate);

/** A document in which every person has such a name, and was born in July 2013. */
const withTellingNames = fc.tuple(roster, name, birthDate).map(([document, telling, born]) => {
  const names = { lastName: telling, prefix: telling.slice(0, 2), firstNames: telling, initials: telling.slice(0, 2),
    callName: telling };
  return {
    ...document,
    pupils: document.pupils.map((pupil) => ({ ...pupil, ...names, birthDate: born })),
    staff: document.staff.map((member) => ({ ...member, ...names })),
  };
});

const misplacedValue = fc.constantFrom('Ŋ', 'ŊŦ', 'ŊŦŁŐ', 'ŊŦŁŐŊŦŁŐ', '2013-07', '7-13', '201307', '13-07-2013');

/** The value of any element replaced by a piece of a name or of a birth date, as when columns are mixed up. */
const misplaced = fc.record({
  at: fc.nat(10_000), kind: fc.constantFrom('value' as const, 'attribute' as const),
  value: misplacedValue,
});

const telling = /[ŊŦŁŐ]{2}|2013|0?7-(13|\d\d\b)|13-0?7/u;

function assertTellsNobody(findings: readonly Finding[]): void {
  for (const { code, message, path } of findings) {
    assert.doesNotMatch(message, telling, `${code}: ${message}`);
    assert.doesNotMatch(path ?? '', telling, `${code}: ${path}`);
  }
}

test('no finding about a roster repeats a name or a date of birth, however the file is damaged', () => {
  fc.assert(
    fc.property(withTellingNames, fc.array(fc.oneof(damage, misplaced), { maxLength: 5 }), (document, damages) => {
      const answer = writeRosterAnswer('all', { kind: 'roster', document }, '2.2');
      for (const text of [writeEdexml(document), answer]) {
        const broken = damages.reduce((sofar, one) => damaged(sofar, one), text);
        const report = checkDocument(new TextEncoder().encode(broken), 'x.xml');
        assertTellsNobody(report.findings);
        const files = [{ name: 'x.xml', report }];
        const written = [renderReport(report), renderJunit(files, new Date(0), true), renderSarif(files, 'file:///')];
        for (const shown of written) assert.doesNotMatch(shown, /[ŊŦŁŐ]{2}/u);
      }
    }),
    { numRuns: 300 },
  );
});

test('no finding about an OSO dossier does', () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), birthDate, fc.array(fc.oneof(damage, misplaced)),
      (names, born, damages) => {
        const text = osoDossiers(names.map((telling) => ({ callName: telling, lastName: telling, birthDate: born })));
        const broken = damages.reduce((sofar, one) => damaged(sofar, one), text);
        assertTellsNobody(checkDocument(new TextEncoder().encode(broken), 'x.xml').findings);
      }),
    { numRuns: 300 },
  );
});

const columns = 'leerlingsleutel;achternaam;roepnaam;geboortedatum;vak;toets;generatie;afnamedatum;jaargroep;'
  + 'vaardigheidsscore;schaal;goed;opgaven';

test('no finding about a table of old results does, whatever stands in whatever column', () => {
  const good = fc.tuple(fc.constantFrom('L1', ''), name, name, birthDate, fc.constant('Rekenen-Wiskunde'),
    fc.constant('M5'), fc.constant('3.0 (synthetisch)'), fc.constant('22-1-2026'), fc.constantFrom('5', ''),
    fc.constantFrom('640', '640,5'), fc.constant('SYN-RW-3.0'), fc.constant('17'), fc.constant('24'));
  const astray = fc.record({ column: fc.nat(12), value: fc.oneof(name, birthDate, misplacedValue) });
  const row = fc.tuple(good, fc.array(astray, { maxLength: 3 })).map(([cells, wrong]) =>
    wrong.reduce<readonly string[]>((sofar, { column, value }) => sofar.with(column, value), cells));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
      const text = [columns, ...rows.map((cells) => cells.join(';'))].join('\n');
      const { kind, findings } = checkDocument(new TextEncoder().encode(text), 'x.csv');
      assert.equal(kind, 'history-csv');
      assertTellsNobody(findings);
    }),
    { numRuns: 300 },
  );
});
