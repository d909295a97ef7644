import type { Finding } from '../../base/findings.ts';
import type { XmlLimits, XmlStart } from '../xml/read.ts';
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
  // Of one that is too large the start still tells what it is; its own reader then says that it is too large.
  const start = bytes.subarray(0, limits.bytesMax);
  const reason = readXml(start, limits, {
    open(element) {
      root = element;
      return 'stop';
    },
  });
  const cutOff = root === null && start.length < bytes.length;
  return familyOf(root, cutOff ? readXml(bytes, limits, { open: () => 'stop' }) : reason, bytes);
}

function familyOf(root: XmlStart | null, reason: Finding | null, bytes: Uint8Array): Recognised {
  const family = root === null ? null : familyOfRoot(root);
  if (family !== null) return { family };
  if (root === null && looksLikeHistoryCsv(bytes)) return { family: 'history-csv' };
  return { family: 'unknown', root, reason };
}

/** Which reader a root element is for; null for one that we do not know. An EDEX in a namespace is EDEXML that
 * was made wrong, and its reader says so. */
export function familyOfRoot(root: XmlStart): 'edexml' | 'uwlr' | 'oso-dossier' | null {
  if (root.name === 'EDEX') return 'edexml';
  if (looksLikeUwlr(root)) return 'uwlr';
  return isOsoDossier(root) ? 'oso-dossier' : null;
}
