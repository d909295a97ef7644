/** A message as a person reads it: every element on a line of its own, those in it further to the right. A text that
 * is no XML stays as it is. */
export function layOut(message: string): string {
  if (!/^\s*</u.test(message) || /^\s*(?:<!doctype html|<html)/iu.test(message)) return message.trim();
  const lines: string[] = [];
  let depth = 0;
  for (const [piece] of message.matchAll(pieces)) {
    const text = piece.trim();
    if (text === '') continue;
    const closes = /^<\/[^<>]*>$/u.test(text);
    if (closes) depth = Math.max(0, depth - 1);
    lines.push(`${'  '.repeat(depth)}${text}`);
    if (opens.test(text)) depth += 1;
  }
  return lines.join('\n');
}

/** An element with nothing but text in it is one piece. */
const pieces = /<([^\s<>/!?]+)(?:\s[^<>]*)?(?<!\/)>[^<]*<\/\1\s*>|<[^<>]*>?|[^<]+/gu;

/** A start tag alone: what follows stands in it. */
const opens = /^<[^/!?][^<>]*(?<!\/)>$/u;
