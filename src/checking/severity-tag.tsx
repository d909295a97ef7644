import type { VNode } from 'preact';
import type { Severity } from '../base/findings.ts';
import { severityNames } from '../exchange/check/words.ts';
import { StatusTag, type StatusTone } from '../ui/components/tags.tsx';
import type { IconName } from '../ui/icons.ts';

const looks: Readonly<Record<Severity, readonly [StatusTone, IconName]>> = {
  error: ['error', 'circle-x'],
  warning: ['warning', 'triangle-alert'],
  note: ['neutral', 'info'],
};

/** How grave a finding is: icon, word and colour. */
export function SeverityTag({ severity }: { readonly severity: Severity }): VNode {
  const [tone, icon] = looks[severity];
  return <StatusTag tone={tone} icon={icon}>{severityNames[severity]}</StatusTag>;
}
