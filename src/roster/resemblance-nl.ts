import type { BirthDateLevel } from './resemblance-dates.ts';
import type { CallNameLevel, LastNameLevel } from './resemblance-names.ts';
import type { Resemblance } from './resemblance.ts';

/** How two last names stand to each other, for who has to choose. */
export const lastNameWords: Readonly<Record<LastNameLevel, string>> = {
  same: 'gelijk', prefix: 'voorvoegsel anders', sound: 'klinkt gelijk', slip: 'één letter anders',
  part: 'één van twee achternamen', near: 'lijkt erop', different: 'anders', unknown: 'niet bekend',
};

/** How two call names stand to each other. */
export const callNameWords: Readonly<Record<CallNameLevel, string>> = {
  same: 'gelijk', 'first-name': 'staat bij de voornamen', sound: 'klinkt gelijk', slip: 'twee letters verwisseld',
  short: 'korte naam of tweede naam', initial: 'alleen de voorletter past', near: 'lijkt erop',
  letter: 'anders, zelfde eerste letter', different: 'anders', unknown: 'niet bekend',
};

/** How two birth dates stand to each other. */
export const birthDateWords: Readonly<Record<BirthDateLevel, string>> = {
  same: 'gelijk', swapped: 'dag en maand verwisseld', digit: 'één cijfer anders',
  part: 'dag, maand of jaar anders',
  different: 'anders', unknown: 'niet bekend',
};

/** Why two records look like one child, in one sentence. */
export function resemblanceSentence({ callName, lastName, birthDate }: Resemblance): string {
  return `Roepnaam ${callNameWords[callName]}, achternaam ${lastNameWords[lastName]}, `
    + `geboortedatum ${birthDateWords[birthDate]}.`;
}

/** What is so little other that nobody has to look twice. */
export function isAlike(level: LastNameLevel | CallNameLevel | BirthDateLevel): boolean {
  return level === 'same' || level === 'prefix' || level === 'first-name' || level === 'unknown';
}
