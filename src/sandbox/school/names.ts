import type { Random } from '../../psychometrics/random.ts';

/** A last name with its prefix. */
export interface LastName {
  readonly prefix: string | null;
  readonly lastName: string;
}

/** The names of one invented person. */
export interface PersonName extends LastName {
  readonly callName: string;
  readonly firstNames: string;
  /** Without dots, at most six: `GH`. */
  readonly initials: string;
}

/** Draws a call name for a girl or a boy. */
export function drawCallName(gender: 'boy' | 'girl', random: Random): string {
  return random.pick(gender === 'girl' ? girls : boys);
}

/** Draws a last name; about one in three has a prefix, as in a Dutch class list. */
export function drawLastName(random: Random): LastName {
  return lastNameOf(random.pick(lastNames));
}

/** Builds the names of a person: a call name, now and then a second first name. */
export function personName(callName: string, last: LastName, second: string | null): PersonName {
  const firstNames = second === null ? callName : `${callName} ${second}`;
  const initials = firstNames.split(/[\s-]+/u).map((name) => [...name][0] ?? '').join('').slice(0, 6);
  return { callName, firstNames, initials, ...last };
}

/** Splits `van den|Berg` into prefix and name. */
export function lastNameOf(text: string): LastName {
  const [first = '', second] = text.split('|');
  return second === undefined ? { prefix: null, lastName: first } : { prefix: first, lastName: second };
}

// Ordinary names of Dutch class lists, composed at random: no list of real people lies behind them.
const girls = [
  'Aaliyah', 'Amira', 'Anaïs', 'Anna', 'Aya', 'Bente', 'Britt', 'Chloé', 'Defne', 'Eline', 'Elif', 'Emma', 'Eva', 'Evi',
  'Fatima', 'Femke', 'Fenna', 'Fleur', 'Floor', 'Hafsa', 'Hanna', 'Inès', 'Isa', 'Jasmijn', 'Jinte', 'Julia', 'Keetje',
  'Lara', 'Lauren', 'Lena', 'Lieke', 'Lina', 'Liv', 'Lotus', 'Lynn', 'Maan', 'Malak', 'Maud', 'Mila', 'Mirthe', 'Nina',
  'Noa', 'Noor', 'Nora', 'Nova', 'Olivia', 'Puck', 'Rosa', 'Roos', 'Saar', 'Sanne', 'Sara', 'Selin', 'Sofie', 'Suze',
  'Tess', 'Veerle', 'Vera', 'Xuan', 'Yara', 'Yasmina', 'Zeynep', 'Zoë', 'Zuzanna',
];
const boys = [
  'Adam', 'Aiden', 'Amin', 'Ayoub', 'Bas', 'Benjamin', 'Boaz', 'Bram', 'Can', 'Daan', 'Daniël', 'David', 'Dex', 'Emir',
  'Finn', 'Floris', 'Gijs', 'Guus', 'Hamza', 'Hidde', 'Hugo', 'Ilyas', 'Jaimy', 'Jan-Willem', 'Jayden', 'Jens', 'Jesse',
  'Joep', 'José', 'Jurre', 'Kaan', 'Kai', 'Koen', 'Lars', 'Levi', 'Loïs', 'Louis', 'Luca', 'Luuk', 'Łukasz', 'Mats',
  'Max', 'Mees', 'Milan', 'Mohamed', 'Morris', 'Naoufal', 'Noah', 'Olivier', 'Owen', 'Pim', 'Quinten', 'Raf', 'Rayan',
  'René', 'Ruben', 'Sam', 'Sem', 'Siem', 'Teun', 'Thijs', 'Tijn', 'Tobias', 'Vince', 'Wout', 'Yusuf', 'Zakaria',
];
const lastNames = [
  'Aydın', 'Baas', 'Bakker', 'Benali', 'Biharie', 'Blom', 'Boersma', 'Bouazza', 'Brouwer', 'Castañeda', 'Çelik', 'Chen',
  'Dekker', 'Demir', 'Dijkstra', 'Doğan', 'Driessen', 'Faber', 'Fernandes', 'Gerritsen', 'Haddad', 'Hendriks',
  'Hoekstra', 'Huisman', 'Jacobs', 'Jansen', 'Kaya', 'Kok', 'Koster', 'Kuipers', 'Maas', 'Martens', 'Meijer', 'Mertens',
  'Mulder', 'Nguyễn', 'Nowak', 'Öztürk', 'Peeters', 'Peters', 'Pinas', 'Postma', 'Prins', 'Ramdin', 'Sahin', 'Schouten',
  'Smeets', 'Smit', 'Tahiri', 'Veenstra', 'Vermeulen', 'Visser', 'Vos', 'Willems', 'Wiśniewski', 'Wolters', 'Yılmaz',
  'Zijlstra', "D'Souza", "O'Connor", 'Hofstra-Bakker', 'de|Boer', 'de|Bruijn', 'de|Graaf', 'de|Groot', 'de|Haan',
  'de|Jong', 'de|Vries', 'de|Wit', 'den|Hartog', 'el|Amrani', 'el|Idrissi', "in 't|Veld", 'ten|Brink', 'ter|Horst',
  'van|Beek', 'van|Dam', 'van|Dijk', 'van|Leeuwen', 'van|Vliet', 'van de|Ven', 'van de|Wal', 'van den|Berg',
  'van den|Heuvel', 'van der|Linden', 'van der|Meer', 'van der|Molen', "van 't|Hof", "van 't|Schip",
];
