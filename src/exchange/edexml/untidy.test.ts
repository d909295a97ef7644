import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEdexml, type RosterReading } from './read.ts';

const name = '<achternaam>Voorbeeld</achternaam>';
const year = '<jaargroep>5</jaargroep>';
const groups = `<groepen><groep key="G5"><naam>Groep 5</naam><jaargroep>5</jaargroep></groep>
  <samengestelde_groep key="PLUS"><naam>Plus</naam></samengestelde_groep></groepen>`;

interface Parts {
  readonly school?: string;
  readonly groups?: string;
  readonly pupils?: string;
  readonly staff?: string;
}

function read(parts: Parts): RosterReading {
  const school = parts.school ?? '<schooljaar>2024-2025</schooljaar><brincode>99XX</brincode>';
  const staff = parts.staff === undefined ? '' : `<leerkrachten>${parts.staff}</leerkrachten>`;
  const pupils = parts.pupils ?? `<leerling key="1">${name}${year}</leerling>`;
  return readEdexml(new TextEncoder().encode(
    `<EDEX><school>${school}</school>${parts.groups ?? groups}<leerlingen>${pupils}</leerlingen>${staff}</EDEX>`));
}

/** Code, with an exclamation mark when it breaks the standard and two when it stops the import. */
function told(parts: Parts): readonly string[] {
  return read(parts).findings.map(({ code, severity, blocks }) =>
    `${code}${blocks ? '!!' : severity === 'error' ? '!' : ''}`);
}

const pupil = (inside: string, attributes = 'key="1"'): string => `<leerling ${attributes}>${name}${inside}</leerling>`;
const school = (inside: string): string => `<schooljaar>2024-2025</schooljaar>${inside}`;
const staff = (inside: string): string => `<leerkracht key="K">${name}${inside}</leerkracht>`;
const born = (day: string): string => `<geboortedatum>${day}</geboortedatum>`;

/** What schools and their systems get wrong, and what we say of it. */
const cases: readonly (readonly [about: string, parts: Parts, expected: readonly string[]])[] = [
  ['nothing', {}, []],
  ['two pupils with one key', { pupils: pupil(year) + pupil(year) }, ['EDEX-KEY-DUPLICATE!!']],
  ['two keys that differ by spaces', { pupils: pupil(year) + pupil(year, 'key=" 1"') },
    ['EDEX-KEY-SPACES!', 'EDEX-KEY-DUPLICATE!!']],
  ['keys that differ by a leading nought', { pupils: pupil(year) + pupil(year, 'key="01"') }, []],
  ['a pupil and a teacher with one key', { staff: '<leerkracht key="1"><roepnaam>Juf</roepnaam></leerkracht>' }, []],
  ['two pupils with one ECK iD', { pupils: pupil(year, 'key="1" eckid="e"') + pupil(year, 'key="2" eckid="e"') },
    ['EDEX-ECKID-FORM', 'EDEX-ECKID-DUPLICATE!!']],
  ['a home group and a composite group with one key', { groups: groups.replace('PLUS', 'G5') },
    ['EDEX-KEY-DUPLICATE!!']],
  ['an empty key', { pupils: pupil(year, 'key=""') }, ['EDEX-EMPTY!', 'EDEX-PUPIL-UNIDENTIFIED!!']],
  ['a dummy key', { pupils: pupil(year, 'key="#1"') }, ['EDEX-KEY-DUMMY']],
  ['a group that is not there', { pupils: pupil(`${year}<groep key="G6"/>`) }, ['EDEX-GROUP-UNKNOWN!!']],
  ['a home group named as a composite one', {
    pupils: pupil(`${year}<samengestelde_groepen><samengestelde_groep key="G5"/></samengestelde_groepen>`),
  }, ['EDEX-GROUP-UNKNOWN!!']],
  ['a site that is not there', { pupils: pupil(`${year}<vestiging key="V"/>`) }, ['EDEX-SITE-UNKNOWN!']],
  ['a teacher of a group that is not there', { staff: staff('<groepen><groep key="G6"/></groepen>') },
    ['EDEX-GROUP-UNKNOWN!!']],
  ['a group without a year', { groups: '<groepen><groep key="G5"><naam>5</naam></groep></groepen>' },
    ['EDEX-MISSING!']],
  ['a group without a name', { groups: '<groepen><groep key="G5"><jaargroep>5</jaargroep></groep></groepen>' },
    ['EDEX-MISSING!']],
  ['no year group anywhere', { pupils: pupil('') }, ['EDEX-YEARGROUP-MISSING']],
  ['a year group of nobody', { pupils: pupil('<jaargroep>9</jaargroep>') }, ['EDEX-YEARGROUP-MISSING', 'EDEX-CODE!']],
  ['left before coming', {
    pupils: pupil(`${year}<instroomdatum>2024-08-01</instroomdatum><uitstroomdatum>2024-07-31</uitstroomdatum>`),
  }, ['EDEX-DATES-CROSSED', 'EDEX-PUPILS-LEFT']],
  ['born after the school year', { pupils: pupil(born('2025-08-01') + year) }, ['EDEX-BIRTHDATE-ODD']],
  ['born in 1900', { pupils: pupil(born('1900-01-01') + year) }, ['EDEX-BIRTHDATE-ODD']],
  ['born on a day that no calendar has', { pupils: pupil(born('2016-02-30') + year) }, ['EDEX-DATE!']],
  ['born the Dutch way', { pupils: pupil(born('3-2-2016') + year) }, ['EDEX-DATE!']],
  ['a sex as a letter', { pupils: pupil(`<geslacht>V</geslacht>${year}`) }, ['EDEX-CODE!']],
  ['a BRIN with its site glued on', { school: school('<brincode>99XX01</brincode>') }, ['EDEX-FORM!']],
  ['a BRIN with a dot', { school: school('<brincode>99XX.01</brincode>') }, ['EDEX-FORM!']],
  ['a BRIN in small letters', { school: school('<brincode>99xx</brincode>') }, ['EDEX-FORM!']],
  ['a BRIN that is none', { school: school('<brincode>ABCD</brincode>') },
    ['EDEX-SCHOOL-UNIDENTIFIED!!', 'EDEX-FORM!']],
  ['no school at all', { school: school('') }, ['EDEX-SCHOOL-UNIDENTIFIED!!']],
  ['a BRIN and a Flemish number', {
    school: school('<brincode>99XX</brincode><instellingsnummer>123456</instellingsnummer>'),
  }, ['EDEX-CHOICE!']],
  ['years that do not follow', { school: '<schooljaar>2024-2026</schooljaar><brincode>99XX</brincode>' },
    ['EDEX-SCHOOLYEAR-UNUSABLE!!']],
  ['one year', { school: '<schooljaar>2024</schooljaar><brincode>99XX</brincode>' }, ['EDEX-SCHOOLYEAR-UNUSABLE!!']],
  ['a year with a stroke', { school: '<schooljaar>2024/2025</schooljaar><brincode>99XX</brincode>' },
    ['EDEX-SCHOOLYEAR-UNUSABLE!!']],
  ['a year beyond the list', { school: '<schooljaar>2031-2032</schooljaar><brincode>99XX</brincode>' },
    ['EDEX-SCHOOLYEAR-BEYOND-LIST']],
  ['a year before the list', { school: '<schooljaar>1980-1981</schooljaar><brincode>99XX</brincode>' }, ['EDEX-FORM!']],
  ['a BSN that is right', { pupils: pupil(`${year}<bsn>111222333</bsn>`) }, ['EDEX-BSN-DROPPED']],
  ['a BSN that fails the eleven test', { pupils: pupil(`${year}<bsn>123456789</bsn>`) }, ['EDEX-BSN-DROPPED']],
  ['a BSN of eight digits', { pupils: pupil(`${year}<bsn>12345678</bsn>`) }, ['EDEX-BSN-DROPPED', 'EDEX-FORM!']],
  ['a name of two hundred and one letters', { pupils: `<leerling key="1"><achternaam>${'x'.repeat(201)}</achternaam>
    ${year}</leerling>` }, ['EDEX-LENGTH!']],
  ['no name', { pupils: `<leerling key="1">${year}</leerling>` }, ['EDEX-NAME-MISSING!']],
  ['an element of one\'s own', { pupils: pupil(`${year}<klas>5a</klas>`) }, ['EDEX-UNKNOWN!']],
  ['text between elements', { pupils: `${pupil(year)} en verder` }, ['EDEX-TEXT!']],
  ['no pupils', { pupils: '' }, ['EDEX-NO-PUPILS!!']],
  ['a list of pupils with something else in it', { pupils: '<groep key="G5"/>' },
    ['EDEX-NO-PUPILS!!', 'EDEX-UNKNOWN!']],
];

test('each untidy thing in a roster is told by its own code, and only what is unsafe stops the import', () => {
  for (const [about, parts, expected] of cases) assert.deepEqual(told(parts).toSorted(), expected.toSorted(), about);
});

test('every finding says where, and what to mend, without the value that may be somebody\'s', () => {
  for (const [about, parts] of cases) {
    for (const { code, line, path, message } of read(parts).findings) {
      assert.match(message, /^\p{L}.*\. \p{Lu}.*\.$/u, about);
      if (code === 'EDEX-PUPILS-LEFT') continue;
      assert.ok(line !== null && path?.startsWith('/EDEX') === true, `${about}: ${code}`);
      for (const secret of ['Voorbeeld', '123456789', '111222333', '12345678', '1900']) {
        assert.ok(!message.includes(secret), about);
      }
    }
  }
});

test('a reference to the wrong kind of group says so', () => {
  const { findings } = read({ pupils: pupil(`${year}<groep key="PLUS"/>`) });
  assert.match(findings[0]?.message ?? '', /van een samengestelde groep en niet van een stamgroep/);
});

test('a group that somebody is in twice is one group, with all its roles', () => {
  const twice = '<samengestelde_groep key="PLUS"/>'.repeat(2);
  const { document } = read({
    pupils: pupil(`${year}<samengestelde_groepen>${twice}</samengestelde_groepen>`),
    staff: staff('<rol>LRK</rol><rol>LRK</rol><groepen><groep key="G5"><rol>LRK</rol></groep>'
      + '<groep key="G5"><rol>IB</rol></groep></groepen>'),
  });
  assert.deepEqual(document?.pupils[0]?.compositeGroupKeys, ['PLUS']);
  assert.deepEqual(document.staff[0]?.roles, ['LRK']);
  assert.deepEqual(document.staff[0].groups, [{ kind: 'group', key: 'G5', roles: ['LRK', 'IB'] }]);
});
