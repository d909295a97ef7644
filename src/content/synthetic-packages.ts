import { present } from '../base/assert.ts';
import { syntheticSource } from './norms.ts';
import { syntheticDigests } from './synthetic-digests.ts';
import { type Bank, type ContentPackage, type Subject, subjectNames } from './types.ts';

/** A package of our own: what it is called, and how it is made when it is not there yet. */
export interface SyntheticPackage {
  readonly code: string;
  readonly version: number;
  readonly subject: Subject;
  /** What `packageDigest` says of it: a start asks the database for this and need not make the items. */
  readonly digest: string;
  write(): Promise<ContentPackage>;
}

/**
 * Our invented banks, one package a subject. Synthetic, not from Cito. A change of a bank that was released is a new
 * version with new codes; a test holds the digests.
 */
export const syntheticPackages: readonly SyntheticPackage[] = [
  own('SYN-RW', 'arithmetic', async () => (await import('./arithmetic/bank.ts')).arithmeticBank()),
  own('SYN-BL', 'reading', async () => (await import('./reading/bank.ts')).readingBank()),
  own('SYN-SP', 'spelling', async () => (await import('./language/spelling-bank.ts')).spellingBank()),
  own('SYN-WW', 'verb-spelling', async () => (await import('./language/verb-bank.ts')).verbSpellingBank()),
  own('SYN-LT', 'punctuation', async () => (await import('./language/punctuation-bank.ts')).punctuationBank()),
];

function own(code: string, subject: Subject, writeBank: () => Promise<Bank>): SyntheticPackage {
  return {
    code, version: 1, subject, digest: present(syntheticDigests[code], `no digest of ${code}`),
    write: async () => ({
      code, version: 1, title: `${subjectNames[subject]} (synthetisch)`, source: syntheticSource,
      retires: [], banks: [await writeBank()],
    }),
  };
}

/** One of our packages by its subject, or all of them as one; undefined for a subject of which we have none. */
export async function syntheticPackage(subject?: string): Promise<ContentPackage | undefined> {
  const wanted = syntheticPackages.filter((one) => subject === undefined || one.subject === subject);
  const written = await Promise.all(wanted.map((one) => one.write()));
  if (subject !== undefined) return written[0];
  return {
    code: 'SYN', version: 1, title: 'Leerling in beeld (synthetisch)', source: syntheticSource,
    retires: [], banks: written.flatMap(({ banks }) => banks),
  };
}
