import type { Finding } from '../base/findings.ts';
import { schoolYearStarting } from '../base/school-year.ts';
import type { RosterDocument, RosterPupil } from '../exchange/roster-document.ts';
import type { Interpreted } from './interpret.ts';
import { rosterCall, rosterRequest } from './messages.ts';
import type { ConformCase, Facts, Target, Verdict, Weight } from './types.ts';
import { data, oneOf, verdict, type Expectation } from './verdicts.ts';

/** The first call of all: it teaches what the school is. */
const whole: ConformCase = {
  id: 'roster-whole', chapter: 'roster', weight: 'must', title: 'Alles-in-een zonder laatstontvangengegevens.', ...data,
  call: (target) => rosterCall(target, rosterRequest(target)),
  judge: (answer, target, facts) => ({
    ...data.judge(answer, target, facts), learned: { roster: rosterOf(answer) },
  }),
};

/** What the answer with all data must be: exchange.md sections 4.1, 6, 7 and 15. */
export const rosterCases: readonly ConformCase[] = [
  whole,
  looking('roster-findings', 'must', 'Het antwoord volgt de standaard.', 'geen fouten volgens onze controle',
    (_roster, { seen }) => findingsOf(seen[0]?.answer)),
  looking('roster-school', 'must', 'Het antwoord gaat over de school en het schooljaar die gevraagd zijn.',
    'hetzelfde BRIN, dezelfde vestiging en hetzelfde schooljaar', ({ school }, _facts, target) => {
      const same = school.brin === target.school.brin && school.site === target.school.site;
      const year = school.schoolYear === target.schoolYear;
      return verdict(same && year, same ? (year ? 'dezelfde' : 'een ander schooljaar') : 'een andere school');
    }),
  looking('roster-made-at', 'should', 'Het antwoord zegt wanneer het gemaakt is.', 'school/aanmaakdatum',
    ({ school }) => verdict(school.createdAt !== null, school.createdAt === null ? 'ontbreekt' : 'staat erin')),
  looking('roster-version', 'should', 'Het antwoord zegt in welke versie het is: die van het verzoek.',
    'school/xsdversie, gelijk aan die van het verzoek', ({ school }, _facts, target) =>
      verdict(school.xsdVersion === target.version, school.xsdVersion === null ? 'ontbreekt'
        : school.xsdVersion === target.version ? 'dezelfde' : 'een andere')),
  looking('roster-lvs-set', 'should', 'Elke leerling heeft wat een leerlingvolgsysteem nodig heeft (LVS-set).',
    'van elke leerling roepnaam, geboortedatum, geslacht en jaargroep', ({ pupils }) => lvsSet(pupils)),
  looking('roster-eck-ids', 'should', 'De leerlingen hebben een ECK iD.',
    'eckid bij ten minste negen van de tien leerlingen (vanaf versie 2.2)', ({ pupils }, _facts, { version }) => {
      if (version === '2.1') return verdict(true, 'niet gevraagd: in 2.1 hoort geen eckid');
      const named = pupils.filter(({ eckId }) => eckId !== null).length;
      return verdict(named >= 0.9 * pupils.length, `bij ${named} van ${pupils.length}`);
    }),
  asking('unchanged', 'should', 'laatstontvangengegevens is nu: er is niets veranderd.', inAMinute,
    oneOf('geenwijzigingen', 'unchanged')),
  asking('long-ago', 'must', 'laatstontvangengegevens is lang geleden: er is wel iets veranderd.',
    () => new Date('1991-08-01T00:00:00Z'), data),
  {
    id: 'nothing', chapter: 'roster', weight: 'should',
    title: 'Een schooljaar waarvan er geen gegevens zijn (1991-1992).', ...oneOf('geengegevens', 'nothing'),
    call: (target) => rosterCall(target, rosterRequest(target, { schoolYear: schoolYearStarting(1991) })),
  },
];

function looking(
  id: string, weight: Weight, title: string, expected: string,
  judge: (roster: RosterDocument, facts: Facts, target: Target) => Verdict,
): ConformCase {
  return {
    id, chapter: 'roster', weight, title, expected,
    call: (_target, { roster }) => (roster === null ? 'er kwamen geen gegevens' : null),
    judge: (_answer, target, facts) => (facts.roster === null
      ? verdict(false, 'geen gegevens') : judge(facts.roster, facts, target)),
  };
}

function asking(
  id: string, weight: Weight, title: string, lastReceivedAt: (target: Target, facts: Facts) => Date,
  expectation: Expectation,
): ConformCase {
  return {
    id, chapter: 'roster', weight, title, ...expectation,
    call: (target, facts) =>
      rosterCall(target, rosterRequest(target, { lastReceivedAt: lastReceivedAt(target, facts) })),
  };
}

/** Past every change, also where the clock of the server is ahead of ours. */
function inAMinute({ now }: Target, { roster }: Facts): Date {
  return new Date(Math.max(now.getTime(), roster?.school.createdAt?.getTime() ?? 0) + 60_000);
}

function rosterOf({ reading }: Interpreted): RosterDocument | null {
  const { message } = reading;
  return message?.type === 'roster-answer' && message.answer.kind === 'roster' ? message.answer.document : null;
}

/** Errors by code with their count; the codes lead to docs/findings.md. */
export function findingsOf(answer: Interpreted | undefined): Verdict {
  const errors = (answer?.reading.findings ?? []).filter(({ severity }) => severity === 'error');
  const counts = new Map<string, Finding[]>();
  for (const error of errors) counts.set(error.code, [...(counts.get(error.code) ?? []), error]);
  const told = [...counts].map(([code, [first, ...others]]) =>
    `${code} ${others.length + 1} keer${first?.line === null ? '' : `, het eerst op regel ${first?.line}`}`);
  return verdict(errors.length === 0, errors.length === 0 ? 'geen fouten' : told.join('; '));
}

function lvsSet(pupils: readonly RosterPupil[]): Verdict {
  const needed = {
    roepnaam: (pupil: RosterPupil) => pupil.callName === null,
    geboortedatum: (pupil: RosterPupil) => pupil.birthDate === null,
    geslacht: (pupil: RosterPupil) => pupil.gender === 'unknown',
    jaargroep: (pupil: RosterPupil) => pupil.yearGroup === null,
  };
  const absent = Object.entries(needed).map(([name, lacks]) => [name, pupils.filter(lacks).length] as const)
    .filter(([, count]) => count > 0);
  return verdict(absent.length === 0, absent.length === 0 ? 'allemaal'
    : absent.map(([name, count]) => `${count} zonder ${name}`).join(', '));
}
