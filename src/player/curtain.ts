import { element } from './dom.ts';

/** What stands in front of the taak for a while. */
export interface CurtainShape {
  readonly title: string;
  readonly text: string;
  readonly children?: readonly HTMLElement[];
}

/** A calm page in front of the taak, which stays as it is behind it: a pause, a break, a hand-in that waits. */
export interface Curtain {
  /** Shows a page in place of the taak, or of the page that was in front of it. */
  draw(shape: CurtainShape): void;
  /** Changes the sentence of the page in front. */
  say(text: string): void;
  lift(): void;
  readonly isDrawn: boolean;
}

/** Makes the curtain of a page. */
export function createCurtain(host: HTMLElement): Curtain {
  let front: HTMLElement | undefined;
  let line: HTMLElement | undefined;
  const behind = (): HTMLElement[] => [...host.children].filter((each): each is HTMLElement =>
    each instanceof HTMLElement && each !== front);
  const lift = (): void => {
    front?.remove();
    front = undefined;
    for (const each of behind()) each.hidden = false;
  };
  return {
    draw({ title, text, children = [] }) {
      lift();
      const heading = element('h1', { text: title, attributes: { tabindex: '-1' } });
      line = element('p', { text, attributes: { role: 'status' } });
      for (const each of behind()) each.hidden = true;
      front = element('section', { class: 'player-message', children: [heading, line, ...children] });
      host.append(front);
      heading.focus();
    },
    say(text) {
      if (line && line.textContent !== text) line.textContent = text;
    },
    lift,
    get isDrawn() {
      return front !== undefined;
    },
  };
}
