import type { Gender, RosterDocument, RosterName, RosterPupil, RosterSchool } from '../roster-document.ts';
import type { RosterStaffMember } from '../roster-document.ts';
import type { XmlNode, XmlNodeOrNothing } from '../xml/write.ts';
import type { RosterPart } from './draft.ts';
import { assert } from '../../base/assert.ts';
import { writeDateTime } from '../xml/date-time.ts';
import { leaf, list, node } from '../xml/write.ts';
import type { RosterManner } from './manner.ts';

/** The sections of a roster as elements, in the order of the schema.
 * @param prefix what each name gets in front, such as `lg:`; empty for EDEXML
 * @param document as `carried` left it in the same manner
 * @param part which sections; with pupils and staff, at least one pupil must be there (the schema has no
 * empty list) */
export function rosterTree(
  document: RosterDocument,
  part: RosterPart,
  prefix: string,
  manner: RosterManner,
): readonly XmlNodeOrNothing[] {
  const write = treeWriter(prefix, manner);
  const has = (section: RosterPart): boolean => part === 'all' || part === section;
  assert(!has('pupils') || document.pupils.length > 0, 'a roster without pupils cannot be written');
  return [
    write.school(document.school),
    has('structure') ? list(`${prefix}vestigingen`, document.sites.map(write.site)) : null,
    has('structure') ? list(`${prefix}groepen`, write.groups(document)) : null,
    has('pupils') ? list(`${prefix}leerlingen`, document.pupils.map(write.pupil)) : null,
    has('staff') ? list(`${prefix}leerkrachten`, document.staff.map(write.staffMember)) : null,
  ];
}

type Leaf = (name: string, text: string | null) => XmlNodeOrNothing;

interface TreeWriter {
  school(school: RosterSchool): XmlNode;
  site(site: { readonly key: string; readonly name: string }): XmlNode;
  groups(document: RosterDocument): readonly XmlNode[];
  pupil(pupil: RosterPupil): XmlNode;
  staffMember(member: RosterStaffMember): XmlNode;
}

function treeWriter(prefix: string, { personKeys, dataSet, lastDigits }: RosterManner): TreeWriter {
  const p: Leaf = (name, text) => leaf(prefix + name, text);
  const at = (
    name: string,
    key: string | null,
  ): XmlNodeOrNothing => (key === null ? null : node(prefix + name, { key }));
  const identity = ({ key, eckId }: RosterPupil | RosterStaffMember): { key: string | null; eckid: string | null } =>
    ({ key: personKeys === 'without-eck-id' && eckId !== null ? null : key, eckid: eckId });
  const groupName = { group: `${prefix}groep`, compositeGroup: `${prefix}samengestelde_groep` };
  return {
    school: (school) => node(`${prefix}school`, {}, schoolChildren(school, p)),
    site: ({ key, name }) => node(`${prefix}vestiging`, { key }, [p('naam', name)]),
    groups: ({ groups, compositeGroups }) => [
      ...groups.map((group) =>
        node(
          groupName.group,
          { key: group.key },
          [p('naam', group.name), p('jaargroep', group.yearGroup ?? 'C')],
        ),
      ),
      ...compositeGroups.map((group) => node(
        groupName.compositeGroup,
        { key: group.key },
        [p('naam', group.name)],
      )),
    ],
    pupil: (pupil) =>
      node(`${prefix}leerling`, identity(pupil), [
        ...nameChildren(pupil, p),
        p('geboortedatum', pupil.birthDate),
        p('geslacht', dataSet === 'narrow' ? null : genderCodes[pupil.gender]),
        p('start_ondw_jgr3', pupil.startYearGroup3),
        p('jaargroep', pupil.yearGroup),
        at('groep', pupil.groupKey),
        list(
          `${prefix}samengestelde_groepen`,
          pupil.compositeGroupKeys.map((key) => at('samengestelde_groep', key)),
        ),
        at('vestiging', pupil.siteKey),
        p('bsn_ondwnr-4', lastDigits),
        p('instroomdatum', pupil.entryDate),
        p('uitstroomdatum', pupil.exitDate),
      ]),
    staffMember: (member) =>
      node(`${prefix}leerkracht`, identity(member), [
        ...nameChildren(member, p),
        p('emailadres', member.email),
        ...member.roles.map((role) => p('rol', role)),
        list(
          `${prefix}groepen`,
          member.groups.map(({ kind, key, roles }) => node(
            groupName[kind],
            { key },
            roles.map((role) => p('rol', role)),
          )),
        ),
      ]),
  };
}

const genderCodes: { readonly [G in Gender]: string } = { unknown: '0', boy: '1', girl: '2' };

function schoolChildren(school: RosterSchool, p: Leaf): readonly XmlNodeOrNothing[] {
  return [
    p('schooljaar', school.schoolYear),
    p('peildatum', school.referenceDate),
    p('brincode', school.brin),
    p('dependancecode', school.brin === null ? null : school.site),
    p('instellingsnummer', school.brin === null ? school.institutionNumber : null),
    p('schoolkey', school.schoolKey),
    p('aanmaakdatum', school.createdAt === null ? null : writeDateTime(school.createdAt)),
    p('auteur', school.author),
    p('xsdversie', school.xsdVersion),
  ];
}

function nameChildren(name: RosterName, p: Leaf): readonly XmlNodeOrNothing[] {
  return [
    p('achternaam', name.lastName),
    p('voorvoegsel', name.prefix),
    p('voornamen', name.firstNames),
    p('voorletters-1', name.initials),
    p('roepnaam', name.callName),
  ];
}
