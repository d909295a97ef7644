import type { AnswerValue } from '../taking/wire.ts';
import type { ControlPlace } from './item-control.ts';
import { contentOf, listOf, promptOf, said, shownOrder } from './item-control.ts';
import { element } from './dom.ts';

interface Side {
  readonly id: string;
  readonly fixed: boolean;
  readonly most: number;
  readonly source: Element;
}

/** Rows that each go with one column, or with more where the item allows it: a row of round or square boxes each, of
 * the browser itself. */
export function matchRows({ host, question, answer, onAnswer }: ControlPlace): void {
  const [rows = [], columns = []] = [...host.querySelectorAll(':scope > qti-simple-match-set')].map(sidesOf);
  const shuffle = host.getAttribute('shuffle') === 'true';
  const chosen = new Set(listOf(answer));
  const boxes: HTMLInputElement[] = [];
  const tell = (): void => {
    for (const box of boxes) box.checked = chosen.has(box.value);
    const pairs = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    onAnswer(pairs.length === 0 ? null : pairs satisfies AnswerValue);
  };
  const choose = (row: Side, column: Side): void => {
    const pair = `${row.id} ${column.id}`;
    if (chosen.delete(pair)) return tell();
    if (row.most === 1) dropWhere(chosen, (other) => other.startsWith(`${row.id} `));
    // A column with room for one gives up the row that it had.
    if (column.most === 1) dropWhere(chosen, (other) => other.endsWith(` ${column.id}`));
    chosen.add(pair);
    tell();
  };
  const group = crypto.randomUUID();
  const lines = shownOrder(rows, shuffle).map((row) => element('fieldset', {
    class: 'match-row',
    children: [
      element('legend', { children: contentOf(row.source) }),
      element('div', {
        class: 'match-columns',
        children: columns.map((column) => {
          const box = element('input', {
            attributes: {
              type: row.most === 1 ? 'radio' : 'checkbox', name: `${group} ${row.id}`,
              value: `${row.id} ${column.id}`, 'aria-label': said(column.source),
            },
            onClick: () => choose(row, column),
          });
          box.checked = chosen.has(box.value);
          boxes.push(box);
          return element('label', {
            class: 'match-column', children: [box, element('span', { children: contentOf(column.source) })],
          });
        }),
      }),
    ],
  }));
  host.replaceChildren(...promptOf(host), element('div', {
    class: 'match', attributes: { role: 'group', 'aria-label': question }, children: lines,
  }));
}

function sidesOf(set: Element): Side[] {
  return [...set.querySelectorAll(':scope > qti-simple-associable-choice')].map((source) => ({
    id: source.getAttribute('identifier') ?? '',
    fixed: source.getAttribute('fixed') === 'true',
    most: Number(source.getAttribute('match-max') ?? '1'),
    source,
  }));
}

function dropWhere(set: Set<string>, falls: (value: string) => boolean): void {
  for (const value of set) if (falls(value)) set.delete(value);
}
