/* The names, order and code lists of UWLR 2.2, as the XSDs of 2016-12-14 to 2017-05-15 have them. */
import type { Shape, ShapeFindings, ValueType } from '../xml/shape.ts';
import { anyText, dateTimeType, dateType, numberType, pattern, sequence, textUpTo } from '../xml/shape.ts';
import { uwlrFindings } from './findings.ts';

/** Namespaces: SOAP 1.1, and the four of UWLR 2.x with the OSO 1.2 fragment. */
export const namespaces = {
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
  aut: 'http://www.edustandaard.nl/leerresultaten/2/autorisatie',
  lg: 'http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens',
  lr: 'http://www.edustandaard.nl/leerresultaten/2/leerresultaten',
  td: 'http://www.edustandaard.nl/leerresultaten/2/toetsdefinities',
  oso: 'http://www.edustandaard.nl/oso_gegevensset/1.2/dossier',
} as const;

/** The envelope that UWLR does not use, recognised to say so. */
export const soap12 = 'http://www.w3.org/2003/05/soap-envelope';

/** The codes under which deviations from a shape are reported. */
export const uwlrShapeFindings: ShapeFindings = {
  missing: uwlrFindings['UWLR-MISSING'],
  unknown: uwlrFindings['UWLR-UNKNOWN'],
  order: uwlrFindings['UWLR-ORDER'],
  repeated: uwlrFindings['UWLR-REPEATED'],
  empty: uwlrFindings['UWLR-EMPTY'],
  text: uwlrFindings['UWLR-TEXT'],
  value: {
    length: uwlrFindings['UWLR-LENGTH'],
    form: uwlrFindings['UWLR-FORM'],
    // No shape of UWLR has a code list: those of OSO are judged by read-oso.ts, with codes of their own.
    code: uwlrFindings['UWLR-FORM'],
    date: uwlrFindings['UWLR-DATE'],
  },
};

const key = textUpTo(256);
const nonEmpty: ValueType = { ...anyText, mayBeEmpty: false };
const wholeNumber = numberType(/^(\+?\d+|-0+)$/, 'een heel getal van 0 of meer');
const positive = numberType(/^\+?\d+$/, 'een heel getal van 1 of meer', (value) => value >= 1);
const int = numberType(/^[+-]?\d+$/, 'een heel getal', (value) => Math.abs(value) < 2 ** 31);
const integer = numberType(/^[+-]?\d+$/, 'een heel getal');
const decimalForm = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
const decimal = numberType(decimalForm, 'een getal met een punt, zoals 205.4');
const between = (low: number, high: number): ValueType =>
  numberType(
    decimalForm,
    `een getal van ${low} tot en met ${high}`,
    (value) => value >= low && value <= high,
  );
const colourCode = numberType(/^\+?\d+$/, 'een heel getal van 0 tot en met 255', (value) => value <= 255);

const schoolYear = pattern(/^[12]\p{Nd}{3}-[12]\p{Nd}{3}$/u, 'een schooljaar als 2026-2027');
const schoolFields = [
  ['schooljaar', schoolYear],
  [
    'brincode?',
    pattern(/^\p{Nd}{2}\p{Lu}{2}$/u, 'vier tekens als 99XX; de vestiging staat in dependancecode'),
  ],
  // The schema gives it a default, so here an empty one is valid and means 00.
  ['dependancecode?', { ...pattern(/^\p{Nd}{2}$/u, '2 cijfers'), mayBeEmpty: true }],
  ['|schoolkey?', key],
] as const;

const requestFields = [
  ...schoolFields,
  ['xsdversie', textUpTo(32)],
  ['gegevenssetid?', textUpTo(64)],
  ['laatstontvangengegevens?', dateTimeType],
] as const;

/** A reference to a group in a request; without key it means those in no such group. */
const groupReference: Shape = { fields: [], attributes: [{ name: 'key', required: false, type: key }] };

/** The four requests for a roster; the two by group have a list of groups at the end. */
export const rosterRequestShape: Shape = { fields: sequence(...requestFields) };

/** `leerlingen_verzoek` and `leerkrachten_verzoek`. */
export const groupedRequestShape: Shape = {
  fields: sequence(...requestFields, [
    'groepen',
    { fields: sequence(['groep*', groupReference], ['|samengestelde_groep*', groupReference]) },
  ]),
};

/** The header of every request. */
export const authorisationShape: Shape = {
  fields: sequence(
    ['autorisatiesleutel', textUpTo(64)],
    ['klantcode', textUpTo(64)],
    ['klantnaam', textUpTo(64)],
  ),
};

/** `school` of leerresultaten. */
export const resultsSchoolShape: Shape = {
  fields: sequence(
    ...schoolFields,
    ['aanmaakdatum', dateTimeType],
    ['auteur?', textUpTo(128)],
    ['xsdversie', textUpTo(32)],
    ['commentaar?', textUpTo(128)],
  ),
};

const vocabulary = [
  { name: 'vocabulaire', required: false, type: anyText },
  { name: 'vocabulairelocatie', required: false, type: anyText },
];
const term: Shape = { fields: [], text: key, attributes: vocabulary };

const resultShape: Shape = {
  fields: sequence(
    ['afnamedatum', dateType],
    ['toetscode', key],
    ['versie?', term],
    ['toetsonderdeelcode?', key],
    ['score?', wholeNumber],
    ['|osoresultaat?', 'anything'],
    ['|anderresultaat?', 'anything'],
    ['infourl?', key],
  ),
  attributes: [{ name: 'key', required: true, type: key }],
};

/** `toetsafname`: the results of one pupil. */
export const administrationShape: Shape = {
  fields: sequence(
    ['leerlingid', key],
    ['eckid?', key],
    ['resultaatverwerkerid?', key],
    ['resultaten', { fields: sequence(['resultaat+', resultShape]) }],
  ),
};

/** `anderresultaat`, of which the type is abstract. */
export const otherOutcomeShape: Shape = { fields: sequence(['andere_score?', anyText]), typed: true };

/** `oso:toetsscore`. */
export const testScoreShape: Shape = {
  fields: sequence(
    ['aantalopgaven?', int],
    ['aantalgoed?', int],
    ['aantalfout?', int],
    ['aantalgelezen?', int],
    ['tijd?', decimal],
    ['vaardigheidsscore?', decimal],
    ['codevaardigheidsschaal?', nonEmpty],
    ['betrouwbaarheidsinterval?', { fields: sequence(['bivlaag', decimal], ['bivhoog', decimal]) }],
  ),
};

/** `oso:referentiescore`. */
export const referenceScoreShape: Shape = {
  fields: sequence(
    ['codereferentiescore', nonEmpty],
    ['codevergelijkingsgroep', nonEmpty],
    ['waarde', nonEmpty],
    ['kwalificatie?', nonEmpty],
  ),
};

const mark = between(1, 10);
const normShape: Shape = {
  fields: sequence(
    ['term', textUpTo(64)],
    ['omschrijving?', textUpTo(128)],
    ['beginnormwaarde', wholeNumber],
    ['eindnormwaarde', wholeNumber],
    [
      'normkleur?',
      {
        fields: sequence(
          ['rood_code', colourCode],
          ['groen_code', colourCode],
          ['blauw_code', colourCode],
          ['transparantie', between(0, 1)],
        ),
      },
    ],
    ['schoolcijfer_vanaf?', mark],
    ['schoolcijfer_totenmet?', mark],
  ),
};
const norms: Shape = {
  fields: sequence(
    ['toetscategorie?', term],
    ['toetsniveau?', term],
    ['wegingsfactor?', decimal],
    ['norm+', normShape],
  ),
  attributes: vocabulary,
};
const hierarchyEntry: Shape = {
  fields: [],
  text: key,
  attributes: [...vocabulary, { name: 'niveau', required: true, type: integer }],
};
const partShape: Shape = {
  fields: sequence(
    ['toetsonderdeelvolgnummer', positive],
    ['toetsonderdeelcode', term],
    ['toetsonderdeelnaam?', textUpTo(128)],
    ['toetsonderdeelnormering?', norms],
  ),
};

/** `toets`: the definition of one test. */
export const testShape: Shape = {
  fields: sequence(
    ['toetscode', term],
    ['versie?', term],
    ['toetsnaam?', textUpTo(128)],
    ['leerjaar?', term],
    ['vakgebied?', term],
    ['toetsnormering?', norms],
    ['toetshierarchie?', { fields: sequence(['ingang+', hierarchyEntry]) }],
    ['toetsonderdelen?', { fields: sequence(['toetsonderdeel+', partShape]) }],
  ),
};

/** OSO code list 11: kinds of reference score. Source: OSO-gegevensset 2019.1, as its own validator enforces
 * it. */
export const referenceScoreCodes: readonly string[] = [
  'AE', 'CAE', 'IV', 'CIV', 'FN', 'ON', 'DLE', 'Percentiel', 'Percentage', 'T-score', 'Stanine', 'DQ', 'IQ',
  'ERK',
  'C-score', 'Norm', 'RNTRM', 'ZML', 'LGH', 'AVI', 'NAZ', 'LM', 'Standaardscore', 'LA',
];

/** OSO code list 22: groups to compare with; primary education has the first only. */
export const comparisonGroupCodes: readonly string[] = ['Landelijk', 'BB+', 'BB', 'KB', 'GT', 'HAVO', 'VWO'];
