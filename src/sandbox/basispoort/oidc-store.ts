import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { jsonb } from '../../platform/database/query.ts';
import { first, write, type SandboxTx, type WithSandbox } from '../store.ts';

/** The provider's own keys: to sign tokens and to sign its cookies. */
export interface ProviderKeys {
  readonly jwks: { readonly keys: readonly Record<string, unknown>[] };
  readonly cookieKeys: readonly string[];
}

/** The keys, made at the first call and kept: tokens signed before a restart stay good. */
export async function providerKeys(tx: SandboxTx): Promise<ProviderKeys> {
  const name = 'oidc-keys';
  const stored = await findKeys(tx, name);
  if (stored) return stored;
  await write(tx, sql`insert into sandbox.secret (name, document) values (${name}, ${jsonb(newKeys())})
    on conflict (name) do nothing`);
  return (await findKeys(tx, name)) ?? newKeys();
}

async function findKeys(tx: SandboxTx, name: string): Promise<ProviderKeys | undefined> {
  const row = await first<{ document: ProviderKeys }>(tx,
    sql`select document from sandbox.secret where name = ${name}`);
  return row?.document;
}

function newKeys(): ProviderKeys {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomBytes(8).toString('hex');
  const jwk = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid };
  return { jwks: { keys: [jwk] }, cookieKeys: [randomBytes(32).toString('base64url')] };
}

interface StoredRecord {
  readonly payload: AdapterPayload;
  readonly consumedAt: Date | null;
}

/** Keeps what the provider remembers in the sandbox's store; expiry is real time. */
export function oidcAdapter(withSandbox: WithSandbox): (model: string) => Adapter {
  const find = (where: RawBuilder<boolean>): Promise<AdapterPayload | undefined> => withSandbox(async (tx) => {
    const row = await first<StoredRecord>(tx, sql`select payload, consumed_at from sandbox.oidc_record
      where ${where} and (expires_at is null or expires_at > now())`);
    if (row === undefined || row.consumedAt === null) return row?.payload;
    return { ...row.payload, consumed: Math.floor(row.consumedAt.getTime() / 1000) };
  });
  return (model) => ({
    upsert: (id, payload, expiresIn) => withSandbox(async (tx) => {
      const seconds = Number.isFinite(expiresIn) ? expiresIn : null;
      await write(tx, sql`insert into sandbox.oidc_record (model, record_id, payload, grant_id, uid, expires_at)
        values (${model}, ${id}, ${jsonb(payload)}, ${payload.grantId ?? null}, ${payload.uid ?? null},
          now() + make_interval(secs => ${seconds}::float8))
        on conflict (model, record_id) do update set payload = excluded.payload, grant_id = excluded.grant_id,
          uid = excluded.uid, expires_at = excluded.expires_at`);
      await write(tx, sql`delete from sandbox.oidc_record where expires_at < now()`);
    }),
    find: (id) => find(sql<boolean>`model = ${model} and record_id = ${id}`),
    findByUid: (uid) => find(sql<boolean>`model = ${model} and uid = ${uid}`),
    findByUserCode: async () => undefined,
    consume: (id) => withSandbox(async (tx) => {
      await write(tx, sql`update sandbox.oidc_record set consumed_at = now()
        where model = ${model} and record_id = ${id}`);
    }),
    destroy: (id) => withSandbox(async (tx) => {
      await write(tx, sql`delete from sandbox.oidc_record where model = ${model} and record_id = ${id}`);
    }),
    revokeByGrantId: (grantId) => withSandbox(async (tx) => {
      await write(tx, sql`delete from sandbox.oidc_record where model = ${model} and grant_id = ${grantId}`);
    }),
  });
}
