import type { Outcome } from '../../exchange/uwlr/types.ts';
import type { ReceivedResult } from './result-store.ts';

/** A result in the words of a LAS; what did not come stays empty. */
export interface ResultView {
  readonly resultKey: string;
  readonly test: string;
  readonly takenOn: string;
  readonly ability: string;
  readonly levelRoman: string;
  readonly levelLetter: string;
  readonly functioningLevel: string;
  readonly receivedAt: Date;
  readonly receivedCount: number;
}

/** Shows a result as a LAS does: ability score, level I-V and A-E, functioning level. */
export function viewResult(result: ReceivedResult): ResultView {
  const { outcome } = result;
  return {
    resultKey: result.resultKey, test: result.testName ?? result.testCode, takenOn: result.takenOn,
    ability: abilityOf(outcome),
    levelRoman: reference(outcome, 'IV'), levelLetter: reference(outcome, 'AE'),
    functioningLevel: reference(outcome, 'FN'),
    receivedAt: result.receivedAt, receivedCount: result.receivedCount,
  };
}

function abilityOf(outcome: Outcome): string {
  if (outcome.kind === 'score') return `${outcome.score}`;
  const ability = outcome.kind === 'oso' ? outcome.oso.testScore?.ability : null;
  return ability === null || ability === undefined ? '' : `${ability}`.replace('.', ',');
}

function reference(outcome: Outcome, code: string): string {
  if (outcome.kind !== 'oso') return '';
  return outcome.oso.referenceScores.find((score) => score.code === code)?.value ?? '';
}
