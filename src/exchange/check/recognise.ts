import type { Finding } from '../../base/findings.ts';
import type { XmlLimits, XmlStart } from '../xml/read.ts';
import { isEdex } from '../edexml/read.ts';
import { isOsoDossier } from '../oso/read.ts';
import { looksLikeUwlr } from '../uwlr/message-kind.ts';
import { readXml } from '../xml/read.ts';
import { looksLikeHistoryCsv } from '../history-csv/read.ts';

/** Which reader a document is for; with `unknown` the reason, if there is one. */
export type Recognised =
  | { readonly family: 'edexml' | 'uwlr' | 'oso-dossier' | 'history-csv' }
  | { readonly family: 'unknown'; readonly root: XmlStart | null; readonly reason: Finding | null };

/** Recognises a document by its root element, or by its first line if it is no XML. Reads no further than
 * that. */
export function recognise(bytes: Uint8Array, limits: XmlLimits): Recognised {
  let root: XmlStart | null = null;
  const reason = readXml(bytes, limits, {
    open(start) {
      root = start;
      return 'stop';
    },
  });
  return familyOf(root, reason, bytes);
}

function familyOf(root: XmlStart | null, reason: Finding | null, bytes: Uint8Array): Recognised {
  if (root !== null && isEdex(root)) return { family: 'edexml' };
  if (root !== null && looksLikeUwlr(root)) return { family: 'uwlr' };
  if (root !== null && isOsoDossier(root)) return { family: 'oso-dossier' };
  if (root === null && looksLikeHistoryCsv(bytes)) return { family: 'history-csv' };
  return { family: 'unknown', root, reason };
}
