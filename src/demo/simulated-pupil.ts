import { present } from '../base/assert.ts';
import { rightAnswer, wrongAnswer } from '../content/invented-answers.ts';
import { syntheticBank } from '../content/synthetic-bank.ts';
import { itemSet } from '../psychometrics/irt.ts';
import type { Random } from '../psychometrics/random.ts';
import { drawItemScores } from '../psychometrics/simulate.ts';
import { asTheta } from '../psychometrics/types.ts';
import type { ItemAnswers } from '../taking/wire.ts';

/** What a simulated pupil does with one item: what is typed or clicked, and the points that this is worth. */
export interface SimulatedAnswer {
  readonly itemId: string;
  readonly responses: ItemAnswers;
  readonly score: number;
}

/** Pupils who answer as the item response model says: right with a chance that rises with their ability. */
export interface Simulation {
  /** @param scaleScore where the pupil truly stands on the reported scale */
  answer(formCode: string, scaleScore: number, random: Random): readonly SimulatedAnswer[];
  /** The mean of the norm population at a moment, on the reported scale. */
  meanAt(moment: string): number;
}

/** Opens the simulation on the synthetic bank. Pupils are invented; the bank is ours, not Cito's. */
export function openSimulation(): Simulation {
  const bank = syntheticBank();
  const items = new Map(bank.items.map((item) => [item.id, item]));
  const parameters = new Map(bank.calibration.items.map((item) => [item.itemId, item]));
  const { a, c } = bank.calibration.scale;
  return {
    answer(formCode, scaleScore, random) {
      const form = present(bank.forms.find(({ code }) => code === formCode), `form ${formCode}`);
      const set = itemSet(form.itemIds.map((id) => present(parameters.get(id), `parameters of ${id}`)));
      const weighted = drawItemScores(set, asTheta((scaleScore - c) / a), random);
      return form.itemIds.map((id, index) => {
        const item = present(items.get(id), `item ${id}`);
        const right = (weighted[index] ?? 0) > 0;
        const responses = right ? rightAnswer(item) : wrongAnswer(item);
        return { itemId: id, responses, score: right ? item.maxScore : 0 };
      });
    },
    meanAt: (moment) => present(bank.normTable.moments.find((norm) => norm.moment === moment), moment).mean,
  };
}
