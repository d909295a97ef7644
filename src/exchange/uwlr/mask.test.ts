import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskMessage } from './mask.ts';

const key = 'SLEUTEL&1';

test('keys, ECK iDs, numbers and what nobody reads are masked; what we read is kept', () => {
  const text = `<?xml version="1.0"?><!-- Jan woont hier --><s:Envelope xmlns:s="x" geheim='ja > nee'><a:autorisatie>
<a:autorisatiesleutel>${key}</a:autorisatiesleutel><a:klantcode>KC-1</a:klantcode>
<a:klantnaam>Inbeeld</a:klantnaam>
</a:autorisatie><leerling key="L1" eckid="https://ketenid.nl/201703/ab"><achternaam>Jansen</achternaam>
<bsn><![CDATA[123456782]]></bsn><nieuw>Kerkstraat 1</nieuw>los<postcodenl/><roepnaam><![CDATA[Jan]]></roepnaam>
<leerlingid>https://ketenid.nl/201703/abcdef</leerlingid></leerling></s:Envelope>`;
  assert.equal(maskMessage(text, []), `<?xml version="1.0"?><s:Envelope xmlns:s="x" geheim="•••"><a:autorisatie>
<a:autorisatiesleutel>•••</a:autorisatiesleutel><a:klantcode>•••</a:klantcode>
<a:klantnaam>Inbeeld</a:klantnaam>
</a:autorisatie><leerling key="L1" eckid="•••"><achternaam>Jansen</achternaam>
<bsn>•••</bsn><nieuw>•••</nieuw>•••<postcodenl/><roepnaam><![CDATA[Jan]]></roepnaam>
<leerlingid>•••</leerlingid></leerling></s:Envelope>`);
});

test('a message that was cut off anywhere shows no more than a whole one', () => {
  const whole = `<e><autorisatiesleutel>GEHEIM-1</autorisatiesleutel><l eckid="GEHEIM-2" key='L1'>
    <bsn><![CDATA[GEHEIM-3]]></bsn><!-- GEHEIM-4 --></l></e>`;
  for (let length = 0; length <= whole.length; length += 1) {
    const kept = maskMessage(whole.slice(0, length), []);
    assert.ok(!kept.includes('GEH'), `${length}: ${kept}`);
  }
});

test('a secret never stays, whatever surrounds it', () => {
  const page = `<html><body>Sleutel ${key} van SLEUTEL&amp;1 is onbekend</body></html>`;
  assert.equal(maskMessage(page, [key]), '<html><body>Sleutel ••• van ••• is onbekend</body></html>');
  const fault = `<f><faultstring>De sleutel SLEUTEL&amp;1 is onbekend</faultstring></f>`;
  assert.equal(maskMessage(fault, [key, '']), '<f><faultstring>De sleutel ••• is onbekend</faultstring></f>');
});
