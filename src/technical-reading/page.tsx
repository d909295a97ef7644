import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { ErrorSummary } from '../ui/components/form.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Tabs } from '../ui/components/tabs.tsx';
import { SyntheticLabel } from '../ui/components/tags.tsx';
import { plural, sortName } from '../ui/format.ts';
import type { ReadingFaults, ReadingList } from './actions.ts';
import { AviTable } from './avi-table.tsx';
import { DmtTable } from './dmt-table.tsx';
import { readingFaultWords, readingNames } from './nl.ts';
import { fieldOf, type TypedReading } from './read-rows.ts';
import { syntheticAviLimits, syntheticDmtNorms } from './synthetic-norms.ts';
import type { ReadingSubject } from './types.ts';

/** Address of the script with the stopwatch. */
export const stopwatchPath = '/assets/technical-reading/stopwatch.js';

/** What the page shows besides what is stored. */
export interface ReadingPageAfter {
  /** Pupils of whom something was kept. */
  readonly saved?: number;
  readonly refused?: { readonly typedOf: (pupilId: string) => TypedReading; readonly faults: ReadingFaults };
}

/** The page of a group for one of both tests. */
export function readingPath(groupId: string, subject: ReadingSubject): string {
  return `/groepen/${groupId}/technisch-lezen?vak=${subject}`;
}

/** The page on which a teacher writes down what pupils read aloud. */
export function readingPage(
  platform: Platform, viewer: SchoolViewer, list: ReadingList, { saved, refused }: ReadingPageAfter,
): string {
  const { group, subject, rows } = list;
  const able = rows.filter(({ hasMoment }) => hasMoment);
  const open = able.filter(({ now }) => !now).length;
  const errors = refused ? rows.flatMap(({ pupil }) => {
    const fault = refused.faults.get(pupil.pupilId);
    return fault ? [{
      field: fieldOf(fault.field, pupil.pupilId), message: `${sortName(pupil)}: ${readingFaultWords[fault.code]}.`,
    }] : [];
  }) : [];
  return schoolPage(platform, viewer, {
    title: `Technisch lezen: ${readingNames[subject]}`, current: '/groepen', wide: true, hasErrors: errors.length > 0,
    lead: `${leads[subject]} ${able.length > 0 ? `Nog ${plural(open, 'leerling', 'leerlingen')}.` : ''}`,
    breadcrumbs: [{ href: '/groepen', label: 'Groepen' }, { href: `/groepen/${group.groupId}`, label: group.name }],
    notices: saved === undefined ? [] : [saved > 0
      ? { kind: 'success', title: `${plural(saved, 'leerling', 'leerlingen')} bewaard.`, text: null }
      : { kind: 'info', title: 'Er was niets nieuws om te bewaren', text: null }],
    children: (
      <>
        {errors.length > 0 && <ErrorSummary errors={errors} title="Er is nog niets bewaard" />}
        <Tabs label="Toets" items={(['dmt', 'avi'] as const).map((one) => (
          { href: readingPath(group.groupId, one), label: readingNames[one], current: one === subject }))} />
        {able.length === 0 ? <NobodyNow groupId={group.groupId} /> : (
          <>
            <Stopwatch subject={subject} />
            <form class="flow" method="post" action={readingPath(group.groupId, subject)} noValidate data-walk>
              {subject === 'dmt'
                ? <DmtTable list={list} refused={refused} /> : <AviTable list={list} refused={refused} />}
              <p>Editie van de kaarten: {(subject === 'dmt' ? syntheticDmtNorms : syntheticAviLimits).edition}.</p>
              <ButtonRow><Button variant="primary" icon="check">Bewaar</Button></ButtonRow>
            </form>
          </>
        )}
        <WhereItGoes />
        <p><SyntheticLabel text={`synthetische ${subject === 'dmt' ? 'norm' : 'grenzen'}, niet van Cito`} /></p>
        <script src={stopwatchPath} defer />
        <script src="/assets/paper/grid.js" defer />
      </>
    ),
  });
}

const leads: Readonly<Record<ReadingSubject, string>> = {
  dmt: 'Elke kaart duurt een minuut. Vul in hoeveel woorden de leerling las en hoeveel er fout waren.',
  avi: 'Vul per kaart de tijd en de fouten in. Wij stellen een niveau voor; u beslist.',
};

function NobodyNow({ groupId }: { readonly groupId: string }): VNode {
  return (
    <EmptyState title="Nu is er voor deze groep geen toetsmoment"
      action={<LinkButton href={`/groepen/${groupId}`}>Terug naar de groep</LinkButton>}>
      Technisch lezen toetst u in het midden en aan het eind van groep 3 tot en met 8.
    </EmptyState>
  );
}

/** A calm watch: it says when the minute is over and hurries nobody. */
function Stopwatch({ subject }: { readonly subject: ReadingSubject }): VNode {
  return (
    <div class="stopwatch" data-stopwatch={subject === 'dmt' ? '60' : ''} hidden>
      <output class="stopwatch__time" data-time>0:00</output>
      <Button type="button" name="start">Start de tijd</Button>
      <Button type="button" variant="quiet" name="terug">Terug naar 0:00</Button>
      <span class="stopwatch__said" role="status" data-said />
    </div>
  );
}

function WhereItGoes(): VNode {
  return (
    <Notice kind="info" title="Waar deze resultaten blijven">
      <p>
        U ziet ze op deze pagina, met de eerdere afnames erbij. Ze staan nog niet in de groeirapporten en gaan nog niet
        naar het LAS: voer ze daar zelf in. Technisch lezen toetst u altijd zonder aanpassingen, omdat het om de
        leestijd gaat.
      </p>
    </Notice>
  );
}
