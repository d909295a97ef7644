import { groupAdviceReport, pupilAdviceReport } from './advice/advice.ts';
import type { Report } from './frame/types.ts';
import { groupReport } from './group/group-report.ts';
import { groupOverview } from './group/overview.ts';
import { parentsReport } from './parents/parents.ts';

/** Every report, in the order in which the page of reports lists them. */
export const reportCatalogue: readonly Report[] = [
  parentsReport,
  groupReport,
  groupOverview,
  pupilAdviceReport, groupAdviceReport,
];
