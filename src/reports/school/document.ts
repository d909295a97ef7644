import { subjectNames } from '../../content/types.ts';
import { writeChoice } from '../frame/choice.ts';
import type { Filter, ReportContext, ReportDocument, ReportPart } from '../frame/types.ts';
import { letterRemark } from '../honest/levels.ts';
import { subjectFilter } from '../reading.ts';
import type { SchoolReading } from './reading.ts';

/** What one report of a school adds to what all of them have. */
export interface SchoolContent {
  readonly path: string;
  readonly title: string;
  readonly lead: string;
  readonly facts: ReportDocument['facts'];
  /** Choices of this report alone, between the subject and the site. */
  readonly filters: readonly Filter[];
  readonly parts: readonly ReportPart[];
  readonly norm: ReportDocument['norm'];
  /** Said when there are no parts. */
  readonly empty: string;
  /** False where a report is of all subjects. */
  readonly bySubject?: false;
  /** False where no level of five is shown. */
  readonly byBand?: false;
}

/** The reports of a school, in the order of their tabs. */
export const schoolReportTabs = [
  { href: '/rapporten/dwarsdoorsnede', label: 'Alle groepen nu' },
  { href: '/rapporten/trend', label: 'Trend per jaargroep' },
  { href: '/rapporten/cohort', label: 'Dezelfde leerlingen' },
  { href: '/rapporten/niveauverdeling', label: 'Niveaus door de tijd' },
  { href: '/rapporten/referentieniveaus', label: 'Referentieniveaus' },
  { href: '/rapporten/zelfevaluatie', label: 'Zelfevaluatie' },
] as const;

/** A report of a school as a document. */
export function schoolDocument(
  { viewer }: ReportContext, reading: SchoolReading, content: SchoolContent,
): ReportDocument {
  const { subject, site, bandKind } = reading;
  const kept = writeChoice({ subject, ...(site ? { site } : {}), ...(bandKind === 'letter' ? { bandKind } : {}) });
  const bands = content.byBand !== false;
  return {
    title: content.title,
    lead: content.lead,
    facts: [
      ...(content.bySubject === false ? [] : [{ label: 'Vak', value: subjectNames[subject] }]),
      ...content.facts,
      ...(site ? [{ label: 'Locatie', value: site }] : []),
    ],
    breadcrumbs: [{ href: '/rapporten', label: 'Rapporten' }],
    related: schoolReportTabs.map(({ href, label }) =>
      ({ href: href + kept, label, current: href === content.path })),
    filters: [
      ...(content.bySubject === false ? [] : [subjectFilter(reading.subjects, subject)]),
      ...content.filters,
      ...siteFilter(reading),
      ...(bands ? [bandFilter(reading)] : []),
    ],
    parts: content.parts.map((part) => (bands && bandKind === 'letter'
      ? { ...part, remarks: [letterRemark, ...part.remarks] } : part)),
    empty: content.parts.length > 0 ? null : { title: 'Nog geen resultaten', words: content.empty },
    notices: [],
    norm: content.norm,
    seen: { kind: 'school', id: viewer.schoolId },
    landscape: true,
  };
}

function siteFilter({ site, sites }: SchoolReading): readonly Filter[] {
  if (sites.length === 0) return [];
  return [{
    label: 'Locatie', look: 'list',
    options: [
      { label: 'Hele school', change: { site: undefined }, current: site === null },
      ...sites.map((each) => ({ label: each, change: { site: each }, current: site === each })),
    ],
  }];
}

function bandFilter({ bandKind }: SchoolReading): Filter {
  return {
    label: 'Niveaus', look: 'switch',
    options: [
      { label: 'I tot en met V', change: { bandKind: 'roman' }, current: bandKind === 'roman' },
      { label: 'A tot en met E', change: { bandKind: 'letter' }, current: bandKind === 'letter' },
    ],
  };
}

/** How many school years a picture goes back. */
export function yearsFilter(years: number): Filter {
  return {
    label: 'Schooljaren', look: 'list',
    options: [2, 3, 4, 5, 6, 7, 8].map((count) =>
      ({ label: `${count} schooljaren`, change: { years: count }, current: count === years })),
  };
}

/** One year group, or all. */
export function yearGroupFilter(yearGroup: string | undefined): Filter {
  return {
    label: 'Jaargroep', look: 'list',
    options: [
      { label: 'Alle jaargroepen', change: { yearGroup: undefined }, current: yearGroup === undefined },
      ...['3', '4', '5', '6', '7', '8'].map((group) =>
        ({ label: `Groep ${group}`, change: { yearGroup: group }, current: group === yearGroup })),
    ],
  };
}
