import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { plainDate } from '../../base/plain-date.ts';
import { dmtOutcome } from '../../technical-reading/rules.ts';
import { syntheticDmtNorms } from '../../technical-reading/synthetic-norms.ts';
import type { DmtCard } from '../../technical-reading/types.ts';
import { changeOf, dmtParts, type DmtTaking, totalsOf } from './dmt-view.ts';

function takingOf(cards: readonly DmtCard[], takenOn = '2027-01-18'): DmtTaking {
  const outcome = dmtOutcome(cards, { moment: 'M5', takenOn: plainDate(takenOn), yearGroup: 5 }, syntheticDmtNorms);
  assert.ok(outcome.ok);
  return {
    readingId: takenOn, pupilId: 'p', moment: 'M5', schoolYear: '2026-2027', takenOn, edition: '', entryNo: 1,
    subject: 'dmt', document: { cards }, outcome: outcome.value,
  };
}

const card = (number: 1 | 2 | 3, read: number, wrong: number): DmtCard =>
  ({ card: number, version: 'A', read, wrong });

const drawnCards: fc.Arbitrary<readonly DmtCard[]> = fc.tuple(
  ...([1, 2, 3] as const).map((number) => fc.tuple(fc.nat(100), fc.nat(100))
    .map(([right, wrong]) => card(number, Math.min(right + wrong, 110), Math.min(wrong, 110)))));

describe('the cards of a pupil', () => {
  test('tempo is words right a minute, accuracy the share of what was read: by the plainest counting', () => {
    fc.assert(fc.property(drawnCards, (cards) => {
      let [right, read] = [0, 0];
      for (const each of cards) {
        right += each.read - each.wrong;
        read += each.read;
      }
      const totals = totalsOf(cards);
      assert.deepEqual([totals.right, totals.aMinute, totals.accuracy],
        [right, right / 3, read === 0 ? null : right / read]);
      const row = dmtParts('Sem', [takingOf(cards)], [])[0]?.tables[0]?.rows[0];
      assert.deepEqual([row?.at(-2)?.value, row?.at(-1)?.value], [right / 3, read === 0 ? null : right / read]);
    }));
  });

  test('who left out card 1 has dashes there, and the report says that the score is less precise', () => {
    const [part] = dmtParts('Sem', [takingOf([card(2, 60, 2), card(3, 50, 1)])], []);
    assert.deepEqual(part?.tables[0]?.rows[0]?.slice(2, 5).map(({ text }) => text), ['–', '–', '–']);
    assert.ok(part?.remarks[0]?.includes('minder precies'));
  });

  test('a change within the errors may be chance, and with another norm nothing is compared', () => {
    const before = takingOf([card(1, 60, 2), card(2, 50, 1), card(3, 40, 1)], '2026-01-18');
    const little = takingOf([card(1, 61, 2), card(2, 51, 1), card(3, 41, 1)]);
    const much = takingOf([card(1, 90, 2), card(2, 80, 1), card(3, 70, 1)]);
    assert.deepEqual([changeOf(before, little)?.verdict, changeOf(before, much)?.verdict], ['noise', 'more']);
    const other = { ...much, outcome: { ...much.outcome, norms: 'ANDERS/1' } };
    assert.equal(changeOf(before, other)?.verdict, 'not-comparable');
  });

  test('without cards there is nothing', () => {
    assert.deepEqual(dmtParts('Sem', [], []), []);
  });
});
