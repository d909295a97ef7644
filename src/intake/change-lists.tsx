import type { ComponentChildren, VNode } from 'preact';
import type { RosterChanges } from '../roster/plan.ts';
import { changesNothing } from '../roster/rules.ts';
import type { PupilName } from '../roster/types.ts';
import { Section } from '../ui/components/section.tsx';
import { comparePersonNames, sortName, type PersonName } from '../ui/format.ts';
import { doubtWords } from './nl.ts';

/** How many names a list shows; the heading has the whole number. */
const NAMES_SHOWN = 100;

/** What a delivery would change, by kind, with names: new, changed, moved, gone, in doubt. */
export function ChangeLists({ changes, names }: {
  readonly changes: RosterChanges; readonly names: readonly PupilName[];
}): VNode {
  const nameOf = new Map(names.map((name) => [name.pupilId, name]));
  const moves = changes.moved.flatMap((move) => {
    const name = nameOf.get(move.pupilId);
    return name
      ? [{ ...name, note: `: van ${move.from ?? 'geen groep'} naar ${move.to ?? 'geen groep'}` }]
      : [];
  });
  const { pupils, staff, groups } = changes;
  const visible = { ...changes, pupilIdentifiers: [], staffIdentifiers: [], placements: [] };
  if (changesNothing(visible) && changes.doubts.length === 0) {
    return (
      <Section title="Wat er verandert">
        <p>Niets. Wat in deze gegevens staat, hadden we al.</p>
      </Section>
    );
  }
  return (
    <Section title="Wat er verandert">
      <NameList title="Nieuwe leerlingen" people={pupils.added} />
      <NameList title="Gewijzigde leerlingen" people={pupils.changed} />
      <NameList title="Leerlingen naar een andere groep" people={moves} />
      <NameList title="Leerlingen die weg zijn" people={pupils.gone}>
        <p>Ze worden inactief. Hun resultaten blijven bewaard.</p>
      </NameList>
      <NameList title="Nieuwe medewerkers" people={staff.added} />
      <NameList title="Medewerkers die weg zijn" people={staff.gone} />
      <NameList title="Nieuwe groepen" people={groups.added.map(groupName)} />
      <NameList title="Groepen die stoppen" people={groups.gone.map(groupName)} />
      <NameList
        title="Twijfel"
        people={changes.doubts.map(({ name, reason }) => ({ ...name, note: `: ${doubtWords[reason]}` }))}
      />
    </Section>
  );
}

interface Listed extends PersonName {
  readonly note?: string;
}

function groupName({ name }: { readonly name: string }): Listed {
  return { callName: null, prefix: null, lastName: name };
}

function NameList({ title, people, children }: {
  readonly title: string; readonly people: readonly Listed[]; readonly children?: ComponentChildren;
}): VNode | null {
  if (people.length === 0) return null;
  const sorted = people.toSorted(comparePersonNames);
  return (
    <details>
      <summary>{title}: {people.length}</summary>
      {children}
      <ul>
        {sorted.slice(0, NAMES_SHOWN).map((person) => <li>{sortName(person)}{person.note}</li>)}
        {people.length > NAMES_SHOWN && <li>en nog {people.length - NAMES_SHOWN}</li>}
      </ul>
    </details>
  );
}
