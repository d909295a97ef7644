/* The names, order and code lists of EDEXML 2.1, as EDEXML.elementen.xsd and the two types files have them.
 * UWLR 2.2 leerlinggegevens is the same tree in a namespace of its own, with one role less. */
import type { Field, Shape, ShapeFindings, ValueType } from '../xml/shape.ts';
import { yearGroupCodes, roleCodes } from '../roster-document.ts';
import {
  anyText,
  dateTimeType,
  dateType,
  numberType,
  oneOf,
  pattern,
  sequence,
  textUpTo,
} from '../xml/shape.ts';
import { countryCodes } from './countries.ts';
import { edexFindings } from './findings.ts';

/** Which standard carries the tree. */
export type RosterStandard = 'edexml' | 'uwlr';

/** Whether UWLR has, or had, a schema of that version; 2.2.1 and the like have the schema of 2.2. */
export function isUwlrVersion(text: string): boolean {
  return /^2\.[123](\.\d{1,2})?$/.test(text);
}

/** Whether a standard has, or had, a schema of that version. */
export function isVersionOf(standard: RosterStandard, text: string): boolean {
  return standard === 'uwlr' ? isUwlrVersion(text) : /^(1\.03|2\.0|2\.1)$/.test(text);
}

/** The codes under which deviations from a shape are reported. */
export const edexShapeFindings: ShapeFindings = {
  missing: edexFindings['EDEX-MISSING'],
  unknown: edexFindings['EDEX-UNKNOWN'],
  order: edexFindings['EDEX-ORDER'],
  repeated: edexFindings['EDEX-REPEATED'],
  empty: edexFindings['EDEX-EMPTY'],
  text: edexFindings['EDEX-TEXT'],
  value: {
    length: edexFindings['EDEX-LENGTH'],
    form: edexFindings['EDEX-FORM'],
    code: edexFindings['EDEX-CODE'],
    date: edexFindings['EDEX-DATE'],
  },
};

const keyType = textUpTo(256);
const keyAttribute = [{ name: 'key', required: true, type: keyType }];
/** The key of a person may be absent in UWLR 2.3, so the reader judges that itself. */
const personAttributes = [
  { name: 'key', required: false, type: keyType },
  { name: 'eckid', required: false, type: keyType },
];
const reference: Shape = { fields: [], attributes: keyAttribute };
const yearGroup = oneOf(yearGroupCodes);
const country = oneOf(countryCodes);
const digits = (count: number): ReturnType<typeof pattern> => pattern(
  new RegExp(`^\\p{Nd}{${count}}$`, 'u'),
  `${count} cijfers`,
);

/** Judged by the reader, because its list is frozen (exchange.md 15.1). */
const schoolYear: ValueType = { ...anyText, builtIn: '' };

/** `school`. */
export const schoolShape: Shape = {
  fields: sequence(
    ['schooljaar?', schoolYear],
    ['peildatum?', dateType],
    [
      'brincode?',
      pattern(/^\p{Nd}{2}\p{Lu}{2}$/u, 'vier tekens als 99XX; de vestiging staat in dependancecode'),
    ],
    ['dependancecode?', digits(2)],
    ['|instellingsnummer?', pattern(/^\p{Nd}{2,6}$/u, '2 tot 6 cijfers')],
    ['schoolkey?', keyType],
    ['aanmaakdatum?', dateTimeType],
    ['auteur?', textUpTo(128)],
    ['xsdversie?', textUpTo(32)],
    ['commentaar?', anyText],
    ['toevoegingen?', 'anything'],
  ),
};

/** `vestigingen/vestiging`. */
export const siteShape: Shape = {
  fields: sequence(['naam', textUpTo(64)], ['omschrijving?', textUpTo(256)], ['mutatiedatum?', dateTimeType]),
  attributes: keyAttribute,
};

const groupTail = [
  ['omschrijving?', textUpTo(256)],
  ['toevoegingen?', 'anything'],
  ['mutatiedatum?', dateTimeType],
] as const;

/** `groepen/groep`. */
export const groupShape: Shape = {
  fields: sequence(['naam', textUpTo(64)], ['jaargroep', yearGroup], ...groupTail),
  attributes: keyAttribute,
};

/** `groepen/samengestelde_groep`. */
export const compositeGroupShape: Shape = {
  fields: sequence(['naam', textUpTo(64)], ...groupTail),
  attributes: keyAttribute,
};

/** Names of pupils and staff; that one of the two must be there is judged by the reader. */
const nameFields = [
  ['achternaam?', textUpTo(200)],
  ['voorvoegsel?', textUpTo(10)],
  ['voornamen?', textUpTo(200)],
  ['voorletters-1?', textUpTo(6)],
  ['roepnaam?', textUpTo(64)],
] as const;

/** Longest values, for the writer. Source: EDEXML.types.vast.xsd. */
export const lengths = {
  key: 256, groupName: 64, lastName: 200, prefix: 10, firstNames: 200, initials: 6, callName: 64, email: 256,
  author: 128, version: 32,
} as const;

/** Numbers of a person, of which at most one may be there, and of which we keep none. */
export const personNumbers = [
  'sofinummer',
  'bsn',
  'onderwijsnummer',
  'bsn_ondwnr-4',
  'rijksregisternummer',
] as const;

/** Post codes, of which at most one may be there. */
export const postcodes = ['postcodenl', 'postnummerbe', 'postcodeoverig'] as const;

/** NEN-ISO 5218, as a number: the schema makes it an xs:integer. */
function isGenderCode(value: number): boolean {
  return [0, 1, 2, 9].includes(value);
}

/** `leerlingen/leerling`. */
export const pupilShape: Shape = {
  fields: sequence(
    ...nameFields,
    ['geboortedatum?', dateType],
    ['geslacht?', { ...numberType(/^[+-]?\d+$/, 'een van 0, 1, 2, 9', isGenderCode), trouble: 'code' }],
    ['start_ondw_jgr3?', dateType],
    ['jaargroep?', yearGroup],
    ['groep?', reference],
    ['samengestelde_groepen?', { fields: sequence(['samengestelde_groep+', reference]) }],
    ['vestiging?', reference],
    ['gebruikersnaam?', textUpTo(64)],
    ['emailadres?', textUpTo(256)],
    ['fotourl?', textUpTo(256)],
    ['etniciteit?', oneOf(['9', '0', '1'])],
    ['land?', country],
    ['land_vader?', country],
    ['land_moeder?', country],
    ['sofinummer?', digits(9)],
    ['|bsn?', digits(9)],
    ['|onderwijsnummer?', digits(9)],
    ['|bsn_ondwnr-4?', digits(4)],
    ['|rijksregisternummer?', digits(11)],
    ['gewicht_nieuw?', oneOf(['?', '0', '0,3', '1,2'])],
    ['gewicht?', oneOf(['?', '0.00', '0.25', '0.40', '0.70', '0.90'])],
    ['postcodenl?', pattern(/^\p{Nd}{4}\p{Lu}{2}$/u, 'een postcode als 1234AB')],
    ['|postnummerbe?', digits(4)],
    ['|postcodeoverig?', textUpTo(32)],
    ['instroomdatum?', dateType],
    ['uitstroomdatum?', dateType],
    ['toevoegingen?', 'anything'],
    ['mutatiedatum?', dateTimeType],
  ),
  attributes: personAttributes,
};

/** Roles by standard: EDEXML 2.1 has TAL, UWLR 2.2 has not. */
export const rolesOf: { readonly [S in RosterStandard]: readonly string[] } = {
  edexml: roleCodes,
  uwlr: roleCodes.filter((code) => code !== 'TAL'),
};

/** `leerkrachten/leerkracht`. */
export const staffShapes: { readonly [S in RosterStandard]: Shape } = {
  edexml: staffShape('edexml'),
  uwlr: staffShape('uwlr'),
};

function staffShape(standard: RosterStandard): Shape {
  const roles = [
    ['rol*', oneOf(rolesOf[standard])],
    ['|rolomschrijving*', textUpTo(64)],
  ] as const;
  const group: Shape = { fields: sequence(...roles), attributes: keyAttribute };
  const groups: readonly Field[] = sequence(['groep*', group], ['|samengestelde_groep*', group]);
  return {
    fields: sequence(
      ...nameFields,
      ['gebruikersnaam?', textUpTo(64)],
      ['emailadres?', textUpTo(256)],
      ...roles,
      ['groepen?', { fields: groups }],
      ['toevoegingen?', 'anything'],
      ['mutatiedatum?', dateTimeType],
    ),
    attributes: personAttributes,
  };
}

/** The one block type that the EDEXML schema itself has. */
export const remarkShape: Shape = {
  fields: sequence(['code', textUpTo(64)], ['omschrijving?', anyText], ['opmerking', anyText]),
  typed: true,
};

/** `xsi:type` of blocks we know: our own standard's remark, and the example that the 2.0 package ships beside
 * it. */
export const additionTypes: { readonly [S in RosterStandard]: readonly string[] } = {
  edexml: ['OpmerkingGegevensType', 'LVSGegevensType'],
  uwlr: [],
};

/** The last school year of the official list; later ones are right all the same (exchange.md 15.1). */
export const lastListedSchoolYearStart = 2024;

/** The first. */
export const firstListedSchoolYearStart = 1991;
