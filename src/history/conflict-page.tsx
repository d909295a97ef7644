import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Form } from '../ui/components/form.tsx';
import { Section } from '../ui/components/section.tsx';
import { formatDateShort, formatNumber, plural, sortName } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import type { Conflict } from './conflicts.ts';
import { kindWords, testTitle } from './nl.ts';

/** How many contradictions stand on the page at once. */
const shownAtOnce = 20;

/** Where a person chooses between two sources. */
export function conflictPage(
  platform: Platform, viewer: SchoolViewer, conflicts: readonly Conflict[], notices: readonly PageNotice[],
): string {
  const seesHistory = may(viewer, 'see-onboarding');
  return schoolPage(platform, viewer, {
    title: 'Welk resultaat telt?',
    current: '/beheer',
    notices,
    lead: conflicts.length === 0
      ? 'Hier kiest u tussen twee bronnen die iets anders zeggen over dezelfde toets.'
      : 'Twee bronnen hebben voor dezelfde toets een andere score. Kies welke telt. '
        + 'Wat u niet kiest, blijft bewaard.',
    breadcrumbs: !seesHistory ? [] : [
      { href: '/beheer', label: 'Gebruikersbeheer' },
      { href: '/beheer/geschiedenis', label: 'Oude resultaten' },
    ],
    children: conflicts.length === 0 ? <Nothing seesHistory={seesHistory} /> : (
      <>
        {conflicts.slice(0, shownAtOnce).map((conflict, index) => (
          <Choice conflict={conflict} first={index === 0} focus={index === 0 && notices.length > 0} />
        ))}
        {conflicts.length > shownAtOnce && (
          <p>Daarna {plural(conflicts.length - shownAtOnce, 'volgt er nog één', 'volgen er nog meer')}.</p>
        )}
      </>
    ),
  });
}

function Nothing({ seesHistory }: { readonly seesHistory: boolean }): VNode {
  return (
    <EmptyState title="Er wacht niets op u" icon="check"
      action={seesHistory && <LinkButton href="/beheer/geschiedenis">Naar oude resultaten</LinkButton>}>
      <p>Geen twee bronnen spreken elkaar tegen.</p>
    </EmptyState>
  );
}

function Choice({ conflict, first, focus }: {
  readonly conflict: Conflict;
  readonly first: boolean;
  /** Whether the page was reached by choosing: then the next choice is where the keyboard goes on. */
  readonly focus: boolean;
}): VNode {
  const { row, pupil, against } = conflict;
  const who = pupil ? sortName(pupil) : 'Een leerling';
  const sides = [
    { which: 'Telt nu', kind: against?.kind, takenOn: against?.takenOn, score: against?.score,
      raw: against?.hasRawScore },
    { which: 'Erbij gekomen', kind: row.kind, takenOn: row.record.takenOn, score: row.record.score,
      raw: row.record.correctCount !== null },
  ];
  return (
    <Section title={`${who}, ${testTitle(row.record)}`}>
      {first && (
        <p id="keuze" tabIndex={-1} autoFocus={focus || undefined}>Twee bronnen, twee scores: kies welke telt.</p>
      )}
      <DataTable
        caption={`Twee resultaten van ${who}`}
        captionHidden
        rows={sides}
        rowKey={({ which }) => which}
        empty={null}
        columns={[
          { key: 'which', header: 'Resultaat', rowHeader: true, cell: ({ which }) => which },
          { key: 'kind', header: 'Waarvandaan', cell: ({ kind }) => (kind ? kindWords[kind] : 'ingetrokken') },
          { key: 'day', header: 'Afgenomen', cell: ({ takenOn }) => takenOn && formatDateShort(takenOn) },
          {
            key: 'score', header: 'Score', align: 'numeric',
            cell: ({ score }) =>
              typeof score === 'number' && formatNumber(score, Number.isInteger(score) ? 0 : 1),
          },
          { key: 'raw', header: 'Met aantal goed', cell: ({ raw }) => (raw ? 'ja' : 'nee') },
        ]}
      />
      <Form action="/beheer/geschiedenis/keuzes">
        <input type="hidden" name="levering" value={row.deliveryId} />
        <input type="hidden" name="regel" value={String(row.recordNo)} />
        <ButtonRow>
          <Button variant={first ? 'primary' : 'secondary'} name="keuze" value="old">Houd wat nu telt</Button>
          <Button variant="secondary" name="keuze" value="new">Neem het nieuwe</Button>
          <Button variant="secondary" name="keuze" value="both">Allebei: de toets is twee keer gemaakt</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}
