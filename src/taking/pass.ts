import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Secrets } from '../platform/secrets/secrets.ts';

/** What the server wrote into a pass when it handed a taak to a device: which sitting, of whom, under which epoch. */
export interface PassClaims {
  readonly schoolId: string;
  readonly sittingId: string;
  readonly planId: string;
  readonly pupilId: string;
  readonly formCode: string;
  readonly epoch: number;
}

/**
 * The passes of a platform: signed words with which a device sends answers, also when its session has ended. They open
 * nothing else: no page, no other sitting. A pass tells no secret, but who holds it may add answers to this one taak.
 */
export interface Passes {
  issue(claims: PassClaims): string;
  /** `forged`: not ours, or of a version that nobody signs any more; `ended`: older than a day. */
  read(pass: string): Result<PassClaims, 'forged' | 'ended'>;
}

/** How long a pass holds, in milliseconds of real time: a school day with its evening, for a device that was away. */
export const PASS_LIFE_MS = 24 * 3_600_000;

const VERSION = '1';

type Body = readonly [
  schoolId: string, sittingId: string, planId: string, pupilId: string, formCode: string, epoch: number, end: number,
];

/** Signs and reads passes with a key of their own. Times are real, as with sessions. */
export function openPasses(secrets: Secrets, now: () => number = Date.now): Passes {
  const key = createSecretKey(secrets.keyFor(`taking pass ${VERSION}`));
  const signatureOf = (words: string): Buffer => createHmac('sha256', key).update(words).digest();
  return {
    issue({ schoolId, sittingId, planId, pupilId, formCode, epoch }) {
      const body: Body = [schoolId, sittingId, planId, pupilId, formCode, epoch, now() + PASS_LIFE_MS];
      const words = `${VERSION}.${Buffer.from(JSON.stringify(body)).toString('base64url')}`;
      return `${words}.${signatureOf(words).toString('base64url')}`;
    },
    read(pass) {
      const cut = pass.lastIndexOf('.');
      const words = pass.slice(0, cut);
      const signature = Buffer.from(pass.slice(cut + 1), 'base64url');
      const ours = signatureOf(words);
      if (signature.length !== ours.length || !timingSafeEqual(signature, ours)) return refuse('forged');
      // Signed by us with the key of this version, so it has this shape.
      const text = Buffer.from(words.slice(VERSION.length + 1), 'base64url').toString('utf8');
      const [schoolId, sittingId, planId, pupilId, formCode, epoch, end] = JSON.parse(text) as Body;
      return end <= now() ? refuse('ended') : ok({ schoolId, sittingId, planId, pupilId, formCode, epoch });
    },
  };
}
