import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { plainDate } from '../base/plain-date.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import type { RosterDocument, RosterPupil } from '../exchange/roster-document.ts';
import { inventedDocument, inventedPupil, inventedTeacher } from './invented-document.ts';
import type { CurrentRoster, PlanContext, RosterChanges } from './plan.ts';
import { changesNothing, guardRoster, planRoster } from './rules.ts';
import type { Identifier } from './types.ts';

const nobody: CurrentRoster = {
  pupils: [],
  staff: [],
  groups: [],
  memberships: [],
  staffLinks: [],
  placements: [],
};

function context(parts: Partial<PlanContext> = {}): PlanContext {
  let count = 0;
  return {
    site: '99XX00', schoolYear: schoolYearStarting(2026), source: 'uwlr', today: plainDate('2027-01-19'),
    digest: (eckId) => `digest of ${eckId}`, newId: () => `id-${count++}-${parts.source ?? ''}`, ...parts,
  };
}

/** The naive twin of apply.ts: what the roster is after the changes. */
function after(before: CurrentRoster, changes: RosterChanges): CurrentRoster {
  const merge = <Row extends object>(rows: readonly Row[], next: readonly Row[], id: (row: Row) => string) =>
    [...new Map([...rows, ...next].map((row) => [id(row), row])).values()];
  const people = <Row extends { readonly identifiers: readonly Identifier[] }>(
    rows: readonly Row[],
    next: readonly Omit<Row, 'identifiers'>[],
    id: (row: Omit<Row, 'identifiers'>) => string,
    added: RosterChanges['pupilIdentifiers'],
  ): Row[] => {
    const moved = new Set(added.map(({ source, value }) => `${source} ${value}`));
    const had = new Map(rows.map((row) => [id(row), row.identifiers]));
    return merge<Omit<Row, 'identifiers'>>(rows, next, id).map(
      (row) =>
        ({
          ...row,
          identifiers: [
            ...(had.get(id(row)) ?? []).filter(({ source, value }) => !moved.has(`${source} ${value}`)),
            ...added.filter(({ personId }) => personId === id(row)),
          ],
        }) as unknown as Row,
    );
  };
  const { pupils, staff, groups, memberships, staffLinks } = changes;
  const linkOf = (link: { groupId: string; pupilId?: string; staffId?: string }) =>
    `${link.groupId} ${link.pupilId ?? link.staffId}`;
  const left = new Set([...memberships.left, ...staffLinks.left].map(linkOf));
  return {
    pupils: people(before.pupils, [...pupils.added, ...pupils.changed, ...pupils.gone], (row) => row.pupilId,
      changes.pupilIdentifiers),
    staff: people(before.staff, [...staff.added, ...staff.changed, ...staff.gone], (row) => row.staffId,
      changes.staffIdentifiers),
    groups: merge(before.groups, [...groups.added, ...groups.changed, ...groups.gone], (row) => row.groupId),
    memberships: [...before.memberships.filter((link) => !left.has(linkOf(link))), ...memberships.joined],
    staffLinks: merge(before.staffLinks, [...staffLinks.joined, ...staffLinks.changed], linkOf)
      .filter((link) => !left.has(linkOf(link))),
    placements: merge(before.placements, changes.placements, (row) => row.pupilId),
  };
}

function apply(
  before: CurrentRoster,
  document: RosterDocument,
  parts: Partial<PlanContext> = {},
): CurrentRoster {
  return after(before, planRoster(before, document, context(parts)));
}

const pupils: fc.Arbitrary<readonly RosterPupil[]> = fc
  .uniqueArray(
    fc.record({
      n: fc.integer({ min: 1, max: 30 }),
      eck: fc.boolean(),
      dummy: fc.boolean(),
      same: fc.boolean(),
      day: fc.boolean(),
      group: fc.constantFrom('g4', 'g5', null),
      plus: fc.boolean(),
      year: fc.constantFrom('4' as const, '5' as const, null),
    }),
    { selector: ({ n }) => n, maxLength: 25 },
  )
  .map((records) =>
    records.map(({ n, eck, dummy, same, day, group, plus, year }) =>
      inventedPupil(dummy ? `#${n}` : `${n}`, {
        eckId: eck ? `eck-${n}` : null,
        birthDate: day ? plainDate('2018-03-14') : null,
        yearGroup: year,
        groupKey: group,
        compositeGroupKeys: plus ? ['p'] : [],
        ...(same ? { lastName: 'Vries', prefix: 'de', callName: 'Sanne' } : {}),
      }),
    ),
  );

describe('a full state of the school becomes the roster', () => {
  test('taking the same document twice changes nothing, whatever is in it', () => {
    fc.assert(fc.property(pupils, (people) => {
      const document = inventedDocument(people);
      const once = apply(nobody, document);
      const again = planRoster(
        once,
        document,
        context({ source: 'uwlr', newId: () => assert.fail('nobody is new') }),
      );
      assert.ok(changesNothing(again), JSON.stringify(again));
    }));
  });

  test('a later state changes what differs, and after it the earlier one changes it back', () => {
    fc.assert(fc.property(pupils, pupils, (first, second) => {
      const firstDocument = inventedDocument(first);
      const roster = apply(apply(nobody, firstDocument), inventedDocument(second), {
        newId: idsFrom('second'),
      });
      const back = apply(roster, firstDocument, { newId: idsFrom('back') });
      assert.ok(changesNothing(planRoster(back, firstDocument, context())));
    }));
  });

  test('the order of the pupils makes no difference to who is who', () => {
    fc.assert(fc.property(pupils, pupils, fc.infiniteStream(fc.nat()), (first, second, order) => {
      const roster = apply(nobody, inventedDocument(first));
      const shuffled = second.map((pupil) => ({ pupil, at: order.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at).map(({ pupil }) => pupil);
      const plain = planRoster(roster, inventedDocument(second), context({ newId: () => 'new' }));
      const mixed = planRoster(roster, inventedDocument(shuffled), context({ newId: () => 'new' }));
      assert.deepEqual(bag(plain.pupils.added), bag(mixed.pupils.added));
      assert.deepEqual(bag(plain.pupils.changed), bag(mixed.pupils.changed));
      assert.deepEqual(bag(plain.pupils.gone), bag(mixed.pupils.gone));
      assert.deepEqual(bag(plain.doubts), bag(mixed.doubts));
    }));
  });

  test('a pupil who is absent becomes inactive, keeps an id, and comes back under it', () => {
    const roster = apply(nobody, inventedDocument([inventedPupil('1'), inventedPupil('2')]));
    const without = apply(roster, inventedDocument([inventedPupil('1')]));
    assert.deepEqual(
      without.pupils.map(({ active, leftOn }) => [active, leftOn]),
      [
        [true, null],
        [false, '2027-01-19'],
      ],
    );
    const back = apply(without, inventedDocument([inventedPupil('1'), inventedPupil('2')]));
    assert.deepEqual(back.pupils.map(({ pupilId, active }) => [pupilId, active]),
      roster.pupils.map(({ pupilId }) => [pupilId, true]));
  });

  test('a pupil who goes from groep 4 to groep 5 is told as a move, not as leaving and coming', () => {
    const roster = apply(nobody, inventedDocument([inventedPupil('1'), inventedPupil('2')]));
    const changes = planRoster(
      roster,
      inventedDocument([inventedPupil('1', { groupKey: 'g5', yearGroup: '5' }), inventedPupil('2')]),
      context(),
    );
    const groupId = (name: string) => roster.groups.find((group) => group.name === name)?.groupId;
    assert.deepEqual(changes.moved,
      [{ pupilId: roster.pupils[0]?.pupilId, from: groupId('groep 4'), to: groupId('groep 5') }]);
    assert.deepEqual(
      [changes.pupils.added.length, changes.pupils.gone.length, changes.pupils.changed.length],
      [0, 0, 1],
    );
    assert.deepEqual(changes.placements, [{ pupilId: roster.pupils[0]?.pupilId, yearGroup: '5' }]);
  });

  test('an ECK iD wins over a key that was given to somebody else', () => {
    const roster = apply(
      nobody,
      inventedDocument([inventedPupil('1', { eckId: 'A' }), inventedPupil('2', { eckId: 'B' })]),
    );
    const swapped = apply(
      roster,
      inventedDocument([inventedPupil('2', { eckId: 'A' }), inventedPupil('1', { eckId: 'B' })]),
    );
    const keyOf = (eckId: string) => swapped.pupils
      .find(({ identifiers }) => identifiers.some(({ value }) => value === `digest of ${eckId}`))
      ?.identifiers.find(({ kind }) => kind === 'las-key')?.value;
    assert.deepEqual([keyOf('A'), keyOf('B'), swapped.pupils.length], ['2', '1', 2]);
  });

  test('a key that comes back with another ECK iD, name and birth date is a new pupil and a doubt', () => {
    const roster = apply(nobody, inventedDocument([inventedPupil('1', { eckId: 'A' })]));
    const other = inventedPupil('1', { eckId: 'B', lastName: 'Anders', birthDate: plainDate('2019-09-01') });
    const changes = planRoster(roster, inventedDocument([other]), context({ newId: idsFrom('other') }));
    assert.deepEqual([changes.pupils.added.length, changes.pupils.gone.length], [1, 1]);
    assert.deepEqual(changes.doubts.map(({ reason }) => reason), ['key-reused']);
  });

  test('when the keys of file and link differ, name, birth date and sex together decide', () => {
    const roster = apply(nobody, inventedDocument([inventedPupil('1', { lastName: 'Vries' })]));
    const file = inventedDocument([inventedPupil('77', { lastName: 'Vries', callName: 'Kind 1' })]);
    const changes = planRoster(roster, file, context({ source: 'edexml' }));
    assert.deepEqual(
      [changes.pupils.added.length, changes.pupils.gone.length, changes.doubts.length],
      [0, 0, 0],
    );
  });

  test('an equal name without an equal birth date is never enough', () => {
    const roster = apply(nobody, inventedDocument([inventedPupil('1', { callName: 'Sanne' })]));
    const namesake = inventedPupil('2', {
      lastName: 'Jansen-1',
      callName: 'Sanne',
      birthDate: plainDate('2018-03-15'),
    });
    const changes = planRoster(roster, inventedDocument([namesake]), context({ newId: idsFrom('namesake') }));
    assert.deepEqual([changes.pupils.added.length, changes.pupils.gone.length], [1, 1]);
  });

  test('two pupils with one name and birth date are not told apart by guessing: both stay', () => {
    const twins = ['1', '2'].map((key) => inventedPupil(key, { lastName: 'Bos', callName: 'Noor' }));
    const roster = apply(nobody, inventedDocument(twins));
    const nameless = inventedDocument(
      twins.map((pupil, at) => ({ ...pupil, key: `#${at}`, yearGroup: '5' as const })),
    );
    const changes = planRoster(roster, nameless, context());
    assert.deepEqual(
      changes.doubts.map(({ reason, candidateIds }) => [reason, candidateIds.length]),
      [
        ['several-candidates', 2],
        ['several-candidates', 2],
      ],
    );
    assert.deepEqual([changes.pupils.gone, changes.pupils.changed, changes.memberships.left], [[], [], []]);
  });

  test('a dummy key is not kept; the pupil is recognised by name, birth date and sex', () => {
    const roster = apply(nobody, inventedDocument([inventedPupil('#1')]));
    assert.deepEqual(roster.pupils[0]?.identifiers, []);
    const changes = planRoster(
      roster,
      inventedDocument([inventedPupil('#9', { lastName: 'Jansen-#1', callName: 'Kind #1' })]),
      context(),
    );
    assert.ok(changesNothing(changes));
  });

  test('the state of one site does not miss the pupils, groups and teachers of another', () => {
    const main = apply(nobody, inventedDocument([inventedPupil('1')]));
    const both = apply(
      { ...main, groups: [] },
      inventedDocument([inventedPupil('2')], { staff: [inventedTeacher('t2')] }),
      { site: '99XX01', newId: idsFrom('annex') },
    );
    assert.deepEqual(
      both.pupils.map(({ active, sites }) => [active, ...sites]),
      [
        [true, '99XX00'],
        [true, '99XX01'],
      ],
    );
    assert.deepEqual(both.staff.map(({ active }) => active), [true, true]);
  });

  test('a teacher who no longer is in the state loses the group and becomes inactive', () => {
    const roster = apply(nobody, inventedDocument([inventedPupil('1')]));
    const next = apply(roster, inventedDocument([inventedPupil('1')], { staff: [inventedTeacher('t2')] }),
      { newId: idsFrom('next') });
    assert.deepEqual(next.staff.map(({ active }) => active), [false, true]);
    assert.deepEqual(next.staffLinks.map(({ staffId }) => staffId), [next.staff[1]?.staffId]);
  });

  test('a pupil who left before the day of the document becomes inactive', () => {
    const roster = apply(nobody, inventedDocument([inventedPupil('1')]));
    const left = inventedPupil('1', { exitDate: plainDate('2027-01-18') });
    const stays = inventedPupil('1', { exitDate: plainDate('2027-01-19') });
    assert.equal(planRoster(roster, inventedDocument([left]), context()).pupils.gone.length, 1);
    assert.equal(planRoster(roster, inventedDocument([stays]), context()).pupils.gone.length, 0);
  });

  test('more than a fifth of the pupils missing stops for a person; exactly a fifth does not', () => {
    const five = ['1', '2', '3', '4', '5'].map((key) => inventedPupil(key));
    const roster = apply(nobody, inventedDocument(five));
    const guardOf = (count: number) =>
      guardRoster(roster, planRoster(roster, inventedDocument(five.slice(0, count)), context()),
        { site: '99XX00' });
    assert.deepEqual([guardOf(5), guardOf(4), guardOf(3)], [null, null, 'pupils-vanish']);
  });

  test('a state in which all groups are missing stops for a person', () => {
    const roster = apply(nobody, inventedDocument([inventedPupil('1')]));
    const bare = inventedDocument([inventedPupil('1', { groupKey: null })], {
      groups: [],
      compositeGroups: [],
    });
    const changes = planRoster(roster, bare, context());
    assert.equal(guardRoster(roster, changes, { site: '99XX00' }), 'groups-vanish');
  });

  test('a pupil whom two sites name changes nothing night after night, and leaves when neither does', () => {
    const site = { site: '99XX01', newId: idsFrom('annex') };
    const child = inventedDocument([inventedPupil('1')]);
    const elsewhere = inventedDocument([inventedPupil('2')]);
    const ofSite = (roster: CurrentRoster, name: string) =>
      ({ ...roster, groups: roster.groups.filter((group) => group.site === name), memberships: [] });
    const main = apply(nobody, child);
    const both = apply({ ...main, groups: [] }, child, site);
    assert.deepEqual(both.pupils[0]?.sites, ['99XX00', '99XX01']);
    for (const [parts, name] of [[{}, '99XX00'], [site, '99XX01']] as const) {
      assert.deepEqual(planRoster(ofSite(both, name), child, context(parts)).pupils,
        { added: [], changed: [], gone: [] });
    }
    const one = apply(ofSite(both, '99XX00'), elsewhere, { newId: idsFrom('later') });
    assert.deepEqual([one.pupils[0]?.active, one.pupils[0]?.sites], [true, ['99XX01']]);
    const none = apply(ofSite(one, '99XX01'), elsewhere, site);
    assert.deepEqual([none.pupils[0]?.active, none.pupils[0]?.sites], [false, []]);
  });

  test('at the change of the school year a whole group 8 may go without a question, a whole group 4 may not', () => {
    const of = (yearGroup: '4' | '8', ...keys: string[]) => keys.map((key) => inventedPupil(key, { yearGroup }));
    const roster = apply(nobody, inventedDocument([...of('8', 'a', 'b', 'c'), ...of('4', '1', '2', '3')]));
    const year = { schoolYear: schoolYearStarting(2027), today: plainDate('2027-08-02'), yearChange: true };
    const guardOf = (...keys: string[]) => {
      const document = inventedDocument(keys.map((key) => inventedPupil(key, { yearGroup: '5' })));
      return guardRoster(roster, planRoster(roster, document, context(year)), { site: '99XX00', yearChange: true });
    };
    assert.deepEqual([guardOf('1', '2', '3'), guardOf('1')], [null, 'pupils-vanish']);
    const next = apply(roster, inventedDocument(of('4', '1', '2', '3')), { ...year, newId: idsFrom('next') });
    assert.deepEqual(next.pupils.map(({ active }) => active), [false, false, false, true, true, true]);
    const groups = next.groups.filter(({ active }) => active);
    assert.deepEqual(new Set(groups.map(({ schoolYear }) => schoolYear)), new Set(['2027-2028']));
    assert.ok(next.memberships.every(({ groupId }) => groups.some((group) => group.groupId === groupId)));
  });

  test('what a person decided about a doubt holds in the next state; without a doubt it does nothing', () => {
    const twins = inventedDocument([inventedPupil('#1', twin), inventedPupil('2', twin)]);
    const roster = apply(nobody, inventedDocument([inventedPupil('8', twin), inventedPupil('9', twin)]));
    const [first, second] = roster.pupils.map(({ pupilId }) => pupilId);
    const open = planRoster(roster, twins, context());
    assert.deepEqual(open.doubts.map(({ reason }) => reason), ['several-candidates', 'several-candidates']);
    const decisions = new Map([[open.doubts[1]!.sign, second!]]);
    const half = planRoster(roster, twins, context({ decisions }));
    assert.deepEqual(half.pupilIdentifiers.map(({ personId, value }) => [personId, value]), [[second, '2']]);
    assert.deepEqual(half.doubts, [], 'one of two is known, so the other is the one who is left');
    assert.equal(half.pupils.gone.length + half.pupils.added.length, 0);
    const next = after(roster, half);
    const mistaken = planRoster(next, twins, context({ decisions: new Map([[open.doubts[1]!.sign, first!]]) }));
    assert.ok(changesNothing(mistaken), 'the key says who it is');
    const asNew = planRoster(roster, inventedDocument([inventedPupil('2', twin)]),
      context({ decisions: new Map([[open.doubts[1]!.sign, null]]) }));
    assert.equal(asNew.pupils.added.length, 1);
  });
});

const twin = { lastName: 'Tweeling', callName: 'Kim' };

function idsFrom(name: string): () => string {
  let count = 0;
  return () => `${name}-${count++}`;
}

function bag(rows: readonly object[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
