import { DataTable } from '../../ui/components/data-table.tsx';
import { DefinitionList } from '../../ui/components/definition-list.tsx';
import { EmptyState } from '../../ui/components/empty-state.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { renderPage } from '../../ui/page.tsx';
import { SandboxPage } from '../frame.tsx';
import { mailPieces } from './links.ts';
import type { TrayMail } from './store.ts';

/** All mails, newest first. */
export function mailListPage({ mails, now }: { readonly mails: readonly TrayMail[]; readonly now: Date }): string {
  return renderPage(
    <SandboxPage stranger="mail" title="Postbakje" now={now}
      lead="Alle mail die het platform stuurt, komt hier terecht en gaat nergens anders heen.">
      <DataTable caption="Mails, de nieuwste boven" captionHidden rows={mails} rowKey={({ mailId }) => mailId}
        columns={[
          { key: 'at', header: 'Wanneer', tight: true, cell: ({ at }) => formatDateTime(at) },
          { key: 'to', header: 'Aan', cell: ({ toAddress }) => toAddress },
          {
            key: 'subject', header: 'Onderwerp', rowHeader: true,
            cell: ({ mailId, subject }) => <a href={`/sandbox/mail/${encodeURIComponent(mailId)}`}>{subject}</a>,
          },
        ]}
        empty={(
          <EmptyState title="Er is nog geen mail">
            Bestel als school een licentie: dan komt de eerste mail hier binnen.
          </EmptyState>
        )} />
    </SandboxPage>,
  );
}

/** One mail, its text as it was written, with links to the platform that can be followed. */
export function mailPage({ mail, platformUrl, now }: {
  readonly mail: TrayMail;
  readonly platformUrl: string;
  readonly now: Date;
}): string {
  return renderPage(
    <SandboxPage stranger="mail" title={mail.subject} now={now} lead={<a href="/sandbox/mail">Terug naar alle mail</a>}>
      <DefinitionList items={[
        ['Van', mail.fromAddress], ['Aan', mail.toAddress], ['Verstuurd', formatDateTime(mail.at)],
      ]} />
      <div class="card" style="white-space: pre-wrap">
        {mailPieces(mail.textBody, platformUrl).map((piece) => (
          piece.kind === 'link' ? <a href={piece.href}>{piece.href}</a> : piece.text))}
      </div>
    </SandboxPage>,
  );
}
