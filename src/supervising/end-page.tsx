import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { EndCode } from '../planning/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { CheckboxGroup, RadioGroup } from '../ui/components/choice-fields.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { errorOf, Form, type FieldError } from '../ui/components/form.tsx';
import { callNameAndLast, sortName } from '../ui/format.ts';
import type { BoardRow, LiveBoard } from './board.ts';
import { isOpen } from './board-rules.ts';
import { boardPath } from './board-page.tsx';
import { endNames, placeWords, stateWords, subjectName } from './nl.ts';

/** What was filled in to end tests. */
export interface EndWish {
  /** Asked from the page of one pupil: the others are not shown. */
  readonly forOne: boolean;
  readonly planIds: readonly string[];
  readonly code: EndCode | null;
  readonly unfinished: 'hand-in' | 'discard' | null;
}

/** Asks for whom and why tests are ended, and says what that does to the result: it cannot be undone. */
export function endPage(
  platform: Platform, viewer: SchoolViewer, board: LiveBoard, wish: EndWish, errors: readonly FieldError[] = [],
): string {
  const { group, subject } = board;
  const open = board.rows.filter(({ facts }) => isOpen(facts));
  const one = wish.forOne ? open.find(({ facts }) => facts.planId === wish.planIds[0]) : undefined;
  const back = subject ? boardPath(group.groupId, subject) : `/groepen/${group.groupId}/afname`;
  return schoolPage(platform, viewer, {
    title: one ? `Beëindig de toets van ${callNameAndLast(one.pupil)}` : 'Beëindig de toets', current: '/groepen',
    hasErrors: errors.length > 0,
    lead: `${subject ? `${subjectName(subject)}. ` : ''}Beëindigen kan niet ongedaan worden gemaakt. Wilt u alleen `
      + 'even stoppen? Kies dan pauze.',
    breadcrumbs: [
      { href: '/groepen', label: 'Groepen' }, { href: `/groepen/${group.groupId}`, label: group.name },
      { href: back, label: 'Afname' },
    ],
    children: open.length === 0 ? (
      <EmptyState title="Er is geen toets om te beëindigen" icon="check"
        action={<LinkButton href={back} variant="primary">Terug naar de afname</LinkButton>}>
        <p>Alle toetsen van dit vak zijn al ingeleverd of beëindigd.</p>
      </EmptyState>
    ) : (
      <Form action={`/groepen/${group.groupId}/afname/beeindigen`} errors={errors}>
        <input type="hidden" name="vak" value={subject ?? ''} />
        {!one && (
          <p><a href={`/groepen/${group.groupId}/afname/beeindigen?vak=${subject}&allen=ja`}>Kies iedereen</a></p>
        )}
        {one ? <OnlyOne row={one} /> : (
          <CheckboxGroup name="plan" label="Voor wie?" error={errorOf(errors, 'plan')} values={wish.planIds}
            choices={open.map((row) => (
              { value: row.facts.planId, label: sortName(row.pupil), hint: standOf(row) }))} />
        )}
        <RadioGroup name="reden" label="Waarom?" error={errorOf(errors, 'reden')} value={wish.code}
          choices={Object.entries(endNames).map(([value, label]) => ({ value, label }))} />
        <RadioGroup name="rest" label="Wat gebeurt er met de taak die nog niet af is?" error={errorOf(errors, 'rest')}
          value={wish.unfinished} choices={restChoices} />
        <p>Zijn er taken ingeleverd? Dan komt er een resultaat over die taken, met een breder interval: het is minder
          zeker. Is er niets ingeleverd? Dan komt er geen resultaat en kunt u de toets opnieuw klaarzetten.</p>
        <ButtonRow>
          <Button variant="primary">Beëindig de toets</Button>
          <LinkButton href={back} variant="quiet">Niet doen</LinkButton>
        </ButtonRow>
      </Form>
    ),
  });
}

function OnlyOne({ row }: { readonly row: BoardRow }): VNode {
  return (
    <>
      <input type="hidden" name="plan" value={row.facts.planId} />
      <input type="hidden" name="een" value="ja" />
      <p>{callNameAndLast(row.pupil)}: {standOf(row)}.</p>
    </>
  );
}

function standOf({ facts, state }: BoardRow): string {
  return [stateWords(facts, state).text, placeWords(facts)].filter(Boolean).join(', ');
}

const restChoices = [
  { value: 'discard', label: 'Telt niet mee',
    hint: 'Alleen de taken die al waren ingeleverd tellen. Past bij ziekte of een storing.' },
  { value: 'hand-in', label: 'Inleveren zoals hij is',
    hint: 'Opgaven zonder antwoord zijn dan fout. Past als de leerling zo ver is gekomen als hij kon.' },
] as const;
