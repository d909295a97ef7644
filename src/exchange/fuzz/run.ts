import { seededRandom } from '../../psychometrics/random.ts';
import type { CorpusDocument } from '../testing/corpus.ts';
import { mutate } from '../testing/mutate.ts';
import { smallest } from './smallest.ts';

/** A mutant that was not taken as it should be. */
export interface FuzzFailure {
  /** Its number in the run: with the seed it makes the same mutant again. */
  readonly run: number;
  readonly trouble: string;
  readonly document: string;
  readonly steps: readonly string[];
  /** As small as it became while the trouble stayed. */
  readonly bytes: Uint8Array;
}

/** What a fuzz run came to. */
export interface FuzzOutcome {
  readonly runs: number;
  readonly seed: string;
  readonly documents: number;
  readonly ms: number;
  readonly slowestMs: number;
  readonly failures: readonly FuzzFailure[];
}

/** After so many failures there is enough to mend. */
const failuresMax = 10;

/** Damages documents and judges how they are taken.
 * @param judge what is wrong with how a document was taken, or null */
export function fuzz(
  documents: readonly CorpusDocument[],
  { runs, seed, from = 0 }: { readonly runs: number; readonly seed: string; readonly from?: number },
  judge: (bytes: Uint8Array) => string | null,
): FuzzOutcome {
  const started = performance.now();
  const others = documents.map(({ bytes }) => bytes);
  const failures: FuzzFailure[] = [];
  let slowestMs = 0;
  let run = from;
  for (; run < from + runs && failures.length < failuresMax; run += 1) {
    const random = seededRandom(`${seed} ${run}`);
    const document = pickDocument(documents, random.uniform(), random.uniform());
    const { bytes, steps } = mutate(document.bytes, others, random);
    const began = performance.now();
    const trouble = judge(bytes);
    slowestMs = Math.max(slowestMs, performance.now() - began);
    if (trouble === null) continue;
    failures.push({ run, trouble, document: document.name, steps, bytes: smallest(bytes, trouble, judge) });
  }
  const ms = Math.round(performance.now() - started);
  return { runs: run - from, seed, documents: documents.length, ms, slowestMs: Math.round(slowestMs), failures };
}

/** Large documents come up less often: they take long and are much alike inside. */
function pickDocument(documents: readonly CorpusDocument[], first: number, second: number): CorpusDocument {
  const at = (chance: number): CorpusDocument => documents[Math.floor(chance * documents.length)] as CorpusDocument;
  const one = at(first);
  return one.bytes.length > 50_000 && second < 0.9 ? at(second / 0.9) : one;
}
