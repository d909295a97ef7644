import type { CatalogueEntry, FindingList } from '../catalogue.ts';
import type { RosterDocument, RosterPupil, YearGroupCode } from '../roster-document.ts';
import type { Placed, RosterDraft, RosterPart } from './draft.ts';
import { daysBetween, plainDateInAmsterdam } from '../../base/plain-date.ts';
import { nowhere } from '../catalogue.ts';
import { tally } from './draft.ts';
import { edexFindings } from './findings.ts';

/** Applies the rules that need the whole roster, and builds the document.
 * The key and reference rules are those of EDEXML.structuur.xsd, which in the UWLR schema never fire
 * (exchange.md 15.2).
 * @returns null when school or school year is unusable; otherwise a document, which a blocking finding may
 * still condemn */
export function finishRoster(
  draft: RosterDraft,
  part: RosterPart,
  findings: FindingList,
): RosterDocument | null {
  checkKeys(draft, findings);
  checkEckIds(draft, findings);
  // A staged message with pupils or staff points at groups that came in another message.
  if (part === 'all') checkReferences(draft, findings);
  const pupils = judgePupils(draft, part);
  reportTallies(draft, findings);
  reportPupils(draft, pupils, part, findings);
  const school = draft.school?.value;
  if (school === undefined || school.schoolYear === null || school.site === null) return null;
  return {
    school: { ...school, schoolYear: school.schoolYear, site: school.site },
    sites: valuesOf(draft.sites),
    groups: valuesOf(draft.groups),
    compositeGroups: valuesOf(draft.compositeGroups),
    pupils: part === 'all' ? withoutUnknownSites(pupils, draft) : pupils,
    staff: valuesOf(draft.staff),
  };
}

function valuesOf<T>(items: readonly Placed<T>[]): readonly T[] {
  return items.map((item) => item.value);
}

function checkKeys(draft: RosterDraft, findings: FindingList): void {
  // Home groups and composite groups share one key space: constraint groepKeyUnique.
  for (const items of [draft.sites, [...draft.groups, ...draft.compositeGroups], draft.pupils, draft.staff]) {
    const first = new Map<string, number | null>();
    for (const { value, place } of items) {
      const line = first.get(value.key);
      if (line === undefined) {
        first.set(value.key, place.line);
        continue;
      }
      const at = { ...place, path: `${place.path}/@key` };
      findings.add(edexFindings['EDEX-KEY-DUPLICATE'], at, `deze sleutel staat ook al op regel ${line}.`);
    }
  }
}

const eckIdForm = /^https:\/\/ketenid\.nl\/(\d{6}|pilot)\/[0-9a-f]{128}$/;

function checkEckIds(draft: RosterDraft, findings: FindingList): void {
  for (const people of [draft.pupils, draft.staff]) {
    const first = new Map<string, number | null>();
    for (const { value, place } of people) {
      if (value.eckId === null) continue;
      const at = { ...place, path: `${place.path}/@eckid` };
      const line = first.get(value.eckId);
      if (line === undefined) first.set(value.eckId, place.line);
      else findings.add(
        edexFindings['EDEX-ECKID-DUPLICATE'],
        at,
        `dit ECK iD staat ook al op regel ${line}.`,
      );
      if (!eckIdForm.test(value.eckId)) tally(draft, edexFindings['EDEX-ECKID-FORM'], at);
    }
  }
}

function checkReferences(draft: RosterDraft, findings: FindingList): void {
  const keysOf = (items: readonly Placed<{ readonly key: string }>[]): ReadonlySet<string> =>
    new Set(items.map((item) => item.value.key));
  const known = {
    group: keysOf(draft.groups),
    compositeGroup: keysOf(draft.compositeGroups),
    site: keysOf(draft.sites),
  };
  for (const { to, key, place } of draft.references) {
    if (known[to].has(key)) continue;
    if (to === 'site') findings.add(
      edexFindings['EDEX-SITE-UNKNOWN'],
      place,
      'deze vestiging staat niet in het bestand.',
    );
    else findings.add(edexFindings['EDEX-GROUP-UNKNOWN'], place, 'deze groep staat niet in het bestand.');
  }
}

function withoutUnknownSites(pupils: readonly RosterPupil[], draft: RosterDraft): readonly RosterPupil[] {
  const known = new Set<string | null>(draft.sites.map((site) => site.value.key));
  return pupils.map((pupil) => (known.has(pupil.siteKey) ? pupil : { ...pupil, siteKey: null }));
}

/** A pupil's own year group, else that of the home group unless that is a combination group (handbook EDEXML
 * 2.1). */
export function derivedYearGroup(
  own: YearGroupCode | null,
  ofGroup: YearGroupCode | null,
): YearGroupCode | null {
  return own ?? (ofGroup === 'C' ? null : ofGroup);
}

function judgePupils(draft: RosterDraft, part: RosterPart): readonly RosterPupil[] {
  const ofGroup = new Map<string, YearGroupCode | null>();
  for (const { value } of draft.groups) ofGroup.set(value.key, value.yearGroup);
  return draft.pupils.map(({ value: pupil, place }) => {
    if (pupil.yearGroup !== null || part !== 'all') return pupil;
    const derived = derivedYearGroup(null, ofGroup.get(pupil.groupKey ?? '') ?? null);
    if (derived === null) return pupil;
    tally(draft, edexFindings['EDEX-YEARGROUP-DERIVED'], place);
    return { ...pupil, yearGroup: derived };
  });
}

function reportPupils(
  draft: RosterDraft,
  pupils: readonly RosterPupil[],
  part: RosterPart,
  findings: FindingList,
): void {
  const school = draft.school?.value;
  const made = school?.createdAt == null ? null : plainDateInAmsterdam(school.createdAt);
  const on = school?.referenceDate ?? made;
  let leftCount = 0;
  for (const [at, pupil] of pupils.entries()) {
    const place = draft.pupils[at]?.place ?? nowhere;
    const { yearGroup, birthDate, entryDate, exitDate } = pupil;
    const add = (entry: CatalogueEntry, what: string): void => findings.add(entry, place, what);
    // In a staged message the home group, which came in another message, may still tell.
    const untold = yearGroup === null && (part === 'all' || pupil.groupKey === null);
    if (untold) add(edexFindings['EDEX-YEARGROUP-MISSING'], 'de jaargroep is niet bekend.');
    if (yearGroup === 'C') add(
      edexFindings['EDEX-YEARGROUP-COMBINATION'],
      'de jaargroep is C (combinatiegroep).',
    );
    if (entryDate !== null && exitDate !== null && exitDate < entryDate) {
      add(edexFindings['EDEX-DATES-CROSSED'], 'de uitstroomdatum ligt voor de instroomdatum.');
    }
    if (birthDate !== null && on !== null && (birthDate > on || daysBetween(birthDate, on) > 30 * 365.25)) {
      add(edexFindings['EDEX-BIRTHDATE-ODD'], 'de geboortedatum kan niet kloppen.');
    }
    const left = yearGroup === 'H' || yearGroup === 'N' || (
      exitDate !== null && on !== null && exitDate < on
    );
    if (left) leftCount += 1;
  }
  if (leftCount > 0) {
    const what = `${leftCount} leerling(en) staan erin als vertrokken of niet op school.`;
    findings.add(edexFindings['EDEX-PUPILS-LEFT'], nowhere, what);
  }
}

function reportTallies(draft: RosterDraft, findings: FindingList): void {
  for (const [entry, { count, place }] of draft.tallies) {
    const { line, column } = place;
    findings.add(
      entry,
      { line, column, path: place.path },
      `${entry.meaning} Aantal: ${count}; dit is de eerste.`,
    );
  }
}
