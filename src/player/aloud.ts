import { words } from './words.ts';

/** Reads text aloud with a Dutch voice of the device itself. */
export interface Reader {
  /** Starts, or stops what is being read. Tells `no-voice` where the device has none. */
  toggle(text: string, speed: number): Promise<'reading' | 'stopped' | 'no-voice'>;
  stop(): void;
}

/** Makes a reader.
 * @param onStopped called when it comes to the end or is stopped */
export function createReader(onStopped: () => void): Reader {
  const stop = (): void => {
    if ('speechSynthesis' in globalThis) speechSynthesis.cancel();
    onStopped();
  };
  return {
    async toggle(text, speed) {
      if (!('speechSynthesis' in globalThis)) return 'no-voice';
      if (speechSynthesis.speaking) {
        stop();
        return 'stopped';
      }
      const voice = await dutchVoice();
      if (!voice) return 'no-voice';
      // Sentence by sentence: browsers fall silent in the middle of a long text.
      const parts = text.split(/(?<=[.!?:])\s+/).filter((part) => part !== '');
      for (const [index, part] of parts.entries()) {
        const spoken = new SpeechSynthesisUtterance(part);
        spoken.voice = voice;
        spoken.lang = voice.lang;
        spoken.rate = speed;
        if (index === parts.length - 1) spoken.addEventListener('end', onStopped);
        speechSynthesis.speak(spoken);
      }
      return 'reading';
    },
    stop,
  };
}

/** A Dutch voice of the device. A voice of somebody's server would be told every item, so it is not used. */
async function dutchVoice(): Promise<SpeechSynthesisVoice | undefined> {
  const find = (): SpeechSynthesisVoice | undefined => {
    const dutch = speechSynthesis.getVoices().filter(({ lang, localService }) => localService && /^nl\b/i.test(lang));
    return dutch.find(({ lang }) => /^nl[-_]NL$/i.test(lang)) ?? dutch[0];
  };
  if (speechSynthesis.getVoices().length === 0) {
    await new Promise<void>((resolve) => {
      speechSynthesis.addEventListener('voiceschanged', () => resolve(), { once: true });
      setTimeout(resolve, 1000);
    });
  }
  return find();
}

const blocks = 'p, li, h1, h2, h3, td, th, div, legend, label, qti-prompt, qti-simple-choice, button, option, figure';

/** What a reader says of an item: text, descriptions of pictures, and where something is to be filled in. */
export function spokenText(root: ParentNode): string {
  const parts: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) parts.push(node.textContent ?? '');
    if (!(node instanceof Element || node instanceof ShadowRoot)) return;
    if (node instanceof Element) {
      if (node.matches('style, script, [hidden], [aria-hidden="true"], .spoken-only, .control-hint')) return;
      if (node instanceof HTMLImageElement) parts.push(`. ${node.alt}. `);
      if (node.matches('qti-text-entry-interaction')) parts.push(` ${words.spokenBox} `);
      if (node.matches('.gap:not(.is-filled)')) parts.push(` ${words.spokenGap} `);
    }
    for (const child of node.childNodes) walk(child);
    if (node instanceof Element && node.matches(blocks)) parts.push('. ');
  };
  for (const child of root.querySelectorAll('qti-item-body')) walk(child);
  return parts.join('').replaceAll(/[\s\u2060]+/g, ' ').replaceAll(/(?:\s*\.)+\s*/g, '. ')
    .replaceAll(/([?!:,;])\s*\.\s/g, '$1 ').replace(/^[.\s]+/, '').trim();
}
