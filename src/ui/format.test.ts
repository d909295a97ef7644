import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { addDays, plainDate } from '../base/plain-date.ts';
import type { PersonName } from './format.ts';
import {
  callNameAndLast, comparePersonNames, compareText, enumerate, formatDate, formatDateShort, formatDateTime,
  formatNumber, formatPercent, formatScaleScore, formatScoreInterval, formatTime, machineTime, plural,
  sortName,
} from './format.ts';

const name = (callName: string | null, prefix: string | null, lastName: string | null): PersonName =>
  ({ callName, prefix, lastName });

describe('dates and times', () => {
  test('19 January 2027 is a Tuesday and is written with its weekday', () => {
    assert.equal(formatDate(plainDate('2027-01-19')), 'di 19 januari 2027');
    assert.equal(formatDateShort(plainDate('2027-03-01')), '1 mrt 2027');
  });

  test('our own names of days and months are those of the Dutch locale', () => {
    const locale = new Intl.DateTimeFormat('nl-NL', {
      weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC',
    });
    fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
      const date = addDays(plainDate('2000-01-01'), days);
      assert.equal(formatDate(date), locale.format(new Date(`${date}T12:00:00Z`)));
    }));
  });

  test('an instant is shown in Amsterdam, in winter one hour and in summer two hours after UTC', () => {
    assert.equal(formatDateTime(new Date('2027-01-19T08:00:00Z')), 'di 19 januari 2027, 09.00 uur');
    assert.equal(formatDateTime(new Date('2027-06-30T22:05:00Z')), 'do 1 juli 2027, 00.05 uur');
    assert.equal(formatTime(new Date('2027-01-18T23:00:00Z')), '00.00 uur');
    assert.equal(machineTime(new Date('2027-01-19T08:00:00.123Z')), '2027-01-19T08:00:00Z');
  });
});

describe('numbers', () => {
  test('decimals stand behind a comma, thousands behind a dot from ten thousand on', () => {
    assert.equal(formatNumber(2.345_67, 2), '2,35');
    assert.equal(formatNumber(1234), '1234');
    assert.equal(formatNumber(96_940), '96.940');
    assert.equal(formatNumber(1_234_567.5, 1), '1.234.567,5');
  });

  test('a negative number has a real minus sign, and zero never has one', () => {
    assert.equal(formatNumber(-2.5, 1), '−2,5');
    assert.equal(formatNumber(-0.01, 1), '0,0');
  });

  test('a written number reads back as the number that was rounded', () => {
    const read = (text: string) => Number(text.replaceAll('.', '').replace(',', '.').replace('−', '-'));
    fc.assert(fc.property(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 4 }), (value, decimals) => {
        assert.ok(Math.abs(read(formatNumber(value, decimals)) - value) <= 0.5000001 * 10 ** -decimals);
      },
    ));
  });

  test('a scale score has no dot or comma, and is refused before it was rounded', () => {
    assert.equal(formatScaleScore(648), '648');
    assert.equal(formatScoreInterval(634, 662), '634 tot 662');
    assert.throws(() => formatScaleScore(648.2), { name: 'Bug' });
  });

  test('a percentage keeps its sign on the same line', () => {
    assert.equal(formatPercent(0.2), '20\u00A0%');
  });

  test('only exactly one has the singular', () => {
    assert.deepEqual([0, 1, 2].map((n) => plural(n, 'leerling', 'leerlingen')),
      ['0 leerlingen', '1 leerling', '2 leerlingen']);
  });

  test('words in a row end with "en"', () => {
    assert.equal(enumerate(['lezen', 'spelling', 'rekenen']), 'lezen, spelling en rekenen');
    assert.equal(enumerate(['lezen']), 'lezen');
    assert.equal(enumerate([]), '');
  });
});

describe('names', () => {
  test('a list has the prefix after the call name, a heading before the last name', () => {
    assert.equal(sortName(name('Sanne', 'de', 'Vries')), 'Vries, Sanne de');
    assert.equal(callNameAndLast(name('Sanne', 'de', 'Vries')), 'Sanne de Vries');
    assert.equal(sortName(name('Noor', "in 't", 'Veld')), "Veld, Noor in 't");
    assert.equal(callNameAndLast(name('Noor', "in 't", 'Veld')), "Noor in 't Veld");
    assert.equal(callNameAndLast(name('Zoë', "d'", 'Ancona')), "Zoë d'Ancona");
  });

  test('a name of which a part is missing has no stray comma or space', () => {
    assert.equal(sortName(name(null, null, 'Yılmaz')), 'Yılmaz');
    assert.equal(sortName(name('Amira', null, null)), 'Amira');
    assert.equal(callNameAndLast(name('Amira', ' ', null)), 'Amira');
  });

  test('the Dutch sort by last name without its prefix, and an accent does not move a name', () => {
    const list = [
      name('Sanne', 'de', 'Vries'), name('Bram', 'van den', 'Berg'), name('Zoë', null, 'Çelik'),
      name('Anna', null, 'Vries'), name('Daan', null, 'Claassen'), name('Émile', null, 'Dijk'),
    ];
    assert.deepEqual([...list].sort(comparePersonNames).map(sortName), [
      'Berg, Bram van den', 'Çelik, Zoë', 'Claassen, Daan', 'Dijk, Émile', 'Vries, Anna', 'Vries, Sanne de',
    ]);
  });

  test('the order does not depend on the order in which names come in', () => {
    const part = fc.constantFrom(null, 'de', 'van der', 'Bos', 'Öz', 'ÖZ', 'Vries', 'Émile', 'emile');
    const person = fc.record({ callName: part, prefix: part, lastName: part });
    fc.assert(fc.property(fc.array(person), (people) => {
      const names = (list: readonly PersonName[]) => [...list].sort(comparePersonNames).map(sortName);
      assert.deepEqual(names(people), names([...people].reverse()));
    }));
  });

  test('group 3 stands before group 10', () => {
    assert.ok(compareText('groep 3', 'groep 10') < 0);
  });
});
