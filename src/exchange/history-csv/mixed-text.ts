/** A text in which some signs are UTF-8 and others are single bytes of Windows, all as UTF-8. */
export interface MixedText {
  readonly bytes: Uint8Array;
  /** 1-based lines with a sign in the encoding that fewer signs have; each once. */
  readonly oddLines: readonly number[];
}

/** Reads each sign of a text by itself: one that is sound UTF-8 as that, any other byte beyond ASCII as
 * Windows-1252 has it. Files that were pasted together, and those that were cut inside a sign, would otherwise
 * lose every other name to the few that differ.
 * @returns null when no sign beyond ASCII is UTF-8, so that nothing is mixed */
export function unmix(bytes: Uint8Array): MixedText | null {
  const { sound, single } = countSigns(bytes);
  if (sound === 0) return null;
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const oddIsSingle = marked || single <= sound;
  const oddLines = new Set<number>();
  const out = Buffer.alloc(bytes.length + 2 * single);
  let length = 0;
  let line = 1;
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    const size = signAt(bytes, at);
    if (byte === lineFeed || (byte === carriageReturn && bytes[at + 1] !== lineFeed)) line += 1;
    if (byte >= 0x80 && (size === 0) === oddIsSingle) oddLines.add(line);
    if (size === 0) length += out.write(windows.decode(Uint8Array.of(byte)), length);
    else for (let end = at + size, from = at; from < end; from += 1) out[length++] = bytes[from] ?? 0;
    at += Math.max(size, 1);
  }
  return { bytes: out.subarray(0, length), oddLines: [...oddLines] };
}

const lineFeed = 10;
const carriageReturn = 13;
const windows = new TextDecoder('windows-1252');

/** How many signs beyond ASCII are sound UTF-8, and how many bytes are no part of one. */
function countSigns(bytes: Uint8Array): { readonly sound: number; readonly single: number } {
  let sound = 0;
  let single = 0;
  for (let at = 0; at < bytes.length;) {
    const size = signAt(bytes, at);
    if (size === 0) single += 1;
    else if (size > 1) sound += 1;
    at += Math.max(size, 1);
  }
  return { sound, single };
}

/** Bytes of the UTF-8 sign that begins there; 0 when none does. Source: Unicode 16, table 3-7. */
function signAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let next = 1; next < size; next += 1) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  const [low, high] = secondBounds[first] ?? [0x80, 0xbf];
  return second < low || second > high ? 0 : size;
}

/** First bytes behind which not every second one will do: too long, surrogates, beyond the last character. */
const secondBounds: Readonly<Record<number, readonly [low: number, high: number]>> = {
  0xe0: [0xa0, 0xbf], 0xed: [0x80, 0x9f], 0xf0: [0x90, 0xbf], 0xf4: [0x80, 0x8f],
};
