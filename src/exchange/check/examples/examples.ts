import type { FindingExample } from './example.ts';
import { csvExamples } from './csv.ts';
import { checkExamples, fileExamples } from './file.ts';
import { osoExamples } from './oso.ts';
import { rosterExamples } from './roster.ts';
import { uwlrExamples } from './uwlr.ts';

/** An example of every code there is. */
export const examples: Readonly<Record<string, FindingExample>> = {
  ...fileExamples, ...rosterExamples, ...uwlrExamples, ...osoExamples, ...csvExamples, ...checkExamples,
};
