import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readOrder } from './rules.ts';
import type { OrderInput } from './types.ts';

const now = new Date('2027-01-19T08:00:00Z');
const input: OrderInput = {
  brinSite: '99xx 01', schoolName: '  De   Proef ', packageCode: 'compleet', schoolYear: '2026-2027',
  pupilCount: '1.180', contactName: 'Bea Beheer', contactEmail: ' Bea@School.NL ',
};

describe('the order form', () => {
  test('is read as it was meant: small letters, spaces and dots do not matter', () => {
    assert.deepEqual(readOrder(input, now), {
      ok: true,
      value: {
        brinSite: { brin: '99XX', site: '01' }, schoolName: 'De Proef', contactName: 'Bea Beheer',
        contactEmail: 'bea@school.nl', packageCode: 'compleet', schoolYear: '2026-2027', pupilCount: 1180,
        boardNumber: null,
      },
    });
  });

  test('without a site it is about the main site', () => {
    const read = readOrder({ ...input, brinSite: '99XX' }, now);
    assert.deepEqual(read.ok && read.value.brinSite, { brin: '99XX', site: '00' });
  });

  test('names every field that has to be mended, in the order of the form', () => {
    const empty = Object.fromEntries(Object.keys(input).map((field) => [field, ''])) as unknown as OrderInput;
    const read = readOrder(empty, now);
    assert.deepEqual(!read.ok && read.refusal, Object.keys(input));
  });

  for (const [field, values] of [
    ['brinSite', ['9XX', 'XX99', '99XX001', '99XX00; drop table']],
    ['contactEmail', ['bea', 'bea@school', 'a@b.nl, c@d.nl', 'bea @school.nl', '<bea@school.nl>']],
    ['packageCode', ['Basis', 'goud']],
    ['schoolYear', ['2025-2026', '2028-2029', '2026']],
    ['boardNumber', ['1234', '123456', 'abcde']],
    ['pupilCount', ['0', '-5', '5001', 'veel', '12,5', '1e3']],
  ] as const) {
    test(`${field} refuses ${values.join(' and ')}, and nothing else is to blame`, () => {
      for (const value of values) {
        const read = readOrder({ ...input, [field]: value }, now);
        assert.deepEqual(!read.ok && read.refusal, [field], value);
      }
    });
  }

  test('the next school year can be ordered too, and from 1 August the one after it', () => {
    const next = { ...input, schoolYear: '2027-2028' };
    assert.equal(readOrder(next, now).ok, true);
    assert.equal(readOrder({ ...input, schoolYear: '2028-2029' }, new Date('2027-08-01T10:00:00Z')).ok, true);
  });
});
