import type { ControlPlace } from './item-control.ts';
import { announcer, contentOf, listOf, nameOf, promptOf, shownOrder } from './item-control.ts';
import { button, element } from './dom.ts';
import { words } from './words.ts';

/** Puts things in order by choosing them one after the other; what was chosen can go up, down, and back. */
export function putInOrder({ host, question, answer, onAnswer }: ControlPlace): void {
  const choices = shownOrder([...host.querySelectorAll(':scope > qti-simple-choice')].map((source) => ({
    id: source.getAttribute('identifier') ?? '', fixed: source.getAttribute('fixed') === 'true', source,
  })), host.getAttribute('shuffle') === 'true');
  const known = new Map(choices.map((choice) => [choice.id, choice.source]));
  let order = listOf(answer).filter((id) => known.has(id));
  const voice = announcer();
  const pool = element('ul', { class: 'order-pool', attributes: { 'aria-label': words.orderPool } });
  const list = element('ol', { class: 'order-list', attributes: { 'aria-label': words.orderList } });

  const choiceName = (id: string): string => nameOf(known.get(id));
  const change = (next: readonly string[], focusOn: string, sentence: string): void => {
    order = [...next];
    draw();
    onAnswer(order.length === 0 ? null : [...order]);
    voice.say(sentence);
    const root = host.getRootNode() as ShadowRoot;
    const goal = root.querySelector<HTMLElement>(`[data-control="${CSS.escape(focusOn)}"]`);
    (goal ?? host.querySelector<HTMLElement>('button'))?.focus();
  };
  const add = (id: string): void => {
    const left = choices.filter((choice) => choice.id !== id && !order.includes(choice.id));
    const next = left[0] === undefined ? `down ${order[0] ?? id}` : `add ${left[0].id}`;
    change([...order, id], next, words.orderPlaced(choiceName(id), order.length + 1));
  };
  const move = (id: string, step: -1 | 1): void => {
    const from = order.indexOf(id);
    const to = from + step;
    if (to < 0 || to >= order.length) return;
    change(order.toSpliced(from, 1).toSpliced(to, 0, id), `${step < 0 ? 'up' : 'down'} ${id}`,
      words.orderPlaced(choiceName(id), to + 1));
  };
  const takeBack = (id: string): void =>
    change(order.filter((other) => other !== id), `add ${id}`, words.orderTakenBack(choiceName(id)));

  const control = (kind: string, id: string, sign: string, name: string, onClick: () => void): HTMLElement =>
    element('button', {
      class: 'order-button', text: sign, onClick,
      attributes: { type: 'button', 'aria-label': name, title: name, 'data-control': `${kind} ${id}` },
    });
  const draw = (): void => {
    pool.replaceChildren(...choices.filter(({ id }) => !order.includes(id)).map(({ id, source }) => {
      const choose = button('', 'plain', () => add(id));
      choose.className = 'piece';
      choose.dataset['control'] = `add ${id}`;
      choose.append(...contentOf(source));
      return element('li', { children: [choose] });
    }));
    list.replaceChildren(...order.map((id, index) => element('li', {
      children: [
        element('span', { class: 'order-text', children: contentOf(known.get(id) ?? host) }),
        ...(index > 0 ? [control('up', id, '↑', words.orderUp(choiceName(id)), () => move(id, -1))] : []),
        ...(index < order.length - 1
          ? [control('down', id, '↓', words.orderDown(choiceName(id)), () => move(id, 1))] : []),
        control('back', id, '✕', words.orderBack(choiceName(id)), () => takeBack(id)),
      ],
    })));
    hint.textContent = order.length === choices.length ? words.orderDone : words.orderHint(order.length + 1);
    pool.hidden = order.length === choices.length;
    list.hidden = order.length === 0;
  };
  const hint = element('p', { class: 'control-hint' });
  draw();
  host.replaceChildren(...promptOf(host), element('div', {
    class: 'ordering', attributes: { role: 'group', 'aria-label': question }, children: [list, hint, pool, voice.root],
  }));
}
