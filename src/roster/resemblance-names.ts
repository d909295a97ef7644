// How names are brought to a form in which two spellings of one name can be compared. Pure; knows Dutch
// usage: prefixes that wander in and out of the last name, double surnames in either order, call names
// beside first names and initials.

/** A text for comparing names: no capitals, accents, hyphens, apostrophes or double spaces. */
export function plainName(...parts: readonly (string | null)[]): string {
  return parts.map((part) => part ?? '').join(' ').normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
    .replaceAll(/[øłđðßæœıþ]/gu, (letter) => unmarked[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** Letters that do not fall apart into a letter and a mark. */
const unmarked: Readonly<Record<string, string>> = {
  ø: 'o', ł: 'l', đ: 'd', ð: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', þ: 'th',
};

/** Words that stand before a last name and are often left out, moved or shortened. */
const particles = new Set([
  'van', 'de', 'der', 'den', 'het', 't', 's', 'ten', 'ter', 'te', 'op', 'in', 'aan', 'uit', 'bij', 'tot',
  'over', 'onder', 'voor', 'von', 'zu', 'zum', 'la', 'le', 'les', 'du', 'des', 'el', 'al', 'ait', 'ben',
  'bin', 'da', 'do', 'dos', 'di', 'del', 'della', 'v', 'd', 'vd', 'vdr', 'vdn',
]);

/** The short forms among them. */
const shortParticles = new Set(['v', 'd', 'vd', 'vdr', 'vdn', 't', 's']);

/** A last name, taken apart once so that it can be compared often. */
export interface LastName {
  /** Without prefix, in the order in which it was written: `jansen vries` of *Jansen-de Vries*. */
  readonly core: string;
  /** The names of a double surname, in alphabetical order. */
  readonly parts: readonly string[];
  readonly prefix: string;
  /** Everything in one word: *van den Berg* and *Vandenberg* are the same. */
  readonly joined: string;
  /** By ear: `soundOf` of each of the parts. */
  readonly sounds: readonly string[];
}

/** Takes a last name apart; the prefix may stand beside it, in it or both. Null without any letter. */
export function lastNameOf(prefix: string | null, lastName: string | null): LastName | null {
  const words = plainName(prefix, lastName).split(' ').filter((word) => word !== '');
  if (words.length === 0) return null;
  const heavy = words.filter((word) => !particles.has(word));
  const parts = (heavy.length > 0 ? heavy : words).toSorted();
  return {
    core: (heavy.length > 0 ? heavy : words).join(' '),
    parts,
    prefix: heavy.length > 0 ? words.filter((word) => particles.has(word)).join(' ') : '',
    joined: words.join(''),
    sounds: parts.map(soundOf),
  };
}

/** How two last names stand to each other, the most alike first. */
export type LastNameLevel =
  /** The same, also with the prefix elsewhere or shortened, or the two surnames in the other order. */
  | 'same'
  /** The same but for a prefix: *de Vries*, *Vries*. */
  | 'prefix'
  /** Sounds the same: *Dijkstra*, *Dykstra*. */
  | 'sound'
  /** One letter other, missing, extra, or two that changed places. */
  | 'slip'
  /** One of two surnames: *Jansen-de Vries*, *Jansen*. */
  | 'part'
  /** Two letters apart. */
  | 'near'
  | 'different'
  /** One of the two does not say. */
  | 'unknown';

/** Compares two last names. Symmetric. */
export function compareLastNames(a: LastName | null, b: LastName | null): LastNameLevel {
  if (!a || !b) return 'unknown';
  if (a.joined === b.joined) return 'same';
  if (a.parts.join(' ') === b.parts.join(' ')) return prefixesAgree(a.prefix, b.prefix) ? 'same' : 'prefix';
  if (a.core.replaceAll(' ', '') === b.core.replaceAll(' ', '')) return 'prefix';
  const [left, right] = [a.parts.join(''), b.parts.join('')];
  const distance = lettersApart(left, right);
  if (a.sounds.join(' ') === b.sounds.join(' ')) return 'sound';
  if (isLetterApart(left, right, distance) || isLetterApart(a.joined, b.joined)) return 'slip';
  if (sharesSurname(a, b)) return 'part';
  return isNear(left, right, distance) ? 'near' : 'different';
}

function prefixesAgree(a: string, b: string): boolean {
  if (a === b) return true;
  const words = [a, b].map((prefix) => prefix.split(' ').filter((word) => word !== ''));
  const short = words.find((some) => some.length > 0 && some.every((word) => shortParticles.has(word)));
  const other = words.find((some) => some !== short);
  return short !== undefined && other !== undefined && other.length > 0
    && other.map((word) => word[0]).join('').startsWith(short.join('')[0] ?? '');
}

/** Surnames shorter than this are too common as a word to be half of a match. */
const surnameLettersMin = 3;

function sharesSurname(a: LastName, b: LastName): boolean {
  if ((a.parts.length === 1 && b.parts.length === 1) || hasDigit(a.joined) || hasDigit(b.joined)) return false;
  return a.parts.some((part) => part.length >= surnameLettersMin && b.parts.includes(part));
}

/** The ways in which somebody is called. */
export interface CallNames {
  /** The call name in one word: *Anne-Marie* is `annemarie`. */
  readonly call: string;
  /** The first of the first names, and the first names as a whole. */
  readonly others: readonly string[];
  /** All first names in one word; empty when they are not known. */
  readonly whole: string;
  /** Every later first name, and the first half of a double call name. */
  readonly further: readonly string[];
  /** First letters, in order, of everything known. */
  readonly initials: string;
  /** Nothing but initials is known. */
  readonly initialsOnly: boolean;
  readonly sound: string;
}

/** Takes call name, first names and initials together. Null when there is none of them. */
export function callNamesOf(
  callName: string | null, firstNames: string | null = null, initials: string | null = null,
): CallNames | null {
  const call = wordsOf(callName);
  const first = wordsOf(firstNames);
  const main = call.length > 0 ? call : first;
  const letters = wordsOf(initials).join('');
  if (main.length === 0 && letters === '') return null;
  const initialsOnly = main.every((word) => word.length === 1) && first.every((word) => word.length === 1);
  const spelled = initialsOnly ? '' : main.join('');
  return {
    call: spelled,
    others: [...new Set([first[0] ?? '', first.join('')])]
      .filter((name) => name.length > 1 && name !== spelled),
    whole: first.every((word) => word.length === 1) ? '' : first.join(''),
    further: [...new Set([...first.slice(1), ...(main.length > 1 ? main : [])])]
      .filter((name) => name.length > 2 && name !== spelled),
    initials: [first, main].find((words) => words.length > 0)?.map((word) => word[0]).join('') ?? letters,
    initialsOnly,
    sound: soundOf(spelled),
  };
}

function wordsOf(text: string | null): readonly string[] {
  return plainName(text).split(' ').filter((word) => word !== '');
}

/** How two people's call names stand to each other, the most alike first. */
export type CallNameLevel =
  | 'same'
  /** The call name of one is the first of the first names of the other. */
  | 'first-name'
  /** Sounds the same: *Sofie*, *Sophie*. */
  | 'sound'
  /** A slip of the pen: two letters beside each other changed places. */
  | 'slip'
  /** A short form, a later first name, or half of a double name. */
  | 'short'
  /** Only an initial is known, and it fits. */
  | 'initial'
  /** One or two letters apart, where another child's name may differ as little: *Lisa*, *Lina*. */
  | 'near'
  /** Another name with the same first letter. */
  | 'letter'
  | 'different'
  | 'unknown';

/** Compares what two people are called. Symmetric. */
export function compareCallNames(a: CallNames | null, b: CallNames | null): CallNameLevel {
  if (!a || !b) return 'unknown';
  if (a.initialsOnly || b.initialsOnly) return initialsFit(a, b) ? 'initial' : 'different';
  if (a.call === b.call) return 'same';
  if (a.others.includes(b.call) || b.others.includes(a.call) || (a.whole !== '' && a.whole === b.whole)) {
    return 'first-name';
  }
  if (a.sound === b.sound) return 'sound';
  const distance = lettersApart(a.call, b.call);
  if (isSlip(a.call, b.call, distance)) return 'slip';
  if (isShortForm(a, b)) return 'short';
  if (isNear(a.call, b.call, distance)) return 'near';
  return a.call[0] === b.call[0] ? 'letter' : 'different';
}

function initialsFit(a: CallNames, b: CallNames): boolean {
  // The one that is written out may have a call name that begins otherwise than its first names do.
  const starts = (one: CallNames) => [one.initials, one.call].filter((text) => text !== '');
  return starts(a).some((left) => starts(b).some((right) => left[0] === right[0]));
}

/** A beginning shorter than this is the beginning of too many names. */
const shortFormLettersMin = 3;

function isShortForm(a: CallNames, b: CallNames): boolean {
  const [short, long] = a.call.length < b.call.length ? [a, b] : [b, a];
  if (short.call.length >= shortFormLettersMin && long.call.startsWith(short.call)) return true;
  return a.further.includes(b.call) || b.further.includes(a.call);
}

/** A name by ear: pairs of spellings that Dutch schools mix up become one. */
export function soundOf(name: string): string {
  return soundRules.reduce((text, [from, to]) => text.replaceAll(from, to), name);
}

const soundRules: readonly (readonly [RegExp, string])[] = [
  [/uy/g, 'ui'], [/ij|ey|ei/g, 'y'], [/ie/g, 'i'], [/ph/g, 'f'], [/ck|cq|q/g, 'k'], [/c(?=[eiy])/g, 's'],
  [/c(?!h)/g, 'k'], [/x/g, 'ks'], [/sch$/g, 's'], [/dt$|d$/g, 't'], [/th/g, 't'], [/s[hj]/g, 's'], [/z/g, 's'],
  [/o[eu]/g, 'u'], [/^j(?=[aeiou])/g, 'y'], [/gh/g, 'g'],
  [/([a-z])\1(?=.)/g, '$1'],
];

/**
 * A slip of the pen rather than another name: two letters beside each other changed places. One letter
 * other, missing or extra may be the name of a twin: *Jayden* and *Kayden*, *Daniel* and *Daniela*, *Marit*
 * and *Merit*.
 */
function isSlip(a: string, b: string, distance: number): boolean {
  return distance === 1 && a.length === b.length && sameLetters(a, b) && !hasDigit(a);
}

/** Letters a name needs before two other letters in it still show. */
const nearLettersMin = 5;

function isNear(a: string, b: string, distance: number): boolean {
  const shortest = Math.min(a.length, b.length);
  return distance <= (shortest >= nearLettersMin ? 2 : shortest >= 3 ? 1 : 0) && !hasDigit(a) && !hasDigit(b);
}

/** Surnames shorter than this differ in a letter without a slip: *Bos*, *Vos*. */
const surnameSlipMin = 4;

/** One letter apart, anywhere: of two surnames, that is hardly ever another family when all else is equal. */
function isLetterApart(a: string, b: string, distance: number = lettersApart(a, b)): boolean {
  return distance === 1 && Math.min(a.length, b.length) >= surnameSlipMin && !hasDigit(a) && !hasDigit(b);
}

function hasDigit(text: string): boolean {
  return /\p{N}/u.test(text);
}

function sameLetters(a: string, b: string): boolean {
  return [...a].toSorted().join('') === [...b].toSorted().join('');
}

/** Beyond this nobody asks how far two names are apart. */
const farApart = 3;

/**
 * Letters to add, drop, change or swap with their neighbour to make one name of the other (optimal string
 * alignment); 3 stands for three or more.
 */
export function lettersApart(a: string, b: string): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) >= farApart) return farApart;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swaps ? before[j - 2]! + 1 : farApart;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, change, swap));
    }
    if (Math.min(...next) >= farApart) return farApart;
    before = row;
    row = next;
  }
  return Math.min(row[b.length]!, farApart);
}
