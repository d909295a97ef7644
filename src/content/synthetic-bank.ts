import { arithmeticBank } from './arithmetic/bank.ts';
import type { Bank } from './types.ts';

/** Our invented bank of Rekenen-Wiskunde. */
export function syntheticBank(): Bank {
  return arithmeticBank();
}
