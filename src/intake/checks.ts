import { brin6 } from '../base/brin.ts';
import type { Finding } from '../base/findings.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import { formatDateTime } from '../ui/format.ts';

/** What a document must agree with before it may become the roster. */
export interface Expectation {
  /** Sites of the school the user is in, `99XX00`; a fetched document must be of the one that was asked. */
  readonly sites: readonly string[];
  readonly schoolYear: SchoolYear;
  /** When the state that was taken last was made, and never after it came; null when there is none. */
  readonly lastCreatedAt: (site: string) => Date | null;
  /** A file of a person, or what a LAS answered: somebody else has to mend it. */
  readonly from: 'file' | 'las';
  readonly now: Date;
}

/** The findings of our own import, beside those of the standards. All of them block but the last two. */
export const intakeFindings = {
  'INTAKE-SCHOOL': 'van een andere school of vestiging',
  'INTAKE-SCHOOL-UNKNOWN': 'zonder BRIN',
  'INTAKE-YEAR': 'van een ander schooljaar',
  'INTAKE-OLDER': 'ouder dan wat al is ingelezen',
  'INTAKE-EMPTY': 'zonder leerlingen',
  'INTAKE-SUPERSEDED': 'vervangen door wat later is opgehaald',
  'INTAKE-REJECTED': 'door de school tegengehouden',
  'INTAKE-RENAMED': 'van voor een ander BRIN of vestigingsnummer',
  'INTAKE-NOT-YET': 'nog geen gegevens van het nieuwe schooljaar',
  'INTAKE-CLOCK': 'gemaakt op een tijd die nog moet komen',
} as const;

/** Why a delivery that waited is not taken any more. */
export const superseded: Finding =
  blocking('INTAKE-SUPERSEDED', 'Hierna zijn nieuwere gegevens opgehaald. Die tellen nu.');

/** Why a delivery that waited is not taken: somebody said that it is not meant. */
export const rejected: Finding = blocking('INTAKE-REJECTED', 'Iemand van uw school heeft dit tegengehouden.');

/** Why a delivery that waited is not taken: it names a site that has another BRIN or number since. */
export const renamed: Finding = blocking('INTAKE-RENAMED',
  'Daarna kreeg een vestiging een ander BRIN of nummer. Haal de gegevens opnieuw op, of maak een nieuw bestand.');

/** The site of a document, `99XX00`; null when it names no BRIN. */
export function siteOf({ school }: RosterDocument): string | null {
  return school.brin === null ? null : brin6({ brin: school.brin, site: school.site });
}

/** Compares a document with the school that it is meant for: one finding for each reason not to take it. */
export function judgeDocument(document: RosterDocument, expected: Expectation): readonly Finding[] {
  const { school, pupils } = document;
  const site = siteOf(document);
  const byFile = expected.from === 'file';
  const findings: Finding[] = [];
  const add = (code: keyof typeof intakeFindings, message: string) => findings.push(blocking(code, message));
  if (site === null) {
    add(
      'INTAKE-SCHOOL-UNKNOWN',
      'Er staat geen BRIN in. Vraag uw LAS-leverancier om het BRIN van uw school mee te geven.',
    );
  } else if (!expected.sites.includes(site)) {
    add(
      'INTAKE-SCHOOL',
      `Dit zijn de gegevens van school ${site}. Uw school is ${expected.sites.join(' of ')}. ${byFile
        ? 'Kies het bestand van uw eigen school.'
        : 'Maak in uw LAS een autorisatiesleutel voor uw eigen school, en vul die in bij Autorisatiesleutel.'}`,
    );
  }
  if (school.schoolYear !== expected.schoolYear) {
    add(
      'INTAKE-YEAR',
      `Dit zijn de gegevens van schooljaar ${school.schoolYear}. Het is nu ${expected.schoolYear}. `
        + (school.schoolYear > expected.schoolYear
          ? `Vanaf 1 augustus ${school.schoolYear.slice(0, 4)} kunt u ze inlezen.`
          : byFile ? 'Kies in uw LAS het schooljaar van nu en maak het bestand opnieuw.'
            : 'Vraag uw LAS-leverancier waarom het LAS een ander schooljaar geeft dan wij vragen.'),
    );
  }
  if (pupils.length === 0) {
    add('INTAKE-EMPTY', 'Er staan geen leerlingen in. Kijk in uw LAS of de leerlingen in een groep zitten.');
  }
  const last = site === null ? null : expected.lastCreatedAt(site);
  if (last && school.createdAt && isOlder(school.createdAt, last)) {
    add(
      'INTAKE-OLDER',
      `Deze gegevens zijn gemaakt op ${formatDateTime(school.createdAt)}. Wat we hebben is nieuwer: `
        + `van ${formatDateTime(last)}. ${byFile ? 'Maak een nieuw bestand in uw LAS.'
          : 'We gebruiken deze niet. U hoeft niets te doen.'}`,
    );
  }
  if (school.createdAt && school.createdAt.getTime() - expected.now.getTime() > CLOCK_MARGIN_MS)
    findings.push(clockAhead(school.createdAt));
  return findings;
}

/** How much the clock of a LAS may differ from ours, either way, before it is wrong. */
export const CLOCK_MARGIN_MS = 300_000;

function clockAhead(createdAt: Date): Finding {
  return {
    code: 'INTAKE-CLOCK', severity: 'warning', blocks: false, line: null, column: null, path: null,
    message: `Deze gegevens zeggen dat ze zijn gemaakt op ${formatDateTime(createdAt)}. Dat moet nog komen: de klok `
      + 'van het LAS loopt voor. We nemen als tijd het moment waarop we ze kregen. Geef dit door aan uw '
      + 'LAS-leverancier.',
  };
}

const HOUR_MS = 3_600_000;

/**
 * Whether a state was made before another. In October an hour comes twice, and a time without zone in it was
 * read as the first: then it may have been the second as well.
 */
export function isOlder(createdAt: Date, last: Date): boolean {
  return createdAt < last && (!isInRepeatedHour(createdAt) || new Date(createdAt.getTime() + HOUR_MS) < last);
}

/** Whether the clock on the wall shows the same an hour later. */
function isInRepeatedHour(at: Date): boolean {
  return formatDateTime(at) === formatDateTime(new Date(at.getTime() + HOUR_MS));
}

/** Whether nothing is wrong with a document but that we have a newer one: it is put aside, and that is all. */
export function isDiscarded(findings: readonly Finding[]): boolean {
  const blocks = findings.filter((finding) => finding.blocks);
  return blocks.length > 0 && blocks.every(({ code }) => code === 'INTAKE-OLDER');
}

/** In the first weeks of a school year a LAS may not have it yet. */
export const notYet: Finding = {
  code: 'INTAKE-NOT-YET', severity: 'note', blocks: false, line: null, column: null, path: null,
  message: 'Uw LAS heeft voor het nieuwe schooljaar nog geen leerlingen. Tot die er zijn, houden we de '
    + 'gegevens van het oude schooljaar.',
};

function blocking(code: keyof typeof intakeFindings, message: string): Finding {
  return { code, severity: 'error', blocks: true, line: null, column: null, path: null, message };
}
