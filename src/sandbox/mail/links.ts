/** A piece of a mail: text, or an address that may be followed. */
export type MailPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string };

const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]]/gu;

/** Cuts a mail into text and links. Only addresses of the platform itself become links: what else a mail names stays
 * text, so that the tray leads nobody away. Together the pieces are the whole text. */
export function mailPieces(text: string, platformUrl: string): readonly MailPiece[] {
  const { origin } = new URL(platformUrl);
  const pieces: MailPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const href = match[0];
    if (!URL.canParse(href) || new URL(href).origin !== origin) continue;
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    pieces.push({ kind: 'link', href });
    from = match.index + href.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}
