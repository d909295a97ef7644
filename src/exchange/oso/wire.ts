/* The names and order of the OSO dossier 2019.1, as OSO_gegevensset_2019.1.xsd (release of April 2019) has
 * them. */
import type { Shape, ShapeFindings } from '../xml/shape.ts';
import { pattern, sequence } from '../xml/shape.ts';
import { osoFindings } from './findings.ts';
import {
  adreslijst,
  bool,
  brincode,
  communicatielijst,
  date,
  documentShape,
  elementcode,
  geslacht,
  instellingFields,
  integer,
  integerBetween,
  jaargroep,
  maybeEmpty,
  schooljaar,
  schoolFields,
  shortText,
  text,
  vestigingscode,
} from './value-types.ts';
import {
  cijferlijstlijst,
  eindtoets,
  onderwijsondersteuning,
  verzuim,
  vocationalFields,
} from './wire-support.ts';
import { testShape } from './wire-tests.ts';

/** The year in a namespace of OSO, such as `2019` or `1.2`; null for any other namespace. */
export function yearOfNamespace(namespace: string): string | null {
  return /^http:\/\/www\.edustandaard\.nl\/oso_gegevensset\/(\d[\w.]{0,15})\/dossier$/.exec(namespace)?.[1] ?? null;
}

/** The year whose schema these shapes are. */
export const knownYear = '2019';

/** The codes under which deviations from a shape are reported. */
export const osoShapeFindings: ShapeFindings = {
  missing: osoFindings['OSO-MISSING'],
  unknown: osoFindings['OSO-UNKNOWN'],
  order: osoFindings['OSO-ORDER'],
  repeated: osoFindings['OSO-REPEATED'],
  empty: osoFindings['OSO-EMPTY'],
  text: osoFindings['OSO-TEXT'],
  value: {
    length: osoFindings['OSO-LENGTH'],
    form: osoFindings['OSO-FORM'],
    code: osoFindings['OSO-CODE'],
    date: osoFindings['OSO-DATE'],
  },
};

/** Code list 29 as far as it is public. */
export const kinds: readonly string[] = ['overstapdossier', 'overdrachtbinnenbrin', 'swv-dossier'];

/** Code list 33: which half of a dossier this is. */
export const dossierParts: readonly string[] = ['LAS', 'LVS', 'LASLVS', 'TIB'];

/** Code list 13: PO 0-8, VO 11-16, `S` special, `P` playgroup. */
export const yearGroups: readonly string[] = [
  '0', '1', '2', '3', '4', '5', '6', '7', '8', '11', '12', '13', '14', '15', '16', 'S', 'P',
];

const categories = [
  'metadata', 'ouderinzage', 'school', 'leerling', 'oudersverzorgers', 'vve', 'schoolloopbaan',
  'overstapadvies', 'onderwijsondersteuning', 'verzuim', 'eindtoetsbo', 'toetsresultaten', 'handelingsplannen',
  'cijferlijsten', 'vombo', 'bijlagedocs',
].map((name) => [`cat_${name}`, maybeEmpty] as const);

const metadata: Shape = {
  fields: sequence(
    ['deeldossier', text],
    ['pakketnaam', text],
    ['pakketversie', text],
    ['datum', date],
    ['standaardversie', text],
    ['validatieversie', text],
    ['categorie_uitlevering?', { fields: sequence(...categories) }],
    ['overstap?', text],
  ),
};

const inzage: Shape = {
  fields: sequence(
    ['voorlopigdossier', bool],
    ['inzage?', bool],
    ['inzagedatum?', date],
    ['akkoord?', text],
    ['redennietakkoord?', text],
    ['toestemming?', text],
  ),
};

const nameFields = [
  ['voornaam*', text],
  ['voorletters-1?', text],
  ['voorvoegsel?', text],
  ['achternaam', text],
  ['roepnaam?', text],
] as const;

const personFields = [
  ...nameFields,
  ['geslacht?', geslacht],
  ['adresgeheim?', bool],
  ['adreslijst?', adreslijst],
  ['communicatielijst?', communicatielijst],
] as const;

const gba: Shape = {
  fields: sequence(
    ['gbavoornaam+', text],
    ['gbavoorvoegsel?', text],
    ['gbaachternaam', text],
    ['gbageboortedatum', pattern(/^\p{Nd}{2}-\p{Nd}{2}-\p{Nd}{4}$/u, 'een dag als 09-03-2016')],
  ),
};

const overstapadvies: Shape = {
  fields: sequence(
    ['advies?', maybeEmpty],
    ['wensouders?', maybeEmpty],
    ['wensleerling?', maybeEmpty],
    ['herzienadvies?', maybeEmpty],
    ['motivatie_herzienadvies?', text],
    ['profiel?', text],
    ['argumentatie?', text],
    ['contactnodig?', bool],
    ['contactpersoon?', text],
    ['contacttelefoon?', text],
    ['contactemail?', text],
    ['aandachtspunten?', shortText(280)],
  ),
};

const voorschools: Shape = {
  fields: sequence(
    ['codevoorschoolsehistorie?', integer],
    ['codevoorschoolsprogramma', integer],
    ['voorschoolsemaanden', integerBetween(1, 24)],
    ['codevoorschoolsetoeleider?', integer],
    ['codevoorschoolsedeelname?', integer],
    ['voorschoolseaanwezigheid?', integer],
  ),
};

const vroegschools: Shape = {
  fields: sequence(
    ['codevroegschoolsprogramma', integer],
    ['vroegschoolsdatumingang', date],
    ['vroegschoolseinddatum?', date],
  ),
};

const schoolloopbaan: Shape = {
  fields: sequence(
    ['schooljaar', schooljaar],
    ['groepscode', text],
    ['groepsnaam?', text],
    ['jaargroep', jaargroep],
    ['begindatum?', date],
    ['einddatum?', date],
    ['brincode', brincode],
    ['vestigingscode', vestigingscode],
    ['schoolsoort?', text],
    ['schooltype?', text],
    ['voelementcode?', elementcode],
    ['voelementomschrijving?', text],
    ['schoolsoortomschrijving?', text],
  ),
};

const verzorger: Shape = {
  fields: sequence(
    ...personFields,
    ['relatietotkind?', text],
    ['overleden?', bool],
    ['overlijdensdatum?', date],
    ['wettigevertegenwoordiger', bool],
    ['banknummer?', text],
    ['iban?', text],
  ),
};

const nationality: Shape = {
  fields: [], text: maybeEmpty, attributes: [{ name: 'omschrijving', required: false, type: text }],
};

const tests: Shape = { fields: sequence(['toets+', testShape]) };
const otherDocuments: Shape = { fields: sequence(['document+', documentShape]) };

/** `leerling`. */
export const pupilShape: Shape = {
  fields: sequence(
    ...nameFields,
    ['geboortedatum?', date],
    ['|geboortemaand?', pattern(/^\p{Nd}{4}-\p{Nd}{2}$/u, 'een maand als 2016-03')],
    ['geslacht?', geslacht],
    ['adresgeheim?', bool],
    ['adreslijst?', adreslijst],
    ['|postcode4adres?', text],
    ['communicatielijst?', communicatielijst],
    ['gba?', gba],
    ['adresbuitenland*', shortText(35)],
    ['geboorteplaats?', text],
    ['nationaliteit*', nationality],
    ['onderwijsnummer?', text],
    ['|bsn?', text],
    ['leerlingid?', text],
    ['onderwijssinds?', date],
    ['startdatumhuidigonderwijs?', date],
    ['datuminschrijving?', date],
    ['datumuitschrijving?', date],
    ['teruggeplaatstnaarbrin?', brincode],
    ['leerlinggewicht?', text],
    ['nnca?', text],
    ['tehuis?', bool],
    ['huisarts?', { fields: sequence(...personFields) }],
    ['verzorgersaansprakelijk?', bool],
    ['aansprakelijkeinstelling?', { fields: sequence(...instellingFields) }],
    ['overstapadvies?', overstapadvies],
    ['vanpeuterspeelzaal?', bool],
    ['naampeuterspeelzaal?', text],
    ['voorschools?', voorschools],
    ['vroegschools*', vroegschools],
    ['schoolloopbaanlijst?', { fields: sequence(['schoolloopbaan+', schoolloopbaan]) }],
    ['onderwijsondersteuning?', onderwijsondersteuning],
    ['verzuim?', verzuim],
    ['eindtoets_basisonderwijs?', eindtoets],
    ['toetslijst?', tests],
    ['cijferlijstlijst?', cijferlijstlijst],
    ['overigdocumentlijst?', otherDocuments],
    ['verzorger*', verzorger],
    ...vocationalFields,
  ),
};

const currentSchool: Shape = { fields: sequence(...schoolFields, ['leerling', pupilShape]) };

/** `dossier`: one pupil. */
export const dossierShape: Shape = {
  fields: sequence(
    ['metadata', metadata],
    ['overdrachtsoort', text],
    ['inzage?', inzage],
    ['huidigeschool', currentSchool],
  ),
};

const feedback: Shape = {
  fields: sequence(
    ['metadata', metadata],
    ['voschool', { fields: sequence(['school', { fields: sequence(...schoolFields) }]) }],
    [
      'leerlingmatching',
      {
        fields: sequence(
          ['leerlingid', text],
          ['voornaam+', text],
          ['tussenvoegsel?', text],
          ['achternaam', text],
          ['geslacht', geslacht],
          ['geboortedatum', date],
        ),
      },
    ],
    [
      'terugkoppelinformatie',
      {
        fields: sequence(
          [
            'tiperschooljaar*',
            {
              fields: sequence(
                ['schooljaar', schooljaar],
                ['begindatum', date],
                ['einddatum', date],
                ['groepsnaam?', text],
                ['jaargroep', jaargroep],
                ['iltcode', text],
                ['iltomschrijving', text],
              ),
            },
          ],
          ['vertrek?', { fields: sequence(['vertrekdatum', date], ['vertrekreden?', text]) }],
        ),
      },
    ],
  ),
};

/** `dossiers`: several pupils in one file. */
export const dossiersShape: Shape = {
  fields: sequence(['dossier*', dossierShape], ['terugkoppeling*', feedback]),
};

/** What may be large, and is therefore read piece by piece. */
export const streamed: ReadonlySet<Shape> = new Set([
  dossiersShape, dossierShape, currentSchool, pupilShape, tests, otherDocuments,
]);

/** Elements of which at most one, or exactly one, may stand beside the others, by the name of their parent. */
export const choices: ReadonlyMap<string, readonly Choice[]> = new Map<string, readonly Choice[]>([
  [
    'leerling',
    [
      { of: ['geboortedatum', 'geboortemaand'], required: false },
      { of: ['adreslijst', 'postcode4adres'], required: false },
      { of: ['onderwijsnummer', 'bsn'], required: false },
    ],
  ],
  ['werktbijinstelling', [{ of: ['instelling', 'school'], required: true }]],
  [
    'resultaatvakkenvo',
    [
      {
        of: [
          'beoordelingexamenvak', 'exameneindcijfer', 'cijferce', 'eindcijferse', 'cijferse', 'rapportcijfer',
          'werkstuk',
        ],
        required: true,
      },
    ],
  ],
]);

/** Names of which one stands in a place. */
export interface Choice {
  readonly of: readonly string[];
  readonly required: boolean;
}
