import type { XmlNode, XmlNodeOrNothing } from '../xml/write.ts';
import type {
  Administration,
  NormBand,
  Norms,
  OsoOutcome,
  OsoTestScore,
  Outcome,
  ResultsDocument,
} from './types.ts';
import type { Term, TestDefinition, TestPart, TestResult } from './types.ts';
import { assert, Bug } from '../../base/assert.ts';
import { writeDateTime } from '../xml/date-time.ts';
import { leaf, list, node, writeDecimal } from '../xml/write.ts';
import { carriedResults } from './losses.ts';
import { schoolLeaves } from './school-tree.ts';

/** `leerresultaten_verzoek` as an element with the prefixes `lr` and `oso`. The schema has no empty lists, so
 * there must be a result and a test; each result's test must be among them. */
export function resultsNode(given: ResultsDocument): XmlNode {
  const document = carriedResults(given);
  const { school, administrations, tests } = document;
  const codes = new Set(tests.map((test) => test.code.text));
  assert(administrations.length > 0 && tests.length > 0, 'a delivery has at least one result and one test');
  assert(
    administrations.every(
      (one) => one.results.length > 0 && one.results.every((result) => codes.has(result.testCode))
    ),
    'each administration has results, and each result a test in the same delivery',
  );
  return node('lr:leerresultaten_verzoek', {}, [
    node('lr:school', {}, [
      leaf('lr:schooljaar', school.schoolYear),
      ...schoolLeaves(school.school, 'lr'),
      leaf('lr:aanmaakdatum', writeDateTime(school.createdAt)),
      leaf('lr:auteur', school.author),
      leaf('lr:xsdversie', school.xsdVersion),
    ]),
    node('lr:toetsafnames', {}, administrations.map(administrationNode)),
    node('lr:toetsen', {}, tests.map(testNode)),
  ]);
}

function administrationNode(administration: Administration): XmlNode {
  return node('lr:toetsafname', {}, [
    leaf('lr:leerlingid', administration.pupilKey),
    leaf('lr:eckid', administration.eckId),
    leaf('lr:resultaatverwerkerid', administration.processedBy),
    node('lr:resultaten', {}, administration.results.map(resultNode)),
  ]);
}

function resultNode(result: TestResult): XmlNode {
  return node('lr:resultaat', { key: result.key }, [
    leaf('lr:afnamedatum', result.takenOn),
    leaf('lr:toetscode', result.testCode),
    term('lr:versie', result.version),
    leaf('lr:toetsonderdeelcode', result.partCode),
    outcomeNode(result.outcome),
    leaf('lr:infourl', result.infoUrl),
  ]);
}

function outcomeNode(outcome: Outcome): XmlNodeOrNothing {
  switch (outcome.kind) {
    case 'score':
      return leaf('lr:score', String(outcome.score));
    case 'oso':
      return osoNode(outcome.oso);
    case 'other':
      throw new Bug('an outcome that others agreed on cannot be written');
  }
}

function osoNode({ testScore, referenceScores }: OsoOutcome): XmlNode {
  assert(testScore !== null || referenceScores.length > 0, 'an OSO outcome is not empty');
  return node('lr:osoresultaat', {}, [
    testScore === null ? null : testScoreNode(testScore),
    ...referenceScores.map((score) =>
      node('oso:referentiescore', {}, [
        leaf('oso:codereferentiescore', score.code),
        leaf('oso:codevergelijkingsgroep', score.comparisonGroup),
        leaf('oso:waarde', score.value),
        leaf('oso:kwalificatie', score.qualification),
      ]),
    ),
  ]);
}

function testScoreNode(score: OsoTestScore): XmlNode {
  const { interval } = score;
  const bounds =
    interval === null
      ? null
      : node('oso:betrouwbaarheidsinterval', {}, [
          number('oso:bivlaag', interval.low),
          number('oso:bivhoog', interval.high),
        ]);
  return node('oso:toetsscore', {}, [
    number('oso:aantalopgaven', score.itemCount),
    number('oso:aantalgoed', score.correctCount),
    number('oso:aantalfout', score.wrongCount),
    number('oso:aantalgelezen', score.readCount),
    number('oso:tijd', score.durationSeconds),
    number('oso:vaardigheidsscore', score.ability),
    leaf('oso:codevaardigheidsschaal', score.scaleCode),
    bounds,
  ]);
}

function testNode(test: TestDefinition): XmlNode {
  return node('lr:toets', {}, [
    term('lr:toetscode', test.code),
    term('lr:versie', test.version),
    leaf('lr:toetsnaam', test.name),
    term('lr:leerjaar', test.yearGroup),
    term('lr:vakgebied', test.subject),
    normsNode('lr:toetsnormering', test.norms),
    list(
      'lr:toetshierarchie',
      test.hierarchy.map(({ level, entry }) => term('lr:ingang', entry, { niveau: `${level}` })),
    ),
    list('lr:toetsonderdelen', test.parts.map(partNode)),
  ]);
}

function partNode(part: TestPart): XmlNode {
  return node('lr:toetsonderdeel', {}, [
    leaf('lr:toetsonderdeelvolgnummer', String(part.sequence)),
    term('lr:toetsonderdeelcode', part.code),
    leaf('lr:toetsonderdeelnaam', part.name),
    normsNode('lr:toetsonderdeelnormering', part.norms),
  ]);
}

function normsNode(name: string, norms: Norms | null): XmlNodeOrNothing {
  if (norms === null) return null;
  const attributes = { vocabulaire: norms.vocabulary, vocabulairelocatie: norms.vocabularyLocation };
  return node(name, attributes, [
    term('lr:toetscategorie', norms.category),
    term('lr:toetsniveau', norms.level),
    number('lr:wegingsfactor', norms.weight),
    ...norms.bands.map(bandNode),
  ]);
}

function bandNode(band: NormBand): XmlNode {
  const { colour } = band;
  return node('lr:norm', {}, [
    leaf('lr:term', band.term),
    leaf('lr:omschrijving', band.description),
    leaf('lr:beginnormwaarde', String(band.from)),
    leaf('lr:eindnormwaarde', String(band.to)),
    colour === null
      ? null
      : node('lr:normkleur', {}, [
          number('lr:rood_code', colour.red),
          number('lr:groen_code', colour.green),
          number('lr:blauw_code', colour.blue),
          number('lr:transparantie', colour.alpha),
        ]),
    number('lr:schoolcijfer_vanaf', band.markFrom),
    number('lr:schoolcijfer_totenmet', band.markTo),
  ]);
}

function number(name: string, value: number | null): XmlNodeOrNothing {
  return value === null ? null : leaf(name, writeDecimal(value));
}

function term(
  name: string,
  value: Term | null,
  more: Readonly<Record<string,
  string>> = {},
): XmlNodeOrNothing {
  if (value === null) return null;
  return leaf(
    name,
    value.text,
    { vocabulaire: value.vocabulary, vocabulairelocatie: value.vocabularyLocation, ...more },
  );
}
