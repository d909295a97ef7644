import type { ComponentChildren, VNode } from 'preact';
import { DataTable } from '../ui/components/data-table.tsx';
import { Section } from '../ui/components/section.tsx';
import { enumerate, plural, sortName } from '../ui/format.ts';
import type { Listed, NamedDifference } from './difference.ts';

/** How many names a list shows; the heading has the whole number. */
const NAMES_SHOWN = 100;

/** What a delivery changes or changed, by kind, with names, and how many pupils each group has before and after. */
export function Difference({ difference, done }: {
  readonly difference: NamedDifference;
  /** Whether it has happened: a delivery that was taken. */
  readonly done: boolean;
}): VNode {
  const { pupils, staff, groups, perGroup } = difference;
  const title = done ? 'Wat er veranderde' : 'Wat er verandert';
  const lists = [
    ...Object.values({ ...pupils, withoutYearGroup: [] }), ...Object.values(staff), ...Object.values(groups),
  ];
  if (lists.every((list) => list.length === 0)) {
    return (
      <Section title={title}>
        <p>Niets. Wat in deze gegevens staat, hadden we al.</p>
        <WithoutYearGroup pupils={pupils.withoutYearGroup} />
      </Section>
    );
  }
  return (
    <Section title={title} lead={summaryWords(difference)}>
      <NameList title="Nieuwe leerlingen" people={pupils.added} />
      <NameList title="Teruggekomen leerlingen" people={pupils.returned}>
        <p>Ze waren van school. Wat er van hen bewaard is, is er weer.</p>
      </NameList>
      <NameList title="Gewijzigde leerlingen" people={pupils.changed} />
      <NameList title="Leerlingen naar een andere groep" people={pupils.moved} />
      <NameList title="Leerlingen die weg zijn" people={pupils.gone}>
        <p>Ze worden inactief. Hun resultaten blijven bewaard.</p>
      </NameList>
      <NameList title="Nieuwe medewerkers" people={staff.added} />
      <NameList title="Gewijzigde medewerkers" people={staff.changed} />
      <NameList title="Medewerkers die weg zijn" people={staff.gone} />
      <NameList title="Nieuwe groepen" people={groups.added.map(groupName)} />
      <NameList title="Gewijzigde groepen" people={groups.changed.map(groupName)} />
      <NameList title="Groepen die stoppen" people={groups.gone.map(groupName)} />
      <WithoutYearGroup pupils={pupils.withoutYearGroup} />
      {perGroup.length > 0 && <GroupTable groups={perGroup} />}
    </Section>
  );
}

function summaryWords({ pupils }: NamedDifference): string {
  const parts = [
    [pupils.added.length, 'nieuw'], [pupils.returned.length, 'teruggekomen'], [pupils.changed.length, 'gewijzigd'],
    [pupils.moved.length, 'naar een andere groep'], [pupils.gone.length, 'weg'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return told.length === 0 ? 'Bij de leerlingen verandert niets.' : `Leerlingen: ${enumerate(told)}.`;
}

function WithoutYearGroup({ pupils }: { readonly pupils: readonly Listed[] }): VNode | null {
  return (
    <NameList title="Leerlingen zonder jaargroep" people={pupils}>
      <p>
        Voor hen kunt u geen toets klaarzetten. Vul in uw LAS de jaargroep van deze leerlingen in. Bij een
        combinatiegroep moet dat per leerling.
      </p>
    </NameList>
  );
}

function GroupTable({ groups }: { readonly groups: NamedDifference['perGroup'] }): VNode {
  return (
    <DataTable
      caption="Aantal leerlingen per groep"
      rows={groups}
      rowKey={({ groupId }) => groupId}
      empty={null}
      columns={[
        { key: 'name', header: 'Groep', rowHeader: true, cell: ({ name }) => name },
        { key: 'before', header: 'Eerst', align: 'numeric', cell: ({ before }) => before },
        { key: 'joined', header: 'Erbij', align: 'numeric', cell: ({ joined }) => joined },
        { key: 'left', header: 'Eraf', align: 'numeric', cell: ({ left }) => left },
        { key: 'after', header: 'Daarna', align: 'numeric', cell: ({ after }) => after },
      ]}
    />
  );
}

function groupName(name: string): Listed {
  return { id: name, callName: null, prefix: null, lastName: name, note: null };
}

/** A list of names behind its number; `open` shows the names at once. */
export function NameList({ title, people, open = false, children }: {
  readonly title: string; readonly people: readonly Listed[]; readonly open?: boolean;
  readonly children?: ComponentChildren;
}): VNode | null {
  if (people.length === 0) return null;
  return (
    <details open={open}>
      <summary>{title}: {people.length}</summary>
      {children}
      <ul class="names">
        {people.slice(0, NAMES_SHOWN).map((person) => (
          <li key={person.id}>{sortName(person)}{person.note !== null && `: ${person.note}`}</li>
        ))}
        {people.length > NAMES_SHOWN && <li>en nog {plural(people.length - NAMES_SHOWN, 'naam', 'namen')}</li>}
      </ul>
    </details>
  );
}
