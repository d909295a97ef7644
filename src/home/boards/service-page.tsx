import { schoolPage } from '../../access/frame.tsx';
import type { Board, ServiceViewer } from '../../access/types.ts';
import type { Platform } from '../../platform/platform.ts';
import { Button, ButtonRow } from '../../ui/components/button.tsx';
import { DataTable } from '../../ui/components/data-table.tsx';
import { EmptyState } from '../../ui/components/empty-state.tsx';
import { errorOf, FieldSet, Form, type FieldError } from '../../ui/components/form.tsx';
import { TextField } from '../../ui/components/text-field.tsx';
import { formatNumber } from '../../ui/format.ts';

/** What customer service typed about somebody of a board. */
export interface BoardInput {
  readonly boardNumber: string;
  readonly boardName: string;
  readonly name: string;
  readonly email: string;
}

/** The boards that there are, and a form to invite somebody of one; for customer service. */
export function boardsPage(platform: Platform, viewer: ServiceViewer, view: {
  readonly boards: readonly (Board & { readonly schoolCount: number })[];
  readonly input: BoardInput;
  readonly errors: readonly FieldError[];
  readonly invited: string | null;
}): string {
  const { errors, input } = view;
  return schoolPage(platform, viewer, {
    title: 'Besturen',
    current: '/klantenservice/besturen',
    lead: 'Een bestuur ziet van zijn scholen hoe ver ze zijn, en geen leerlingen. Controleer eerst of de aanvrager van '
      + 'het bestuur is.',
    hasErrors: errors.length > 0,
    notices: view.invited === null ? [] : [{
      kind: 'success', title: 'De uitnodiging is gestuurd', text: `Bestuur ${view.invited}.`,
    }],
    children: (
      <>
        <DataTable caption="Besturen" rows={view.boards} rowKey={({ boardNumber }) => boardNumber}
          empty={<EmptyState title="Nog geen besturen" icon="users"><p>Nodig hieronder de eerste uit.</p></EmptyState>}
          columns={[
            { key: 'name', header: 'Bestuur', rowHeader: true, cell: ({ name }) => name },
            { key: 'number', header: 'Nummer', tight: true, cell: ({ boardNumber }) => boardNumber },
            {
              key: 'schools', header: 'Scholen', align: 'numeric',
              cell: ({ schoolCount }) => formatNumber(schoolCount),
            },
          ]} />
        <Form action="/klantenservice/besturen" errors={errors}>
          <FieldSet legend="Iemand van een bestuur uitnodigen">
            <TextField name="boardNumber" label="Bestuursnummer" value={input.boardNumber} width={10}
              inputMode="numeric" hint="Vijf cijfers (bevoegd gezag)." error={errorOf(errors, 'boardNumber')} />
            <TextField name="boardName" label="Naam van het bestuur" value={input.boardName} width="full"
              error={errorOf(errors, 'boardName')} />
            <TextField name="name" label="Naam van de persoon" value={input.name} autoComplete="off" width="full"
              error={errorOf(errors, 'name')} />
            <TextField name="email" label="E-mailadres" type="email" value={input.email} autoComplete="off" width="full"
              error={errorOf(errors, 'email')} />
          </FieldSet>
          <ButtonRow><Button variant="primary">Uitnodigen</Button></ButtonRow>
        </Form>
      </>
    ),
  });
}
