/** A text with memory of its own. One that was cut out of a piece of a file keeps all of that piece alive, and
 * a register of keys would keep the whole file. V8 copies texts of less than 13 characters anyway. */
export function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text).toString();
}
