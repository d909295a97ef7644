import type { RosterStandard } from './wire.ts';

/** How a roster is written: in which standard and version, and what of it was agreed. */
export interface RosterManner {
  readonly standard: RosterStandard;
  readonly xsdVersion: string;
  /** `without-eck-id`: who has an ECK iD goes without the LAS key, as UWLR 2.3 allows (exchange.md 13). */
  readonly personKeys: 'always' | 'without-eck-id';
  /** The part of the roster that was agreed (exchange.md 7). */
  readonly dataSet: DataSet;
  /** Stands where the LVS set requires the last four digits of a number that nobody here has. */
  readonly lastDigits: string | null;
}

/** Everything, the LVS set (to pupil-tracking systems) or the *smalle set* (to learning methods). */
export type DataSet = 'full' | 'lvs' | 'narrow';

/** EDEXML 2.1. */
export const edexmlManner: RosterManner = {
  standard: 'edexml', xsdVersion: '2.1', personKeys: 'always', dataSet: 'full', lastDigits: null,
};

/** UWLR in a version, everything, with all keys. */
export function uwlrManner(xsdVersion: string, agreed: Partial<RosterManner> = {}): RosterManner {
  return { ...edexmlManner, standard: 'uwlr', xsdVersion, ...agreed };
}
