import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { CandidateTable, type ComparedPerson } from '../roster/candidate-table.tsx';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { errorOf, Form, type FieldError } from '../ui/components/form.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Progress } from '../ui/components/progress.tsx';
import { Section } from '../ui/components/section.tsx';
import { SelectField } from '../ui/components/select-field.tsx';
import { choosingKeys, Shortcuts } from '../ui/components/shortcuts.tsx';
import { callNameAndLast, formatDateShort, plural, sortName } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import { Decisions, Queue } from './match-lists.tsx';
import { groupWords, type MatchView, type PupilInDoubt, type RosterSide } from './match-view.ts';
import { testTitle, waitingWords } from './nl.ts';
import { YearGroups } from './year-groups.tsx';

/**
 * The screen for doubt: one pupil of a file at a time, under it who it may be, column by column. One press
 * decides; keyboard: a number chooses, n is nobody, o is later, u takes the last choice back, the arrows
 * walk.
 */
export function matchPage(platform: Platform, viewer: SchoolViewer, view: MatchView, shown: {
  /** Which pupil in doubt, from 0; beyond the last it starts again. Null: the page is opened anew. */
  readonly at: number | null;
  readonly notices?: readonly PageNotice[];
  readonly errors?: readonly FieldError[];
}): string {
  const { inDoubt, withoutYearGroup, decisions } = view;
  const { notices = [], errors = [] } = shown;
  const at = inDoubt.length === 0 ? 0 : (shown.at ?? 0) % inDoubt.length;
  const current = inDoubt[at];
  const nothing = !current && withoutYearGroup.length === 0;
  return schoolPage(platform, viewer, {
    title: 'Leerlingen koppelen',
    current: '/beheer/koppelen',
    notices,
    hasErrors: errors.length > 0,
    wide: true,
    lead: nothing
      ? 'Hier zegt u van wie een oud resultaat is, als wij het niet zeker weten.'
      : 'Zeg van wie deze oude resultaten zijn. U kunt stoppen en later verdergaan, ook een collega kan dat.',
    children: (
      <>
        {view.rosterDoubts > 0 && <RosterDoubts count={view.rosterDoubts} main={nothing} />}
        {nothing && view.rosterDoubts === 0 && <Nothing seesHistory={may(viewer, 'see-onboarding')} />}
        {current && (
          <Question view={view} pupil={current} at={at} errors={errors}
            focus={shown.at !== null && errors.length === 0} />
        )}
        {current && <Unknown view={view} />}
        {inDoubt.length > 1 && <Queue inDoubt={inDoubt} at={at} />}
        {withoutYearGroup.length > 0 && <YearGroups missing={withoutYearGroup} main={!current} />}
        {decisions.length > 0 && <Decisions decisions={decisions} />}
        <p><a href="/beheer/koppelen/vanzelf">Bekijk wat wij vanzelf gekoppeld hebben</a></p>
      </>
    ),
  });
}

/** That pupils of a delivery wait for a decision too, on a page of their own. */
function RosterDoubts({ count, main }: { readonly count: number; readonly main: boolean }): VNode {
  return (
    <Notice kind="warning" title={`Twijfel over de leerlingenlijst: ${plural(count, 'vraag', 'vragen')}`}>
      <p>Uw LAS noemt iemand van wie wij niet zeker weten wie het is. Tot u kiest, verandert er niets.</p>
      <ButtonRow>
        <LinkButton href="/beheer/koppelen/lijst" variant={main ? 'primary' : 'secondary'}>
          Kies wie dit zijn
        </LinkButton>
      </ButtonRow>
    </Notice>
  );
}

function Nothing({ seesHistory }: { readonly seesHistory: boolean }): VNode {
  return (
    <EmptyState title="Er wacht niets op u" icon="check"
      action={seesHistory && <LinkButton href="/beheer/geschiedenis">Naar oude resultaten</LinkButton>}>
      <p>Er is geen oud resultaat waarvan wij niet weten bij welke leerling het hoort.</p>
    </EmptyState>
  );
}

function Question({ view, pupil, at, focus, errors }: {
  readonly view: MatchView;
  readonly pupil: PupilInDoubt;
  readonly at: number;
  /** Whether the page was reached by deciding: then the question is where the keyboard goes on. */
  readonly focus: boolean;
  readonly errors: readonly FieldError[];
}): VNode {
  const count = view.inDoubt.length;
  const done = view.decisions.length;
  return (
    <>
      {done + count > 1 && (
        <Progress id="voortgang" label="Hoe ver u bent" value={done} max={done + count}
          words={`${done} van ${done + count} leerlingen gedaan`} />
      )}
      <Section title={count === 1 ? 'Om wie gaat het?' : `Om wie gaat het? ${at + 1} van ${count}`}
        lead={waitingWords[pupil.reason]}>
        <SourceFacts pupil={pupil} focus={focus} />
        {pupil.alike.length > 0 && <Twice pupil={pupil} at={at} />}
        <Form action="/beheer/koppelen" errors={errors}>
          <input type="hidden" name="bron" value={pupil.sourcePupil} />
          <input type="hidden" name="vraag" value={String(at)} />
          {pupil.candidates.length > 0 && <Candidates pupil={pupil} />}
          <Choices pupil={pupil} pupils={view.pupils} next={count > 1 ? (at + 1) % count : null} errors={errors} />
        </Form>
        <LastChoice view={view} />
        <Shortcuts shortcuts={[
          ...choosingKeys(pupil.candidates.length),
          { keys: 'n', does: 'geen leerling' },
          ...count > 1 ? [{ keys: 'o', does: 'later' }] : [],
          ...done > 0 ? [{ keys: 'u', does: 'laatste keuze terug' }] : [],
          { keys: '↑ ↓', does: 'langs de knoppen' },
        ]} />
      </Section>
    </>
  );
}

/** Somebody else of the file is like this one as well: perhaps it is one child, entered twice. */
function Twice({ pupil, at }: { readonly pupil: PupilInDoubt; readonly at: number }): VNode {
  const count = pupil.alike.length;
  return (
    <p>
      In het bestand {count === 1 ? 'lijkt nog één leerling hierop' : `lijken nog ${count} leerlingen hierop`}.
      Is het hetzelfde kind? <a href={`/beheer/koppelen/samen?vraag=${at}`}>Bekijk samenvoegen</a>
    </p>
  );
}

function Candidates({ pupil }: { readonly pupil: PupilInDoubt }): VNode {
  return (
    <CandidateTable
      asked={askedOf(pupil)}
      askedLabel="In het oude bestand"
      candidates={pupil.candidates.map((side) => ({ ...side, id: side.pupilId, where: whereNow(side) }))}
      field="leerling"
      likely={pupil.reason !== 'several-candidates' && pupil.reason !== 'key-contradicts'}
    />
  );
}

/** A candidate who has old results already is perhaps not the one: that is worth knowing. */
function whereNow(side: RosterSide): string {
  const has = side.oldResults === 0 ? '' : `, heeft al ${plural(side.oldResults, 'oud resultaat', 'oude resultaten')}`;
  return `${groupWords(side)}${has}`;
}

function askedOf({ source: { person }, records }: PupilInDoubt): ComparedPerson | null {
  return person && { ...person, where: groupsThen(records.map(({ record }) => record.yearGroup)) };
}

/** What the first row of the table does not tell: the key, and which results it is about. */
function SourceFacts({ pupil: { source: { key, person }, records, candidates }, focus }: {
  readonly pupil: PupilInDoubt;
  readonly focus: boolean;
}): VNode {
  const name = person ? callNameAndLast(person) : 'Een leerling zonder naam';
  const born = person?.birthDate ? `, geboren ${formatDateShort(person.birthDate)}` : '';
  return (
    <>
      <p id="vraag" tabIndex={-1} autoFocus={focus || undefined}>
        <strong>{name}</strong>{candidates.length === 0 && born}, {key ? `sleutel ${key}` : 'geen sleutel'}.
      </p>
      <details class="source">
        <summary>{plural(records.length, 'resultaat', 'resultaten')}</summary>
        <ul>
          {records.map(({ record }) => (
            <li>{testTitle(record)}{record.takenOn && `, ${formatDateShort(record.takenOn)}`}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Choices({ pupil, pupils, next, errors }: {
  readonly pupil: PupilInDoubt;
  readonly pupils: readonly RosterSide[];
  /** Which is next; null when this is the only one. */
  readonly next: number | null;
  readonly errors: readonly FieldError[];
}): VNode {
  const some = pupil.candidates.length > 0;
  return (
    <>
      <div data-arrows>
        <ButtonRow>
          <Button name="leerling" value="geen" shortcut="n" variant={some ? 'secondary' : 'primary'}>
            {some ? 'Geen van deze leerlingen' : 'Geen leerling van onze school'}
          </Button>
          {next !== null && <LinkButton href={`/beheer/koppelen?vraag=${next}`} shortcut="o">Later</LinkButton>}
        </ButtonRow>
      </div>
      <SelectField
        name="andere"
        label={some ? 'Of een andere leerling' : 'Of een leerling van onze school'}
        optional
        emptyLabel="Kies een leerling"
        choices={pupils.map((one) => ({
          value: one.pupilId,
          label: `${sortName(one)} (${groupWords(one)}, ${bornShort(one)})`,
        }))}
        error={errorOf(errors, 'andere')}
      />
      <ButtonRow>
        <Button name="leerling" value="andere" icon="check">Deze leerling koppelen</Button>
      </ButtonRow>
    </>
  );
}

function bornShort({ birthDate }: RosterSide): string {
  return birthDate ? formatDateShort(birthDate) : 'geboortedatum onbekend';
}

/** The last choice, to take back at once: also when the slip shows only after the page has gone on. */
function LastChoice({ view: { decisions } }: { readonly view: MatchView }): VNode | null {
  const [last] = decisions;
  if (!last) return null;
  const whom = last.pupil ? callNameAndLast(last.pupil) : 'geen leerling';
  return (
    <Form action="/beheer/koppelen/ongedaan">
      <input type="hidden" name="bron" value={last.sourcePupil} />
      <input type="hidden" name="laatste" value="1" />
      <ButtonRow>
        <Button variant="quiet" shortcut="u" icon="arrow-left" about={`, dat was ${whom}`}>
          Laatste keuze terugnemen
        </Button>
      </ButtonRow>
    </Form>
  );
}

/** Pupils who are not in the school at all: most have left, and nobody wants to press for each of them. */
function Unknown({ view: { inDoubt } }: { readonly view: MatchView }): VNode | null {
  const count = inDoubt.filter(({ reason }) => reason === 'no-candidate').length;
  if (count < 2) return null;
  return (
    <Section title={`${count} leerlingen die wij niet vinden`}
      lead={'Meestal zijn zij al van school. Dan hoeven hun resultaten niet mee. '
        + 'U kunt dit per leerling ongedaan maken.'}>
      <Form action="/beheer/koppelen/onbekend">
        <input type="hidden" name="aantal" value={String(count)} />
        <ButtonRow><Button>Alle {count} niet meenemen</Button></ButtonRow>
      </Form>
    </Section>
  );
}

function groupsThen(yearGroups: readonly (number | null)[]): string {
  const known = [...new Set(yearGroups.filter((one) => one !== null))].toSorted((a, b) => a - b);
  return known.length === 0 ? 'onbekend' : `toen groep ${known.join(', ')}`;
}
