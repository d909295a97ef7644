import type { CatalogueEntry, FindingList, Place } from '../catalogue.ts';
import type { RosterCompositeGroup, RosterGroup, RosterPupil } from '../roster-document.ts';
import type { RosterSite, RosterStaffMember } from '../roster-document.ts';
import type { Identifying } from './same-person.ts';
import type { DraftSchool, KeyRegister, PupilFacts, Reference, RosterDraft } from './draft.ts';
import { addDays, plainDateInAmsterdam } from '../../base/plain-date.ts';
import { lastDayOf } from '../../base/school-year.ts';
import { detached } from '../xml/detached.ts';
import { within } from '../xml/element.ts';
import { xmlFindings } from '../xml/findings.ts';
import { edexFindings } from './findings.ts';
import { tally } from './draft.ts';
import { goesByEckId, isSomebodyElse } from './same-person.ts';

/** Enters the school, which tells of which day the roster is the state. */
export function enterSchool(draft: RosterDraft, value: DraftSchool, place: Place): void {
  draft.school = { value, place };
  const { referenceDate, createdAt, schoolYear } = value;
  const made = createdAt === null ? null : plainDateInAmsterdam(createdAt);
  const last = referenceDate ?? made ?? (schoolYear === null ? null : lastDayOf(schoolYear));
  draft.birthDays = last === null || last < '1100' ? null : { first: addDays(last, -oldestPupilDays), last };
}

/** Thirty years. */
const oldestPupilDays = 10_957;

/** Enters a site. */
export function enterSite(draft: RosterDraft, site: RosterSite, place: Place, findings: FindingList): void {
  draft.counts.sites += 1;
  draft.kept?.sites.push(site);
  registerKey(draft.keys.sites, site.key, place, findings);
}

/** Enters a home group. */
export function enterGroup(draft: RosterDraft, group: RosterGroup, place: Place, findings: FindingList): void {
  draft.counts.groups += 1;
  draft.kept?.groups.push(group);
  registerKey(draft.keys.groups, group.key, place, findings);
  draft.yearGroups.set(detached(group.key), group.yearGroup);
}

/** Enters a composite group. */
export function enterCompositeGroup(
  draft: RosterDraft,
  group: RosterCompositeGroup,
  place: Place,
  findings: FindingList,
): void {
  draft.counts.compositeGroups += 1;
  draft.kept?.compositeGroups.push(group);
  registerKey(draft.keys.groups, group.key, place, findings);
  draft.compositeKeys.add(detached(group.key));
}

/** Enters a pupil, whose references are entered apart. */
export function enterPupil(
  draft: RosterDraft,
  pupil: RosterPupil,
  place: Place,
  findings: FindingList,
): void {
  draft.counts.pupils += 1;
  draft.kept?.pupils.push(pupil);
  registerPerson(draft, 'pupils', pupil, place, findings);
  if (canJudge(pupil, draft)) judgePupil(pupil, place, draft, findings);
  else {
    const { yearGroup, groupKey, birthDate, entryDate, exitDate } = pupil;
    const value: PupilFacts = { yearGroup, groupKey, birthDate, entryDate, exitDate };
    draft.waiting.pupils.push({ value, place: placeOf(place) });
  }
}

/** Enters a member of staff, whose references are entered apart. */
export function enterStaffMember(
  draft: RosterDraft,
  member: RosterStaffMember,
  place: Place,
  findings: FindingList,
): void {
  draft.counts.staff += 1;
  draft.kept?.staff.push(member);
  registerPerson(draft, 'staff', member, place, findings);
}

/** Enters a reference; one to what has come by is right, any other waits for the end.
 * A staged message with pupils or staff points at groups that came in another message. */
export function enterReference(
  draft: RosterDraft,
  to: Reference['to'],
  key: string,
  at: () => Place,
): void {
  if (draft.part !== 'all' || isKnown(draft, to, key)) return;
  if (draft.waiting.references.length >= draft.waitingMax) {
    tally(draft, xmlFindings['XML-RECORDS'], at);
    return;
  }
  draft.waiting.references.push({ to, key: detached(key), place: placeOf(at()) });
}

/** Judges what had to wait for something further on in the text. */
export function judgeWaiting(draft: RosterDraft, findings: FindingList): void {
  for (const { to, key, place } of draft.waiting.references) {
    if (isKnown(draft, to, key)) continue;
    if (to === 'site') {
      findings.add(edexFindings['EDEX-SITE-UNKNOWN'], place, 'deze vestiging staat niet in het bestand.');
      continue;
    }
    const other = to === 'group' ? 'compositeGroup' : 'group';
    const what = isKnown(draft, other, key)
      ? `deze sleutel is van een ${groupNames[other]} en niet van een ${groupNames[to]}.`
      : 'deze groep staat niet in het bestand.';
    findings.add(edexFindings['EDEX-GROUP-UNKNOWN'], place, what);
  }
  for (const { value, place } of draft.waiting.pupils) judgePupil(value, place, draft, findings);
}

const groupNames = { group: 'stamgroep', compositeGroup: 'samengestelde groep' } as const;

function isKnown(draft: RosterDraft, to: Reference['to'], key: string): boolean {
  if (to === 'group') return draft.yearGroups.has(key);
  return to === 'compositeGroup' ? draft.compositeKeys.has(key) : draft.keys.sites.has(key);
}

function registerKey(register: KeyRegister, key: string, place: Place, findings: FindingList): boolean {
  const line = register.get(key);
  if (line === undefined) {
    register.set(detached(key), place.line);
    return true;
  }
  const what = line === null ? 'deze sleutel komt vaker voor.' : `deze sleutel staat ook al op regel ${line}.`;
  findings.add(edexFindings['EDEX-KEY-DUPLICATE'], within(place, '@key'), what);
  return false;
}

const eckIdForm = /^https:\/\/ketenid\.nl\/(\d{6}|pilot)\/[0-9a-f]{128}$/;

function registerPerson(
  draft: RosterDraft,
  kind: 'pupils' | 'staff',
  person: Identifying,
  place: Place,
  findings: FindingList,
): void {
  const staged = draft.part === 'pupils' || draft.part === 'staff';
  if (staged && isRepeated(draft, person, place, findings)) return;
  const { key, eckId } = person;
  registerKey(draft.keys[kind], key, place, findings);
  if (eckId === null) return;
  const line = draft.eckIds[kind].get(eckId);
  if (line === undefined) draft.eckIds[kind].set(detached(eckId), place.line);
  else {
    const what = line === null ? 'dit ECK iD komt vaker voor.' : `dit ECK iD staat ook al op regel ${line}.`;
    findings.add(edexFindings['EDEX-ECKID-DUPLICATE'], within(place, '@eckid'), what);
  }
  if (!eckIdForm.test(eckId)) tally(draft, edexFindings['EDEX-ECKID-FORM'], () => within(place, '@eckid'));
}

/** Judges as mergeStaged does between answers: one person who comes again is no harm, another under the same key
 * is. */
function isRepeated(draft: RosterDraft, person: Identifying, place: Place, findings: FindingList): boolean {
  const people = draft.firstPeople;
  const { eckId, birthDate = null, lastName, callName } = person;
  const byEckId = eckId === null ? undefined : people.get(eckId);
  const same = byEckId !== undefined && (goesByEckId(person) || goesByEckId(byEckId.value));
  const first = people.get(person.key) ?? (same ? byEckId : undefined);
  if (first === undefined) {
    const value = { key: detached(person.key), eckId, birthDate, lastName, callName };
    const known = { value, place: placeOf(place) };
    people.set(value.key, known);
    if (eckId !== null && byEckId === undefined) people.set(detached(eckId), known);
    return false;
  }
  if (isSomebodyElse(first.value, person)) {
    const what = `deze sleutel is op regel ${first.place.line} van iemand anders.`;
    findings.add(edexFindings['EDEX-KEY-DUPLICATE'], within(place, '@key'), what);
  } else {
    const what = `deze persoon stond al in dit antwoord, op regel ${first.place.line}.`;
    findings.add(edexFindings['EDEX-PERSON-REPEATED'], within(place, '@key'), what);
  }
  return true;
}

/** Whether the school and the home group have come by, as far as this pupil needs them. */
function canJudge(pupil: PupilFacts, draft: RosterDraft): boolean {
  if (draft.school === null && (pupil.birthDate ?? pupil.exitDate) !== null) return false;
  const needsGroup = pupil.yearGroup === null && pupil.groupKey !== null && draft.part === 'all';
  return !needsGroup || draft.yearGroups.has(pupil.groupKey ?? '');
}

function judgePupil(pupil: PupilFacts, place: Place, draft: RosterDraft, findings: FindingList): void {
  const { birthDate, entryDate, exitDate, groupKey } = pupil;
  const { birthDays, part } = draft;
  const ofGroup = part === 'all' ? (draft.yearGroups.get(groupKey ?? '') ?? null) : null;
  const yearGroup = derivedYearGroup(pupil.yearGroup, ofGroup);
  const add = (entry: CatalogueEntry, what: string): void => findings.add(entry, place, what);
  if (yearGroup !== null && pupil.yearGroup === null) {
    tally(draft, edexFindings['EDEX-YEARGROUP-DERIVED'], () => placeOf(place));
  }
  // In a staged message the home group, which came in another message, may still tell.
  if (yearGroup === null && (part === 'all' || groupKey === null)) {
    add(edexFindings['EDEX-YEARGROUP-MISSING'], 'de jaargroep is niet bekend.');
  }
  if (yearGroup === 'C') {
    add(edexFindings['EDEX-YEARGROUP-COMBINATION'], 'de jaargroep is C (combinatiegroep).');
  }
  if (entryDate !== null && exitDate !== null && exitDate < entryDate) {
    add(edexFindings['EDEX-DATES-CROSSED'], 'de uitstroomdatum ligt voor de instroomdatum.');
  }
  if (birthDate !== null && birthDays !== null && (birthDate > birthDays.last || birthDate < birthDays.first)) {
    add(edexFindings['EDEX-BIRTHDATE-ODD'], 'de geboortedatum kan niet kloppen.');
  }
  const gone = exitDate !== null && birthDays !== null && exitDate < birthDays.last;
  if (yearGroup === 'H' || yearGroup === 'N' || gone) draft.leftCount += 1;
}

/** A pupil's own year group, else that of the home group unless that is a combination group (handbook EDEXML
 * 2.1). */
export function derivedYearGroup(
  own: PupilFacts['yearGroup'],
  ofGroup: PupilFacts['yearGroup'],
): PupilFacts['yearGroup'] {
  return own ?? (ofGroup === 'C' ? null : ofGroup);
}

/** The place alone: an element would keep all that is in it, and its parents, in memory. */
export function placeOf({ line, column, path }: Place): Place {
  return { line, column, path };
}
