import type { VNode } from 'preact';
import type { Finding, Severity } from '../base/findings.ts';
import { DataTable } from '../ui/components/data-table.tsx';
import { StatusTag, type StatusTone } from '../ui/components/tags.tsx';

const severities: Readonly<Record<Severity, readonly [StatusTone, string]>> = {
  error: ['error', 'fout'], warning: ['warning', 'let op'], note: ['neutral', 'goed om te weten'],
};

/** Findings in a delivery, with line numbers where there are any. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }): VNode {
  return (
    <DataTable caption="Opmerkingen" captionHidden rows={findings} empty={null}
      rowKey={({ code, line, column, path }) => `${code} ${line} ${column} ${path}`} columns={[
        { key: 'line', header: 'Regel', align: 'numeric', tight: true, cell: ({ line }) => line ?? '' },
        {
          key: 'severity', header: 'Soort', tight: true,
          cell: ({ severity }) => <StatusTag tone={severities[severity][0]}>{severities[severity][1]}</StatusTag>,
        },
        { key: 'message', header: 'Wat er staat en wat u kunt doen', cell: ({ message }) => message },
        { key: 'code', header: 'Code', tight: true, cell: ({ code }) => <code>{code}</code> },
      ]} />
  );
}
