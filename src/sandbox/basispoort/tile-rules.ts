import { ok, refuse, type Result } from '../../base/result.ts';
import type { RestError, TileDocument } from './types.ts';

/** The two marks a tile can carry: for teachers only, and that it is a test. */
export const tileTags = ['leerkrachtApplicatie', 'toetsApplicatie'] as const;

const iconForm = /^(image\/svg\+xml|image\/png|image\/jpeg|image\/gif),[A-Za-z0-9+/]+=*$/u;

/** Judges what a publisher says of a methode or a product (basispoort.md sections 4 and 7).
 * @param allowedOrigin the only origin of which a tile may hold an address */
export function judgeTile(
  document: TileDocument, kind: 'methode' | 'product', allowedOrigin: string,
): Result<TileDocument, RestError> {
  const bad = (message: string): Result<never, RestError> => refuse({ status: 400, code: 'ONGELDIG', message });
  if (document.id === '' || document.id.includes('/')) return bad('Een id is niet leeg en heeft geen schuine streep.');
  if (document.tags.some((tag) => !tileTags.some((known) => known === tag))) return bad('Deze tag bestaat niet.');
  if (new Set(document.tags).size !== document.tags.length) return bad('Een tag staat er twee keer.');
  if (document.icon && !iconForm.test(document.icon)) return bad('Een icoon is <mime>,<base64>, zonder data: ervoor.');
  if (kind === 'product' && !document.url) return bad('Een product heeft een url.');
  if (document.url && (!URL.canParse(document.url) || new URL(document.url).origin !== allowedOrigin)) {
    return refuse({ status: 403, code: 'URL_NIET_TOEGESTAAN', message: 'Deze url staat niet op uw lijst.' });
  }
  return ok(document);
}

/** A list of users as Basispoort keeps it: without unknown ids, each once, ascending. */
export function keptUsers(asked: readonly number[], known: ReadonlySet<number>): readonly number[] {
  return [...new Set(asked)].filter((id) => known.has(id)).sort((a, b) => a - b);
}

/** Whether a person may see a tile: tiles for teachers are hidden from pupils. */
export function isForAudience(document: TileDocument, kind: 'leerling' | 'medewerker'): boolean {
  return kind === 'medewerker' || !document.tags.includes('leerkrachtApplicatie');
}
