import { arithmeticBank } from './arithmetic/bank.ts';
import type { Bank } from './types.ts';

/** Our invented bank of Rekenen-Wiskunde as it is published, e.g. to let invented pupils answer it. */
export function syntheticBank(): Bank {
  return arithmeticBank();
}
