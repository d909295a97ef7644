import type { FindingList } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Reference, RosterDraft } from './draft.ts';
import type { RosterStandard } from './wire.ts';
import { isDummyKey } from '../roster-document.ts';
import { atAttribute, attributeOf, childOf, textOf } from '../xml/element.ts';
import { checkNoAttributes, checkNoText, checkShape } from '../xml/shape.ts';
import { tally } from './draft.ts';
import {
  enterCompositeGroup,
  enterGroup,
  enterPupil,
  enterReference,
  enterSite,
  enterStaffMember,
  placeOf,
} from './enter.ts';
import { edexFindings } from './findings.ts';
import { pupilOf, staffMemberOf, yearGroupOf } from './values.ts';
import { additionTypes, edexShapeFindings, personNumbers, postcodes, remarkShape } from './wire.ts';
import { compositeGroupShape, groupShape, pupilShape, siteShape, staffShapes } from './wire.ts';

/** Takes a `vestiging` into the draft. */
export function takeSite(element: XmlElement, draft: RosterDraft, findings: FindingList): void {
  checkShape(element, siteShape, edexShapeFindings, findings);
  const key = keyOr(element, `#vestiging-${draft.counts.sites + 1}`, findings);
  enterSite(draft, { key, name: textOf(element, 'naam') ?? key }, element, findings);
}

/** Takes a `groep` (stamgroep) into the draft. */
export function takeGroup(
  el: XmlElement,
  draft: RosterDraft,
  standard: RosterStandard,
  findings: FindingList,
): void {
  checkShape(el, groupShape, edexShapeFindings, findings);
  checkAdditions(el, draft, standard, findings);
  const key = keyOr(el, `#groep-${draft.counts.groups + 1}`, findings);
  enterGroup(draft, { key, name: textOf(el, 'naam') ?? key, yearGroup: yearGroupOf(el) }, el, findings);
}

/** Takes a `samengestelde_groep` into the draft. */
export function takeCompositeGroup(
  element: XmlElement,
  draft: RosterDraft,
  standard: RosterStandard,
  findings: FindingList,
): void {
  checkShape(element, compositeGroupShape, edexShapeFindings, findings);
  checkAdditions(element, draft, standard, findings);
  const key = keyOr(element, `#samengestelde-groep-${draft.counts.compositeGroups + 1}`, findings);
  enterCompositeGroup(draft, { key, name: textOf(element, 'naam') ?? key }, element, findings);
}

/** Takes a `leerling` into the draft, without any of the numbers, addresses and background that we do not
 * use. */
export function takePupil(
  el: XmlElement,
  draft: RosterDraft,
  standard: RosterStandard,
  findings: FindingList,
): void {
  checkShape(el, pupilShape, edexShapeFindings, findings);
  checkAdditions(el, draft, standard, findings);
  checkNames(el, findings);
  checkChoice(el, personNumbers, 'een leerling heeft hier hoogstens één nummer.', findings);
  checkChoice(el, postcodes, 'een leerling heeft hoogstens één postcode.', findings);
  if (el.children.some((child) => personNumbers.some((name) => name === child.name))) {
    tally(draft, edexFindings['EDEX-BSN-DROPPED'], () => placeOf(el));
  }
  enterPupil(draft, pupilOf(el, personKey(el, draft, findings)), el, findings);
  for (const child of el.children) {
    if (child.name === 'groep') refer(child, 'group', draft, findings);
    else if (child.name === 'vestiging') refer(child, 'site', draft, findings);
    else if (child.name === 'samengestelde_groepen') {
      for (const group of child.children) refer(group, 'compositeGroup', draft, findings);
    }
  }
}

/** Takes a `leerkracht` into the draft. */
export function takeStaffMember(
  element: XmlElement,
  draft: RosterDraft,
  standard: RosterStandard,
  findings: FindingList,
): void {
  checkShape(element, staffShapes[standard], edexShapeFindings, findings);
  checkAdditions(element, draft, standard, findings);
  checkNames(element, findings);
  const groups = childOf(element, 'groepen');
  if (groups?.children.length === 0) findings.add(edexFindings['EDEX-EMPTY'], groups, 'deze lijst is leeg.');
  enterStaffMember(draft, staffMemberOf(element, personKey(element, draft, findings)), element, findings);
  for (const child of groups?.children ?? []) {
    refer(child, child.name === 'samengestelde_groep' ? 'compositeGroup' : 'group', draft, findings);
  }
}

/** The key; one who has none goes by the ECK iD (UWLR 2.3), and one who has neither gets a dummy. */
function personKey(element: XmlElement, draft: RosterDraft, findings: FindingList): string {
  const key = keyOf(element, findings);
  if (key !== null) {
    if (isDummyKey(key)) tally(draft, edexFindings['EDEX-KEY-DUMMY'], () => atAttribute(element, 'key'));
    return key;
  }
  const eckId = attributeOf(element, 'eckid');
  const place = atAttribute(element, 'key');
  if (eckId === null) {
    findings.add(edexFindings['EDEX-PUPIL-UNIDENTIFIED'], place, 'er is geen sleutel en geen ECK iD.');
    return `#${element.name}-${element.line}-${element.column}`;
  }
  const version = draft.school?.value.xsdVersion ?? '';
  const allowed = version.startsWith('2.3');
  if (!allowed) findings.add(
    edexFindings['EDEX-KEY-MISSING'],
    place,
    'de sleutel ontbreekt; wij gebruiken het ECK iD.',
  );
  return eckId;
}

/** EDEXML wants a last name with what belongs to it, or a calling name alone. */
function checkNames(element: XmlElement, findings: FindingList): void {
  if (textOf(element, 'achternaam') !== null) return;
  const rest = [
    'voorvoegsel',
    'voornamen',
    'voorletters-1',
  ].some((name) => childOf(element, name) !== undefined);
  if (!rest && textOf(element, 'roepnaam') !== null) return;
  const what = rest ? 'er staat een naamdeel zonder achternaam.' : 'er is geen achternaam en geen roepnaam.';
  findings.add(edexFindings['EDEX-NAME-MISSING'], element, what);
}

function checkChoice(
  element: XmlElement,
  names: readonly string[],
  what: string,
  findings: FindingList,
): void {
  const found = element.children.filter((child) => names.includes(child.name));
  const second = found.find((child) => child.name !== found[0]?.name);
  if (second !== undefined) findings.add(edexFindings['EDEX-CHOICE'], second, what);
}

function checkAdditions(
  el: XmlElement,
  draft: RosterDraft,
  standard: RosterStandard,
  findings: FindingList,
): void {
  const additions = childOf(el, 'toevoegingen');
  if (additions === undefined) return;
  checkNoAttributes(additions, edexShapeFindings, findings);
  checkNoText(additions, edexShapeFindings, findings);
  if (additions.children.length === 0) findings.add(
    edexFindings['EDEX-EMPTY'],
    additions,
    'deze lijst is leeg.',
  );
  for (const block of additions.children) {
    const type = block.attributes.get('xsi:type')?.trim().replace(/^.*:/, '');
    if (block.name !== 'blok') {
      findings.add(edexFindings['EDEX-UNKNOWN'], block, 'dit element hoort hier niet.');
    } else if (type === undefined || !additionTypes[standard].includes(type)) {
      findings.add(
        edexFindings['EDEX-ADDITION-UNKNOWN'],
        block,
        'het type van deze toevoeging staat niet in het schema.',
      );
    } else {
      tally(draft, edexFindings['EDEX-ADDITIONS-IGNORED'], () => placeOf(block));
      if (type === 'OpmerkingGegevensType') checkShape(block, remarkShape, edexShapeFindings, findings);
    }
  }
}

function refer(element: XmlElement, to: Reference['to'], draft: RosterDraft, findings: FindingList): void {
  const key = keyOf(element, findings);
  if (key !== null) enterReference(draft, to, key, () => atAttribute(element, 'key'));
}

function keyOr(element: XmlElement, dummy: string, findings: FindingList): string {
  return keyOf(element, findings) ?? dummy;
}

/** The key without white space round it, which means nothing (handbook EDEXML 2.1) but makes it another key for
 * the schema. */
function keyOf(element: XmlElement, findings: FindingList): string | null {
  const raw = element.attributes.get('key');
  if (raw === undefined) return null;
  const key = raw.trim();
  if (key !== raw && key !== '') {
    const what = 'er staan spaties voor of achter de sleutel.';
    findings.add(edexFindings['EDEX-KEY-SPACES'], atAttribute(element, 'key'), what);
  }
  return key === '' ? null : key;
}
