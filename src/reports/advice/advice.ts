import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { schoolYearOf } from '../../base/school-year.ts';
import type { PublishedAdviceRule } from '../../content/reference-advice.ts';
import { listGroupPupils, placementOf } from '../../roster/store.ts';
import type { PupilName } from '../../roster/types.ts';
import { callNameAndLast, plural, sortName } from '../../ui/format.ts';
import type { Report, ReportContext, ReportDocument, ReportPart } from '../frame/types.ts';
import { groupFrame } from '../group/group-frame.ts';
import { readReportSetting } from '../parents/setting-store.ts';
import { pupilFrame } from '../pupil/pupil-frame.ts';
import { groupOf, pupilOf } from '../reading.ts';
import { readExpectedAdvice } from './reading.ts';
import { basisWords, groupAdvicePart, pupilAdvicePart, type NamedAdvice } from './view.ts';

/** The expected advice of one pupil, with the results that it rests on. */
export const pupilAdviceReport: Report = {
  code: 'verwacht-advies', path: '/leerlingen/:pupilId/verwacht-advies', name: 'Verwacht advies',
  question: 'Naar welk advies wijzen de toetsen van groep 7?', about: 'pupil', feature: 'pupil_reports',
  async read(context, of) {
    const { pupil, groups } = await pupilOf(context, of);
    const { tx, now, choice } = context;
    const parentsSee = (await readReportSetting(tx)).adviceShown;
    const read = await readExpectedAdvice(tx, [pupil.pupilId], { now, until: yearOf(now) });
    const advice = read?.advices.get(pupil.pupilId);
    const name = callNameAndLast(pupil);
    return {
      ...frameOf(read?.rule), ...pupilFrame({ pupil, groups, choice }, 'Verwacht advies', 'verwacht-advies'),
      lead: 'Naar welk advies de toetsen van groep 7 wijzen, en hoe zeker dat is.',
      facts: [
        { label: 'Groep', value: groups.map((one) => one.name).join(', ') || '–' },
        { label: 'Gebaseerd op', value: advice ? basisWords(advice) : '–' },
      ],
      parts: read && advice?.basis
        ? [withFirst(pupilAdvicePart(name, advice, read.rule), parentWords(parentsSee))] : [],
      empty: emptyOf(read?.rule, advice?.basis ? 1 : 0, 'van deze leerling'),
    };
  },
};

/** The expected advices of a group, of its pupils of year group 7 and 8. */
export const groupAdviceReport: Report = {
  code: 'verwacht-advies-groep', path: '/groepen/:groupId/verwacht-advies', name: 'Verwacht advies van een groep',
  question: 'Naar welk advies wijzen de toetsen van groep 7 bij elke leerling?', about: 'group',
  feature: 'group_reports',
  async read(context, of) {
    const group = await groupOf(context, of);
    const pupils = await pupilsOf(context, group.groupId, group.schoolYear);
    const { tx, now } = context;
    const read = await readExpectedAdvice(tx, pupils.shown.map(({ pupilId }) => pupilId),
      { now, until: group.schoolYear });
    const named = pupils.shown.flatMap((pupil): NamedAdvice[] => {
      const advice = read?.advices.get(pupil.pupilId);
      return advice
        ? [{ name: sortName(pupil), href: `/leerlingen/${pupil.pupilId}/verwacht-advies`, advice }] : [];
    });
    const left = pupils.all - pupils.shown.length;
    return {
      ...frameOf(read?.rule), ...groupFrame({ group }, `Verwacht advies ${group.name}`, 'verwacht-advies'),
      landscape: true,
      lead: 'Naar welk advies de toetsen van groep 7 bij elke leerling wijzen, en hoe zeker dat is.',
      facts: [{ label: 'Groep', value: group.name }, { label: 'Schooljaar', value: group.schoolYear }],
      parts: read && named.some(({ advice }) => advice.basis)
        ? [withFirst(groupAdvicePart(named, read.rule), leftWords(left))] : [],
      empty: emptyOf(read?.rule, named.filter(({ advice }) => advice.basis).length, 'van deze groep'),
    };
  },
};

/** Pupils who were in group 7 or 8 in the year of the group; of the rest how many they are. */
async function pupilsOf(
  { tx }: ReportContext, groupId: string, schoolYear: string,
): Promise<{ readonly shown: readonly PupilName[]; readonly all: number }> {
  const members = await listGroupPupils(tx, groupId);
  const placed = await placementOf(tx, members.map(({ pupilId }) => pupilId), schoolYear);
  const shown = members.filter((pupil) => ['7', '8'].includes(placed.get(pupil.pupilId) ?? pupil.yearGroup ?? ''));
  return { shown, all: members.length };
}

function withFirst(part: ReportPart, words: string): ReportPart {
  return words === '' ? part : { ...part, remarks: [words, ...part.remarks] };
}

function leftWords(left: number): string {
  if (left === 0) return '';
  return `${plural(left, 'leerling zit', 'leerlingen zitten')} niet in groep 7 of 8 en ${left === 1 ? 'staat'
    : 'staan'} hier niet.`;
}

function parentWords(seen: boolean): string {
  return seen ? 'Ouders zien het verwachte advies: zo staat het bij uw school ingesteld.'
    : 'Ouders zien het verwachte advies niet: zo staat het bij uw school ingesteld.';
}

function frameOf(rule: PublishedAdviceRule | undefined): Pick<ReportDocument, 'filters' | 'notices' | 'norm'> {
  return {
    filters: [],
    notices: [{
      title: 'Geen doorstroomtoets',
      text: 'De doorstroomtoets in groep 8 telt. Dit is een verwachting voor het gesprek op school.',
    }],
    norm: rule ? { source: rule.source, synthetic: rule.synthetic } : null,
  };
}

function emptyOf(rule: PublishedAdviceRule | undefined, known: number, whose: string): ReportDocument['empty'] {
  if (!rule) {
    return {
      title: 'Er is geen regel voor een verwacht advies',
      words: 'Voor dit rapport zijn normen nodig die hier niet geladen zijn.',
    };
  }
  return known > 0 ? null : {
    title: `Nog geen resultaten ${whose} uit groep 7`,
    words: 'Een verwacht advies komt er na de toetsen van eind groep 7 (E7), en voorlopig na die van midden groep 7 '
      + '(M7): rekenen, lezen en de drie onderdelen van taalverzorging.',
  };
}

function yearOf(now: Date): string {
  return schoolYearOf(plainDateInAmsterdam(now));
}
