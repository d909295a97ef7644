import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { testPlatform } from '../../test/platform.ts';
import { catalogues } from '../exchange/check/catalogues.ts';
import { checkDocument } from '../exchange/check/check.ts';
import { helpPathOf } from '../exchange/check/help-path.ts';
import { createServer, type Server } from '../platform/http/server.ts';
import { checkingRoutes } from './routes.ts';

let server: Server;
const logged: string[] = [];

async function serverWith(uploadBytesMax: string): Promise<Server> {
  const platform = await testPlatform({ UPLOAD_BYTES_MAX: uploadBytesMax, PUBLIC_URL: 'https://inbeeld.example' });
  const closed = (): Promise<never> => Promise.reject(new Error('nobody may come at the database here'));
  const made = await createServer({
    log: (event, facts) => { logged.push(JSON.stringify([event, facts])); },
    uploadBytesMax: platform.config.uploadBytesMax, renderError: ({ status }) => `error ${status}`,
  });
  checkingRoutes(made, { ...platform, doors: { withTenant: closed, withPlatform: closed } });
  return made;
}

before(async () => { server = await serverWith('2000000'); });

const small = `<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode></school>
<leerlingen><leerling key="1"><achternaam>Geheim-Appel</achternaam><geboortedatum>2016-02-30</geboortedatum>
<jaargroep>9</jaargroep></leerling></leerlingen></EDEX>`;

async function drop(text: string, { query = '', name = 'Anna Geheim-Appel.xml', on = server } = {}) {
  const boundary = 'grens';
  const payload = `--${boundary}\r\ncontent-disposition: form-data; name="bestand"; filename="${name}"\r\n`
    + `content-type: text/xml\r\n\r\n${text}\r\n--${boundary}--\r\n`;
  return on.inject({
    method: 'POST', url: `/controleren${query}`, payload,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}

test('anybody may open the page, which says that nothing is kept', async () => {
  const { statusCode, body } = await server.inject('/controleren');
  assert.equal(statusCode, 200);
  assert.match(body, /We bewaren niets/);
  assert.match(body, /<input class="input input--file" type="file"[^>]*name="bestand"/);
  const script = await server.inject('/controleren/slepen.js');
  assert.equal(script.headers['content-type'], 'text/javascript; charset=utf-8');
});

test('a dropped file is told what it is and what to mend, gravest first, with a way to each explanation', async () => {
  const { statusCode, body, headers } = await drop(small);
  assert.equal(statusCode, 200);
  assert.equal(headers['cache-control'], 'no-store');
  assert.match(body, /EDEXML-bestand/);
  assert.match(body, /99XX 00, 2026-2027/);
  assert.match(body, /2 fouten\. Wij kunnen dit toch inlezen/);
  for (const code of ['EDEX-CODE', 'EDEX-DATE']) {
    assert.ok(body.includes(`href="/controleren/bevindingen${helpPathOf(code)}"`), code);
  }
  assert.ok(body.indexOf('EDEX-DATE') < body.indexOf('EDEX-YEARGROUP-MISSING'));
  assert.ok(body.indexOf('EDEX-YEARGROUP-MISSING') < body.indexOf('EDEX-SCHOOLYEAR-BEYOND-LIST'));
});

test('the reports to keep are in the page itself, equal to those of the command', async () => {
  const { body } = await drop(small);
  const [, json = ''] = /href="data:application\/json;base64,([^"]*)" download="controle\.json"/.exec(body) ?? [];
  const report: unknown = JSON.parse(Buffer.from(json, 'base64').toString('utf8'));
  assert.deepEqual(report, JSON.parse(JSON.stringify(checkDocument(new TextEncoder().encode(small), 'x.xml'))));
  assert.match(body, /download="controle-junit\.xml"/);
  assert.match(body, /download="controle\.sarif"/);
});

test('what is in the future is so by the clock of the platform', async () => {
  const table = 'leerlingsleutel;vak;toets;generatie;afnamedatum;vaardigheidsscore\n'
    + 'L1;Rekenen-Wiskunde;M5;3.0 (synthetisch);2027-01-19;640\n';
  assert.ok(!(await drop(table)).body.includes('CSV-DATE-FUTURE'));
  assert.ok((await drop(table.replace('01-19', '01-20'))).body.includes('CSV-DATE-FUTURE'));
});

test('a program asks for a form and gets that alone, with a status that says whether there are errors', async () => {
  const json = await drop(small, { query: '?vorm=json' });
  assert.deepEqual([json.statusCode, json.json<{ kind: string }>().kind], [422, 'edexml']);
  const fine = await drop(small.replace('>9<', '>5<').replace('02-30', '02-28'), { query: '?vorm=json' });
  assert.equal(fine.statusCode, 200);
  const sarif = await drop(small, { query: '?vorm=sarif' });
  assert.match(sarif.body, /https:\/\/inbeeld\.example\/controleren\/bevindingen#edex-code/);
  assert.match((await drop(small, { query: '?vorm=junit' })).headers['content-type'] as string, /^application\/xml/);
  assert.equal((await drop(small, { query: '?vorm=pdf' })).statusCode, 400);
});

test('no file, too large a file, and something that is no file are each explained', async () => {
  const none = await server.inject({ method: 'POST', url: '/controleren' });
  assert.equal(none.statusCode, 422);
  assert.match(none.body, /Kies eerst een bestand/);
  assert.equal((await drop('', { name: '' })).statusCode, 422);
  const large = await drop(small.replace('</EDEX>', `${' '.repeat(2_000_000)}</EDEX>`));
  assert.equal(large.statusCode, 413);
  assert.match(large.body, /groter dan 2 MB/);
  const page = await drop('<html><body>Meld u aan</body></html>');
  assert.match(page.body, /Dit is een webpagina/);
});

test('of a file nothing is kept: no database is asked, no line is logged, its name is not told again', async () => {
  const { body } = await drop(small);
  const reports = [...body.matchAll(/base64,([^"]*)"/g)]
    .map(([, text]) => Buffer.from(text ?? '', 'base64').toString('utf8'));
  assert.equal(reports.length, 3);
  for (const text of [body, ...reports, ...logged]) assert.ok(!text.includes('Geheim'), text.slice(0, 200));
});

test('the page with findings explains every code under its own anchor', async () => {
  const { body } = await server.inject('/controleren/bevindingen');
  for (const { entries } of catalogues) {
    for (const code of Object.keys(entries)) assert.ok(body.includes(`id="${helpPathOf(code).slice(1)}"`), code);
  }
});

test('who checks without end is asked to wait', async () => {
  const own = await serverWith('2000000');
  const statuses: number[] = [];
  for (let nth = 0; nth < 61; nth += 1) statuses.push((await drop('<brief/>', { on: own })).statusCode);
  assert.deepEqual([...new Set(statuses.slice(0, 60))], [200]);
  assert.equal(statuses[60], 429);
});
