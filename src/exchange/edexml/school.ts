import type { SiteCode } from '../../base/brin.ts';
import type { SchoolYear } from '../../base/school-year.ts';
import type { FindingList } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Asked, DraftSchool } from './draft.ts';
import type { RosterStandard } from './wire.ts';
import { mainSite, parseBrinSite, parseSiteCode } from '../../base/brin.ts';
import { parseSchoolYear, startOf } from '../../base/school-year.ts';
import { readDateTime } from '../xml/date-time.ts';
import { childOf, textOf } from '../xml/element.ts';
import { checkNoAttributes, checkNoText, checkShape } from '../xml/shape.ts';
import { edexFindings } from './findings.ts';
import { dateOf } from './values.ts';
import {
  edexShapeFindings,
  firstListedSchoolYearStart,
  isVersionOf,
  lastListedSchoolYearStart,
  schoolShape,
} from './wire.ts';

/** Reads and judges the `school` of a roster. A BRIN with its site glued on is understood and reported. */
export function schoolOf(
  element: XmlElement,
  asked: Asked,
  standard: RosterStandard,
  findings: FindingList,
): DraftSchool {
  checkShape(element, schoolShape, edexShapeFindings, findings);
  checkChoices(element, findings);
  const additions = childOf(element, 'toevoegingen');
  if (additions !== undefined) {
    checkNoAttributes(additions, edexShapeFindings, findings);
    checkNoText(additions, edexShapeFindings, findings);
  }
  const brinText = textOf(element, 'brincode');
  const brin = brinText === null ? null : parseBrinSite(brinText);
  const siteText = textOf(element, 'dependancecode');
  const named = siteText === null ? null : parseSiteCode(siteText);
  const glued: SiteCode = brin?.ok === true ? brin.value.site : mainSite;
  const created = textOf(element, 'aanmaakdatum');
  const school: DraftSchool = {
    schoolYear: schoolYearOf(element, asked, findings),
    brin: brin?.ok === true ? brin.value.brin : null,
    site: named?.ok === true ? named.value : glued,
    institutionNumber: textOf(element, 'instellingsnummer'),
    schoolKey: textOf(element, 'schoolkey'),
    referenceDate: dateOf(element, 'peildatum'),
    createdAt: created === null ? null : readDateTime(created),
    author: textOf(element, 'auteur'),
    xsdVersion: textOf(element, 'xsdversie'),
  };
  checkVersion(element, standard, findings);
  if (school.brin === null && school.institutionNumber === null && school.schoolKey === null) {
    const what = 'er staat geen bruikbaar BRIN, instellingsnummer of schoolsleutel.';
    findings.add(edexFindings['EDEX-SCHOOL-UNIDENTIFIED'], element, what);
  }
  return school;
}

function checkVersion(element: XmlElement, standard: RosterStandard, findings: FindingList): void {
  const version = textOf(element, 'xsdversie');
  if (version === null || isVersionOf(standard, version)) return;
  const what = `deze versie van ${standard === 'uwlr' ? 'UWLR' : 'EDEXML'} kennen wij niet.`;
  findings.add(edexFindings['EDEX-XSDVERSION'], childOf(element, 'xsdversie') ?? element, what);
}

function checkChoices(element: XmlElement, findings: FindingList): void {
  const number = childOf(element, 'instellingsnummer');
  const site = childOf(element, 'dependancecode');
  const brin = childOf(element, 'brincode');
  if (number !== undefined && (brin ?? site) !== undefined) {
    findings.add(edexFindings['EDEX-CHOICE'], number, 'een instellingsnummer staat niet naast een BRIN.');
  } else if (site !== undefined && brin === undefined) {
    findings.add(edexFindings['EDEX-CHOICE'], site, 'een dependancecode staat alleen bij een BRIN.');
  }
}

function schoolYearOf(element: XmlElement, asked: Asked, findings: FindingList): SchoolYear | null {
  const child = childOf(element, 'schooljaar');
  if (textOf(element, 'schooljaar') === null && asked.schoolYear !== null) {
    const what = 'het schooljaar ontbreekt; wij nemen het jaar dat gevraagd was.';
    findings.add(edexFindings['EDEX-SCHOOLYEAR-ABSENT'], child ?? element, what);
    return asked.schoolYear;
  }
  const parsed = parseSchoolYear(child?.text.trim() ?? '');
  if (child === undefined || !parsed.ok) {
    const what = child === undefined ? '<schooljaar> ontbreekt.' : 'dit is geen schooljaar.';
    findings.add(edexFindings['EDEX-SCHOOLYEAR-UNUSABLE'], child ?? element, what);
    return null;
  }
  if (child.text !== parsed.value || startOf(parsed.value) < firstListedSchoolYearStart) {
    findings.add(
      edexFindings['EDEX-FORM'],
      child,
      'het schooljaar staat zo niet in de lijst van de standaard.',
    );
  } else if (startOf(parsed.value) > lastListedSchoolYearStart) {
    const what = 'dit schooljaar is nieuwer dan de officiële lijst, die bij 2024-2025 ophoudt.';
    findings.add(edexFindings['EDEX-SCHOOLYEAR-BEYOND-LIST'], child, what);
  }
  return parsed.value;
}
