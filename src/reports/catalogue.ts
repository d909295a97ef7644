import { groupAdviceReport, pupilAdviceReport } from './advice/advice.ts';
import { dmtReport } from './dmt/dmt.ts';
import type { Report } from './frame/types.ts';
import { groupGain } from './group/gain.ts';
import { groupReport } from './group/group-report.ts';
import { groupOverview } from './group/overview.ts';
import { groupCategories, pupilCategories } from './items/categories.ts';
import { itemOverview } from './items/overview.ts';
import { parentsReport } from './parents/parents.ts';
import { functioningReport } from './pupil/functioning.ts';
import { growthReport } from './pupil/growth.ts';
import { profileReport } from './pupil/profile.ts';
import { cohortReport } from './school/cohort.ts';
import { crossSectionReport } from './school/cross-section.ts';
import { selfEvaluationReport } from './school/evaluation.ts';
import { levelSharesReport } from './school/level-shares.ts';
import { referenceLevelsReport } from './school/reference-levels.ts';
import { trendReport } from './school/trend.ts';

/** Every report, in the order in which the page of reports lists them. */
export const reportCatalogue: readonly Report[] = [
  growthReport, functioningReport, profileReport,
  parentsReport,
  groupReport,
  groupOverview,
  groupGain,
  dmtReport,
  pupilCategories, groupCategories, itemOverview,
  pupilAdviceReport, groupAdviceReport,
  crossSectionReport, trendReport, cohortReport, levelSharesReport, referenceLevelsReport,
  selfEvaluationReport,
];
