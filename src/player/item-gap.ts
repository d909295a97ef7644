import type { ControlPlace } from './item-control.ts';
import { announcer, contentOf, listOf, nameOf, promptOf, shownOrder } from './item-control.ts';
import { element } from './dom.ts';
import { draggable } from './dragging.ts';
import { words } from './words.ts';

interface Piece {
  readonly id: string;
  readonly fixed: boolean;
  /** How often it may be used; 0 is as often as one likes. */
  readonly most: number;
  readonly source: Element;
}

/** Words that go in the gaps of a text: choose a word and then its place, or the place and then the word, or drag. */
export function fillGaps({ host, question, answer, onAnswer }: ControlPlace): void {
  const sources = [...host.querySelectorAll(':scope > qti-gap-text, :scope > qti-gap-img')];
  const pieces = shownOrder(sources.map(pieceOf), host.getAttribute('shuffle') === 'true');
  const gaps = [...host.querySelectorAll('qti-gap')].map((gap) => {
    // qti-components lets nothing of ours show inside its own gap.
    const place = element('span', { attributes: { identifier: gap.getAttribute('identifier') ?? '' } });
    gap.replaceWith(place);
    return place;
  });
  const filled = new Map(listOf(answer).map((pair) => pair.split(' ').toReversed() as [string, string]));
  const voice = announcer();
  const bank = element('div', {
    class: 'gap-bank', attributes: { role: 'group', 'aria-label': words.gapBank },
  });
  let held: { readonly piece?: string; readonly gap?: string } = {};

  const pieceName = (id: string): string => nameOf(pieces.find((piece) => piece.id === id)?.source);
  const placeName = (gap: string): number => gaps.findIndex((one) => one.getAttribute('identifier') === gap) + 1;
  const isSpent = ({ id, most }: Piece): boolean =>
    most !== 0 && [...filled.values()].filter((used) => used === id).length >= most;
  const tell = (focusOn: string, sentence: string): void => {
    held = {};
    draw();
    const pairs = gaps.map((gap) => gap.getAttribute('identifier') ?? '').filter((gap) => filled.has(gap))
      .map((gap) => `${filled.get(gap) ?? ''} ${gap}`);
    onAnswer(pairs.length === 0 ? null : pairs);
    voice.say(sentence);
    focusControl(host, focusOn);
  };
  const put = (piece: string, gap: string, from?: string): void => {
    if (from !== undefined) filled.delete(from);
    const known = pieces.find(({ id }) => id === piece);
    // A word that was used up elsewhere moves here.
    if (known && isSpent(known)) {
      const [other] = [...filled].find(([, used]) => used === piece) ?? [];
      if (other !== undefined) filled.delete(other);
    }
    filled.set(gap, piece);
    tell(`gap ${gap}`, words.gapFilled(pieceName(piece), placeName(gap)));
  };
  const takeBack = (gap: string): void => {
    const piece = filled.get(gap) ?? '';
    filled.delete(gap);
    tell(`gap ${gap}`, words.gapEmptied(pieceName(piece), placeName(gap)));
  };
  const holdPiece = (piece: string): void => {
    if (held.gap !== undefined) return put(piece, held.gap);
    held = held.piece === piece ? {} : { piece };
    draw();
    focusControl(host, `piece ${piece}`);
    if (held.piece !== undefined) voice.say(words.gapPieceHeld(pieceName(piece)));
  };
  const touchGap = (gap: string): void => {
    if (held.piece !== undefined) return put(held.piece, gap);
    if (filled.has(gap)) return takeBack(gap);
    held = held.gap === gap ? {} : { gap };
    draw();
    focusControl(host, `gap ${gap}`);
    if (held.gap !== undefined) voice.say(words.gapPlaceHeld(placeName(gap)));
  };
  const drop = (piece: string, from: string | undefined, target: Element | null): void => {
    const gap = target?.closest('[data-gap]')?.getAttribute('data-gap') ?? undefined;
    if (gap !== undefined) put(piece, gap, from);
    else if (from !== undefined) takeBack(from);
  };
  const draw = (): void => {
    bank.replaceChildren(...pieces.filter((piece) => !isSpent(piece)).map(({ id, source }) => {
      const made = element('button', {
        class: 'piece', children: contentOf(source), onClick: () => holdPiece(id),
        attributes: {
          type: 'button', 'aria-pressed': String(held.piece === id), 'data-control': `piece ${id}`,
          'aria-label': nameOf(source),
        },
      });
      draggable(made, (target) => drop(id, undefined, target));
      return made;
    }));
    for (const gap of gaps) drawGap(gap);
  };
  const drawGap = (gap: Element): void => {
    const id = gap.getAttribute('identifier') ?? '';
    const piece = filled.get(id);
    const source = pieces.find((each) => each.id === piece)?.source;
    const made = element('button', {
      class: source ? 'gap is-filled' : 'gap', children: source ? contentOf(source) : [],
      onClick: () => touchGap(id),
      attributes: {
        type: 'button', 'data-gap': id, 'data-control': `gap ${id}`, 'aria-pressed': String(held.gap === id),
        'aria-label': source ? words.gapWith(nameOf(source), placeName(id)) : words.gapEmpty(placeName(id)),
      },
    });
    if (piece !== undefined) draggable(made, (target) => drop(piece, id, target));
    gap.replaceChildren(made);
  };
  draw();
  const text = [...host.childNodes].filter((node) =>
    !sources.some((source) => source === node) && !promptOf(host).some((prompt) => prompt === node));
  host.replaceChildren(...promptOf(host), element('div', {
    class: 'gaps', attributes: { role: 'group', 'aria-label': question },
    children: [element('p', { class: 'control-hint', text: words.gapHint }), bank, ...text, voice.root],
  }));
}

function pieceOf(source: Element): Piece {
  return {
    id: source.getAttribute('identifier') ?? '', fixed: source.getAttribute('fixed') === 'true',
    most: Number(source.getAttribute('match-max') ?? '1'), source,
  };
}

function focusControl(host: Element, control: string): void {
  const goal = host.querySelector<HTMLElement>(`[data-control="${CSS.escape(control)}"]`);
  (goal ?? host.querySelector<HTMLElement>('.gap-bank button, .gap'))?.focus();
}
