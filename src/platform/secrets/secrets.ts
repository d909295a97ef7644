import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { assert } from '../../base/assert.ts';

/** Encrypts what may not lie open (autorisatiesleutel, ECK iD, raw deliveries) and finds it again by keyed digest. */
export interface Secrets {
  /** AES-256-GCM: nonce (12 bytes), tag (16), cipher text. */
  seal(plain: string | Uint8Array): Buffer;
  open(cipher: Uint8Array): Buffer;
  /** HMAC-SHA-256 in hex: equal values give equal digests, and the value cannot be guessed without the key. */
  digest(value: string): string;
  /** A key of 32 bytes for one purpose, the same on every node; it tells nothing of the other keys. */
  keyFor(purpose: string): Buffer;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Makes the working keys out of the one master key of 32 bytes. */
export function secretsOf(masterKey: Uint8Array): Secrets {
  assert(masterKey.length === 32, 'the master key has 32 bytes');
  const cipherKey = Buffer.from(hkdfSync('sha256', masterKey, '', 'inbeeld cipher', 32));
  const digestKey = Buffer.from(hkdfSync('sha256', masterKey, '', 'inbeeld digest', 32));
  return {
    seal(plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce);
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', cipherKey, sealed.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    },
    digest: (value) => createHmac('sha256', digestKey).update(value).digest('hex'),
    keyFor: (purpose) => Buffer.from(hkdfSync('sha256', masterKey, '', `inbeeld for ${purpose}`, 32)),
  };
}

/** The master key: 64 hex digits in `INBEELD_KEY`, else a file in the data folder with mode 0600, made when absent. */
export function loadMasterKey(fromEnvironment: string | undefined, dataFolder: string): Uint8Array {
  if (fromEnvironment) return Buffer.from(fromEnvironment, 'hex');
  const file = path.join(dataFolder, 'master.key');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  chmodSync(file, 0o600);
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}

/** SHA-256 in hex, for hashes of files and of tokens that are random already. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** A token nobody guesses: 32 random bytes in base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
