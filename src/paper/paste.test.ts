import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { placePaste } from './paste.ts';

const rows = [['Sanne', 'de', 'Vries'], ['Bram', null, 'Bakker'], ['Noor', null, 'Bakker'], ['Zoë', 'van der', 'Berg']]
  .map(([callName, prefix, lastName], at) => ({
    planId: `p${at}`,
    pupil: { pupilId: `l${at}`, callName: callName!, prefix: prefix ?? null, lastName: lastName!, yearGroup: '5' },
  }));

function place(text: string, from = { row: 0, column: 0 }, columns = 4) {
  const { cells, left, ...heads } = placePaste(text, { rows, columns, from });
  return {
    ...heads, cells: cells.map(({ planId, column, text: cell }) => `${planId}.${column}=${cell}`),
    left: left.map(({ line, code }) => `${line} ${code}`),
  };
}

test('without names a paste goes row by row from the cell where it begins', () => {
  assert.deepEqual(place('1\t0\n/\t-', { row: 1, column: 2 }), {
    hasHeader: false, hasNames: false, left: [], cells: ['p1.2=1', 'p1.3=0', 'p2.2=/', 'p2.3=-'],
  });
});

test('with names each row goes to its own pupil, however a spreadsheet writes the name', () => {
  const text = 'Leerling\t1\t2\nBerg, Zoe van der\t1\t1\nSanne de Vries\t0\t1\nBram\t1\t0\n';
  assert.deepEqual(place(text), {
    hasHeader: true, hasNames: true, left: [],
    cells: ['p3.0=1', 'p3.1=1', 'p0.0=0', 'p0.1=1', 'p1.0=1', 'p1.1=0'],
  });
});

test('a head that counts the items says in which column each stands', () => {
  assert.deepEqual(place('naam\t3\t1\nSanne\tA\tB').cells, ['p0.2=A', 'p0.0=B']);
  assert.deepEqual(place('1\t2\t3\n1\t0\t1').cells, ['p0.0=1', 'p0.1=0', 'p0.2=1']);
});

test('what has no place is told with its line: too many rows or columns, an unknown name, a name twice', () => {
  assert.deepEqual(place('1\n1\n1\n1\n0').left, ['5 too-many-rows']);
  assert.deepEqual(place('1\t1\t1\t1\t9').left, ['1 too-many-columns']);
  assert.deepEqual(place('Sanne\t1\nPiet\t0\nSanne\t0').left, ['2 no-such-pupil', '3 pupil-twice']);
  assert.deepEqual(place('Sanne\t1\nde Vries, Sanne\t0').left, ['2 pupil-twice']);
});

test('two pupils of one name are never guessed between', () => {
  const other = { ...rows[0]!.pupil, pupilId: 'l4', lastName: 'Smit', prefix: null };
  const twins = [...rows, { planId: 'p4', pupil: other }];
  const placed = placePaste('Sanne\t1\nBram\t0\nNoor\t1', { rows: twins, columns: 1, from: { row: 0, column: 0 } });
  assert.deepEqual(placed.left.map(({ line, code }) => [line, code]), [[1, 'two-pupils']]);
});

test('a cell in quotes may hold a tab and a line end', () => {
  assert.deepEqual(place('"a\tb"\t"c""d"\r\n"e\nf"\t1').cells, ['p0.0=a\tb', 'p0.1=c"d', 'p1.0=e\nf', 'p1.1=1']);
});

test('every cell of a paste without heads and names is placed or told of, and no cell twice', () => {
  const cell = fc.constantFrom('1', '0', '-', '/', '');
  const sheet = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
  fc.assert(fc.property(sheet, fc.nat({ max: 3 }), fc.nat({ max: 3 }), (lines, row, column) => {
    const text = lines.map((one) => one.join('\t')).join('\n');
    const { cells, left, hasHeader, hasNames } = placePaste(text, { rows, columns: 4, from: { row, column } });
    if (hasHeader || hasNames) return;
    assert.equal(new Set(cells.map((one) => `${one.planId} ${one.column}`)).size, cells.length);
    const count = (texts: readonly string[]) => texts.join('\t').split('\t').filter((one) => one !== '').length;
    assert.equal(count([...cells.map((one) => one.text), ...left.map((one) => one.text)]), count(lines.flat()));
  }));
});
