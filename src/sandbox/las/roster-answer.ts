import { addDays, plainDateInAmsterdam } from '../../base/plain-date.ts';
import { firstDayOf, schoolYearOf, startOf, type SchoolYear } from '../../base/school-year.ts';
import type { RosterDocument } from '../../exchange/roster-document.ts';
import type { GroupRef, RosterAnswer, RosterRequest } from '../../exchange/uwlr/types.ts';
import { readDateTime } from '../../exchange/xml/date-time.ts';
import { present } from '../../base/assert.ts';
import { pupilsIn, staffOf } from '../school/people.ts';
import { rosterOf } from '../school/roster.ts';
import type { SchoolPlan } from '../school/types.ts';
import type { LasSchool } from './school-store.ts';

/** Answers a request for a roster: the data, that nothing changed since, or that there is nothing. A LAS knows last
 * year, this year and next year, or by its habits this year alone.
 * @param createdAt aanmaakdatum of the answer: later than that of every answer before */
export function answerRoster(
  plan: SchoolPlan, settings: LasSchool, request: RosterRequest, now: Date, createdAt: Date,
): RosterAnswer {
  const { years } = settings.habits;
  const later = startOf(request.schoolYear) - startOf(schoolYearOf(plainDateInAmsterdam(now)));
  if (Math.abs(later) > (years === 'current' ? 0 : 1)) return { kind: 'nothing' };
  const { lastReceivedAt } = request;
  if (lastReceivedAt !== null && changedAt(plan, settings, request.schoolYear, now) <= lastReceivedAt) {
    return { kind: 'unchanged' };
  }
  const full = rosterOf(plan, request.schoolYear, now, settings.newcomerCount);
  const whole = years === 'next-empty' && later === 1 ? withEmptyGroups(full) : full;
  const document = partOf({ ...whole, school: { ...whole.school, createdAt } }, request);
  return isEmpty(document, request) ? { kind: 'nothing' } : { kind: 'roster', document };
}

/** aanmaakdatum of the next answer: now, in whole seconds, but later than the last. */
export function nextCreatedAt(last: Date | null, now: Date): Date {
  const seconds = Math.floor(now.getTime() / 1000);
  return new Date(1000 * Math.max(seconds, last === null ? 0 : Math.floor(last.getTime() / 1000) + 1));
}

/** Next year before the change-over is done: the groups are made, and nobody is in them yet (exchange.md 15.12). */
function withEmptyGroups(document: RosterDocument): RosterDocument {
  return {
    ...document,
    pupils: document.pupils.map((pupil) => ({ ...pupil, groupKey: null, compositeGroupKeys: [] })),
    staff: document.staff.map((member) => ({ ...member, groups: [] })),
  };
}

/** When the roster of a school year last changed: a button was pushed, somebody had left, the year had begun. */
export function changedAt(plan: SchoolPlan, settings: LasSchool, schoolYear: SchoolYear, now: Date): Date {
  const leavers = [...pupilsIn(plan, startOf(schoolYear)).map(({ exitDate }) => exitDate),
    ...staffOf(plan).map(({ leftOn }) => leftOn)].filter((day) => day !== null);
  const days = [firstDayOf(schoolYear), ...leavers.map((day) => addDays(day, 1))];
  const instants = days.map((day) => present(readDateTime(`${day}T00:00:00`), 'midnight of a day that exists'));
  return [settings.changedAt, ...instants].filter((at) => at <= now)
    .reduce((latest, at) => (at > latest ? at : latest), new Date(0));
}

function partOf(document: RosterDocument, { scope, groups }: RosterRequest): RosterDocument {
  if (scope === 'all') return document;
  return {
    ...document,
    groups: scope === 'structure' ? document.groups : [],
    compositeGroups: scope === 'structure' ? document.compositeGroups : [],
    pupils: document.pupils.filter((pupil) =>
      scope === 'pupils' && groups.some((group) => holdsPupil(group, pupil))),
    staff: document.staff.filter((member) =>
      scope === 'staff' && groups.some((group) => holdsStaff(group, member))),
  };
}

function holdsPupil({ kind, key }: GroupRef, pupil: RosterDocument['pupils'][number]): boolean {
  if (kind === 'group') return pupil.groupKey === key;
  return key === null ? pupil.compositeGroupKeys.length === 0 : pupil.compositeGroupKeys.includes(key);
}

function holdsStaff({ kind, key }: GroupRef, member: RosterDocument['staff'][number]): boolean {
  const own = member.groups.filter((group) => group.kind === kind);
  return key === null ? own.length === 0 : own.some((group) => group.key === key);
}

function isEmpty({ pupils, staff }: RosterDocument, { scope }: RosterRequest): boolean {
  if (scope === 'structure') return false;
  return scope === 'staff' ? staff.length === 0 : pupils.length === 0;
}
