import {
  all, content, resultsCall, strangeClient, strangeKey, without, withoutHeader, type Edit,
} from './messages.ts';
import { asScore, madeAt, ofPart, resultsOf, withNorms, withVocabulary } from './results-messages.ts';
import type { ConformCase, Facts, Target, Verdict, Weight } from './types.ts';
import type { Interpreted } from './interpret.ts';
import { faultOf, oneOf, refused, type Expectation } from './verdicts.ts';

const noUrl = 'geen adres voor leerresultaten gegeven (--results)';
const confirmed = oneOf('leerresultaten_bevestiging', 'confirmation');
const invalid = faultOf('OngeldigBericht');
const noAccess = faultOf('AutorisatieOngeldig');

/** Deliveries of results. Those about a pupil who does not exist cannot leave anything behind, whatever the server
 * does with them; the others only run when that was allowed. Source: exchange.md sections 4.3, 5, 8 and 9. */
export const resultsCases: readonly ConformCase[] = [
  harmless('results-no-header', 'must', 'Resultaten zonder header.', withoutHeader, noAccess),
  harmless('results-key-wrong', 'must', 'Resultaten met een onbekende sleutel.', strangeKey, noAccess),
  harmless('results-client-wrong', 'must', 'Resultaten van een onbekende klant.', strangeClient,
    faultOf('OngeldigeKlantIdentificatie')),
  harmless('results-school-other', 'must', 'Resultaten voor een school die de sleutel niet opent.',
    content('brincode', '99ZZ'), noAccess),
  harmless('results-version-unknown', 'must', 'Resultaten in een versie die niet bestaat.', content('xsdversie', '9.9'),
    faultOf('XsdVersieOngeldig')),
  harmless('results-brin-malformed', 'must', 'Resultaten met een BRIN van drie tekens.', content('brincode', '9XX'),
    invalid),
  harmless('results-made-at-absent', 'must', 'Resultaten zonder aanmaakdatum.', without('aanmaakdatum'), invalid),
  harmless('results-date-malformed', 'must', 'Een afnamedatum die niet bestaat.', content('afnamedatum', '2026-02-30'),
    invalid),
  harmless('results-no-tests', 'must', 'Resultaten zonder hun toetsen.',
    (xml) => xml.replace(/<lr:toetsen>.*<\/lr:toetsen>/s, ''), invalid),
  harmless('results-test-undefined', 'must', 'Een resultaat van een toets die er niet bij staat.',
    (xml) => xml.replace(/(<lr:resultaat .*?<lr:toetscode>)[^<]*/s, '$1CONFORM-ANDERE'), invalid),
  harmless('results-key-absent', 'must', 'Een resultaat zonder sleutel.',
    (xml) => xml.replace(/<lr:resultaat key="[^"]*"/, '<lr:resultaat'), invalid),
  harmless('results-ability-malformed', 'must', 'Een vaardigheidsscore met een komma.',
    content('vaardigheidsscore', '205,4'), invalid),
  harmless('results-doctype', 'must', 'Resultaten met een DOCTYPE.',
    (xml) => xml.replace(/^<\?xml.*?\?>/, '<!DOCTYPE Envelope [<!ENTITY a "a">]>'), refused),
  harmless('results-pupil-unknown', 'must', 'Een resultaat van een leerling die niet bestaat.', (xml) => xml,
    faultOf('LeerlingOngeldig')),
  delivery('deliver', 'must', 'Eén resultaat van een leerling van deze school.', (xml) => xml, confirmed),
  delivery('deliver-again', 'must', 'Hetzelfde resultaat nog eens, later gemaakt.', (xml) => xml, confirmed),
  delivery('deliver-not-later', 'must', 'Een bericht met dezelfde aanmaakdatum als het vorige.', (xml) => xml, invalid,
    { secondsLater: 0 }),
  delivery('deliver-earlier', 'must', 'Een bericht dat eerder gemaakt is dan het vorige.', (xml) => xml, invalid,
    { secondsLater: -60 }),
  delivery('deliver-several', 'must', 'Resultaten van drie leerlingen in één bericht.', (xml) => xml, confirmed,
    { pupils: 3 }),
  delivery('deliver-score', 'must', 'Een gewone score, met normen.', all(asScore(7), withNorms([0, 10], [11, 20])),
    confirmed),
  delivery('deliver-part', 'must', 'Een resultaat van een onderdeel van de toets.', ofPart, confirmed),
  delivery('deliver-vocabulary', 'must', 'Een toetscode uit een vocabulaire dat niet op te halen is; dat is geen fout.',
    withVocabulary, confirmed),
  delivery('result-key-double', 'must', 'Twee resultaten met dezelfde sleutel.',
    (xml) => xml.replace(/<lr:resultaat .*?<\/lr:resultaat>/s, (one) => one + one), invalid),
  delivery('oso-code-unknown', 'must', 'Een referentiescore met een code die niet in codelijst 11 staat.',
    content('codereferentiescore', 'CONFORM'), faultOf('EldResultaatOngeldig', 'OngeldigBericht')),
  delivery('oso-group-unknown', 'must', 'Een vergelijkingsgroep die niet in codelijst 22 staat.',
    content('codevergelijkingsgroep', 'Conform'), faultOf('EldResultaatOngeldig', 'OngeldigBericht')),
  delivery('oso-empty', 'should', 'Een osoresultaat waar niets in staat.',
    (xml) => xml.replace(/<lr:osoresultaat>.*?<\/lr:osoresultaat>/s, '<lr:osoresultaat/>'),
    faultOf('EldResultaatOngeldig', 'OngeldigBericht')),
  delivery('norms-overlap', 'should', 'Normen die elkaar overlappen.', all(asScore(7), withNorms([0, 10], [8, 20])),
    faultOf('ToetsNormeringOngeldig')),
  delivery('score-outside-norms', 'should', 'Een score buiten alle normen.',
    all(asScore(99), withNorms([0, 10], [11, 20])), faultOf('ScoreOngeldig')),
  delivery('deliver-after-refusals', 'must', 'Na alle weigeringen weer een goed bericht.', (xml) => xml, confirmed),
];

function harmless(id: string, weight: Weight, title: string, edit: Edit, expectation: Expectation): ConformCase {
  return {
    id, chapter: 'results', weight, title, expected: expectation.expected,
    call: (target, facts) => (target.resultsUrl === null ? noUrl
      : resultsCall(target.resultsUrl, target, resultsOf(target, facts, ['conform-onbekende-leerling'], 1), edit)),
    // A server that takes it all the same now has this as its last message.
    judge: (answer, target, facts) => delivered(answer, target, facts, expectation, 1),
  };
}

interface DeliveryOptions {
  /** How much later than the last accepted delivery this one says it was made. */
  readonly secondsLater?: number;
  /** Results of as many pupils, if the school has them. */
  readonly pupils?: number;
}

function delivery(
  id: string, weight: Weight, title: string, edit: Edit, expectation: Expectation, options: DeliveryOptions = {},
): ConformCase {
  const { secondsLater = 1, pupils = 1 } = options;
  return {
    id, chapter: 'results', weight, title, expected: expectation.expected,
    call: (target, facts) => {
      if (target.resultsUrl === null) return noUrl;
      if (!target.deliver) return 'dit kan een resultaat achterlaten; alleen met --deliver';
      const keys = (facts.roster?.pupils ?? []).slice(0, pupils).map(({ key }) => key);
      if (keys.length === 0) return 'er is geen leerling om een resultaat van te sturen';
      if (secondsLater < 1 && facts.deliveredAt === null) return 'er is nog niets aangenomen';
      return resultsCall(target.resultsUrl, target, resultsOf(target, facts, keys, secondsLater), edit);
    },
    judge: (answer, target, facts) => delivered(answer, target, facts, expectation, secondsLater),
  };
}

function delivered(
  answer: Interpreted, target: Target, facts: Facts, expectation: Expectation, secondsLater: number,
): Verdict {
  const verdict = expectation.judge(answer, target, facts);
  const taken = answer.kind === 'confirmation' && secondsLater > 0;
  return { ...verdict, ...(taken ? { learned: { deliveredAt: madeAt(target, facts, secondsLater) } } : {}) };
}
