import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { RadioGroup } from '../ui/components/choice-fields.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { DefinitionList } from '../ui/components/definition-list.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { errorOf, Form, type FieldError } from '../ui/components/form.tsx';
import { Card, Section } from '../ui/components/section.tsx';
import { SelectField } from '../ui/components/select-field.tsx';
import {
  callNameAndLast,
  formatDate,
  formatDateShort,
  formatDateTime,
  plural,
  sortName,
} from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import { groupWords, type MatchView, type PupilInDoubt, type RosterSide } from './match-view.ts';
import { testTitle, waitingWords } from './nl.ts';
import { YearGroups } from './year-groups.tsx';

/**
 * The screen for doubt: one pupil of a file at a time, both sides in sight; keyboard: arrows choose, Enter
 * saves.
 */
export function matchPage(platform: Platform, viewer: SchoolViewer, view: MatchView, shown: {
  /** Which pupil in doubt, from 0; beyond the last it starts again. */
  readonly at: number;
  /** What was chosen in a form that was refused. */
  readonly chosen?: string;
  readonly notices?: readonly PageNotice[];
  readonly errors?: readonly FieldError[];
}): string {
  const { inDoubt, withoutYearGroup, decisions } = view;
  const { notices = [], errors = [] } = shown;
  const at = inDoubt.length === 0 ? 0 : shown.at % inDoubt.length;
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
      : 'Zeg van wie deze oude resultaten zijn. U kunt stoppen en later verdergaan; wat u koos, is bewaard.',
    children: (
      <>
        {nothing && <Nothing />}
        {current && (
          <Question
            pupil={current}
            at={at}
            count={inDoubt.length}
            pupils={view.pupils}
            chosen={shown.chosen}
            errors={errors}
          />
        )}
        {inDoubt.length > 1 && <Queue inDoubt={inDoubt} at={at} />}
        {withoutYearGroup.length > 0 && <YearGroups missing={withoutYearGroup} main={!current} />}
        {decisions.length > 0 && <Decisions decisions={decisions} />}
      </>
    ),
  });
}

function Nothing(): VNode {
  return (
    <EmptyState title="Er wacht niets op u" icon="check"
      action={<LinkButton href="/beheer/geschiedenis">Naar oude resultaten</LinkButton>}>
      <p>Van alle oude resultaten is bekend bij welke leerling ze horen.</p>
    </EmptyState>
  );
}

function Question({
  pupil,
  at,
  count,
  pupils,
  chosen,
  errors,
}: {
  readonly pupil: PupilInDoubt;
  readonly at: number;
  readonly count: number;
  readonly pupils: readonly RosterSide[];
  readonly chosen: string | undefined;
  readonly errors: readonly FieldError[];
}): VNode {
  const some = pupil.candidates.length > 0;
  const choices = [
    ...pupil.candidates.map((candidate) => ({
      value: candidate.pupilId,
      label: callNameAndLast(candidate),
      hint: `${birthWords(candidate.birthDate)}, ${groupWords(candidate)}${differences(pupil, candidate)}`,
    })),
    {
      value: 'andere',
      label: some ? 'Een andere leerling' : 'Een leerling van onze school',
      hint: 'Kies de leerling hieronder in de lijst.',
    },
    {
      value: 'geen',
      label: some ? 'Geen van deze leerlingen' : 'Geen leerling van onze school',
      hint: 'De resultaten gaan niet mee. U kunt dit later ongedaan maken.',
    },
  ];
  return (
    <Section
      title={count === 1 ? 'Om wie gaat het?' : `Om wie gaat het? ${at + 1} van ${count}`}
      lead={waitingWords[pupil.reason]}
    >
      <div class="columns">
        <Card title="In het oude bestand">
          <SourceSide pupil={pupil} />
        </Card>
        <Card title="In uw school">
          <Form action="/beheer/koppelen" errors={errors}>
            <input type="hidden" name="bron" value={pupil.sourcePupil} />
            <input type="hidden" name="vraag" value={String(at)} />
            <RadioGroup
              name="leerling"
              label="Welke leerling is dit?"
              choices={choices}
              value={chosen}
              error={errorOf(errors, 'leerling')}
            />
            <SelectField
              name="andere"
              label={some ? 'Andere leerling' : 'Leerling'}
              optional
              emptyLabel="Kies een leerling"
              choices={pupils.map((one) => ({
                value: one.pupilId,
                label: `${sortName(one)} (${groupWords(one)}, ${birthShort(one.birthDate)})`,
              }))}
              error={errorOf(errors, 'andere')}
            />
            <ButtonRow>
              <Button variant="primary" icon="check">
                {count > 1 ? 'Opslaan en volgende' : 'Opslaan'}
              </Button>
              {count > 1 && (
                <LinkButton href={`/beheer/koppelen?vraag=${(at + 1) % count}`}>
                  Later, eerst de volgende
                </LinkButton>
              )}
            </ButtonRow>
          </Form>
        </Card>
      </div>
    </Section>
  );
}

function SourceSide({ pupil: { source, records } }: { readonly pupil: PupilInDoubt }): VNode {
  const { person, key } = source;
  return (
    <>
      <DefinitionList items={[
        ['Naam', person ? callNameAndLast(person) : 'staat niet in het bestand'],
        ['Geboren', person ? birthWords(person.birthDate) : 'staat niet in het bestand'],
        ['Sleutel in het LAS', key ?? 'geen'],
        ['Groep toen', groupsThen(records.map(({ record }) => record.yearGroup))],
      ]} />
      <p>{plural(records.length, 'resultaat', 'resultaten')}:</p>
      <ul>
        {records.map(({ record }) => (
          <li>{testTitle(record)}{record.takenOn && `, ${formatDateShort(record.takenOn)}`}</li>
        ))}
      </ul>
    </>
  );
}

function groupsThen(yearGroups: readonly (number | null)[]): string {
  const known = [...new Set(yearGroups.filter((one) => one !== null))].toSorted((a, b) => a - b);
  return known.length === 0 ? 'onbekend' : `groep ${known.join(', ')}`;
}

/** What is not the same on both sides, so that nobody has to look for it. */
function differences({ source: { person } }: PupilInDoubt, candidate: RosterSide): string {
  if (!person) return '';
  const different = [
    person.callName === candidate.callName ? null : 'roepnaam',
    person.lastName === candidate.lastName && person.prefix === candidate.prefix ? null : 'achternaam',
    person.birthDate === candidate.birthDate ? null : 'geboortedatum',
  ].filter((word) => word !== null);
  return different.length === 0 ? '' : `. Anders: ${different.join(', ')}`;
}

function birthWords(date: PlainDate | null): string {
  return date ? `geboren op ${formatDate(date).replace(/^\S+ /, '')}` : 'geboortedatum onbekend';
}

function birthShort(date: PlainDate | null): string {
  return date ? formatDateShort(date) : 'geboortedatum onbekend';
}

/** How a pupil of a file is called in a list: by name, else by key. */
function sourceName({ person, key }: PupilInDoubt['source']): string {
  return person ? sortName(person) : `sleutel ${key}`;
}

function Queue({ inDoubt, at }: { readonly inDoubt: readonly PupilInDoubt[]; readonly at: number }): VNode {
  return (
    <Section title="Wie er wachten">
      <DataTable
        caption="Leerlingen die wachten"
        captionHidden
        rows={inDoubt}
        rowKey={({ sourcePupil }) => sourcePupil}
        empty={null}
        columns={[
          {
            key: 'who',
            header: 'In het oude bestand',
            rowHeader: true,
            cell: ({ source }, index) => (
              <a href={`/beheer/koppelen?vraag=${index}`} aria-current={index === at ? 'true' : undefined}>
                {sourceName(source)}
              </a>
            ),
          },
          {
            key: 'born',
            header: 'Geboren',
            cell: ({ source: { person } }) => person?.birthDate && formatDateShort(person.birthDate),
          },
          { key: 'why', header: 'Waarom', cell: ({ reason }) => waitingWords[reason] },
          { key: 'count', header: 'Resultaten', align: 'numeric', cell: ({ records }) => records.length },
        ]}
      />
    </Section>
  );
}

function Decisions({ decisions }: Pick<MatchView, 'decisions'>): VNode {
  return (
    <Section
      title="Wat u eerder koos"
      lead="Een keuze geldt ook voor wat later binnenkomt. U kunt hem ongedaan maken."
    >
      <DataTable
        caption="Eerdere keuzes"
        captionHidden
        rows={decisions}
        rowKey={({ sourcePupil }) => sourcePupil}
        empty={null}
        columns={[
          {
            key: 'who',
            header: 'In het oude bestand',
            rowHeader: true,
            cell: ({ sourcePupil }) =>
              sourcePupil.startsWith('las:') ? `sleutel ${sourcePupil.slice(4)}` : 'leerling zonder sleutel',
          },
          {
            key: 'is',
            header: 'Is',
            cell: ({ pupil }) => (pupil ? sortName(pupil) : 'geen van onze leerlingen'),
          },
          { key: 'when', header: 'Gekozen', cell: ({ decidedAt }) => formatDateTime(decidedAt) },
          { key: 'count', header: 'Resultaten', align: 'numeric', cell: ({ count }) => count },
          {
            key: 'undo',
            header: 'Ongedaan maken',
            tight: true,
            cell: ({ sourcePupil, pupil }) => (
              <Form action="/beheer/koppelen/ongedaan">
                <input type="hidden" name="bron" value={sourcePupil} />
                <Button
                  small
                  about={
                    pupil ? `, de keuze voor ${callNameAndLast(pupil)}` : ', de keuze om niet mee te nemen'
                  }
                >
                  Ongedaan maken
                </Button>
              </Form>
            ),
          },
        ]}
      />
    </Section>
  );
}
