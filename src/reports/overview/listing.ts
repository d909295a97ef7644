import type { Feature } from '../../ordering/types.ts';
import type { Report } from '../frame/types.ts';

/** A report as the page of reports shows it. */
export interface ListedReport {
  readonly code: string;
  readonly name: string;
  readonly question: string;
  /** Where it opens; null where the package of the school does not hold it, or something must be chosen first. */
  readonly href: string | null;
  /** The package of the school does not hold it. */
  readonly outside: boolean;
}

/** What a report is about, as the page of reports puts them together. */
export type About = Report['about'];

/**
 * The reports about one kind of thing, in their order, with what of them can be opened.
 * @param id of the pupil or group; null where none was chosen, or for the school
 */
export function listReports(
  reports: readonly Report[], about: About, features: ReadonlySet<Feature>, id: string | null,
): readonly ListedReport[] {
  return reports.filter((report) => report.about === about).map((report) => {
    const { code, name, question } = report;
    const outside = !features.has(report.feature);
    return { code, name, question, outside, href: outside ? null : hrefOf(report, id) };
  });
}

/** Where a report of this pupil, group or school opens; null when more has to be chosen than that. */
export function hrefOf({ path, about }: Pick<Report, 'path' | 'about'>, id: string | null): string | null {
  const href = id === null ? path : path.replace(about === 'pupil' ? ':pupilId' : ':groupId', id);
  return href.includes(':') ? null : href;
}
