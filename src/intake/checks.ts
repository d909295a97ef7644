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
  /** When the state that was taken last was made; null when there is none. */
  readonly lastCreatedAt: (site: string) => Date | null;
}

/** The findings of our own import, beside those of the standards. All of them block. */
export const intakeFindings = {
  'INTAKE-SCHOOL': 'van een andere school of vestiging',
  'INTAKE-SCHOOL-UNKNOWN': 'zonder BRIN',
  'INTAKE-YEAR': 'van een ander schooljaar',
  'INTAKE-OLDER': 'ouder dan wat al is ingelezen',
  'INTAKE-EMPTY': 'zonder leerlingen',
  'INTAKE-SUPERSEDED': 'vervangen door wat later is opgehaald',
} as const;

/** Why a delivery that waited is not taken any more. */
export const superseded: Finding =
  blocking('INTAKE-SUPERSEDED', 'Hierna zijn nieuwere gegevens opgehaald. Die tellen nu.');

/** The site of a document, `99XX00`; null when it names no BRIN. */
export function siteOf({ school }: RosterDocument): string | null {
  return school.brin === null ? null : brin6({ brin: school.brin, site: school.site });
}

/** Compares a document with the school that it is meant for: one finding for each reason not to take it. */
export function judgeDocument(document: RosterDocument, expected: Expectation): readonly Finding[] {
  const { school, pupils } = document;
  const site = siteOf(document);
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
      `Dit zijn de gegevens van school ${site}. Uw school is ${expected.sites.join(' of ')}. `
        + 'Kies het bestand van uw eigen school.',
    );
  }
  if (school.schoolYear !== expected.schoolYear) {
    add(
      'INTAKE-YEAR',
      `Dit zijn de gegevens van schooljaar ${school.schoolYear}. Het is nu ${expected.schoolYear}. `
        + 'Kies in uw LAS het schooljaar van nu en maak het bestand opnieuw.',
    );
  }
  if (pupils.length === 0) {
    add('INTAKE-EMPTY', 'Er staan geen leerlingen in. Kijk in uw LAS of de leerlingen in een groep zitten.');
  }
  const last = site === null ? null : expected.lastCreatedAt(site);
  if (last && school.createdAt && school.createdAt < last) {
    add(
      'INTAKE-OLDER',
      `Deze gegevens zijn gemaakt op ${formatDateTime(school.createdAt)}. Wat we hebben is nieuwer: `
        + `van ${formatDateTime(last)}. Maak een nieuw bestand in uw LAS.`,
    );
  }
  return findings;
}

function blocking(code: keyof typeof intakeFindings, message: string): Finding {
  return { code, severity: 'error', blocks: true, line: null, column: null, path: null, message };
}
