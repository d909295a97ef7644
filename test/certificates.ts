import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A certificate of one test, with its key: two PEM texts. */
export interface TestCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** What a certificate of a test says. */
export interface CertificateWish {
  readonly name: string;
  /** Who signs; absent: itself, as an authority does. */
  readonly by?: TestCertificate & { readonly name: string };
  /** For a server on loopback. */
  readonly forServer?: boolean;
  readonly validFrom?: Date;
  readonly validTo?: Date;
}

let serial = 1;

/**
 * Makes a throw-away certificate (X.509 version 3, P-256): Node reads certificates but makes none, and a test
 * must not need a program beside it.
 */
export function makeCertificate(wish: CertificateWish): TestCertificate & { readonly name: string } {
  const { name, by, forServer = false } = wish;
  const { validFrom = new Date('2020-01-01T00:00:00Z'), validTo = new Date('2045-01-01T00:00:00Z') } = wish;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  serial += 1;
  const body = sequence(
    tagged(0xa0, integer(2)),
    integer(serial),
    signatureAlgorithm,
    nameOf(by?.name ?? name),
    sequence(time(validFrom), time(validTo)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(by === undefined, forServer))),
  );
  const signer: KeyObject = by ? createPrivateKey(by.key) : privateKey;
  const der = sequence(body, signatureAlgorithm, bitString(sign('sha256', body, signer)));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    name, key, certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, ...parts);
const integer = (value: number): Buffer => tagged(0x02, Buffer.from([value]));
const bitString = (bytes: Uint8Array): Buffer => tagged(0x03, Buffer.from([0]), bytes);
const octets = (bytes: Uint8Array): Buffer => tagged(0x04, bytes);
const object = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));

/** ecdsa-with-SHA256 */
const signatureAlgorithm = sequence(object('2a8648ce3d040302'));

const nameOf = (text: string): Buffer =>
  sequence(tagged(0x31, sequence(object('550403'), tagged(0x0c, Buffer.from(text)))));

const time = (at: Date): Buffer =>
  tagged(0x18, Buffer.from(at.toISOString().replace(/[-:T]/g, '').replace(/\.\d+Z/, 'Z')));

function extensions(isAuthority: boolean, forServer: boolean): readonly Buffer[] {
  const basicConstraints = sequence(object('551d13'), octets(sequence(...(isAuthority ? [isTrue] : []))));
  const alternativeName = sequence(object('551d11'), octets(sequence(
    tagged(0x82, Buffer.from('localhost')), tagged(0x87, Buffer.from([127, 0, 0, 1])))));
  return forServer ? [basicConstraints, alternativeName] : [basicConstraints];
}

const isTrue = tagged(0x01, Buffer.from([0xff]));
