import type { ComponentChildren, VNode } from 'preact';
import { Button } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { callNameAndLast, formatDateShort } from '../ui/format.ts';
import { birthDateWords, callNameWords, isAlike, lastNameWords } from './resemblance-nl.ts';
import { compareProfiles, profileOf, type PersonRecord, type Resemblance } from './resemblance.ts';

/** Somebody as one side has it, with where that is: a group, or what the record was part of. */
export interface ComparedPerson extends PersonRecord {
  readonly callName: string;
  readonly lastName: string;
  readonly where: string;
}

/** Somebody who may be the one. */
export interface ComparedCandidate extends ComparedPerson {
  readonly id: string;
}

/**
 * The record that has to be placed, with everybody it may be under it: column by column, what differs
 * marked by words, a line and weight. A button a candidate, pressed by the number before it; it sends
 * `field` with the candidate's id.
 */
export function CandidateTable({ asked, askedLabel, candidates, field, likely }: {
  /** Null when the record says nothing but a key. */
  readonly asked: ComparedPerson | null;
  /** What the first row is: `In het oude bestand`. */
  readonly askedLabel: string;
  readonly candidates: readonly ComparedCandidate[];
  readonly field: string;
  /** Whether the first candidate is the most likely thing to press on the page. */
  readonly likely: boolean;
}): VNode {
  const rows: readonly Row[] = [
    ...asked ? [{ person: asked, id: null, number: 0, resemblance: null }] : [],
    ...candidates.map((person, at) => ({
      person, id: person.id, number: at + 1,
      resemblance: asked && compareProfiles(profileOf(asked), profileOf(person)),
    })),
  ];
  return (
    <div class="comparison" data-arrows>
      <DataTable
        caption="Wie het kan zijn"
        captionHidden
        rows={rows}
        rowKey={({ id }) => id ?? 'asked'}
        empty={null}
        columns={[
          {
            key: 'which', header: 'Wie', rowHeader: true, tight: true,
            cell: ({ number }) => (number === 0 ? askedLabel : `Leerling ${number}`),
          },
          {
            key: 'call', header: 'Roepnaam',
            cell: ({ person, resemblance }) =>
              compared(callNamesShown(person), resemblance && callNameOf(resemblance)),
          },
          {
            key: 'last', header: 'Achternaam',
            cell: ({ person, resemblance }) => compared(
              [person.prefix, person.lastName].filter(Boolean).join(' '), resemblance && lastNameOf(resemblance),
            ),
          },
          {
            key: 'born', header: 'Geboren',
            cell: ({ person: { birthDate }, resemblance }) => compared(
              birthDate ? formatDateShort(birthDate) : 'niet bekend', resemblance && birthDateOf(resemblance),
            ),
          },
          { key: 'where', header: 'Groep', cell: ({ person: { where } }) => where },
          {
            key: 'choose', header: 'Kiezen', tight: true,
            cell: ({ id, number, person }) => id !== null && (
              <Button name={field} value={id} small variant={likely && number === 1 ? 'primary' : 'secondary'}
                shortcut={number <= 9 ? String(number) : undefined} about={callNameAndLast(person)}>
                Deze
              </Button>
            ),
          },
        ]}
      />
    </div>
  );
}

interface Row {
  readonly person: ComparedPerson;
  /** Null: the record that has to be placed. */
  readonly id: string | null;
  readonly number: number;
  readonly resemblance: Resemblance | null;
}

interface Note {
  readonly words: string;
  readonly alike: boolean;
}

function callNameOf({ callName }: Resemblance): Note {
  return { words: callNameWords[callName], alike: isAlike(callName) };
}

function lastNameOf({ lastName }: Resemblance): Note {
  return { words: lastNameWords[lastName], alike: isAlike(lastName) };
}

function birthDateOf({ birthDate }: Resemblance): Note {
  return { words: birthDateWords[birthDate], alike: isAlike(birthDate) };
}

function callNamesShown({ callName, firstNames }: ComparedPerson): string {
  return firstNames && firstNames !== callName ? `${callName} (${firstNames})` : callName;
}

function compared(value: ComponentChildren, note: Note | null): VNode {
  return (
    <span class={note && !note.alike ? 'compared compared--other' : 'compared'}>
      <span class="compared__value">{value}</span>
      {note && <span class="compared__note">{note.words}</span>}
    </span>
  );
}
