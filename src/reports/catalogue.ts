import type { Report } from './frame/types.ts';

/** Every report, in the order in which the page of reports lists them. */
export const reportCatalogue: readonly Report[] = [];
