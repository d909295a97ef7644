import { assert } from '../base/assert.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { PlatformTx } from '../platform/database/tenancy.ts';
import type { Platform } from '../platform/platform.ts';
import { packageDigest } from './digest.ts';
import { bankFaults } from './faults.ts';
import { packageRows } from './package-rows.ts';
import {
  addPublished, countFormItems, countTestParts, findPackages, findUnknownTest, type TableRows,
} from './publication-store.ts';
import { standardsDigest, standardsRows, type StandardsPackage, syntheticStandards } from './reference-synthetic.ts';
import { type SyntheticPackage, syntheticPackages } from './synthetic-packages.ts';
import type { ContentPackage, Subject } from './types.ts';

/** Rows that a publication added; all zero when everything was there already. */
export interface Published {
  readonly tests: number;
  readonly forms: number;
  readonly items: number;
  readonly calibrations: number;
  readonly normTables: number;
}

/** Why nothing of a package was published. */
export type PublicationRefusal =
  /** This code and version was published before, with other content. */
  | { readonly code: 'published-otherwise'; readonly table: TableRows['table']; readonly key: string }
  /** It retires a test that never was. */
  | { readonly code: 'unknown-test'; readonly key: string };

type PublishingPlatform = Pick<Platform, 'doors' | 'clock'>;

/**
 * Publishes a package, whole or not at all. The same package again changes nothing. What was published never
 * changes, because results name what they were computed with by code and version.
 * @param content a package in which `bankFaults` finds nothing
 */
export async function publishPackage(
  platform: PublishingPlatform, content: ContentPackage,
): Promise<Result<Published, PublicationRefusal>> {
  for (const fault of content.banks.flatMap(bankFaults)) assert(false, `${fault.code}: ${fault.message}`);
  const rows = packageRows(content, packageDigest(content), platform.clock.now());
  try {
    return ok(await platform.doors.withPlatform((tx) => publishRows(tx, content, rows)));
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal);
    throw error;
  }
}

/**
 * Publishes standards that span banks: reference levels and the rule of the expected advice. As with a package: whole
 * or not at all, and never changed.
 */
export function publishStandards({ doors, clock }: PublishingPlatform, content: StandardsPackage): Promise<void> {
  const rows = standardsRows(content, clock.now());
  return doors.withPlatform(async (tx) => {
    for (const batch of rows) {
      const { changed } = await addPublished(tx, batch);
      assert(changed === null, `${batch.table} ${changed} was published otherwise`);
    }
  });
}

/**
 * Publishes our own invented banks and standards that are not there yet, each in a transaction of its own. Where all
 * are there it asks one question and writes nothing; what is there is not generated.
 */
export async function publishSynthetic(platform: PublishingPlatform, subjects?: readonly Subject[]): Promise<void> {
  const wanted = syntheticPackages.filter(({ subject }) => subjects?.includes(subject) ?? true);
  const there = await platform.doors.withPlatform((tx) => findPackages(tx, [...wanted, syntheticStandards]));
  const digests = new Map(there.map(({ code, digest }) => [code, digest]));
  for (const own of wanted) {
    const digest = digests.get(own.code);
    assert(digest === undefined || digest === own.digest, `package ${own.code} was published otherwise`);
    if (digest === undefined) await publishOwn(platform, own);
  }
  const standards = digests.get(syntheticStandards.code);
  assert(standards === undefined || standards === standardsDigest(syntheticStandards),
    'the standards were published otherwise');
  if (standards === undefined) await publishStandards(platform, syntheticStandards);
}

async function publishOwn(platform: PublishingPlatform, own: SyntheticPackage): Promise<void> {
  const published = await publishPackage(platform, await own.write());
  assert(published.ok, published.ok ? '' : `package ${own.code}: ${JSON.stringify(published.refusal)}`);
}

/** Rolls the transaction back; caught by `publishPackage` alone. */
class Refused extends Error {
  readonly refusal: PublicationRefusal;

  constructor(refusal: PublicationRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

function otherwise(table: TableRows['table'], key: string): Refused {
  return new Refused({ code: 'published-otherwise', table, key });
}

async function publishRows(
  tx: PlatformTx, content: ContentPackage, rows: readonly TableRows[],
): Promise<Published> {
  const added = new Map<TableRows['table'], number>();
  for (const batch of rows) {
    if (batch.table === 'retired_test') await checkRetired(tx, content);
    const result = await addPublished(tx, batch);
    if (result.changed !== null) throw otherwise(batch.table, result.changed);
    added.set(batch.table, (added.get(batch.table) ?? 0) + result.added);
  }
  await checkLengths(tx, content);
  const count = (table: TableRows['table']): number => added.get(table) ?? 0;
  return {
    tests: count('test'), forms: count('test_form'), items: count('content_item'),
    calibrations: count('calibration'), normTables: count('norm_table'),
  };
}

async function checkRetired(tx: PlatformTx, { retires }: ContentPackage): Promise<void> {
  const unknown = await findUnknownTest(tx, retires);
  if (unknown !== undefined) throw new Refused({ code: 'unknown-test', key: unknown });
}

/** A form that was published has no other items than these, a test no other taken. */
async function checkLengths(tx: PlatformTx, { banks }: ContentPackage): Promise<void> {
  const places = new Map(banks.flatMap(({ forms }) => forms.map(({ code, itemIds }) => [code, itemIds.length])));
  for (const { code, count } of await countFormItems(tx, [...places.keys()])) {
    if (count !== places.get(code)) throw otherwise('form_item', code);
  }
  const parts = new Map<string, number>();
  for (const { testCode } of banks.flatMap((bank) => bank.parts)) parts.set(testCode, (parts.get(testCode) ?? 0) + 1);
  for (const { code, count } of await countTestParts(tx, [...parts.keys()])) {
    if (count !== parts.get(code)) throw otherwise('test_part', code);
  }
}
