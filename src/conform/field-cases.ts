import { all, behind, content, rosterCall, rosterRequest, without, type Edit } from './messages.ts';
import type { ConformCase, Weight } from './types.ts';
import { data, faultOf, oneOf, type Expectation } from './verdicts.ts';

const invalid = faultOf('OngeldigBericht');

/** What a server must see in the fields of a request: exchange.md sections 4.1 step 3 and 5. */
export const fieldCases: readonly ConformCase[] = [
  field('brin-malformed', 'must', 'Een BRIN van drie tekens.', content('brincode', '9XX'), invalid),
  field('site-malformed', 'must', 'Een dependancecode van één cijfer.', content('dependancecode', '1'), invalid),
  field('year-malformed', 'must', 'Een schooljaar van één jaar.', content('schooljaar', '2026'), invalid),
  field('year-not-consecutive', 'should', 'Een schooljaar waarvan de jaren elkaar niet opvolgen.',
    content('schooljaar', '2026-2028'), invalid),
  field('datetime-malformed', 'must', 'Een laatstontvangengegevens dat geen tijdstip is.',
    behind('xsdversie', '<lg:laatstontvangengegevens>gisteren</lg:laatstontvangengegevens>'), invalid),
  field('year-absent', 'must', 'Er is geen schooljaar.', without('schooljaar'), invalid),
  field('school-absent', 'must', 'Er is geen school.', all(without('brincode'), without('dependancecode')), invalid),
  field('school-twice', 'must', 'Een BRIN en een schoolsleutel naast elkaar.',
    behind('dependancecode', '<lg:schoolkey>conform</lg:schoolkey>'), invalid),
  field('version-absent', 'must', 'Er is geen xsdversie.', without('xsdversie'), invalid),
  field('element-unknown', 'must', 'Een element dat het schema niet kent.',
    behind('xsdversie', '<lg:kleur>groen</lg:kleur>'), invalid),
  field('namespace-other', 'must', 'Een verzoek in een andere naamruimte.',
    (xml) => xml.replace('/leerresultaten/2/leerlinggegevens', '/leerresultaten/9/leerlinggegevens'), invalid),
  field('order-of-elements', 'should', 'De elementen staan in een andere volgorde.', swapYearAndVersion, {
    ...oneOf('fout Client.OngeldigBericht (streng) of de gegevens (soepel)', 'fault', 'roster'),
    judge: ({ kind, faultCode }) => ({ passed: kind === 'roster' || faultCode === 'OngeldigBericht' }),
  }),
  {
    ...field('site-absent', 'must', 'Zonder dependancecode: dat is vestiging 00.', without('dependancecode'), data),
    call: (target) => (target.school.site === '00'
      ? rosterCall(target, without('dependancecode')(rosterRequest(target)))
      : 'de school die getest wordt, is niet vestiging 00'),
  },
];

/** The versions: exchange.md sections 0 and 5. */
export const versionCases: readonly ConformCase[] = [
  version('version-unknown', 'must', 'Een xsdversie die niet bestaat (9.9).', '9.9', faultOf('XsdVersieOngeldig')),
  version('version-2.1', 'must', 'Wie 2.1 vraagt, krijgt een antwoord zonder eckid.', '2.1', {
    expected: 'een antwoord zonder eckid, of fout Client.XsdVersieOngeldig',
    judge: ({ kind, faultCode, text }) => ({
      passed: faultCode === 'XsdVersieOngeldig' || (kind === 'roster' && !/\seckid\s*=/.test(text)),
      ...(kind === 'roster' && /\seckid\s*=/.test(text) ? { came: 'gegevens met eckid' } : {}),
    }),
  }),
  version('version-2.3', 'should', 'Wie 2.3 vraagt, krijgt gegevens of hoort dat het niet kan.', '2.3', {
    expected: 'de gegevens van de school, of fout Client.XsdVersieOngeldig',
    judge: (answer, target, facts) => (answer.faultCode === 'XsdVersieOngeldig'
      ? { passed: true } : data.judge(answer, target, facts)),
  }),
];

function field(id: string, weight: Weight, title: string, edit: Edit, expectation: Expectation): ConformCase {
  return {
    id, chapter: 'fields', weight, title, ...expectation,
    call: (target) => rosterCall(target, edit(rosterRequest(target))),
  };
}

function version(id: string, weight: Weight, title: string, asked: string, expectation: Expectation): ConformCase {
  return { ...field(id, weight, title, content('xsdversie', asked), expectation), chapter: 'version' };
}

function swapYearAndVersion(xml: string): string {
  return xml.replace(/(<lg:schooljaar>[^<]*<\/lg:schooljaar>)(.*?)(<lg:xsdversie>[^<]*<\/lg:xsdversie>)/s, '$3$2$1');
}
