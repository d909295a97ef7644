import { type Subject, subjectNames } from '../../content/types.ts';
import type { ClassGroup, Pupil } from '../../roster/types.ts';
import { callNameAndLast, enumerate } from '../../ui/format.ts';
import { type Choice, writeChoice } from '../frame/choice.ts';
import type { Filter, ReportDocument } from '../frame/types.ts';

/** Whom a report of a pupil is of. */
export interface PupilOfReport {
  readonly pupil: Pupil;
  readonly groups: readonly ClassGroup[];
  /** What was chosen: the subject and the levels go along to the other reports. */
  readonly choice: Choice;
}

/** What every report of a pupil has round it. */
export function pupilFrame(
  { pupil, groups, choice }: PupilOfReport, title: string, path: PupilReportPath,
): Pick<ReportDocument, 'title' | 'breadcrumbs' | 'seen' | 'related'> {
  const home = groups[0];
  return {
    title: `${title} van ${callNameAndLast(pupil)}`,
    breadcrumbs: [
      { href: '/groepen', label: 'Groepen' },
      ...(home ? [{ href: `/groepen/${home.groupId}`, label: home.name }] : []),
    ],
    seen: { kind: 'pupil', id: pupil.pupilId },
    related: pupilTabs(pupil, choice, path),
  };
}

/** The reports of a pupil beside each other; the subject and the levels that were chosen go along. */
export function pupilTabs(
  { pupilId, yearGroup }: Pupil, choice: Choice, path: PupilReportPath,
): NonNullable<ReportDocument['related']> {
  return related.filter((each) => each.path !== 'verwacht-advies' || isLate(yearGroup)).map((each) => ({
    href: `/leerlingen/${pupilId}/${each.path}${writeChoice(kept(choice))}`, label: each.label,
    current: each.path === path,
  }));
}

/** Last part of the address of a report of a pupil. */
export type PupilReportPath = (typeof related)[number]['path'];

const related = [
  { path: 'groei', label: 'Groei' },
  { path: 'functioneren', label: 'Functioneringsniveau' },
  { path: 'profiel', label: 'Alle vakken' },
  { path: 'categorieen', label: 'Onderdelen' },
  { path: 'dmt', label: 'Technisch lezen' },
  { path: 'verwacht-advies', label: 'Verwacht advies' },
  { path: 'ouderrapport', label: 'Voor ouders' },
] as const;

/** From group 7 on there can be an expected advice. */
function isLate(yearGroup: string | null): boolean {
  return yearGroup === '7' || yearGroup === '8';
}

function kept({ subject, bandKind }: Choice): Choice {
  return { ...(subject ? { subject } : {}), ...(bandKind ? { bandKind } : {}) };
}

/** The facts of a report of one subject. */
export function pupilFacts({ groups }: PupilOfReport, subject: Subject | null): ReportDocument['facts'] {
  return [
    ...(subject ? [{ label: 'Vak', value: subjectNames[subject] }] : []),
    ...(groups.length > 0 ? [{ label: 'Groep', value: enumerate(groups.map(({ name }) => name)) }] : []),
  ];
}

/** School years that the short view of a pupil goes back. */
export const shortView = 3;

/** All school years, or the last three. */
export function yearsFilter(years: number | undefined): Filter {
  return {
    label: 'Periode', look: 'switch', options: [
      { label: 'Alle schooljaren', change: { years: undefined }, current: years === undefined },
      { label: 'Laatste 3 schooljaren', change: { years: shortView }, current: years !== undefined },
    ],
  };
}

/**
 * Why there is nothing to see in a report of a pupil, and what helps.
 * @param older whether there are results outside the school years that were chosen
 */
export function emptyPupil({ pupil, historyCompleted, older }: {
  readonly pupil: Pupil; readonly historyCompleted: boolean; readonly older: boolean;
}): NonNullable<ReportDocument['empty']> {
  const title = 'Hier staan nog geen resultaten';
  if (older) {
    return {
      title: `Geen resultaten in de laatste ${shortView} schooljaren`,
      words: 'Er zijn wel oudere resultaten. Kies "Alle schooljaren".',
    };
  }
  if (pupil.yearGroup === '1' || pupil.yearGroup === '2') {
    return { title, words: 'In groep 1 en 2 worden geen toetsen gemaakt. Resultaten komen er vanaf groep 3.' };
  }
  return {
    title,
    words: historyCompleted
      ? 'De leerling heeft nog geen toets gemaakt die hier hoort. Een resultaat verschijnt hier vanzelf na het '
        + 'inleveren.'
      : 'Oude resultaten komen mee in stap 2 van de overstap; die doet de beheerder van uw school. Nieuwe resultaten '
        + 'verschijnen hier vanzelf na het inleveren van een toets.',
  };
}
