import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificate } from './certificates.ts';

let made: string | null = null;

/** A folder with throw-away certificates for mutual TLS: `ca.pem` signed `server.pem` (localhost) and `client.pem`
 * (CN "inbeeld in een test"); their keys are `server.key` and `client.key`. One for the whole run. */
export function certificateFolder(): string {
  if (made !== null) return made;
  made = mkdtempSync(path.join(tmpdir(), 'certificates-'));
  const authority = makeCertificate({ name: 'uitgever van een test' });
  const server = makeCertificate({ name: 'localhost', by: authority, forServer: true });
  const client = makeCertificate({ name: 'inbeeld in een test', by: authority });
  const files = {
    'ca.pem': authority.certificate, 'server.pem': server.certificate, 'server.key': server.key,
    'client.pem': client.certificate, 'client.key': client.key,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(made, name), text, { mode: 0o600 });
  return made;
}
