import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Finding } from '../../base/findings.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import { writeEdexml } from '../edexml/write.ts';
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

/** The value of any element replaced by a piece of a name or of a birth date, as when columns are mixed up. */
const misplaced = fc.record({
  at: fc.nat(10_000), kind: fc.constantFrom('value' as const, 'attribute' as const),
  value: fc.constantFrom('Ŋ', 'ŊŦ', 'ŊŦŁŐ', 'ŊŦŁŐŊŦŁŐ', '2013-07', '7-13', '201307', '13-07-2013'),
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
