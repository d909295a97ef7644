import type { edexFindings } from '../../edexml/findings.ts';
import { schoolYearStarting } from '../../../base/school-year.ts';
import { readUwlr } from '../../uwlr/read.ts';
import { namespaces } from '../../uwlr/wire.ts';
import { messageLimits } from '../../xml/read.ts';
import { readEdexml } from '../../edexml/read.ts';
import { checked, type ExamplesOf, type FindingExample } from './example.ts';

/** The parts of an EDEXML file; what an example does not name is in order. */
interface Parts {
  readonly school?: string;
  readonly before?: string;
  readonly pupils?: string;
  readonly after?: string;
}

const goodSchool = '<schooljaar>2024-2025</schooljaar><brincode>99XX</brincode>'
  + '<aanmaakdatum>2024-09-02T08:00:00+02:00</aanmaakdatum>';
const goodPupil = '<leerling key="1"><achternaam>Appel</achternaam><jaargroep>5</jaargroep></leerling>';
const group = '<groepen><groep key="5a"><naam>5a</naam><jaargroep>5</jaargroep></groep></groepen>';

function edex({ school = goodSchool, before = '', pupils = goodPupil, after = '' }: Parts): string {
  return `<EDEX><school>${school}</school>${before}<leerlingen>${pupils}</leerlingen>${after}</EDEX>`;
}

/** A piece of the pupil, after a good name. */
function pupil(shown: string, parts: Parts = {}): FindingExample {
  const pupils = `<leerling key="1"><achternaam>Appel</achternaam>${shown}</leerling>`;
  return checked(shown, edex({ ...parts, pupils }));
}

/** Pupils as they are shown. */
function pupils(shown: string, parts: Parts = {}): FindingExample {
  return checked(shown, edex({ ...parts, pupils: shown }));
}

function school(shown: string): FindingExample {
  return checked(`<school>${shown}</school>`, edex({ school: shown }));
}

/** In an answer of a LAS (getrapt) to a request about 2026-2027. */
function answered(shown: string, schoolParts: string, people: string): FindingExample {
  const content = `<school>${schoolParts}</school><leerlingen>${people}</leerlingen>`;
  const text = `<leerlingen_antwoord xmlns="${namespaces.lg}">`
    + `<leerlinggegevens-leerlingen>${content}</leerlinggegevens-leerlingen></leerlingen_antwoord>`;
  const asked = { schoolYear: schoolYearStarting(2026) };
  return { shown, findings: () => readUwlr(new TextEncoder().encode(text), messageLimits, asked).findings };
}

const year = '<jaargroep>5</jaargroep>';
const eckId = `https://ketenid.nl/201703/${'0'.repeat(128)}`;

/** What makes a roster wrong. Invented pupils. */
export const rosterExamples: ExamplesOf<typeof edexFindings> = {
  'EDEX-ROOT': {
    shown: '<edexml></edexml>',
    findings: () => readEdexml(new TextEncoder().encode('<edexml></edexml>')).findings,
  },
  'EDEX-SCHOOL-MISSING': checked('<EDEX><leerlingen>...', `<EDEX><leerlingen>${goodPupil}</leerlingen></EDEX>`),
  'EDEX-SCHOOL-REPEATED': checked('<school>...</school>\n<school>...</school>',
    edex({ before: `<school>${goodSchool}</school>` })),
  'EDEX-SCHOOL-UNIDENTIFIED': school('<schooljaar>2024-2025</schooljaar>'),
  'EDEX-SCHOOLYEAR-UNUSABLE': school('<schooljaar>2024</schooljaar><brincode>99XX</brincode>'),
  'EDEX-SCHOOLYEAR-ABSENT': answered('<lg:schooljaar/>', '<schooljaar/><brincode>99XX</brincode>', goodPupil),
  'EDEX-SCHOOLYEAR-BEYOND-LIST': school('<schooljaar>2026-2027</schooljaar><brincode>99XX</brincode>'),
  'EDEX-XSDVERSION': school(`${goodSchool}<xsdversie>9.7</xsdversie>`),
  'EDEX-NO-PUPILS': checked('<leerlingen></leerlingen>', edex({ pupils: '' })),
  'EDEX-KEY-DUPLICATE': pupils(`${goodPupil}\n<leerling key="1"><achternaam>Banaan</achternaam>${year}</leerling>`),
  'EDEX-PERSON-REPEATED': answered(goodPupil + goodPupil, goodSchool, goodPupil + goodPupil),
  'EDEX-KEY-SPACES': pupils(`<leerling key="1 "><achternaam>Appel</achternaam>${year}</leerling>`),
  'EDEX-ECKID-DUPLICATE': checked(
    '<leerling key="1" eckid="https://ketenid.nl/..."/>\n<leerling key="2" eckid="https://ketenid.nl/..."/>',
    edex({ pupils: `<leerling key="1" eckid="${eckId}"/><leerling key="2" eckid="${eckId}"/>` })),
  'EDEX-GROUP-UNKNOWN': pupil(`${year}<groep key="9z"/>`, { before: group }),
  'EDEX-SITE-UNKNOWN': pupil(`${year}<vestiging key="9"/>`),
  'EDEX-PUPIL-UNIDENTIFIED': pupils(`<leerling><achternaam>Appel</achternaam>${year}</leerling>`),
  'EDEX-KEY-MISSING': checked('<leerling eckid="https://ketenid.nl/...">',
    edex({ pupils: `<leerling eckid="${eckId}"><achternaam>Appel</achternaam>${year}</leerling>` })),
  'EDEX-KEY-DUMMY': pupils(`<leerling key="#1"><achternaam>Appel</achternaam>${year}</leerling>`),
  'EDEX-ECKID-FORM': pupils(`<leerling key="1" eckid="eckid_L1"><achternaam>Appel</achternaam>${year}</leerling>`),
  'EDEX-NAME-MISSING': pupils(`<leerling key="1"><voorvoegsel>van</voorvoegsel>${year}</leerling>`),
  'EDEX-YEARGROUP-MISSING': pupils('<leerling key="1"><achternaam>Appel</achternaam></leerling>'),
  'EDEX-YEARGROUP-DERIVED': pupil('<groep key="5a"/>', { before: group }),
  'EDEX-YEARGROUP-COMBINATION': pupil('<jaargroep>C</jaargroep>'),
  'EDEX-PUPILS-LEFT': pupil('<jaargroep>H</jaargroep>'),
  'EDEX-DATES-CROSSED': pupil(
    `${year}<instroomdatum>2024-08-01</instroomdatum><uitstroomdatum>2020-07-31</uitstroomdatum>`),
  'EDEX-BIRTHDATE-ODD': pupil(`<geboortedatum>1962-05-04</geboortedatum>${year}`),
  'EDEX-BSN-DROPPED': pupil(`${year}<bsn_ondwnr-4>1234</bsn_ondwnr-4>`),
  'EDEX-ADDITIONS-IGNORED': pupil(
    `${year}<toevoegingen><blok xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" `
    + 'xsi:type="OpmerkingGegevensType"><code>1</code><opmerking/></blok></toevoegingen>'),
  'EDEX-ADDITION-UNKNOWN': pupil(`${year}<toevoegingen><blok><code>1</code></blok></toevoegingen>`),
  'EDEX-CHOICE': pupil(`${year}<postcodenl>1234AB</postcodenl><postnummerbe>1000</postnummerbe>`),
  'EDEX-MISSING': checked('<groep key="5a"><naam>5a</naam></groep>',
    edex({ before: '<groepen><groep key="5a"><naam>5a</naam></groep></groepen>' })),
  'EDEX-UNKNOWN': pupil(`${year}<klas>5a</klas>`),
  'EDEX-ORDER': pupil(`${year}<geslacht>1</geslacht>`),
  'EDEX-REPEATED': pupil(`${year}<jaargroep>6</jaargroep>`),
  'EDEX-EMPTY': pupil(`<voorvoegsel/>${year}`),
  'EDEX-TEXT': pupils(`${goodPupil} einde van de lijst`),
  'EDEX-LENGTH': checked('<voorletters-1>A.B.C.D.</voorletters-1>', edex({
    pupils: `<leerling key="1"><achternaam>Appel</achternaam><voorletters-1>A.B.C.D.</voorletters-1>${year}</leerling>`,
  })),
  'EDEX-FORM': pupil(`${year}<postcodenl>1234 ab</postcodenl>`),
  'EDEX-CODE': pupil('<jaargroep>9</jaargroep>'),
  'EDEX-DATE': pupil(`<geboortedatum>30-02-2014</geboortedatum>${year}`),
};
