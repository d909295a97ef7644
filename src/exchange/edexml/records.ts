import type { FindingList, Place } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Reference, RosterDraft } from './draft.ts';
import type { RosterStandard } from './wire.ts';
import { isDummyKey } from '../roster-document.ts';
import { atAttribute, attributeOf, childOf, childrenOf, textOf } from '../xml/element.ts';
import { checkShape } from '../xml/shape.ts';
import { tally } from './draft.ts';
import { edexFindings } from './findings.ts';
import { pupilOf, staffMemberOf, yearGroupOf } from './values.ts';
import { additionTypes, edexShapeFindings, personNumbers, postcodes, remarkShape } from './wire.ts';
import { compositeGroupShape, groupShape, pupilShape, siteShape, staffShapes } from './wire.ts';

/** Takes a `vestiging` into the draft. */
export function takeSite(element: XmlElement, draft: RosterDraft, findings: FindingList): void {
  checkShape(element, siteShape, edexShapeFindings, findings);
  const key = keyOr(element, `#vestiging-${draft.sites.length + 1}`);
  draft.sites.push({ value: { key, name: textOf(element, 'naam') ?? key }, place: placeOf(element) });
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
  const key = keyOr(el, `#groep-${draft.groups.length + 1}`);
  const value = { key, name: textOf(el, 'naam') ?? key, yearGroup: yearGroupOf(el) };
  draft.groups.push({ value, place: placeOf(el) });
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
  const key = keyOr(element, `#samengestelde-groep-${draft.compositeGroups.length + 1}`);
  draft.compositeGroups.push({
    value: { key, name: textOf(element, 'naam') ?? key },
    place: placeOf(element),
  });
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
  if (personNumbers.some((name) => childOf(el, name) !== undefined)) {
    tally(draft, edexFindings['EDEX-BSN-DROPPED'], el);
  }
  const place = placeOf(el);
  draft.pupils.push({ value: pupilOf(el, personKey(el, draft, findings)), place });
  for (const child of childrenOf(el, 'groep')) refer(child, 'group', draft);
  for (const child of childOf(el, 'samengestelde_groepen')?.children ?? []) refer(
    child,
    'compositeGroup',
    draft,
  );
  for (const child of childrenOf(el, 'vestiging')) refer(child, 'site', draft);
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
  draft.staff.push({
    value: staffMemberOf(element, personKey(element, draft, findings)),
    place: placeOf(element),
  });
  for (const child of groups?.children ?? []) {
    refer(child, child.name === 'samengestelde_groep' ? 'compositeGroup' : 'group', draft);
  }
}

/** The key; one who has none goes by the ECK iD (UWLR 2.3), and one who has neither gets a dummy. */
function personKey(element: XmlElement, draft: RosterDraft, findings: FindingList): string {
  const key = attributeOf(element, 'key');
  if (key !== null) {
    if (isDummyKey(key)) tally(draft, edexFindings['EDEX-KEY-DUMMY'], atAttribute(element, 'key'));
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
      tally(draft, edexFindings['EDEX-ADDITIONS-IGNORED'], block);
      if (type === 'OpmerkingGegevensType') checkShape(block, remarkShape, edexShapeFindings, findings);
    }
  }
}

function refer(element: XmlElement, to: Reference['to'], draft: RosterDraft): void {
  const key = attributeOf(element, 'key');
  if (key !== null) draft.references.push({ to, key, place: atAttribute(element, 'key') });
}

function keyOr(element: XmlElement, dummy: string): string {
  return attributeOf(element, 'key') ?? dummy;
}

/** Without the element itself, which would keep every record of a large file in memory. */
function placeOf({ line, column, path }: XmlElement): Place {
  return { line, column, path };
}
