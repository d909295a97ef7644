import type { VNode } from 'preact';
import type { Finding, Severity } from '../base/findings.ts';
import { FindingCode } from '../checking/finding-code.tsx';
import { severityNames } from '../exchange/check/words.ts';
import { DataTable } from '../ui/components/data-table.tsx';
import type { IconName } from '../ui/icons.ts';
import { StatusTag, type StatusTone } from '../ui/components/tags.tsx';

const severityLooks: Readonly<Record<Severity, readonly [StatusTone, IconName]>> = {
  error: ['error', 'circle-x'],
  warning: ['warning', 'triangle-alert'],
  note: ['neutral', 'info'],
};

function SeverityTag({ severity }: { readonly severity: Severity }): VNode {
  const [tone, icon] = severityLooks[severity];
  return <StatusTag tone={tone} icon={icon}>{severityNames[severity]}</StatusTag>;
}

/** Findings in a delivery, with line numbers where there are any. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }): VNode {
  return (
    <DataTable caption="Opmerkingen" captionHidden rows={findings} empty={null}
      rowKey={({ code, line, column, path }) => `${code} ${line} ${column} ${path}`} columns={[
        { key: 'line', header: 'Regel', align: 'numeric', tight: true, cell: ({ line }) => line ?? '' },
        {
          key: 'severity', header: 'Soort', tight: true,
          cell: ({ severity }) => <SeverityTag severity={severity} />,
        },
        { key: 'message', header: 'Wat er staat en wat u kunt doen', cell: ({ message }) => message },
        { key: 'code', header: 'Code', tight: true, cell: ({ code }) => <FindingCode code={code} /> },
      ]} />
  );
}
