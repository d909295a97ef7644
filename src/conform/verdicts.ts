import type { FaultCode } from '../exchange/uwlr/types.ts';
import { wireCodeOf } from '../exchange/uwlr/fault.ts';
import type { ConformCase, Verdict } from './types.ts';
import type { AnswerKind } from './interpret.ts';

/** What is expected, in words and as a rule. */
export type Expectation = Pick<ConformCase, 'expected' | 'judge'>;

/** One of these faults. Their HTTP status is judged once, over all faults. */
export function faultOf(...codes: readonly FaultCode[]): Expectation {
  return {
    expected: `fout ${codes.map(wireCodeOf).join(' of ')}`,
    judge: ({ faultCode }) => ({ passed: codes.some((code) => code === faultCode) }),
  };
}

/** Data: not `geengegevens`, and not `geenwijzigingen`. What is in them is judged once, by `roster-findings`. */
export const data: Expectation = {
  expected: 'de gegevens van de school',
  judge: ({ kind, status }) => ({ passed: kind === 'roster' && status === 200 }),
};

/** One of several kinds of answer. */
export function oneOf(expected: string, ...kinds: readonly AnswerKind[]): Expectation {
  return { expected, judge: ({ kind }) => ({ passed: kinds.includes(kind) }) };
}

/** A refusal in whatever form: a fault, or a status of HTTP that refuses. */
export const refused: Expectation = {
  expected: 'een weigering: een SOAP-fout, of een HTTP-status van 400 of hoger',
  judge: ({ kind, status }) => ({ passed: kind === 'fault' || status >= 400 }),
};

/** The sentence that is told instead of the answer. */
export function verdict(passed: boolean, came: string): Verdict {
  return { passed, came };
}
