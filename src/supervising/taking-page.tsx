import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import { bundles } from '../planning/bundles.ts';
import { accommodationWords } from '../planning/nl.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { DefinitionList } from '../ui/components/definition-list.tsx';
import { ErrorSummary, Form } from '../ui/components/form.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Section } from '../ui/components/section.tsx';
import { SyntheticLabel } from '../ui/components/tags.tsx';
import { TextArea } from '../ui/components/text-field.tsx';
import { callNameAndLast, formatDateTime, formatTime, plural } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import { boardPath } from './board-page.tsx';
import { endNames, routingWords, subjectName } from './nl.ts';
import { rapidBelowSeconds } from './rapid-answers.ts';
import { remarkMax } from './taking-actions.ts';
import type { PartView, TakingView } from './taking-view.ts';

/** How the taking of one test goes or went, and what a teacher can do about it. */
export function takingPage(
  platform: Platform, viewer: SchoolViewer, view: TakingView,
  message: { readonly notice: PageNotice | null; readonly error: string | null },
): string {
  const { group, pupil, plan, parts } = view;
  const name = callNameAndLast(pupil);
  return schoolPage(platform, viewer, {
    title: `${subjectName(plan.subject)} van ${name}`, current: '/groepen', hasErrors: message.error !== null,
    lead: `Toets ${plan.testMoment}, ${plan.medium === 'paper' ? 'op papier' : 'op het scherm'}. ${standWords(view)}`,
    breadcrumbs: [
      { href: '/groepen', label: 'Groepen' }, { href: `/groepen/${group.groupId}`, label: group.name },
      { href: boardPath(group.groupId, plan.subject), label: 'Afname' },
    ],
    notices: message.notice ? [message.notice] : [],
    children: (
      <>
        {message.error !== null && <ErrorSummary errors={[{ field: null, message: message.error }]} />}
        <NowActions view={view} />
        {parts.map((part) => <LateAnswers view={view} part={part} />)}
        <PartsSection view={view} />
        <RemarkSection view={view} />
        <AgainSection viewer={viewer} view={view} />
        <p><SyntheticLabel text="synthetische opgaven en normen, niet van Cito" /></p>
      </>
    ),
  });
}

function standWords({ plan, parts, endedByName }: TakingView): string {
  const done = parts.filter(({ sitting }) => sitting.submittedAt).length;
  const why = plan.endedCode ? ` ${endNames[plan.endedCode]}.` : '';
  const who = endedByName ? ` Door ${endedByName}.` : '';
  switch (plan.status) {
    case 'planned': return 'De leerling is nog niet begonnen.';
    case 'started': return `${plural(done, 'taak', 'taken')} van ${plan.partCount} ingeleverd.`;
    case 'broken-off': return `Afgebroken, er is geen resultaat.${why}${who}`;
    case 'invalid': return `Deze toets telt niet mee.${why}${who}`;
    default: return plan.endedAt
      ? `Eerder beëindigd: ${plural(done, 'taak telt', 'taken tellen')} mee, van ${plan.partCount}.${why}${who}`
      : 'Ingeleverd.';
  }
}

function isRunning({ plan }: TakingView): boolean {
  return plan.status === 'planned' || plan.status === 'started';
}

function NowActions({ view }: { readonly view: TakingView }): VNode | null {
  const { group, plan, state } = view;
  if (!isRunning(view) || !state) return null;
  const path = `/groepen/${group.groupId}/afname`;
  return (
    <ButtonRow>
      {plan.medium === 'screen' && (
        <form class="button-row" method="post" action={`${path}/doen`}>
          <input type="hidden" name="plan" value={plan.planId} />
          <input type="hidden" name="vak" value={plan.subject} />
          {state.kind === 'help' && <Button name="doe" value="hulp" icon="life-buoy">Ik kom</Button>}
          {plan.pausedAt
            ? <Button name="doe" value="verder" icon="circle-play">Laat verdergaan</Button>
            : <Button name="doe" value="pauze" icon="circle-pause">Pauze</Button>}
        </form>
      )}
      <LinkButton href={`${path}/beeindigen?plan=${plan.planId}`}>Beëindig deze toets</LinkButton>
    </ButtonRow>
  );
}

/** Answers of a device that came back after the hand-in: the teacher decides. */
function LateAnswers({ view: { group, plan }, part: { sitting, lateWaiting } }: {
  readonly view: TakingView; readonly part: PartView;
}): VNode | null {
  if (lateWaiting === 0) return null;
  const came = plural(lateWaiting, 'antwoord kwam', 'antwoorden kwamen');
  return (
    <Notice kind="warning" title={`Taak ${sitting.partNo}: ${came} te laat`}>
      <p>Ze kwamen van een apparaat dat weg was, na het inleveren. Laat u ze meetellen? Dan vullen ze alleen opgaven
        zonder antwoord, en rekenen we het resultaat opnieuw uit.</p>
      <form class="button-row" method="post" action={`/groepen/${group.groupId}/afname/${plan.planId}/te-laat`}>
        <input type="hidden" name="taak" value={sitting.sittingId} />
        <Button name="doe" value="meetellen">Laat ze meetellen</Button>
        <Button name="doe" value="weglaten">Laat ze weg</Button>
      </form>
    </Notice>
  );
}

function PartsSection({ view }: { readonly view: TakingView }): VNode | null {
  const { parts, plan, group } = view;
  if (parts.length === 0) return null;
  return (
    <Section title="Verloop">
      <DataTable caption="Taken van deze toets" captionHidden rows={parts} rowKey={({ sittingId }) => sittingId}
        empty={null} columns={[
          { key: 'part', header: 'Taak', rowHeader: true,
            cell: ({ sitting, moment }) => `${sitting.partNo} (${moment})` },
          { key: 'start', header: 'Begonnen', cell: ({ sitting }) => formatDateTime(sitting.startedAt) },
          { key: 'end', header: 'Ingeleverd', cell: ({ sitting }) => endOf(sitting) },
          { key: 'time', header: 'Duur', align: 'numeric', cell: ({ sitting }) => minutesOf(sitting) },
          { key: 'answers', header: 'Antwoorden', align: 'numeric',
            cell: ({ answered, itemCount }) => (plan.medium === 'screen' ? `${answered} van ${itemCount}` : '') },
          { key: 'reopen', header: <span class="heard-only">Heropenen</span>, tight: true, cell: (part) => (
            part.canReopen && (
              <form method="post" action={`/groepen/${group.groupId}/afname/${plan.planId}/heropenen`}>
                <input type="hidden" name="taak" value={part.sittingId} />
                <Button variant="quiet" small about={`van taak ${part.sitting.partNo}`}>Zet weer open</Button>
              </form>
            )) },
        ]} />
      {parts.some(({ canReopen }) => canReopen) && (
        <p class="field__hint">
          Zet u een taak weer open, dan gaat de leerling erin verder en levert hem later opnieuw in.
        </p>
      )}
      <DefinitionList items={factsOf(view)} />
    </Section>
  );
}

function endOf({ submittedAt, discardedAt }: PartView['sitting']): string {
  if (submittedAt) return formatTime(submittedAt);
  return discardedAt ? 'telt niet mee' : 'nog niet';
}

/** Between beginning and handing in, also over a break or another day. */
function minutesOf({ startedAt, submittedAt }: PartView['sitting']): string {
  return submittedAt ? `${Math.max(1, Math.round((submittedAt.getTime() - startedAt.getTime()) / 60_000))} min` : '';
}

function factsOf({ parts, plan }: TakingView): readonly (readonly [string, string | VNode])[] {
  if (plan.medium === 'paper') return [];
  const decisions = parts.flatMap(({ decision }) => (decision ? [decision] : []));
  const left = parts.reduce((sum, { leftFocus }) => sum + leftFocus, 0);
  const rapid = parts.filter(({ pace }) => pace.isRapid);
  const late = parts.reduce((sum, { lateCounted, lateLeftOut }) => sum + lateCounted + lateLeftOut, 0);
  return [
    ...(decisions.length > 0 ? [['Route', (
      <ul>{decisions.map((decision) => <li>{routingWords(decision)}</li>)}</ul>)] as const] : []),
    ['Aanpassingen', parts[0] && accommodationWords(parts[0].sitting.accommodations) || 'geen'],
    ['Naar een ander venster', left === 0 ? 'niet gezien' : plural(left, 'keer', 'keer')],
    ...(rapid.length > 0 ? [['Heel snel geantwoord', rapid.map(({ sitting, pace }) => `Taak ${sitting.partNo}: `
      + `${plural(pace.rapid, 'antwoord', 'antwoorden')} binnen ${rapidBelowSeconds} seconden.`).join(' ')
      + ' Misschien is er gegokt. Het verandert niets aan de score.'] as const] : []),
    ...(late > 0 ? [['Te laat binnengekomen', parts.flatMap(({ lateCounted, lateLeftOut }) => [
      ...(lateCounted > 0 ? [`${lateCounted} meegeteld`] : []),
      ...(lateLeftOut > 0 ? [`${lateLeftOut} weggelaten`] : []),
    ]).join(', ')] as const] : []),
  ];
}

function RemarkSection({ view: { group, plan, remark } }: { readonly view: TakingView }): VNode {
  const by = remark?.writtenByName ? ` door ${remark.writtenByName}` : '';
  return (
    <Section title="Opmerking" lead={'Kort, en alleen voor uw eigen school. Het gaat niet naar het LAS en staat niet '
      + 'op het rapport.'}>
      <Form action={`/groepen/${group.groupId}/afname/${plan.planId}/opmerking`}>
        <TextArea name="opmerking" label="Wat wilt u onthouden van deze afname?" rows={2} optional
          value={remark?.remark ?? ''} hint={remark ? `Laatst geschreven${by}, ${formatDateTime(remark.writtenAt)}.`
            : `Bijvoorbeeld: brandoefening om half tien. Hoogstens ${remarkMax} tekens.`} />
        <ButtonRow><Button>Bewaar de opmerking</Button></ButtonRow>
      </Form>
    </Section>
  );
}

function AgainSection({ viewer, view: { group, plan } }: {
  readonly viewer: SchoolViewer; readonly view: TakingView;
}): VNode | null {
  const isIn = plan.status === 'submitted' || plan.status === 'scored';
  const mayAgain = plan.status === 'broken-off' || plan.status === 'invalid';
  if (!isIn && !mayAgain) return null;
  const bundle = bundles.find(({ subjects }) => subjects.includes(plan.subject));
  return (
    <Section title={isIn ? 'Klopt dit resultaat niet?' : 'Opnieuw maken'}>
      {mayAgain && (
        <LinkButton href={`/groepen/${group.groupId}/klaarzetten?vak=${bundle?.code ?? plan.subject}`} icon="calendar">
          Opnieuw klaarzetten
        </LinkButton>
      )}
      {isIn && (may(viewer, 'withdraw-result')
        ? (
          <>
            <p>Is er bij de afname iets misgegaan? Dan kan het resultaat ongeldig worden verklaard. Het blijft bewaard,
              maar telt nergens meer mee. Daarna kan de leerling de toets opnieuw maken.</p>
            <LinkButton href={`/groepen/${group.groupId}/afname/${plan.planId}/ongeldig`}>
              Verklaar ongeldig
            </LinkButton>
          </>
        )
        : <p>Ging er iets mis? De intern begeleider kan het resultaat ongeldig verklaren. Daarna kan de leerling de
          toets opnieuw maken.</p>)}
    </Section>
  );
}
