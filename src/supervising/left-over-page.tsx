import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { subjectNames } from '../content/types.ts';
import { leftOverPath } from '../planning/addresses.ts';
import { leftOverWords } from '../planning/nl.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Form } from '../ui/components/form.tsx';
import { plural, sortName } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import type { LeftOver } from './left-over.ts';

/** What was ended just now. */
export interface LeftOverDone {
  readonly scored: number;
  readonly brokenOff: number;
}

/** Tests that were begun and that nobody will go on with, with a way to end them. */
export function leftOverPage(
  platform: Platform, viewer: SchoolViewer, plans: readonly LeftOver[], done: LeftOverDone | null,
): string {
  const toEnd = plans.filter(({ status }) => status === 'started');
  return schoolPage(platform, viewer, {
    title: 'Toetsen die blijven liggen', current: '/klaarzetten', wide: true,
    lead: 'Begonnen door een leerling die van school is, of in een eerder schooljaar. Een toets blijft zo staan tot '
      + 'iemand hem afsluit.',
    breadcrumbs: [{ href: '/klaarzetten', label: 'Klaarzetten' }],
    notices: done ? [noticeOf(done)] : [],
    children: plans.length === 0 ? (
      <EmptyState title="Er blijft niets liggen" icon="check"
        action={<LinkButton href="/klaarzetten">Naar Klaarzetten</LinkButton>}>
        <p>Elke toets die begonnen is, is ook afgemaakt of afgesloten.</p>
      </EmptyState>
    ) : (
      <>
        <LeftOverTable plans={plans} />
        {toEnd.length > 1 && <EndForm plans={toEnd} label={`Sluit alle ${toEnd.length} toetsen af`} />}
        <p>
          Afsluiten kan niet ongedaan worden gemaakt. Van taken die ingeleverd zijn komt een resultaat, met een breder
          interval. Een taak die niet ingeleverd is, telt niet mee.
        </p>
      </>
    ),
  });
}

function LeftOverTable({ plans }: { readonly plans: readonly LeftOver[] }): VNode {
  return (
    <DataTable caption="Toetsen die blijven liggen" captionHidden rows={plans} rowKey={({ planId }) => planId}
      empty={null} columns={[
        { key: 'name', header: 'Leerling', rowHeader: true, cell: nameOf },
        { key: 'group', header: 'Groep', cell: ({ groupName, schoolYear }) => `${groupName}, ${schoolYear}` },
        { key: 'test', header: 'Toets', cell: testOf },
        {
          key: 'parts', header: 'Taken in', tight: true,
          cell: ({ partsIn, partCount }) => `${partsIn} van ${partCount}`,
        },
        { key: 'why', header: 'Waarom', cell: ({ isHere }) => (isHere ? 'vorig schooljaar' : 'van school') },
        { key: 'next', header: 'Wat nu?', cell: (plan) => <Next plan={plan} /> },
      ]} />
  );
}

function Next({ plan }: { readonly plan: LeftOver }): VNode {
  return (
    <>
      <p>{leftOverWords(plan)}</p>
      {plan.status === 'submitted'
        ? <LinkButton small href={`/groepen/${plan.groupId}/nakijken`}>Nakijken</LinkButton>
        : <EndForm plans={[plan]} label="Sluit af" about={`: ${testOf(plan)} van ${nameOf(plan)}`} />}
    </>
  );
}

function EndForm({ plans, label, about }: {
  readonly plans: readonly LeftOver[]; readonly label: string; readonly about?: string;
}): VNode {
  return (
    <Form action={leftOverPath}>
      {plans.map(({ planId }) => <input type="hidden" name="plan" value={planId} />)}
      <ButtonRow><Button small={about !== undefined} about={about}>{label}</Button></ButtonRow>
    </Form>
  );
}

function nameOf({ pupil }: LeftOver): string {
  return pupil ? sortName(pupil) : 'onbekend';
}

function testOf({ subject, testMoment }: LeftOver): string {
  return `${subjectNames[subject]} ${testMoment}`;
}

function noticeOf({ scored, brokenOff }: LeftOverDone): PageNotice {
  if (scored + brokenOff === 0) return { kind: 'info', title: 'Er was niets meer om af te sluiten', text: null };
  const words = [
    ...(scored > 0 ? [`Van ${plural(scored, 'toets', 'toetsen')} komt een resultaat.`] : []),
    ...(brokenOff > 0 ? [`${plural(brokenOff, 'toets telt', 'toetsen tellen')} als afgebroken.`] : []),
  ];
  return { kind: 'success', title: 'Afgesloten', text: words.join(' ') };
}
