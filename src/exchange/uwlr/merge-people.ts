import type { FindingList, Place } from '../catalogue.ts';
import type { Placed } from '../edexml/draft.ts';
import type { Identifying } from '../edexml/same-person.ts';
import type { RosterPupil, RosterStaffGroup, RosterStaffMember } from '../roster-document.ts';
import { present } from '../../base/assert.ts';
import { goesByEckId, isSomebodyElse } from '../edexml/same-person.ts';
import { isDummyKey } from '../roster-document.ts';
import { uwlrFindings } from './findings.ts';

/** What `first` becomes with what `again` adds; says which fields differ. */
type Join<P> = (first: P, again: P, differs: (name: string) => void) => P;

/** Merges what several answers say of people, in the order in which each first came. */
export function mergePeople<P extends Identifying>(
  answers: readonly (readonly P[])[],
  name: 'leerling' | 'leerkracht',
  join: Join<P>,
  findings: FindingList,
): readonly Placed<P>[] {
  const merged: Placed<P>[] = [];
  const byKey = new Map<string, number>();
  const byEckId = new Map<string, number>();
  for (const [nthAnswer, people] of answers.entries()) {
    for (const [nth, person] of people.entries()) {
      const place = at(`/${answerNames[name]}[${nthAnswer + 1}]/${name}[${nth + 1}]`);
      const id = identityOf(person, nthAnswer);
      const known = byKey.get(id) ?? sameByEckId(person, merged, byEckId);
      byKey.set(id, known ?? merged.length);
      if (known === undefined) {
        if (person.eckId !== null) byEckId.set(person.eckId, merged.length);
        merged.push({ value: { ...person, key: id }, place });
        continue;
      }
      const first = present(merged[known], 'an index of the list');
      merged[known] = { value: unite(first.value, person, join, place, findings), place: first.place };
    }
  }
  return merged;
}

const answerNames = { leerling: 'leerlingen_antwoord', leerkracht: 'leerkrachten_antwoord' } as const;

/** A dummy key holds inside its own answer only, so that of another answer is somebody else. */
function identityOf({ key }: Identifying, nthAnswer: number): string {
  return isDummyKey(key) && nthAnswer > 0 ? `${key}@${nthAnswer + 1}` : key;
}

/** UWLR 2.3: one answer may have key and ECK iD, another the ECK iD alone, which then is the key as well. */
function sameByEckId<P extends Identifying>(
  person: P,
  merged: readonly Placed<P>[],
  byEckId: ReadonlyMap<string, number>,
): number | undefined {
  const found = person.eckId === null ? undefined : byEckId.get(person.eckId);
  const other = found === undefined ? undefined : merged[found]?.value;
  return other !== undefined && (goesByEckId(person) || goesByEckId(other)) ? found : undefined;
}

function unite<P extends Identifying>(
  first: P,
  again: P,
  join: Join<P>,
  place: Place,
  findings: FindingList,
): P {
  if (isSomebodyElse(first, again)) {
    const what = 'deze sleutel was in een eerder antwoord van iemand anders.';
    findings.add(uwlrFindings['UWLR-STAGED-PERSON'], place, what);
    return first;
  }
  const joined = join(first, again, (field) => {
    const what = `${field} is anders dan in een eerder antwoord over deze persoon.`;
    findings.add(uwlrFindings['UWLR-STAGED-DIFFERS'], place, what);
  });
  return { ...joined, key: goesByEckId(first) ? again.key : first.key, eckId: first.eckId ?? again.eckId };
}

const pupilFields = {
  lastName: 'achternaam', prefix: 'voorvoegsel', firstNames: 'voornamen', initials: 'voorletters-1',
  callName: 'roepnaam', birthDate: 'geboortedatum', startYearGroup3: 'start_ondw_jgr3',
  yearGroup: 'jaargroep', groupKey: 'groep', siteKey: 'vestiging',
  entryDate: 'instroomdatum', exitDate: 'uitstroomdatum',
} as const;

/** What two answers know of one pupil. */
export function joinPupils(first: RosterPupil, again: RosterPupil, differs: (name: string) => void): RosterPupil {
  const compositeGroupKeys = [...new Set([...first.compositeGroupKeys, ...again.compositeGroupKeys])];
  const known = first.gender !== 'unknown' && again.gender !== 'unknown';
  if (known && first.gender !== again.gender) differs('geslacht');
  return {
    ...first,
    ...joinFields(first, again, pupilFields, differs),
    gender: first.gender === 'unknown' ? again.gender : first.gender,
    compositeGroupKeys,
  };
}

const memberFields = {
  lastName: 'achternaam', prefix: 'voorvoegsel', firstNames: 'voornamen', initials: 'voorletters-1',
  callName: 'roepnaam', email: 'emailadres',
} as const;

/** What two answers know of one member of staff. */
export function joinMembers(
  first: RosterStaffMember,
  again: RosterStaffMember,
  differs: (name: string) => void,
): RosterStaffMember {
  const groups = new Map<string, RosterStaffGroup>();
  for (const group of [...first.groups, ...again.groups]) {
    const id = `${group.kind} ${group.key}`;
    const roles = [...new Set([...(groups.get(id)?.roles ?? []), ...group.roles])];
    groups.set(id, { ...group, roles });
  }
  return {
    ...first,
    ...joinFields(first, again, memberFields, differs),
    roles: [...new Set([...first.roles, ...again.roles])],
    groups: [...groups.values()],
  };
}

/** Each field from whichever has it; the first when both have it. */
function joinFields<P, F extends keyof P>(
  first: P,
  again: P,
  names: Readonly<Record<F, string>>,
  differs: (name: string) => void,
): Pick<P, F> {
  const joined = {} as Pick<P, F>;
  for (const field of Object.keys(names) as F[]) {
    const [one, other] = [first[field], again[field]];
    if (one !== null && other !== null && one !== other) differs(names[field]);
    joined[field] = one ?? other;
  }
  return joined;
}

/** A place in one of the answers. The answers are separate texts, so a line number alone would not say in which. */
export function at(path: string): Place {
  return { line: null, column: null, path };
}
