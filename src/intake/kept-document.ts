import type { RosterDocument } from '../exchange/roster-document.ts';
import type { Secrets } from '../platform/secrets/secrets.ts';

/**
 * What is kept of a delivery: the document as it was read, encrypted. The reading takes over only what we
 * use, so BSN, address, nationality and whatever else a file may hold are gone before anything is stored; the
 * hash of the original is kept beside it.
 */
export function sealDocument(secrets: Secrets, document: RosterDocument): Buffer {
  return secrets.seal(JSON.stringify(document));
}

/** Opens a kept document. */
export function openDocument(secrets: Secrets, cipher: Uint8Array): RosterDocument {
  const document = JSON.parse(secrets.open(cipher).toString('utf8')) as RosterDocument;
  const { createdAt } = document.school;
  return {
    ...document,
    school: { ...document.school, createdAt: createdAt === null ? null : new Date(createdAt) },
  };
}
