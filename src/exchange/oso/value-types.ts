/* The simple types of the OSO schema, and the shapes that occur all through it. */
import type { Shape, ValueType } from '../xml/shape.ts';
import { anyText, dateType, numberType, oneOf, pattern, sequence } from '../xml/shape.ts';

/** `nonEmptyStringType`. */
export const text: ValueType = { ...anyText, mayBeEmpty: false };

/** `xs:string`. */
export const maybeEmpty: ValueType = anyText;

/** `xs:date`. */
export const date = dateType;

/** `xs:boolean`; white space round it means nothing. */
export const bool: ValueType = { ...oneOf(['true', 'false', '1', '0']), collapses: true };

/** `xs:integer`. */
export const integer = numberType(/^[+-]?\d+$/, 'een heel getal', Number.isFinite);

/** `xs:int`: 32 bits. */
export const int = numberType(
  /^[+-]?\d+$/,
  'een heel getal',
  (value) => value >= -(2 ** 31) && value < 2 ** 31,
);

/** `xs:decimal`: a point, no exponent. */
export const decimal = numberType(
  /^[+-]?(\d+(\.\d*)?|\.\d+)$/,
  'een getal met een punt, zoals 205.4',
  Number.isFinite,
);

/** `xs:integer` between two bounds, both included. */
export function integerBetween(low: number, high: number): ValueType {
  return numberType(
    /^[+-]?\d+$/,
    `een heel getal van ${low} tot en met ${high}`,
    (value) => value >= low && value <= high,
  );
}

/** A BRIN of four characters; the site stands apart. */
export const brincode = pattern(/^[0-9]{2}[A-Z]{2}$/, 'vier tekens als 99XX');

/** Two digits. */
export const vestigingscode = pattern(/^[0-9]{2}$/, '2 cijfers');

/** Four digits: a programme of secondary education. */
export const elementcode = pattern(/^[0-9]{4}$/, '4 cijfers');

/** `2026-2027`; that the years follow each other is not asked. */
export const schooljaar = pattern(/^[0-9]{4}-[0-9]{4}$/, 'een schooljaar als 2026-2027');

/** `jaargroepType`: code list 13, of which the schema says nothing. Judged where it is used. */
export const jaargroep = maybeEmpty;

/** `geslachtType`. */
export const geslacht = integer;

/** `document`: a file inside the dossier. We never open it. */
export const documentShape: Shape = {
  fields: sequence(['bestandsnaam', text], ['omschrijving?', text], ['bestandsinhoud', text]),
};

const adresShape: Shape = {
  fields: sequence(
    ['soortadres', text],
    ['straat', text],
    ['nummer', text],
    ['toevoeging?', text],
    ['aanduiding?', text],
    ['locatieomschrijving?', shortText(35)],
    ['postcode', text],
    ['plaats', text],
    ['gemeente?', text],
    ['land?', { fields: [], text, attributes: [{ name: 'omschrijving', required: false, type: text }] }],
  ),
};

const communicatieShape: Shape = {
  fields: sequence(
    ['soort', text],
    ['aanduiding?', text],
    ['nummer', text],
    ['geheim?', bool],
    ['noodnummer?', bool],
  ),
};

/** `adreslijst`. */
export const adreslijst: Shape = { fields: sequence(['adres+', adresShape]) };

/** `communicatielijst`. */
export const communicatielijst: Shape = { fields: sequence(['communicatie+', communicatieShape]) };

/** The fields of `instellingType`, with which those of `schoolType` begin. */
export const instellingFields = [
  ['naam', text],
  ['adreslijst?', adreslijst],
  ['communicatielijst?', communicatielijst],
] as const;

/** The fields of `schoolType`. */
export const schoolFields = [
  ...instellingFields,
  ['brincode', brincode],
  ['vestigingscode', vestigingscode],
  ['aanleverpunt', text],
  ['soort?', text],
  ['type?', text],
  ['naamdirecteur?', text],
  ['website?', text],
] as const;

/** A text of 1 to `max` characters. */
export function shortText(max: number): ValueType {
  const accepts = (value: string): boolean => value.length <= max || [...value].length <= max;
  return { ...text, accepts, dutch: `hoogstens ${max} tekens` };
}
