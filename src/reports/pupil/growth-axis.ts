import type { Result } from '../../ability/types.ts';
import { addSchoolYears, type SchoolYear } from '../../base/school-year.ts';
import { type Moment, momentsInOrder, yearGroupOf } from '../../content/types.ts';
import { periodOf } from '../group/standing.ts';

/** A place on the horizontal axis of a pupil's reports. */
export interface Place {
  readonly schoolYear: SchoolYear;
  readonly moment: Moment;
}

type Placed = Pick<Result, 'schoolYear' | 'moment' | 'testMoment' | 'yearGroup' | 'takenOn'>;

/** Where a result stands: at its moment of taking. One from between the norm periods has none; it stands at the moment
 * of its own year group in the period that it counts for. */
export function placeOf(result: Placed): Place {
  const { schoolYear, moment, yearGroup } = result;
  if (moment) return { schoolYear, moment };
  const period = periodOf(result) ?? { schoolYear, season: 'M' as const };
  const group = period.schoolYear === schoolYear ? Number(yearGroup) : Number(yearGroup) - 1;
  const place = asMoment(`${period.season}${group}`);
  return place ? { schoolYear: period.schoolYear as SchoolYear, moment: place }
    : { schoolYear, moment: `M${yearGroup}` as Moment };
}

/** From the first to the last result every moment of every school year, so that a missing one is a gap. */
export function axisOf(results: readonly Placed[]): readonly Place[] {
  const used = results.map(placeOf);
  const yearGroups = yearGroupBySchoolYear(results, used);
  const usual = [...yearGroups].flatMap(([schoolYear, yearGroup]) =>
    momentsInOrder.filter((moment) => moment !== 'E8' && yearGroupOf(moment) === yearGroup)
      .map((moment): Place => ({ schoolYear, moment })));
  const places = [...used, ...usual].toSorted(comparePlaces)
    .filter((place, index, all) => index === 0 || comparePlaces(place, all[index - 1]!) !== 0);
  const at = used.map((place) => indexOfPlace(places, place));
  return at.length === 0 ? [] : places.slice(Math.min(...at), Math.max(...at) + 1);
}

/** The place of a result on an axis that was made with it. */
export function placeIndex(axis: readonly Place[], result: Placed): number {
  return indexOfPlace(axis, placeOf(result));
}

/** Year group in each school year from the first to the last; a year without results follows the year before. */
function yearGroupBySchoolYear(
  results: readonly Placed[], places: readonly Place[],
): ReadonlyMap<SchoolYear, number> {
  const known = new Map<SchoolYear, number>([
    ...places.map(({ schoolYear, moment }) => [schoolYear, yearGroupOf(moment)] as const),
    ...results.map(({ schoolYear, yearGroup }) => [schoolYear, Number(yearGroup)] as const),
  ]);
  const years = [...known.keys()].sort();
  const all = new Map<SchoolYear, number>();
  const [first, last] = [years[0], years.at(-1)];
  if (!first || !last) return all;
  for (let year: SchoolYear = first, group = 3; year <= last; year = addSchoolYears(year, 1)) {
    group = Math.min(8, known.get(year) ?? group + 1);
    all.set(year, group);
  }
  return all;
}

function comparePlaces(a: Place, b: Place): number {
  if (a.schoolYear !== b.schoolYear) return a.schoolYear < b.schoolYear ? -1 : 1;
  return momentsInOrder.indexOf(a.moment) - momentsInOrder.indexOf(b.moment);
}

function indexOfPlace(places: readonly Place[], place: Place): number {
  return places.findIndex((known) => comparePlaces(known, place) === 0);
}

function asMoment(text: string): Moment | undefined {
  return momentsInOrder.find((moment) => moment === text);
}
