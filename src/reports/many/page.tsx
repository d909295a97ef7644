import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { schoolPage } from '../../access/frame.tsx';
import type { SchoolViewer } from '../../access/types.ts';
import { addDays, plainDateInAmsterdam } from '../../base/plain-date.ts';
import { mayTakeTests } from '../../planning/rules.ts';
import type { Platform } from '../../platform/platform.ts';
import type { ClassGroup, GroupSummary } from '../../roster/types.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/components/button.tsx';
import { Checkbox, CheckboxGroup } from '../../ui/components/choice-fields.tsx';
import { EmptyState } from '../../ui/components/empty-state.tsx';
import { Form } from '../../ui/components/form.tsx';
import { Progress } from '../../ui/components/progress.tsx';
import { Section } from '../../ui/components/section.tsx';
import { SelectField } from '../../ui/components/select-field.tsx';
import { formatDate, formatDateTime, plural } from '../../ui/format.ts';
import type { Period } from '../frame/choice.ts';
import { periodWords } from '../parents/parent-view.ts';
import { batchRefusalWords } from './nl.ts';
import { type Batch, type BatchRefusal, FILES_KEPT_DAYS } from './types.ts';

const PAGE = '/rapporten/ouderrapporten';

/** What the page of many parent reports shows. */
export interface BatchView {
  /** Groups of now with pupils. */
  readonly groups: readonly GroupSummary[];
  /** Of which there are results, the newest first. */
  readonly periods: readonly Period[];
  /** The newest; null when there never was one. */
  readonly batch: Batch | null;
}

/** The page on which the parent reports of many groups are asked for, followed and fetched. */
export function batchPage(
  platform: Platform, viewer: SchoolViewer, view: BatchView, refusal: BatchRefusal | null,
): string {
  const { batch } = view;
  const runs = batch?.state === 'running';
  const errors = refusal ? [{ field: null, message: batchRefusalWords[refusal] }] : [];
  return schoolPage(platform, viewer, {
    title: 'Ouderrapporten van de hele school',
    lead: 'Alle ouderrapporten in één keer: per groep één PDF, om te printen of te bewaren.',
    current: '/rapporten',
    breadcrumbs: [{ href: '/rapporten', label: 'Rapporten' }],
    children: (
      <>
        {batch && <BatchSection batch={batch} />}
        {!runs && <StartSection view={view} errors={errors} first={batch === null || batch.state !== 'ready'} />}
        <p><a href="/beheer/ouderrapport">Wat ouders te zien krijgen</a></p>
      </>
    ),
  });
}

/** Why there is nothing to print for a group. */
export function noReportsPage(platform: Platform, viewer: SchoolViewer, group: ClassGroup): string {
  return schoolPage(platform, viewer, {
    title: `Ouderrapporten van ${group.name}`,
    current: '/groepen',
    breadcrumbs: [{ href: `/groepen/${group.groupId}`, label: group.name }],
    children: (
      <EmptyState title="Nog geen ouderrapporten" icon="inbox">
        <p>Niemand van deze groep heeft in deze periode een resultaat. Zodra er een is, kunt u de rapporten printen.</p>
      </EmptyState>
    ),
  });
}

/** How far a batch is, as the page renews it. */
export function progressPart(batch: Batch): string {
  return renderToString(<BatchProgress batch={batch} />);
}

function BatchSection({ batch }: { readonly batch: Batch }): VNode {
  return (
    <Section title="Laatst aangevraagd" lead={`Toetsen van ${periodWords(batch)}. `
      + `Aangevraagd op ${formatDateTime(batch.askedAt)}.`}>
      <BatchProgress batch={batch} />
    </Section>
  );
}

function BatchProgress({ batch }: { readonly batch: Batch }): VNode {
  const { state, groups, groupsPrinted, pupils, pupilsPrinted } = batch;
  const words = state === 'running'
    ? `${pupilsPrinted} van ${plural(pupils, 'leerling', 'leerlingen')}, ${groupsPrinted} van `
      + `${plural(groups, 'groep', 'groepen')} klaar` : endedWords(batch);
  return (
    <Progress id="ouderrapporten" label={stateWords[state]} value={pupilsPrinted} max={pupils} words={words}
      pollHref={state === 'running' ? `${PAGE}/voortgang` : null}>
      {state === 'running' && <StopForm batch={batch} />}
      {state === 'ready' && !batch.filesRemovedAt && (
        <ButtonRow>
          <LinkButton variant="primary" icon="download" href={`${PAGE}/${batch.batchId}/ouderrapporten.zip`}>
            Haal de ouderrapporten op
          </LinkButton>
        </ButtonRow>
      )}
    </Progress>
  );
}

const stateWords: Readonly<Record<Batch['state'], string>> = {
  running: 'De ouderrapporten worden gemaakt', ready: 'De ouderrapporten zijn klaar',
  cancelled: 'Gestopt', failed: 'Het maken is niet gelukt',
};

function endedWords({ state, pupils, endedAt, filesRemovedAt }: Batch): string {
  if (state === 'cancelled') return 'U hebt het maken gestopt. Er is niets bewaard.';
  if (state === 'failed') {
    return 'Een van de groepen kon niet gemaakt worden. Er is niets bewaard. Begin opnieuw, of bel de '
      + 'klantenservice.';
  }
  if (filesRemovedAt || !endedAt) return 'De bestanden zijn weg. Vraag ze opnieuw aan als u ze nog nodig hebt.';
  const until = addDays(plainDateInAmsterdam(endedAt), FILES_KEPT_DAYS);
  return `Rapporten van ${plural(pupils, 'leerling', 'leerlingen')}; wie geen resultaat heeft in deze periode, staat `
    + `er niet in. Op te halen tot ${formatDate(until)}, daarna gaan de bestanden weg.`;
}

function StopForm({ batch }: { readonly batch: Batch }): VNode {
  return (
    <>
      <p>U kunt deze pagina verlaten: het maken gaat door.</p>
      <form action={`${PAGE}/${batch.batchId}/stoppen`} method="post">
        <Button variant="quiet">Stop het maken</Button>
      </form>
    </>
  );
}

function StartSection({ view: { groups, periods }, errors, first }: {
  readonly view: BatchView; readonly errors: Parameters<typeof Form>[0]['errors']; readonly first: boolean;
}): VNode {
  const title = first ? 'Wat wilt u maken?' : 'Opnieuw maken';
  if (groups.length === 0 || periods.length === 0) {
    return (
      <EmptyState title="Er is nog niets te maken" icon="inbox">
        <p>Ouderrapporten kunnen pas gemaakt worden als er groepen met leerlingen zijn, en resultaten van toetsen.</p>
      </EmptyState>
    );
  }
  return (
    <Section title={title}>
      <Form action={PAGE} {...(errors ? { errors } : {})}>
        <SelectField name="periode" label="Toetsen van" value={periodCode(periods[0]!)}
          choices={periods.map((period) => ({ value: periodCode(period), label: periodWords(period) }))} />
        <CheckboxGroup name="groep" label="Groepen" values={groups.flatMap((group) =>
          (group.kind === 'class' && mayTakeTests(group) ? [group.groupId] : []))}
          choices={groups.map(({ groupId, name, pupilCount }) =>
            ({ value: groupId, label: `${name} (${plural(pupilCount, 'leerling', 'leerlingen')})` }))} />
        <Checkbox name="dubbelzijdig" value="ja" label="Voor dubbelzijdig printen"
          hint="Elke leerling begint dan op een nieuw blad, ook als de achterkant ervoor leeg blijft." />
        <ButtonRow><Button variant={first ? 'primary' : 'secondary'}>Maak de ouderrapporten</Button></ButtonRow>
      </Form>
    </Section>
  );
}

function periodCode({ schoolYear, season }: Period): string {
  return `${schoolYear}-${season}`;
}
