import type { SchoolViewer } from '../access/types.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Platform } from '../platform/platform.ts';
import { decideIn, inHistory, type DecisionRefusal, type JudgedRow } from './decide.ts';

/** Pupils of an old file who are one child, and who that is. */
export interface Merge {
  /** Two or more, by `sourcePupilKey`. */
  readonly sourcePupils: readonly string[];
  readonly pupilId: string;
}

/** A merge of fewer than two is none; of more than this somebody has misunderstood. */
const mergedMax = 9;

/**
 * What making one child of several of an old file would do: it is done and taken back in one transaction,
 * so that the preview can never say anything else than what will happen.
 */
export async function previewMerge(
  platform: Platform, viewer: SchoolViewer, merge: Merge,
): Promise<Result<readonly JudgedRow[], DecisionRefusal>> {
  try {
    return await inHistory(platform, viewer, async (tx) => {
      const decided = await decideIn(platform, tx, viewer, merge.sourcePupils, merge.pupilId);
      if (!decided.ok) return decided;
      throw new OnlyPreview(decided.value);
    });
  } catch (thrown) {
    if (thrown instanceof OnlyPreview) return ok(thrown.judged);
    throw thrown;
  }
}

/** Makes the transaction take everything back. */
class OnlyPreview extends Error {
  readonly judged: readonly JudgedRow[];

  constructor(judged: readonly JudgedRow[]) {
    super('only a preview');
    this.judged = judged;
  }
}

/**
 * Makes one child of several of an old file: a decision about each, at one instant. Every result keeps its
 * origin.
 */
export function mergeSources(
  platform: Platform, viewer: SchoolViewer, { sourcePupils, pupilId }: Merge,
): Promise<Result<{ readonly count: number }, DecisionRefusal>> {
  return inHistory(platform, viewer, async (tx) => {
    const different = [...new Set(sourcePupils)];
    if (different.length < 2 || different.length > mergedMax) return refuse('nothing-waits');
    const decided = await decideIn(platform, tx, viewer, different, pupilId);
    return decided.ok ? ok({ count: decided.value.length }) : decided;
  });
}
