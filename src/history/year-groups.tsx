import type { VNode } from 'preact';
import { Button, ButtonRow } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { Form } from '../ui/components/form.tsx';
import { Section } from '../ui/components/section.tsx';
import { formatDateShort, sortName } from '../ui/format.ts';
import { groupWords, type YearGroupMissing } from './match-view.ts';
import { testTitle } from './nl.ts';

/** How many records one form completes. */
const rowsShown = 50;

/** Under which name the form sends the year group of a record. */
export function yearGroupField({ deliveryId, recordNo }: YearGroupMissing['row']): string {
  return `jaargroep:${deliveryId}:${recordNo}`;
}

/** Records of which only the year group is missing: one choice each, and one button for all. */
export function YearGroups({ missing, main }: {
  readonly missing: readonly YearGroupMissing[];
  /** Whether this is the most likely thing to do on the page. */
  readonly main: boolean;
}): VNode {
  return (
    <Section
      title="In welke groep zat de leerling toen?"
      lead="Zonder jaargroep kunnen wij een resultaat niet verwerken. Kijk of ons voorstel klopt."
    >
      <Form action="/beheer/koppelen/jaargroepen">
        <DataTable
          caption="Resultaten zonder jaargroep"
          captionHidden
          rows={missing.slice(0, rowsShown)}
          empty={null}
          rowKey={({ row }) => yearGroupField(row)}
          columns={[
            {
              key: 'who',
              header: 'Leerling',
              rowHeader: true,
              cell: ({ pupil }) => pupil && sortName(pupil),
            },
            { key: 'now', header: 'Groep nu', cell: ({ pupil }) => pupil && groupWords(pupil) },
            { key: 'test', header: 'Toets', cell: ({ row: { record } }) => testTitle(record) },
            {
              key: 'day',
              header: 'Afgenomen',
              tight: true,
              cell: ({ row: { record } }) => record.takenOn && formatDateShort(record.takenOn),
            },
            { key: 'group', header: 'Jaargroep toen', cell: (one) => <Choice one={one} /> },
          ]}
        />
        {missing.length > rowsShown && <p>Daarna volgen er nog {missing.length - rowsShown}.</p>}
        <ButtonRow>
          <Button variant={main ? 'primary' : 'secondary'} icon="check">
            Jaargroepen opslaan
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

function Choice({ one: { row, pupil, suggestion } }: { readonly one: YearGroupMissing }): VNode {
  const label = `Jaargroep toen van ${pupil ? sortName(pupil) : 'deze leerling'}, ${row.record.momentText}`;
  return (
    <select class="input input--select" name={yearGroupField(row)} aria-label={label}>
      <option value="">later</option>
      {[3, 4, 5, 6, 7, 8].map((group) => (
        <option value={group} selected={group === suggestion}>groep {group}</option>
      ))}
    </select>
  );
}
