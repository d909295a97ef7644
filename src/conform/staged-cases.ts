import type { RosterDocument } from '../exchange/roster-document.ts';
import type { GroupRef, RosterScope } from '../exchange/uwlr/types.ts';
import type { Interpreted } from './interpret.ts';
import { content, stagedCall, strangeKey, withoutHeader, type Edit } from './messages.ts';
import { findingsOf } from './roster-cases.ts';
import type { ConformCase, Facts, Verdict, Weight } from './types.ts';
import { faultOf, oneOf, verdict, type Expectation } from './verdicts.ts';

const nobody: GroupRef = { kind: 'group', key: null };
const strange: GroupRef = { kind: 'group', key: 'conform-onbekende-groep' };

const anyAnswer: Expectation = { expected: 'een antwoord', judge: ({ kind }) => ({ passed: kind === 'roster' }) };

/** The same data in steps: exchange.md section 4.2. */
export const stagedCases: readonly ConformCase[] = [
  {
    ...staged('structure', 'must', 'De structuur van de school.', 'structure', () => []),
    expected: 'de groepen van de school, zonder fouten volgens onze controle',
    judge: (answer) => {
      const structure = rosterOf(answer);
      const found = structure === null ? undefined : findingsOf(answer);
      return { ...(found ?? { passed: false }), learned: { structure } };
    },
  },
  staged('structure-no-header', 'must', 'De structuur zonder header.', 'structure', () => [], withoutHeader,
    faultOf('AutorisatieOngeldig')),
  staged('structure-key-wrong', 'must', 'De structuur met een onbekende sleutel.', 'structure', () => [], strangeKey,
    faultOf('AutorisatieOngeldig')),
  staged('structure-version-unknown', 'must', 'De structuur in een versie die niet bestaat.', 'structure', () => [],
    content('xsdversie', '9.9'), faultOf('XsdVersieOngeldig')),
  {
    ...staged('pupils-of-all', 'must', 'Leerlingen van alle groepen samen, en wie in geen groep zit.', 'pupils',
      everyGroup),
    expected: 'dezelfde leerlingen als alles-in-een, zonder fouten volgens onze controle',
    judge: sameAsWhole,
  },
  staged('pupils-of-one', 'must', 'Leerlingen van één groep.', 'pupils', firstGroup, undefined, {
    expected: 'alleen leerlingen van die groep',
    judge: onlyFirstGroup,
  }),
  staged('pupils-of-none', 'must', 'Leerlingen die in geen groep zitten: <groep/> zonder sleutel.', 'pupils',
    () => [nobody], undefined, oneOf('leerlingen, of geengegevens', 'roster', 'nothing')),
  staged('pupils-group-unknown', 'should', 'Leerlingen van een groep die niet bestaat.', 'pupils', () => [strange],
    undefined, oneOf('geengegevens, of een fout; geen leerlingen van andere groepen', 'nothing', 'fault')),
  staged('pupils-no-groups', 'must', 'Leerlingen zonder groepen te noemen.', 'pupils', () => [nobody],
    (xml) => xml.replace(/<lg:groepen>.*?<\/lg:groepen>/s, ''), faultOf('OngeldigBericht')),
  staged('pupils-key-wrong', 'must', 'Leerlingen met een onbekende sleutel.', 'pupils', () => [nobody], strangeKey,
    faultOf('AutorisatieOngeldig')),
  staged('staff-of-all', 'must', 'Leerkrachten van alle groepen samen, en wie in geen groep zit.', 'staff', everyGroup,
    undefined, oneOf('leerkrachten, of geengegevens', 'roster', 'nothing')),
  staged('staff-key-wrong', 'must', 'Leerkrachten met een onbekende sleutel.', 'staff', () => [nobody], strangeKey,
    faultOf('AutorisatieOngeldig')),
];

function staged(
  id: string, weight: Weight, title: string, scope: RosterScope,
  groups: (facts: Facts) => readonly GroupRef[] | string, edit?: Edit, expectation: Expectation = anyAnswer,
): ConformCase {
  return {
    id, chapter: 'staged', weight, title, ...expectation,
    call: (target, facts) => {
      if (target.stagedUrl === null) return 'geen adres voor getrapt gegeven (--staged)';
      const asked = groups(facts);
      return typeof asked === 'string' ? asked : stagedCall(target.stagedUrl, target, scope, asked, edit);
    },
  };
}

function everyGroup({ structure }: Facts): readonly GroupRef[] | string {
  if (structure === null) return 'er kwam geen structuur';
  const groups = structure.groups.map(({ key }): GroupRef => ({ kind: 'group', key }));
  const composite = structure.compositeGroups.map(({ key }): GroupRef => ({ kind: 'compositeGroup', key }));
  return [...groups, ...composite, nobody];
}

function firstGroup({ structure }: Facts): readonly GroupRef[] | string {
  const first = structure?.groups[0];
  return first === undefined ? 'de structuur heeft geen groepen' : [{ kind: 'group', key: first.key }];
}

function sameAsWhole(answer: Interpreted, _target: unknown, { roster }: Facts): Verdict {
  const came = rosterOf(answer);
  if (came === null || roster === null) return { passed: false };
  const found = findingsOf(answer);
  if (!found.passed) return found;
  const keys = new Set(came.pupils.map(({ key }) => key));
  const whole = new Set(roster.pupils.map(({ key }) => key));
  const absent = [...whole].filter((key) => !keys.has(key)).length;
  const more = [...keys].filter((key) => !whole.has(key)).length;
  return verdict(absent + more === 0, absent + more === 0 ? `dezelfde ${keys.size} leerlingen`
    : `${absent} leerlingen ontbreken, ${more} zijn er te veel`);
}

function onlyFirstGroup(answer: Interpreted, _target: unknown, { structure }: Facts): Verdict {
  const asked = structure?.groups[0]?.key;
  const came = rosterOf(answer);
  // A group may be empty; then there is nothing to say.
  if (came === null) return { passed: answer.kind === 'nothing' };
  const others = came.pupils.filter(({ groupKey }) => groupKey !== asked).length;
  return verdict(others === 0, others === 0 ? `${came.pupils.length} leerlingen, allemaal van die groep`
    : `${others} van ${came.pupils.length} leerlingen zijn van een andere groep`);
}

function rosterOf({ reading: { message } }: Interpreted): RosterDocument | null {
  return message?.type === 'roster-answer' && message.answer.kind === 'roster' ? message.answer.document : null;
}
