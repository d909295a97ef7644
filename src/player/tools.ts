import type { Task } from '../taking/wire.ts';
import { createReader, spokenText } from './aloud.ts';
import { button, element } from './dom.ts';
import { createRuler } from './ruler.ts';
import { words } from './words.ts';

/** What the tools ask of the page. */
export interface ToolsPage {
  /** Where the item stands that is read aloud. */
  readonly stage: HTMLElement;
  onBreak(): void;
  /** Resolves to whether the teacher will see it. */
  onHelp(asks: boolean): Promise<boolean>;
}

/** Head of the taak: what it is, whose it is, and the tools that this pupil has. */
export interface Tools {
  readonly root: HTMLElement;
  /** The raised hand was answered, or is down again. */
  showHelp(state: 'none' | 'asked' | 'coming'): void;
  /** Another item is shown: what is being read stops, and the ruler lies where reading begins. */
  onItem(): void;
  remove(): void;
}

/** Makes the head of a taak. */
export function createTools(task: Task, page: ToolsPage): Tools {
  const { accommodations } = task;
  const note = element('p', { class: 'player-tools-note', attributes: { role: 'status' } });
  const say = (sentence: string): void => {
    note.textContent = sentence;
  };
  const help = helpButton(page, say);
  const ruler = accommodations.readingRuler ? rulerButton(say) : undefined;
  // The server took it away where the test does not allow it.
  const aloud = accommodations.readAloud ? aloudButton(page.stage, accommodations.readAloudSpeed, say) : undefined;
  const pause = accommodations.extraBreaks ? button(words.breakButton, 'plain', () => page.onBreak()) : undefined;
  const buttons = [...aloud?.parts ?? [], ruler?.button, pause, help.button].filter((each) => each !== undefined);
  for (const each of buttons) each.classList.add('player-tool');
  return {
    root: element('header', {
      class: 'player-header',
      children: [
        about(task),
        element('div', {
          class: 'player-tools', attributes: { role: 'group', 'aria-label': words.tools }, children: buttons,
        }),
        note,
      ],
    }),
    showHelp: help.show,
    onItem: () => {
      aloud?.stop();
      ruler?.reset();
    },
    remove: () => {
      aloud?.stop();
      ruler?.remove();
    },
  };
}

function about(task: Task): HTMLElement {
  const { partNo, partCount } = task;
  const part = partCount > 1 ? words.part(partNo, partCount) : '';
  const known = new Set([task.title, part, task.formLabel].filter((text) => text !== ''));
  return element('div', {
    class: 'player-about',
    children: [
      element('p', { class: 'player-form', text: [...known].join(' · ') }),
      ...(task.practice === true ? [element('p', { class: 'player-practice', text: words.practice })] : []),
      element('p', { class: 'player-pupil', text: task.pupilLabel }),
    ],
  });
}

function helpButton(page: ToolsPage, say: (sentence: string) => void): {
  readonly button: HTMLButtonElement; readonly show: Tools['showHelp'];
} {
  let asks = false;
  const show: Tools['showHelp'] = (state) => {
    asks = state !== 'none';
    made.textContent = asks ? words.helpOver : words.askHelp;
    say({ none: '', asked: words.helpAsked, coming: words.helpComing }[state]);
  };
  const made = button(words.askHelp, 'plain', () => {
    const wanted = !asks;
    show(wanted ? 'asked' : 'none');
    void page.onHelp(wanted).then((heard) => {
      if (heard) return;
      show('none');
      say(words.helpFailed);
    });
  });
  return { button: made, show };
}

function rulerButton(say: (sentence: string) => void): {
  readonly button: HTMLButtonElement; readonly reset: () => void; readonly remove: () => void;
} {
  const ruler = createRuler();
  const made = button(words.ruler, 'plain', () => {
    const on = ruler.toggle();
    made.setAttribute('aria-pressed', String(on));
    say(on ? words.rulerKeys : '');
  });
  made.setAttribute('aria-pressed', String(ruler.toggle()));
  return { button: made, reset: () => ruler.reset(), remove: () => ruler.remove() };
}

function aloudButton(stage: HTMLElement, usual: number, say: (sentence: string) => void): {
  readonly parts: readonly HTMLElement[]; readonly stop: () => void;
} {
  const speed = element('select', {
    class: 'player-speed', attributes: { 'aria-label': words.readingSpeed },
    children: Object.entries(words.speeds).map(([value, text]) => element('option', { text, attributes: { value } })),
  });
  speed.value = String(usual);
  const reader = createReader(() => {
    made.textContent = words.readAloud;
  });
  const made = button(words.readAloud, 'plain', () => {
    const root = stage.querySelector('item-container')?.shadowRoot;
    if (!root) return;
    void reader.toggle(spokenText(root), Number(speed.value)).then((state) => {
      made.textContent = state === 'reading' ? words.stopReading : words.readAloud;
      say(state === 'no-voice' ? words.noVoice : '');
    });
  });
  return { parts: [made, speed], stop: () => reader.stop() };
}
