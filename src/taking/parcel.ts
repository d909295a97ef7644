// Answers that a device could not send before its page went away. They lie on the device as a parcel: the answers of
// one sitting and device epoch, sealed with AES-256-GCM under a key that only this server can make again. The address
// stands on the outside and is bound to what is inside; whoever can seal had the key, so a parcel needs no session.
import { createDecipheriv } from 'node:crypto';
import { Value } from 'typebox/value';
import type { Result } from '../base/result.ts';
import { ok, refuse } from '../base/result.ts';
import type { Secrets } from '../platform/secrets/secrets.ts';
import { ParcelContent, type ParcelMessage } from './wire.ts';

/** Whose answers are in a parcel: those of one load of one sitting. */
export interface ParcelOwner {
  readonly schoolId: string;
  readonly sittingId: string;
  /** From 1. */
  readonly epoch: number;
}

/** An address that is not one of ours, another key, or content that was changed on the way. */
export type ParcelRefusal = 'unreadable';

/** What stands on the outside of a parcel; ids only. */
export function parcelAddress({ schoolId, sittingId, epoch }: ParcelOwner): string {
  return `1.${schoolId}.${sittingId}.${epoch}`;
}

/** Key of 32 bytes of the parcels of one sitting and epoch: the same whenever it is asked for, and never stored. */
export function parcelKey(secrets: Secrets, owner: ParcelOwner): Buffer {
  return secrets.keyFor(`taking parcel ${parcelAddress(owner)}`);
}

/** The answers in a parcel and whose they are. */
export function openParcel(
  secrets: Secrets, { address, iv, sealed }: ParcelMessage,
): Result<ParcelOwner & ParcelContent, ParcelRefusal> {
  const owner = ownerOf(address);
  if (!owner) return refuse('unreadable');
  try {
    const body = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', parcelKey(secrets, owner), Buffer.from(iv, 'base64url'));
    decipher.setAAD(Buffer.from(address));
    decipher.setAuthTag(body.subarray(-TAG_BYTES));
    const plain = Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]);
    const content: unknown = JSON.parse(plain.toString('utf8'));
    return Value.Check(ParcelContent, content) ? ok({ ...owner, ...content }) : refuse('unreadable');
  } catch {
    return refuse('unreadable');
  }
}

// Of the browser's own AES-GCM: the tag stands behind the cipher text.
const TAG_BYTES = 16;

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const addressForm = new RegExp(`^1\\.(${uuid})\\.(${uuid})\\.([1-9][0-9]{0,8})$`);

function ownerOf(address: string): ParcelOwner | undefined {
  const [, schoolId, sittingId, epoch] = addressForm.exec(address) ?? [];
  return schoolId && sittingId && epoch ? { schoolId, sittingId, epoch: Number(epoch) } : undefined;
}
