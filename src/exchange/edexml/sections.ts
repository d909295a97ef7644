import type { FindingList } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Section } from '../xml/sections.ts';
import type { RosterDraft, RosterPart } from './draft.ts';
import type { RosterStandard } from './wire.ts';
import { enterSchool, placeOf } from './enter.ts';
import { edexFindings } from './findings.ts';
import { takeCompositeGroup, takeGroup, takePupil, takeSite, takeStaffMember } from './records.ts';
import { schoolOf } from './school.ts';

/** The sections of each part, in their order. Source: EDEXML.structuur.xsd,
 * UWLR_Leerlinggegevens_v2p2.xsd. */
export function rosterSections(part: RosterPart): readonly Section[] {
  return sectionsOf[part];
}

const school: Section = {
  name: 'school',
  required: true,
  items: [],
  whenAbsent: edexFindings['EDEX-SCHOOL-MISSING'],
  whenRepeated: edexFindings['EDEX-SCHOOL-REPEATED'],
};
const sites: Section = { name: 'vestigingen', required: false, items: ['vestiging'] };
const groups: Section = { name: 'groepen', required: false, items: ['groep', 'samengestelde_groep'] };
const pupils: Section = {
  name: 'leerlingen',
  required: true,
  items: ['leerling'],
  whenAbsent: edexFindings['EDEX-NO-PUPILS'],
};
const staff: Section = { name: 'leerkrachten', required: false, items: ['leerkracht'] };

const sectionsOf: { readonly [P in RosterPart]: readonly Section[] } = {
  all: [school, sites, groups, pupils, staff],
  structure: [school, sites, groups],
  pupils: [school, pupils],
  staff: [school, staff],
};

/** Takes one collected element of a section into the draft. */
export function takeRecord(
  element: XmlElement,
  draft: RosterDraft,
  standard: RosterStandard,
  findings: FindingList,
): void {
  switch (element.name) {
    case 'school':
      enterSchool(draft, schoolOf(element, draft.asked, standard, findings), placeOf(element));
      break;
    case 'vestiging':
      takeSite(element, draft, findings);
      break;
    case 'groep':
      takeGroup(element, draft, standard, findings);
      break;
    case 'samengestelde_groep':
      takeCompositeGroup(element, draft, standard, findings);
      break;
    case 'leerling':
      takePupil(element, draft, standard, findings);
      break;
    case 'leerkracht':
      takeStaffMember(element, draft, standard, findings);
      break;
  }
}
