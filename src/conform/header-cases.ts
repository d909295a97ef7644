import {
  all, content, rosterCall, rosterRequest, strangeClient, strangeKey, without, withoutHeader, type Edit,
} from './messages.ts';
import type { ConformCase, Weight } from './types.ts';
import { faultOf, type Expectation } from './verdicts.ts';

const noAccess = faultOf('AutorisatieOngeldig');
const noClient = faultOf('OngeldigeKlantIdentificatie');

/** Who may come in: exchange.md sections 3, 4.1 step 2 and 5. */
export const headerCases: readonly ConformCase[] = [
  header('header-absent', 'must', 'Het verzoek heeft geen header.', withoutHeader, noAccess),
  header('header-empty', 'must', 'De header is leeg.',
    (xml) => xml.replace(/<soap:Header>.*?<\/soap:Header>/s, '<soap:Header/>'), noAccess),
  header('key-absent', 'must', 'De autorisatiesleutel ontbreekt.', without('autorisatiesleutel'), noAccess),
  header('key-empty', 'must', 'De autorisatiesleutel is leeg.', content('autorisatiesleutel', ''), noAccess),
  header('client-code-absent', 'must', 'De klantcode ontbreekt.', without('klantcode'), noAccess),
  header('client-name-absent', 'must', 'De klantnaam ontbreekt.', without('klantnaam'), noAccess),
  header('key-wrong', 'must', 'De autorisatiesleutel bestaat niet.', strangeKey, noAccess),
  header('key-too-long', 'should', 'De autorisatiesleutel heeft 65 tekens.',
    content('autorisatiesleutel', 'x'.repeat(65)), faultOf('AutorisatieOngeldig', 'OngeldigBericht')),
  header('client-name-wrong', 'must', 'De klantnaam is onbekend.', strangeClient, noClient),
  header('client-code-wrong', 'must', 'De klantcode is onbekend.', content('klantcode', 'conform-onbekende-code'),
    noClient),
  header('school-other', 'must', 'Een BRIN dat de sleutel niet opent.', otherBrin, noAccess),
  header('site-other', 'must', 'Een vestiging die de sleutel niet opent.', otherSite, noAccess),
  header('school-key-other', 'must', 'Een schoolsleutel (schoolkey) die de sleutel niet opent.', (xml) =>
    all(without('dependancecode'), (text) => text.replace(/<lg:brincode>[^<]*<\/lg:brincode>/,
      '<lg:schoolkey>conform-onbekende-school</lg:schoolkey>'))(xml), noAccess),
];

/** In what order a server looks: the header before anything else, the client before the key. Whether it looks at
 * the fields before it looks at the client is said in one way by the standard and in another by its test set. */
export const orderCases: readonly ConformCase[] = [
  order('order-header-first', 'Geen header en een versie die niet bestaat.', all(withoutHeader, strangeVersion),
    noAccess),
  order('order-client-before-key', 'Een onbekende klant met een onbekende sleutel.', all(strangeClient, strangeKey),
    noClient),
  order('order-key-before-data', 'Een onbekende sleutel en een school die niet bestaat.', all(strangeKey, otherBrin),
    noAccess),
  order('order-version-and-client', 'Een versie die niet bestaat, van een onbekende klant.',
    all(strangeVersion, strangeClient), faultOf('XsdVersieOngeldig', 'OngeldigeKlantIdentificatie')),
  order('order-fields-and-client', 'Een schooljaar dat niet kan, van een onbekende klant.',
    all(content('schooljaar', '2026'), strangeClient), faultOf('OngeldigBericht', 'OngeldigeKlantIdentificatie')),
];

function header(
  id: string, weight: Weight, title: string, edit: Edit, expectation: Expectation,
): ConformCase {
  return {
    id, chapter: 'header', weight, title, ...expectation,
    call: (target) => rosterCall(target, edit(rosterRequest(target))),
  };
}

function order(id: string, title: string, edit: Edit, expectation: Expectation): ConformCase {
  return { ...header(id, 'should', title, edit, expectation), chapter: 'order' };
}

/** 99ZZ: well-formed and nobody's, unless it is the school that we test with. */
function otherBrin(xml: string): string {
  return content('brincode', xml.includes('brincode>99ZZ<') ? '99ZY' : '99ZZ')(xml);
}

function otherSite(xml: string): string {
  return content('dependancecode', xml.includes('dependancecode>97<') ? '98' : '97')(xml);
}

function strangeVersion(xml: string): string {
  return content('xsdversie', '9.9')(xml);
}
