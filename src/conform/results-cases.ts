import { addDays, plainDateInAmsterdam } from '../base/plain-date.ts';
import type { ResultsDocument, TestDefinition, TestResult } from '../exchange/uwlr/types.ts';
import { all, content, resultsCall, schoolOf, strangeClient, strangeKey, without, withoutHeader } from './messages.ts';
import type { Edit } from './messages.ts';
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
    0),
  delivery('deliver-earlier', 'must', 'Een bericht dat eerder gemaakt is dan het vorige.', (xml) => xml, invalid, -60),
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
      : resultsCall(target.resultsUrl, target, documentOf(target, facts, 'conform-onbekende-leerling', 1), edit)),
    // A server that takes it all the same now has this as its last message.
    judge: (answer, target, facts) => delivered(answer, target, facts, expectation, 1),
  };
}

/** @param secondsLater how much later than the last accepted delivery this one says it was made */
function delivery(
  id: string, weight: Weight, title: string, edit: Edit, expectation: Expectation, secondsLater: number = 1,
): ConformCase {
  return {
    id, chapter: 'results', weight, title, expected: expectation.expected,
    call: (target, facts) => {
      if (target.resultsUrl === null) return noUrl;
      if (!target.deliver) return 'dit kan een resultaat achterlaten; alleen met --deliver';
      const pupilKey = facts.roster?.pupils[0]?.key;
      if (pupilKey === undefined) return 'er is geen leerling om een resultaat van te sturen';
      if (secondsLater < 1 && facts.deliveredAt === null) return 'er is nog niets aangenomen';
      return resultsCall(target.resultsUrl, target, documentOf(target, facts, pupilKey, secondsLater), edit);
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

/** Later than what the server made itself, whose clock may be ahead of ours, and than what it accepted. */
function madeAt({ now }: Target, { roster, deliveredAt }: Facts, secondsLater: number): Date {
  const last = deliveredAt ?? new Date(Math.max(now.getTime(), roster?.school.createdAt?.getTime() ?? 0));
  return new Date((Math.floor(last.getTime() / 1000) + secondsLater) * 1000);
}

function documentOf(target: Target, facts: Facts, pupilKey: string, secondsLater: number): ResultsDocument {
  const createdAt = madeAt(target, facts, secondsLater);
  const result: TestResult = {
    key: `CONFORM-${target.school.brin}${target.school.site}-1`, takenOn: addDays(plainDateInAmsterdam(createdAt), -1),
    testCode: test.code.text, version: null, partCode: null, infoUrl: null,
    outcome: {
      kind: 'oso',
      oso: {
        testScore: {
          itemCount: 24, correctCount: 20, wrongCount: 4, readCount: null, durationSeconds: null, ability: 652.4,
          scaleCode: 'CONFORM', interval: { low: 640.1, high: 664.7 },
        },
        referenceScores: [
          { code: 'IV', comparisonGroup: 'Landelijk', value: 'II', qualification: null },
          { code: 'FN', comparisonGroup: 'Landelijk', value: 'M5', qualification: null },
        ],
      },
    },
  };
  return {
    school: {
      schoolYear: target.schoolYear, school: schoolOf(target), createdAt, author: 'conform', xsdVersion: target.version,
    },
    administrations: [{ pupilKey, eckId: null, processedBy: null, results: [result] }],
    tests: [test],
  };
}

const term = (text: string) => ({ text, vocabulary: null, vocabularyLocation: null });

/** A test that no school takes, so that whatever stays behind can be recognised. */
const test: TestDefinition = {
  code: term('CONFORM-TEST'), version: null, name: 'Proef van de koppeling (geen echte toets)', yearGroup: null,
  subject: null, norms: null, hierarchy: [], parts: [],
};

function asScore(score: number): Edit {
  return (xml) => xml.replace(/<lr:osoresultaat>.*?<\/lr:osoresultaat>/s, `<lr:score>${score}</lr:score>`);
}

function withNorms(...bands: readonly (readonly [from: number, to: number])[]): Edit {
  const norms = bands.map(([from, to]) => `<lr:norm><lr:term>${from}</lr:term>`
    + `<lr:beginnormwaarde>${from}</lr:beginnormwaarde><lr:eindnormwaarde>${to}</lr:eindnormwaarde></lr:norm>`);
  return (xml) => xml.replace('</lr:toets>',
    `<lr:toetsnormering>${norms.join('')}</lr:toetsnormering></lr:toets>`);
}

