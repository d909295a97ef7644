import type { Finding } from '../../base/findings.ts';
import type { FindingList, Place } from '../catalogue.ts';
import type { Placed, RosterDraft } from '../edexml/draft.ts';
import type { RosterDocument, RosterPupil, RosterSchool } from '../roster-document.ts';
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
import { at, joinMembers, joinPupils, mergePeople } from './merge-people.ts';

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
