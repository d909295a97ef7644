import type { ComponentChildren, VNode } from 'preact';
import type { LetterLevel, RomanLevel } from '../../psychometrics/levels.ts';
import type { IconName } from '../icons.ts';
import { nl } from '../nl.ts';
import { bandIndex } from '../palette.ts';
import { Icon } from './icon.tsx';

/** What a state means to the reader. */
export type StatusTone = 'neutral' | 'busy' | 'success' | 'warning' | 'error';

/** A state in a word or two, e.g. "wacht", "in het LAS", "geweigerd"; icon and word tell it without the
 * colour. */
export function StatusTag({ tone, icon = toneIcons[tone], children }: {
  readonly tone: StatusTone;
  readonly icon?: IconName;
  readonly children: ComponentChildren;
}): VNode {
  return <span class={`tag tag--${tone}`}><Icon name={icon} /><span>{children}</span></span>;
}

const toneIcons = {
  neutral: 'clock', busy: 'send', success: 'check', warning: 'triangle-alert', error: 'circle-x',
} as const satisfies Record<StatusTone, IconName>;

/** A level I to V or A to E on the tint of its band, as in the charts. */
export function LevelTag({ level }: { readonly level: RomanLevel | LetterLevel }): VNode {
  return (
    <span class={`level level--${bandIndex(level) + 1}`}>
      <span class="heard-only">{nl.level} </span>{level}
    </span>
  );
}

/** Says that norms are our own invention; stands wherever a score or level is shown. */
export function SyntheticLabel({ text = nl.syntheticNorm }: { readonly text?: string }): VNode {
  return <span class="synthetic"><Icon name="info" /><span>{text}</span></span>;
}
