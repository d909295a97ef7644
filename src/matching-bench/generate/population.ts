// A population of invented pupils in schools, as they truly are. Knows nothing of how they will be
// recognised.
import type { PlainDate } from '../../base/plain-date.ts';
import { seededRandom, type Random } from '../../psychometrics/random.ts';
import { formalName, traditions, type Surname, type Tradition } from './names.ts';

/** A child as it truly is. */
export interface Child {
  /** Never in any administration: by this the bench knows who is who. */
  readonly truth: string;
  readonly callName: string;
  readonly firstNames: string;
  readonly surname: Surname;
  readonly birthDate: PlainDate;
  readonly gender: 'boy' | 'girl';
  /** Born on the same day in the same family. */
  readonly twin: boolean;
}

/** A school: who was there when the old results were made, and who is there now. */
export interface InventedSchool {
  readonly name: string;
  readonly earlier: readonly Child[];
  readonly now: readonly Child[];
}

/** How the population is made; shares of children unless told otherwise. */
export const populationRates = {
  /** Pupils in a school, both included; small ones are commoner. */
  schoolSize: [60, 600],
  /** Births that are of twins. */
  twinBirths: 0.017,
  /**
   * Twins of whom the names begin with the same letter, and of those whose names differ in a letter or two.
   */
  twinsSameLetter: 0.3,
  twinsNearNames: 0.15,
  /** Stood in the old administration and has left. */
  left: 0.2,
  /** Came after the old results were made. */
  arrived: 0.12,
  /** Twins of whom one left and one stayed. */
  twinsParted: 0.03,
  /** Siblings whose names begin with the same letter, on purpose. */
  siblingsSameLetter: 0.08,
  /** Children with a formal first name other than what they are called. */
  formalFirstName: 0.15,
} as const;

/** Makes schools until there are this many pupils now. */
export function* inventSchools(size: number, seed: string): Generator<InventedSchool> {
  const [smallest, largest] = populationRates.schoolSize;
  for (let made = 0, number = 1; made < size; number += 1) {
    const random = seededRandom(`${seed}/school ${number}`);
    const drawn = Math.round(smallest * (largest / smallest) ** random.uniform());
    const wanted = Math.min(drawn, Math.max(size - made, 1));
    const school = inventSchool(`school ${number}`, wanted, random);
    made += school.now.length;
    yield school;
  }
}

function inventSchool(name: string, wanted: number, random: Random): InventedSchool {
  const earlier: Child[] = [];
  const now: Child[] = [];
  // Some neighbourhoods hold more of one tradition than the country does.
  const local = random.pick(traditions);
  for (let family = 1; now.length < wanted; family += 1) {
    const own = random.chance(0.15) ? local : pickTradition(random);
    placeFamily(inventFamily(`${name}, family ${family}`, own, random), { earlier, now }, random);
  }
  return { name, earlier: random.shuffle(earlier), now: random.shuffle(now) };
}

function placeFamily(
  children: readonly Child[], { earlier, now }: { readonly earlier: Child[]; readonly now: Child[] }, random: Random,
): void {
  // A family comes or goes as a whole, mostly; what differs is who had reached group 3, and who has left
  // group 8.
  const wholeFamily = random.uniform();
  const parted = random.chance(populationRates.twinsParted);
  for (const [at, child] of children.entries()) {
    const fate = child.twin || random.chance(0.5) ? wholeFamily : random.uniform();
    const left = parted && child.twin ? at % 2 === 0 : fate < populationRates.left;
    const arrived = !left && fate > 1 - populationRates.arrived;
    if (!arrived) earlier.push(child);
    if (!left) now.push(child);
  }
}

function pickTradition(random: Random): Tradition {
  let rest = random.uniform();
  return traditions.find(({ share }) => (rest -= share) < 0) ?? traditions[0]!;
}

function inventFamily(truth: string, own: Tradition, random: Random): readonly Child[] {
  const surname = own.surname(random);
  const births = random.pick([1, 1, 1, 2, 2, 2, 3]);
  const children: Child[] = [];
  let year = random.integer(2014, 2019);
  for (let birth = 0; birth < births; birth += 1) {
    const twin = random.chance(populationRates.twinBirths);
    const birthDate = dayIn(year, random);
    for (let at = 0; at < (twin ? 2 : 1); at += 1) {
      const gender = random.pick(['boy', 'girl'] as const);
      const before = children.at(-1);
      const callName = newName(own, gender, { before, twin: twin && at > 0, children }, random);
      children.push({
        truth: `${truth}, child ${children.length + 1}`, callName, surname, birthDate, gender, twin,
        firstNames: firstNamesOf(callName, gender, random),
      });
    }
    year += random.integer(1, 3);
  }
  return children;
}

function newName(
  own: Tradition, gender: 'boy' | 'girl',
  around: { readonly before: Child | undefined; readonly twin: boolean; readonly children: readonly Child[] },
  random: Random,
): string {
  const { before, twin, children } = around;
  const taken = new Set(children.map(({ callName }) => callName));
  const sameLetter = random.chance(twin ? populationRates.twinsSameLetter : populationRates.siblingsSameLetter);
  if (before && twin && random.chance(populationRates.twinsNearNames)) {
    const near = nearName(before.callName, random);
    if (![...taken].some((name) => unmarked(name) === unmarked(near))) return near;
  }
  let name = own.callName(random, gender);
  for (let tries = 0; tries < 60; tries += 1) {
    const fits = !taken.has(name) && (!sameLetter || !before || name[0] === before.callName[0]);
    if (fits) return name;
    name = own.callName(random, gender);
  }
  return taken.has(name) ? `${name}-${own.callName(random, gender)}` : name;
}

/**
 * A name as parents of twins like them: *Lisa* and *Lina*, *Jayden* and *Kayden*, *Daniel* and *Daniella*.
 */
function nearName(name: string, random: Random): string {
  const way = random.integer(1, 4);
  const at = random.integer(1, Math.max(name.length - 2, 1));
  const letters = 'aeiouy'.includes(name[at] ?? '') ? 'aeiouy' : 'bdfjklmnrstv';
  if (way === 1) return `${name.slice(0, at)}${random.pick([...letters])}${name.slice(at + 1)}`;
  if (way === 2) return `${random.pick([...'BDFHJKLMNRST'])}${name.slice(1).toLowerCase()}`;
  return way === 3 ? `${name}a` : `${name.slice(0, -1)}${random.pick(['y', 'a', 'e', 'o', 'ie'])}`;
}

function unmarked(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '');
}

function firstNamesOf(callName: string, gender: 'boy' | 'girl', random: Random): string {
  const later = random.chance(0.45) ? [formalName(random, gender)] : [];
  const formal = random.chance(populationRates.formalFirstName) ? [formalName(random, gender)] : [callName];
  return [...formal, ...later].join(' ');
}

function dayIn(year: number, random: Random): PlainDate {
  const day = new Date(Date.UTC(year, 0, random.integer(1, 365)));
  return day.toISOString().slice(0, 10) as PlainDate;
}
