import type { Finding } from '../../base/findings.ts';
import type { FindingList, Place } from '../catalogue.ts';
import type { Placed, RosterDraft } from '../edexml/draft.ts';
import type {
  RosterDocument,
  RosterPupil,
  RosterSchool,
  RosterStaffGroup,
  RosterStaffMember,
} from '../roster-document.ts';
import { isDummyKey } from '../roster-document.ts';
import { newFindingList } from '../catalogue.ts';
import { newDraft } from '../edexml/draft.ts';
import { edexFindings } from '../edexml/findings.ts';
import {
  enterCompositeGroup,
  enterGroup,
  enterPupil,
  enterReference,
  enterSchool,
  enterSite,
  enterStaffMember,
} from '../edexml/enter.ts';
import { documentOf, finishRoster } from '../edexml/rules.ts';
import { present } from '../../base/assert.ts';
import { uwlrFindings } from './findings.ts';

/** One roster out of the answers of a staged conversation (getrapt). */
export interface StagedRoster {
  /** As alles-in-een would have brought it. Use it only if nothing blocks. */
  readonly document: RosterDocument;
  /** What only shows when the answers lie side by side; what is wrong inside an answer was told on reading
   * it. */
  readonly findings: readonly Finding[];
  /** Keys of groups that the structure does not have: ask for the structure once more, and merge again. */
  readonly unknownGroups: readonly string[];
}

/** Merges the answers to structuur_verzoek, leerlingen_verzoek and leerkrachten_verzoek (exchange.md 4.2).
 * A person who came in several answers is one person: first by key, in UWLR 2.3 by ECK iD; group references
 * are united, and of data that contradict each other the first count. The calls are no snapshot, so the whole
 * is as old as its oldest answer. Answers that say `geengegevens` or `geenwijzigingen` are left out by the
 * caller. */
export function mergeStaged(
  structure: RosterDocument,
  pupils: readonly RosterDocument[],
  staff: readonly RosterDocument[],
): StagedRoster {
  const findings = newFindingList();
  const draft = newDraft('all', 'kept');
  const whole = newFindingList();
  const answers = [structure, ...pupils, ...staff];
  enterSchool(draft, schoolOf(answers), at('/structuur_antwoord/school'));
  checkSchools(structure.school, { leerlingen: pupils, leerkrachten: staff }, findings);
  enterStructure(draft, structure, whole);
  for (const one of mergePeople(pupils.map((answer) => answer.pupils), 'leerling', joinPupils, findings)) {
    enterPupil(draft, one.value, one.place, whole);
    referOfPupil(one, draft);
  }
  const members = mergePeople(staff.map((answer) => answer.staff), 'leerkracht', joinMembers, findings);
  for (const { value, place } of members) {
    enterStaffMember(draft, value, place, whole);
    for (const { kind, key } of value.groups) enterReference(draft, kind, key, () => place);
  }
  if (draft.counts.pupils === 0) {
    findings.add(edexFindings['EDEX-NO-PUPILS'], at('/leerlingen_antwoord'), 'Er kwam geen enkele leerling.');
  }
  finishRoster(draft, whole);
  return {
    document: present(documentOf(draft), 'a structure that was read has a school'),
    findings: [...findings.all(), ...whole.all().filter((finding) => aboutTheWhole.has(finding.code))],
    unknownGroups: unknownGroupsOf(draft),
  };
}

/** The rest was told when each answer was read. */
const aboutTheWhole: ReadonlySet<string> = new Set([
  edexFindings['EDEX-GROUP-UNKNOWN'].code,
  edexFindings['EDEX-SITE-UNKNOWN'].code,
  edexFindings['EDEX-ECKID-DUPLICATE'].code,
  edexFindings['EDEX-YEARGROUP-DERIVED'].code,
  edexFindings['EDEX-YEARGROUP-MISSING'].code,
]);

function schoolOf(answers: readonly RosterDocument[]): RosterSchool {
  const { school } = present(answers[0], 'there is a structure');
  const made = answers.map((answer) => answer.school.createdAt?.getTime() ?? null);
  const known = made.filter((time) => time !== null);
  return { ...school, createdAt: known.length === 0 ? null : new Date(Math.min(...known)) };
}

function checkSchools(
  asked: RosterSchool,
  answers: Readonly<Record<string, readonly RosterDocument[]>>,
  findings: FindingList,
): void {
  for (const [kind, documents] of Object.entries(answers)) {
    for (const [nth, { school }] of documents.entries()) {
      const same = school.schoolYear === asked.schoolYear && school.brin === asked.brin
        && school.site === asked.site && (school.schoolKey ?? asked.schoolKey) === asked.schoolKey;
      if (same) continue;
      const place = at(`/${kind}_antwoord[${nth + 1}]/school`);
      const what = 'dit is een andere school of een ander schooljaar.';
      findings.add(uwlrFindings['UWLR-STAGED-SCHOOL'], place, what);
    }
  }
}

type Person = Pick<RosterStaffMember, 'key' | 'eckId' | 'lastName' | 'callName'> & {
  readonly birthDate?: RosterPupil['birthDate'];
};

/** Who gives `first` what `again` adds; null when both cannot be the same person. */
type Join<P> = (first: P, again: P, differs: (name: string) => void) => P;

function mergePeople<P extends Person>(
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
function identityOf({ key }: Person, nthAnswer: number): string {
  return isDummyKey(key) && nthAnswer > 0 ? `${key}@${nthAnswer + 1}` : key;
}

/** UWLR 2.3: one answer may have key and ECK iD, another the ECK iD alone, which then is the key as well. */
function sameByEckId<P extends Person>(
  person: P,
  merged: readonly Placed<P>[],
  byEckId: ReadonlyMap<string, number>,
): number | undefined {
  const found = person.eckId === null ? undefined : byEckId.get(person.eckId);
  const other = found === undefined ? undefined : merged[found]?.value;
  return other !== undefined && (goesByEckId(person) || goesByEckId(other)) ? found : undefined;
}

function goesByEckId(person: Person): boolean {
  return person.key === person.eckId;
}

function unite<P extends Person>(
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

/** Another ECK iD, or another name and another birth date: a mistake in one of those is no other person. */
function isSomebodyElse(first: Person, again: Person): boolean {
  const differ = (one: string | null | undefined, other: string | null | undefined): boolean =>
    one != null && other != null && one !== other;
  const nameOf = ({ callName, lastName }: Person): string | null => callName ?? lastName;
  if (differ(first.eckId, again.eckId)) return true;
  return differ(first.birthDate, again.birthDate) && differ(nameOf(first), nameOf(again));
}

const pupilFields = {
  lastName: 'achternaam', prefix: 'voorvoegsel', firstNames: 'voornamen', initials: 'voorletters-1',
  callName: 'roepnaam', birthDate: 'geboortedatum', startYearGroup3: 'start_ondw_jgr3',
  yearGroup: 'jaargroep', groupKey: 'groep', siteKey: 'vestiging',
  entryDate: 'instroomdatum', exitDate: 'uitstroomdatum',
} as const;

function joinPupils(first: RosterPupil, again: RosterPupil, differs: (name: string) => void): RosterPupil {
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

function joinMembers(
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

function enterStructure(draft: RosterDraft, structure: RosterDocument, findings: FindingList): void {
  const place = (list: string, nth: number): Place => at(`/structuur_antwoord/${list}[${nth + 1}]`);
  for (const [nth, site] of structure.sites.entries()) {
    enterSite(draft, site, place('vestigingen/vestiging', nth), findings);
  }
  for (const [nth, group] of structure.groups.entries()) {
    enterGroup(draft, group, place('groepen/groep', nth), findings);
  }
  for (const [nth, group] of structure.compositeGroups.entries()) {
    enterCompositeGroup(draft, group, place('groepen/samengestelde_groep', nth), findings);
  }
}

function referOfPupil({ value, place }: Placed<RosterPupil>, draft: RosterDraft): void {
  const within = (step: string) => (): Place => ({ ...place, path: `${place.path}/${step}/@key` });
  if (value.groupKey !== null) enterReference(draft, 'group', value.groupKey, within('groep'));
  if (value.siteKey !== null) enterReference(draft, 'site', value.siteKey, within('vestiging'));
  for (const key of value.compositeGroupKeys) enterReference(draft, 'compositeGroup', key, () => place);
}

/** The structure came first, so what waits points at nothing. */
function unknownGroupsOf(draft: RosterDraft): readonly string[] {
  return [...new Set(draft.waiting.references.filter(({ to }) => to !== 'site').map(({ key }) => key))];
}

/** The answers are separate texts, so a line number alone would not say in which. */
function at(path: string): Place {
  return { line: null, column: null, path };
}
