/* The parts of a dossier that we judge and never keep: support, absence, the final test and the way to
 * secondary education. */
import type { Shape, ValueType } from '../xml/shape.ts';
import { dateType, pattern, sequence, textUpTo } from '../xml/shape.ts';
import {
  bool,
  brincode,
  date,
  decimal,
  documentShape,
  elementcode,
  instellingFields,
  int,
  integer,
  integerBetween,
  jaargroep,
  maybeEmpty,
  text,
  vestigingscode,
} from './value-types.ts';

const documents: Shape = { fields: sequence(['document+', documentShape]) };
const oneDocument: Shape = { fields: sequence(['document', documentShape]) };

/** `einddatumType`: the last day of a school year. */
const lastOfJuly: ValueType = {
  ...pattern(/^\s*[0-9]{4}-07-31\s*$/, 'een 31 juli als 2027-07-31'),
  accepts: (value) => /^[0-9]{4}-07-31$/.test(value) && dateType.accepts(value),
  collapses: true,
};

const diagnose: Shape = {
  fields: sequence(
    ['code+', text],
    ['naam?', text],
    ['datum?', date],
    ['doorwie?', text],
    ['instantie?', text],
    ['document*', documentShape],
  ),
};
const handelingsplan: Shape = {
  fields: sequence(
    ['startdatum', date],
    ['einddatum?', date],
    ['isgerichtop', text],
    ['document?', documentShape],
  ),
};
const tlv: Shape = {
  fields: sequence(
    ['tlvingangdatum', date],
    ['tlvswvnummer', text],
    ['tlvcategorie', text],
    ['tlvbeschikkingsnummer', text],
    ['tlveinddatum?', date],
    ['document?', documentShape],
  ),
};
const lwoo: Shape = {
  fields: sequence(
    ['lwoo_ingangdatum', date],
    ['lwoo_swvnummer', text],
    ['lwoo_beschikkingsnummer', text],
    ['lwoo_einddatum?', lastOfJuly],
    ['document?', documentShape],
  ),
};
const rvc: Shape = {
  fields: sequence(
    ['centraleproblematiek?', text],
    ['maatregelen?', text],
    [
      'signaleringlwoopro',
      {
        fields: sequence(
          ['deelgenomenaanonderzoek', bool],
          ['leerachterstand', bool],
          ['lagescoreeindtoets', bool],
        ),
      },
    ],
    ['rvcdatum?', date],
    ['rvcindicatie?', text],
    ['document*', documentShape],
  ),
};

/** `onderwijsondersteuning`. */
export const onderwijsondersteuning: Shape = {
  fields: sequence(
    ['toelichting_onderwijsbehoeften?', oneDocument],
    ['diagnose*', diagnose],
    ['medicijngebruik?', bool],
    ['handelingsplan*', handelingsplan],
    [
      'opp?',
      {
        fields: sequence(
          ['opp_ingangdatum', date],
          ['opp_einddatum?', date],
          ['document*', documentShape],
        ),
      },
    ],
    ['tlv*', tlv],
    [
      'arrangement_cluster12*',
      {
        fields: sequence(
          ['arrangement_datum', date],
          ['arrangement_brin?', brincode],
          ['arrangement_vestigingscode?', vestigingscode],
        ),
      },
    ],
    [
      'arrangement_pao*',
      {
        fields: sequence(
          ['arrangement_datum', date],
          ['arrangement_kenmerk?', text],
          ['arrangement_beschikkingsnr?', text],
          ['arrangement_einddatum?', date],
        ),
      },
    ],
    ['lwoo?', lwoo],
    ['rvc?', rvc],
  ),
};

/** `verzuim`. */
export const verzuim: Shape = {
  fields: sequence(
    ['dagdelengeoorloofd?', integer],
    ['dagdelenongeoorloofd?', integer],
    ['urengeoorloofd?', integer],
    ['urenongeoorloofd?', integer],
    ['meerdan25percent?', bool],
    ['frequentie?', integer],
    ['contactleerplicht?', bool],
    ['rmcmelding?', bool],
    ['documentLijst?', documents],
  ),
};

const domein: Shape = {
  fields: sequence(
    ['domeincode', maybeEmpty],
    ['domeinomschrijving?', maybeEmpty],
    ['dom_referentieniveau?', maybeEmpty],
  ),
};
const onderdeel: Shape = {
  fields: sequence(
    ['onderdeelcode', maybeEmpty],
    ['onderdeelomschrijving?', maybeEmpty],
    ['ond_referentieniveau?', maybeEmpty],
    ['domeinen?', { fields: sequence(['domein*', domein]) }],
  ),
};

/** `eindtoets_basisonderwijs`. */
export const eindtoets: Shape = {
  fields: sequence(
    [
      'eindtoetsresultaat?',
      {
        fields: sequence(
          ['toetssoort', maybeEmpty],
          ['toetsniveau', maybeEmpty],
          ['toetsomschrijving?', maybeEmpty],
          ['datum_afname', date],
          ['wettelijke_ontheffing?', maybeEmpty],
          ['standaardscore?', integerBetween(0, 1000)],
          ['toets_advies?', { ...textUpTo(1024), mayBeEmpty: true }],
          ['onderdelen', { fields: sequence(['onderdeel*', onderdeel]) }],
        ),
      },
    ],
    ['deelgenomen', bool],
    ['document*', documentShape],
  ),
};

const score: Shape = { fields: sequence(['waarde?', text], ['kwalificatie?', text]) };
const cijfer: Shape = {
  fields: sequence(
    ['naam', text],
    ['score', score],
    ['afnamedatum?', date],
    ['jaargroep?', jaargroep],
    ['periode?', text],
  ),
};

/** `cijferlijstTypelijst`: its sequence may repeat as a whole, so that the order is judged apart. */
export const marksName = 'cijferlijstTypelijst';

/** `cijferlijstlijst`. */
export const cijferlijstlijst: Shape = {
  fields: sequence([
    'cijferlijst+',
    {
      fields: sequence(
        [marksName, { fields: sequence(['naam+', text], ['|onderdeel*', cijfer], ['|score+', score]) }],
        ['afnamedatum?', date],
        ['jaargroep', jaargroep],
        ['periode?', text],
      ),
    },
  ]),
};

/** `resultaatvakkenvo`: one of the kinds of outcome. */
export const vakVo: Shape = {
  fields: sequence(
    ['vakcode', text],
    ['vakleergebied?', text],
    ['afgerond', bool],
    ['datumafgerond?', date],
    ['examenvak', bool],
    ['beoordelingexamenvak?', text],
    ['|exameneindcijfer?', int],
    ['|cijferce?', decimal],
    ['|eindcijferse?', decimal],
    ['|cijferse*', decimal],
    ['|rapportcijfer?', decimal],
    ['|werkstuk?', { fields: sequence(['werkstuktitel', text], ['werkstukbeoordeling', text]) }],
  ),
};

/** What a dossier for the way from secondary to vocational education has at its end. */
export const vocationalFields = [
  [
    'bevorderd?',
    { fields: sequence(['elementcode?', elementcode], ['leerjaar?', jaargroep]) },
  ],
  [
    'examenresultaat?',
    {
      fields: sequence(
        ['soortdiploma?', text],
        ['examenjaar?', int],
        ['datumuitslag?', date],
        ['examenuitslag?', text],
      ),
    },
  ],
  ['resultaatvakkenvo*', vakVo],
  ['certificaat*', text],
  [
    'competenties*',
    {
      fields: sequence(
        ['competentiereferentie?', text],
        ['competentiecategorie?', text],
        ['competentiebeschrijving?', text],
        ['competentiestatus?', text],
      ),
    },
  ],
  [
    'stage*',
    {
      fields: sequence(
        ['begindatum?', date],
        ['einddatum?', date],
        ['soortstage?', text],
        ['functierol?', text],
        ['instelling?', { fields: sequence(...instellingFields) }],
        ['beoordeling?', text],
      ),
    },
  ],
  [
    'overigvombo?',
    {
      fields: sequence(
        ['keuzevervolgopleiding?', text],
        ['beroepskeuzetest', bool],
        ['portfolio', bool],
        ['pop', bool],
        ['motivatiebrief', bool],
        ['lobdossier', bool],
      ),
    },
  ],
] as const;
