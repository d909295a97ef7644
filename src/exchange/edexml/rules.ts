import type { FindingList } from '../catalogue.ts';
import type { RosterDocument, RosterPupil } from '../roster-document.ts';
import type { RosterDraft } from './draft.ts';
import { nowhere } from '../catalogue.ts';
import { derivedYearGroup, judgeWaiting } from './enter.ts';
import { edexFindings } from './findings.ts';

export { derivedYearGroup } from './enter.ts';

/** Applies the rules that need the whole roster. Key and reference rules are those of EDEXML.structuur.xsd,
 * which in the UWLR schema never fire (exchange.md 15.2); those on keys were applied as the records came. */
export function finishRoster(draft: RosterDraft, findings: FindingList): void {
  judgeWaiting(draft, findings);
  for (const [entry, { count, place }] of draft.tallies) {
    findings.add(entry, place, `${entry.meaning} Aantal: ${count}; dit is de eerste.`);
  }
  if (draft.leftCount > 0) {
    const who = draft.leftCount === 1 ? 'Eén leerling staat' : `${draft.leftCount} leerlingen staan`;
    const what = `${who} erin als vertrokken of niet op school.`;
    findings.add(edexFindings['EDEX-PUPILS-LEFT'], nowhere, what);
  }
}

/** The document, of which the rules have been applied.
 * @returns null when school or school year is unusable, or nothing was kept; otherwise a document, which a
 * blocking finding may still condemn */
export function documentOf(draft: RosterDraft): RosterDocument | null {
  const school = draft.school?.value;
  const { kept } = draft;
  if (kept === null || school === undefined || school.schoolYear === null || school.site === null) return null;
  const whole = draft.part === 'all';
  return {
    school: { ...school, schoolYear: school.schoolYear, site: school.site },
    ...kept,
    pupils: whole ? kept.pupils.map((pupil) => completed(pupil, draft)) : kept.pupils,
  };
}

/** With the year group of the home group, and without a site that the roster does not have. */
function completed(pupil: RosterPupil, draft: RosterDraft): RosterPupil {
  const ofGroup = draft.yearGroups.get(pupil.groupKey ?? '') ?? null;
  const yearGroup = derivedYearGroup(pupil.yearGroup, ofGroup);
  const siteKey = draft.keys.sites.has(pupil.siteKey ?? '') ? pupil.siteKey : null;
  return yearGroup === pupil.yearGroup && siteKey === pupil.siteKey ? pupil : { ...pupil, yearGroup, siteKey };
}
