/** Tries that making a failure smaller may take. */
const triesMax = 400;

/** The document with as much left out as can be while the trouble stays the same: first halves, then smaller and
 * smaller pieces (Zeller and Hildebrandt 2002, delta debugging). */
export function smallest(
  bytes: Uint8Array,
  trouble: string,
  judge: (bytes: Uint8Array) => string | null,
): Uint8Array {
  const kind = kindOf(trouble);
  let current = bytes;
  let tries = 0;
  for (let size = Math.ceil(bytes.length / 2); size >= 1 && tries < triesMax; size = Math.floor(size / 2)) {
    for (let at = 0; at < current.length && tries < triesMax; tries += 1) {
      const shorter = Buffer.concat([current.subarray(0, at), current.subarray(at + size)]);
      const still = judge(shorter);
      if (still !== null && kindOf(still) === kind) current = shorter;
      else at += size;
    }
  }
  return current;
}

/** Numbers in it may change as the document does. */
function kindOf(trouble: string): string {
  return trouble.replace(/\d+/g, '#');
}
