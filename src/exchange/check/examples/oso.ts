import type { osoFindings } from '../../oso/findings.ts';
import { readOso } from '../../oso/read.ts';
import { checked, type ExamplesOf, type FindingExample } from './example.ts';

const namespace = (year: string = '2019'): string => `http://www.edustandaard.nl/oso_gegevensset/${year}/dossier`;
const goodMetadata = '<deeldossier>LVS</deeldossier><pakketnaam>Oud-LVS</pakketnaam><pakketversie>1</pakketversie>'
  + '<datum>2026-12-01</datum><standaardversie>2019.1</standaardversie><validatieversie>2019.1.1</validatieversie>';
const goodName = '<achternaam>Appel</achternaam><roepnaam>Anna</roepnaam><geboortedatum>2016-03-09</geboortedatum>';
const goodResult = '<resultaat><toetsscore><vaardigheidsscore>640</vaardigheidsscore></toetsscore></resultaat>';

function toets(result: string = goodResult, taking: string = '<afnamedatum>2026-01-22</afnamedatum>'): string {
  return '<toets><toetsidentificatie><eldtoetscode>RW-M5</eldtoetscode></toetsidentificatie>'
    + `<afname>${taking}</afname>${result}</toets>`;
}

interface Parts {
  readonly metadata?: string;
  /** From overdrachtsoort up to the school. */
  readonly kind?: string;
  readonly brin?: string;
  /** All of the pupil but the tests; null leaves out the pupil. */
  readonly pupil?: string | null;
  readonly tests?: string;
  readonly year?: string;
}

function dossier(
  { metadata = goodMetadata, kind = '<overdrachtsoort>overstapdossier</overdrachtsoort>', pupil = goodName,
    brin = '<brincode>99XX</brincode>', tests = toets(), year }: Parts,
): string {
  const list = tests === '' ? '' : `<toetslijst>${tests}</toetslijst>`;
  return `<dossier xmlns="${namespace(year)}"><metadata>${metadata}</metadata>${kind}<huidigeschool>`
    + `<naam>De Proef</naam>${brin}<vestigingscode>00</vestigingscode><aanleverpunt>1</aanleverpunt>`
    + `${pupil === null ? '' : `<leerling>${pupil}${list}</leerling>`}</huidigeschool></dossier>`;
}

function about(shown: string, parts: Parts): FindingExample {
  return checked(shown, dossier(parts));
}

function metadata(from: string, to: string): FindingExample {
  return about(to, { metadata: goodMetadata.replace(from, to) });
}

function pupil(shown: string): FindingExample {
  return about(shown, { pupil: goodName + shown });
}

function scores(shown: string): FindingExample {
  return about(shown, { tests: toets(`<resultaat>${shown}</resultaat>`) });
}

const reference = (code: string, group: string): string => '<referentiescore>'
  + `<codereferentiescore>${code}</codereferentiescore><codevergelijkingsgroep>${group}</codevergelijkingsgroep>`
  + '<waarde>II</waarde></referentiescore>';

/** What makes an OSO dossier wrong. Invented pupils. */
export const osoExamples: ExamplesOf<typeof osoFindings> = {
  'OSO-ROOT': {
    shown: '<overstapdossier/>',
    findings: () => readOso(new TextEncoder().encode('<overstapdossier/>'), () => undefined).findings,
  },
  'OSO-NO-PUPIL': about('<huidigeschool>... zonder <leerling>', { pupil: null }),
  'OSO-PUPIL-UNIDENTIFIED': about('<leerling><achternaam>Appel</achternaam></leerling>',
    { pupil: '<achternaam>Appel</achternaam>' }),
  'OSO-SCHOOL-UNIDENTIFIED': about('<brincode>onbekend</brincode>', { brin: '<brincode>onbekend</brincode>' }),
  'OSO-OTHER-YEAR': about(`<dossier xmlns="${namespace('2021')}">`, { year: '2021' }),
  'OSO-VERSION': metadata('<standaardversie>2019.1</standaardversie>', '<standaardversie>2017.1</standaardversie>'),
  'OSO-KIND': about('<overdrachtsoort>verhuizing</overdrachtsoort>',
    { kind: '<overdrachtsoort>verhuizing</overdrachtsoort>' }),
  'OSO-PART': metadata('<deeldossier>LVS</deeldossier>', '<deeldossier>TOETSEN</deeldossier>'),
  'OSO-NO-CONSENT': about('<inzage>... <toestemming>nee</toestemming></inzage>', {
    kind: '<overdrachtsoort>overstapdossier</overdrachtsoort><inzage><voorlopigdossier>false</voorlopigdossier>'
      + '<toestemming>nee</toestemming></inzage>',
  }),
  'OSO-BSN-DROPPED': pupil('<onderwijsnummer>999999990</onderwijsnummer>'),
  'OSO-NOT-USED': about('<verzorger>...</verzorger>', {
    pupil: `${goodName}<adreslijst/>`,
  }),
  'OSO-FEEDBACK': checked('<terugkoppeling>...</terugkoppeling>',
    `<dossiers xmlns="${namespace()}"><terugkoppeling/></dossiers>`),
  'OSO-NO-TESTS': about('<leerling>... zonder <toetslijst>', { tests: '' }),
  'OSO-TEST-DOUBLE': about(`${toets()}\n${toets()}`, { tests: toets() + toets() }),
  'OSO-RESULT-EMPTY': scores(''),
  'OSO-NUMBERS': scores('<toetsscore><aantalopgaven>20</aantalopgaven><aantalgoed>25</aantalgoed></toetsscore>'),
  'OSO-REFERENCE': scores(reference('NIVEAU', 'Landelijk')),
  'OSO-COMPARISON': scores(reference('IV', 'Onze school')),
  'OSO-YEARGROUP': about('<jaargroep>9</jaargroep>',
    { tests: toets(goodResult, '<afnamedatum>2026-01-22</afnamedatum><jaargroep>9</jaargroep>') }),
  'OSO-DATE-AFTER': about('<afnamedatum>2027-01-22</afnamedatum>',
    { tests: toets(goodResult, '<afnamedatum>2027-01-22</afnamedatum>') }),
  'OSO-CHOICE': pupil('<geboortemaand>2016-03</geboortemaand>'),
  'OSO-MISSING': about('<metadata>... zonder <pakketnaam>',
    { metadata: goodMetadata.replace('<pakketnaam>Oud-LVS</pakketnaam>', '') }),
  'OSO-UNKNOWN': pupil('<klas>5a</klas>'),
  'OSO-ORDER': about('<roepnaam>Anna</roepnaam><achternaam>Appel</achternaam>',
    { pupil: '<roepnaam>Anna</roepnaam><achternaam>Appel</achternaam><geboortedatum>2016-03-09</geboortedatum>' }),
  'OSO-REPEATED': pupil('<geboortedatum>2016-03-09</geboortedatum>'),
  'OSO-EMPTY': pupil('<leerlingid/>'),
  'OSO-TEXT': about('</toets> einde van de lijst', { tests: `${toets()} einde van de lijst` }),
  'OSO-LENGTH': about('<adresbuitenland> met meer dan 35 tekens',
    { pupil: `${goodName}<adresbuitenland>${'x'.repeat(36)}</adresbuitenland>` }),
  'OSO-FORM': scores('<toetsscore><vaardigheidsscore>640,5</vaardigheidsscore></toetsscore>'),
  'OSO-CODE': pupil('<adresgeheim>misschien</adresgeheim>'),
  'OSO-DATE': about('<afnamedatum>22-01-2026</afnamedatum>',
    { tests: toets(goodResult, '<afnamedatum>22-01-2026</afnamedatum>') }),
};
