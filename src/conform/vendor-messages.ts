import { mainSite } from '../base/brin.ts';
import { plainDate } from '../base/plain-date.ts';
import type { FaultCode, GroupRef, ResultsDocument, RosterRequest, TestResult } from '../exchange/uwlr/types.ts';
import { clientFaultCodes, serverFaultCodes } from '../exchange/uwlr/types.ts';
import {
  writeConfirmation, writeFault, writeResultsRequest, writeRosterAnswer, writeRosterRequest,
} from '../exchange/uwlr/write.ts';
import { invented, inventedBrin, inventedNow, oneClass } from './invented.ts';

/** Every message between us and a LAS, as our own writers make it of invented data. */
export interface VendorMessages {
  readonly whole: string;
  readonly sinceLast: string;
  readonly structure: string;
  readonly pupils: string;
  readonly staff: string;
  readonly wholeAnswer: string;
  readonly unchanged: string;
  readonly nothing: string;
  readonly structureAnswer: string;
  readonly pupilsAnswer: string;
  readonly staffAnswer: string;
  readonly results: string;
  readonly confirmation: string;
  readonly faults: readonly (readonly [FaultCode, string])[];
}

/** Writes them all. */
export function vendorMessages(): VendorMessages {
  const ofGroup: readonly GroupRef[] = [{ kind: 'group', key: '5a' }, { kind: 'group', key: null }];
  const inGroup = oneClass.pupils.filter(({ groupKey }) => groupKey !== '5b');
  return {
    whole: request({}),
    sinceLast: request({ lastReceivedAt: inventedNow }),
    structure: request({ scope: 'structure' }),
    pupils: request({ scope: 'pupils', groups: ofGroup }),
    staff: request({ scope: 'staff', groups: [{ kind: 'group', key: '5a' }] }),
    wholeAnswer: writeRosterAnswer('all', { kind: 'roster', document: oneClass }, '2.2'),
    unchanged: writeRosterAnswer('all', { kind: 'unchanged' }, '2.2'),
    nothing: writeRosterAnswer('all', { kind: 'nothing' }, '2.2'),
    structureAnswer: writeRosterAnswer('structure', { kind: 'roster', document: oneClass }, '2.2'),
    pupilsAnswer: writeRosterAnswer('pupils', { kind: 'roster', document: { ...oneClass, pupils: inGroup } }, '2.2'),
    staffAnswer: writeRosterAnswer('staff', { kind: 'roster', document: oneClass }, '2.2'),
    results: writeResultsRequest(inventedResults, invented),
    confirmation: writeConfirmation(),
    faults: [...clientFaultCodes, ...serverFaultCodes].map((code) => [code, writeFault(code, faultWords[code])]),
  };
}

function request(changes: Partial<RosterRequest>): string {
  return writeRosterRequest({
    scope: 'all', school: { kind: 'brin', brin: inventedBrin, site: mainSite }, schoolYear: oneClass.school.schoolYear,
    xsdVersion: '2.2', dataSetId: null, lastReceivedAt: null, groups: [], ...changes,
  }, invented);
}

const term = (text: string) => ({ text, vocabulary: null, vocabularyLocation: null });

const result: TestResult = {
  key: '01950000-0000-7000-8000-000000000001', takenOn: plainDate('2027-01-18'), testCode: 'RW-M5', version: null,
  partCode: null, infoUrl: null,
  outcome: {
    kind: 'oso',
    oso: {
      testScore: {
        itemCount: 24, correctCount: 20, wrongCount: 4, readCount: null, durationSeconds: null, ability: 652.4,
        scaleCode: 'SYN-RW-3.0', interval: { low: 640.1, high: 664.7 },
      },
      referenceScores: [['IV', 'II'], ['AE', 'B'], ['FN', 'E5']].map(([code = '', value = '']) =>
        ({ code, comparisonGroup: 'Landelijk', value, qualification: null })),
    },
  },
};

/** One result of one pupil. */
const inventedResults: ResultsDocument = {
  school: {
    schoolYear: oneClass.school.schoolYear, school: { kind: 'brin', brin: inventedBrin, site: mainSite },
    createdAt: inventedNow, author: 'Leerling in beeld', xsdVersion: '2.2',
  },
  administrations: [{
    pupilKey: 'L1', eckId: oneClass.pupils[0]?.eckId ?? null, processedBy: null, results: [result],
  }],
  tests: [{
    code: term('RW-M5'), version: term('3.0 (synthetisch)'), name: 'Rekenen-Wiskunde M5', yearGroup: null,
    subject: null, norms: null, hierarchy: [], parts: [],
  }],
};

/** What a LAS could say with each. */
const faultWords: { readonly [C in FaultCode]: string } = {
  OngeldigBericht: 'Het schooljaar heeft niet de vorm die het schema vraagt (regel 12).',
  OngeldigeKlantIdentificatie: 'De klantnaam en klantcode horen niet bij elkaar.',
  AutorisatieOngeldig: 'De autorisatiesleutel geeft geen toegang tot de gevraagde school.',
  VocabulaireTermOngeldig: 'Het vakgebied staat niet in het vocabulaire dat erbij genoemd is.',
  XsdVersieOngeldig: 'Deze xsdversie wordt niet ondersteund; wel: 2.2.',
  LeerlingOngeldig: 'De leerling van toetsafname 1 is niet bekend op deze school.',
  ToetsNormeringOngeldig: 'Twee normen van toets RW-M5 overlappen elkaar.',
  ScoreOngeldig: 'De score valt buiten alle normen van toets RW-M5.',
  EldResultaatOngeldig: 'De code van een referentiescore staat niet in codelijst 11.',
  InterneFout: 'Er ging iets mis in het LAS.',
  TijdelijkNietBeschikbaar: 'Het LAS is even niet beschikbaar. Probeer het later opnieuw.',
};
