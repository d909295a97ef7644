import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { test } from 'node:test';
import { secretsOf } from '../platform/secrets/secrets.ts';
import { openParcel, parcelAddress, parcelKey, type ParcelOwner } from './parcel.ts';
import type { ParcelMessage } from './wire.ts';

const secrets = secretsOf(new Uint8Array(32).fill(7));
const owner: ParcelOwner = {
  schoolId: '00000000-0000-4000-8000-000000000001', sittingId: '00000000-0000-4000-8000-000000000002', epoch: 3,
};
const answers = [{ sequence: 1, itemId: 'a', responses: { RESPONSE: 'geëerd' }, at: '2027-01-19T08:00:00.000Z' }];

/** As the browser does it. */
async function sealed(content: object, { key = parcelKey(secrets, owner), address = parcelAddress(owner) } = {},
): Promise<ParcelMessage> {
  const iv = webcrypto.getRandomValues(new Uint8Array(12));
  const usable = await webcrypto.subtle.importKey('raw', Uint8Array.from(key), 'AES-GCM', false, ['encrypt']);
  const cipher = await webcrypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(address) }, usable,
    new TextEncoder().encode(JSON.stringify(content)));
  return { address, iv: Buffer.from(iv).toString('base64url'), sealed: Buffer.from(cipher).toString('base64url') };
}

test('what a browser sealed is opened by whoever can make the key again', async () => {
  const opened = openParcel(secrets, await sealed({ answers }));
  assert.deepEqual(opened, { ok: true, value: { ...owner, answers } });
});

test('a parcel opens for no other sitting, epoch or school, and not under the key of another server', async () => {
  const parcel = await sealed({ answers });
  for (const other of [{ epoch: 4 }, { sittingId: owner.schoolId }, { schoolId: owner.sittingId }]) {
    const address = parcelAddress({ ...owner, ...other });
    assert.equal(openParcel(secrets, { ...parcel, address }).ok, false, address);
    assert.equal(openParcel(secrets, await sealed({ answers }, { address })).ok, false, 'the key is of the address');
  }
  assert.equal(openParcel(secretsOf(new Uint8Array(32).fill(8)), parcel).ok, false);
});

test('what was changed on the way, or was never a parcel, is unreadable', async () => {
  const parcel = await sealed({ answers });
  const body = Buffer.from(parcel.sealed, 'base64url');
  body[0] = (body[0] ?? 0) ^ 1;
  const never = [
    { ...parcel, sealed: body.toString('base64url') }, { ...parcel, sealed: '' }, { ...parcel, iv: '' },
    { ...parcel, address: `${parcel.address} ` }, { ...parcel, address: '../../etc' },
    await sealed({ answers: [{ itemId: 'a' }] }), await sealed(['geen antwoorden']),
  ];
  for (const one of never) assert.deepEqual(openParcel(secrets, one), { ok: false, refusal: 'unreadable' });
});
