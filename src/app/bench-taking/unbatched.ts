import type { Platform } from '../../platform/platform.ts';
import { recordAnswers } from '../../taking/actions.ts';
import { openPasses } from '../../taking/pass.ts';
import type { AnswersDelivery, DeliveryReceipt } from '../../taking/wire.ts';

/** Answers as they were stored before they were batched: a transaction a message. */
export function answerUnbatched(platform: Platform): (message: AnswersDelivery) => Promise<DeliveryReceipt> {
  const passes = openPasses(platform.secrets);
  return async ({ pass, answers }) => {
    const claims = passes.read(pass);
    if (!claims.ok) throw new Error(claims.refusal);
    const { pupilId: id, schoolId, sittingId, epoch } = claims.value;
    const pupil = {
      kind: 'pupil', id, schoolId, roles: ['pupil'], ownGroupIds: [], actor: { kind: 'pupil', id },
    } as const;
    const receipt = await recordAnswers(platform, pupil, sittingId, { epoch, answers: [...answers] });
    if (!receipt.ok) throw new Error(receipt.refusal);
    return { acknowledged: answers.map(({ sequence }) => sequence), refused: [], state: 'open' };
  };
}
