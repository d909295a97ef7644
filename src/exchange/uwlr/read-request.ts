import type { FindingList, Place } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Authorisation, GroupRef, RosterRequest, RosterScope, SchoolRef } from './types.ts';
import type { SchoolYear } from '../../base/school-year.ts';
import { mainSite, parseBrin, parseBrinSite, parseSiteCode } from '../../base/brin.ts';
import { parseSchoolYear } from '../../base/school-year.ts';
import { readDateTime } from '../xml/date-time.ts';
import { attributeOf, childOf, textOf } from '../xml/element.ts';
import { checkNoText, checkShape } from '../xml/shape.ts';
import { isUwlrVersion } from '../edexml/wire.ts';
import { uwlrFindings } from './findings.ts';
import {
  authorisationShape,
  groupedRequestShape,
  namespaces,
  rosterRequestShape,
  uwlrShapeFindings,
} from './wire.ts';

/** Reads the header; null when it is absent or incomplete, which is reported.
 * @param root where the message begins */
export function authorisationOf(header: XmlElement | null, root: Place, findings: FindingList): Authorisation | null {
  const [element, again] = header?.children.filter(
    (child) => child.name === 'autorisatie' && child.namespace === namespaces.aut
  ) ?? [];
  if (again !== undefined) findings.add(uwlrShapeFindings.repeated, again, 'dit element staat hier vaker.');
  if (header !== null) checkNoText(header, uwlrShapeFindings, findings);
  for (const child of header?.children ?? []) {
    // Headers of others, such as addresses and security, are for them.
    if (child.name === 'autorisatie' || !ourNamespaces.has(child.namespace)) continue;
    findings.add(uwlrShapeFindings.unknown, child, 'dit element hoort hier niet.');
  }
  if (element === undefined) {
    findings.add(uwlrFindings['UWLR-HEADER-MISSING'], header ?? root, 'De header met de autorisatie ontbreekt.');
    return null;
  }
  const codes = { ...uwlrShapeFindings, missing: incomplete, empty: incomplete };
  checkShape(
    element,
    authorisationShape,
    { ...codes, value: { ...codes.value, length: incomplete } },
    findings,
  );
  const schoolKey = element.children.find((child) => child.name === 'autorisatiesleutel')?.text;
  const clientCode = element.children.find((child) => child.name === 'klantcode')?.text;
  const clientName = element.children.find((child) => child.name === 'klantnaam')?.text;
  const parts = [schoolKey, clientCode, clientName].map((text) => text?.trim() ?? '');
  const [key = '', code = '', name = ''] = parts;
  const complete = parts.every((text) => text !== '' && [...text].length <= 64);
  return complete ? { schoolKey: key, clientCode: code, clientName: name } : null;
}

const ourNamespaces: ReadonlySet<string> = new Set([...Object.values(namespaces), '']);

const incomplete = uwlrFindings['UWLR-HEADER-INCOMPLETE'];

/** Reads one of the four requests for a roster; null when school, year or version is unusable, which is
 * reported. */
export function rosterRequestOf(
  element: XmlElement,
  scope: RosterScope,
  findings: FindingList,
): RosterRequest | null {
  const grouped = scope === 'pupils' || scope === 'staff';
  checkShape(element, grouped ? groupedRequestShape : rosterRequestShape, uwlrShapeFindings, findings);
  const school = schoolRefOf(element, findings);
  const schoolYear = schoolYearIn(element, findings);
  const xsdVersion = xsdVersionIn(element, findings);
  const groups = grouped ? groupsOf(element, findings) : [];
  const last = textOf(element, 'laatstontvangengegevens');
  if (school === null || schoolYear === null || xsdVersion === null) return null;
  return {
    scope,
    school,
    schoolYear,
    xsdVersion,
    dataSetId: textOf(element, 'gegevenssetid'),
    lastReceivedAt: last === null ? null : readDateTime(last),
    groups,
  };
}

/** Which school an element with brincode or schoolkey is about. */
export function schoolRefOf(element: XmlElement, findings: FindingList): SchoolRef | null {
  const brinText = textOf(element, 'brincode');
  const siteElement = childOf(element, 'dependancecode');
  const schoolKey = textOf(element, 'schoolkey');
  const both = (brinText !== null || siteElement !== undefined) && schoolKey !== null;
  if (both || (brinText === null && schoolKey === null)) {
    const what = both ? 'de school staat er met BRIN en met schoolsleutel.' : 'er staat geen school bij.';
    findings.add(uwlrFindings['UWLR-SCHOOL-CHOICE'], element, what);
    return null;
  }
  if (brinText === null) return schoolKey === null ? null : { kind: 'schoolKey', schoolKey };
  const brin = parseBrinSite(brinText);
  if (!brin.ok) return null;
  const exact = parseBrin(brinText).ok;
  const named = parseSiteCode(textOf(element, 'dependancecode') ?? (exact ? mainSite : brin.value.site));
  return named.ok ? { kind: 'brin', brin: brin.value.brin, site: named.value } : null;
}

/** The school year; the schema lets through years that do not follow each other. */
export function schoolYearIn(element: XmlElement, findings: FindingList): SchoolYear | null {
  const child = childOf(element, 'schooljaar');
  const parsed = parseSchoolYear(child?.text.trim() ?? '');
  if (parsed.ok) return parsed.value;
  if (parsed.refusal === 'not-consecutive' && child !== undefined) {
    findings.add(uwlrFindings['UWLR-SCHOOLYEAR'], child, 'deze jaren volgen elkaar niet op.');
  }
  return null;
}

/** The version of the schema; one that never was is told, and whether it is served is for the judge. */
export function xsdVersionIn(element: XmlElement, findings: FindingList): string | null {
  const version = textOf(element, 'xsdversie');
  if (version === null || isUwlrVersion(version)) return version;
  findings.add(
    uwlrFindings['UWLR-XSDVERSION'], childOf(element, 'xsdversie') ?? element, 'deze versie van UWLR kennen wij niet.',
  );
  return version;
}

function groupsOf(element: XmlElement, findings: FindingList): readonly GroupRef[] {
  const list = childOf(element, 'groepen')?.children ?? [];
  const known = list.filter((child) => child.name === 'groep' || child.name === 'samengestelde_groep');
  if (known.length === 0) {
    findings.add(uwlrFindings['UWLR-GROUPS-MISSING'], element, 'dit verzoek noemt geen groepen.');
  }
  return known.map((child) => ({
    kind: child.name === 'groep' ? 'group' : 'compositeGroup',
    key: attributeOf(child, 'key'),
  }));
}
