import net from 'node:net';
import { openPasses } from '../../taking/pass.ts';
import { secretsOf } from '../../platform/secrets/secrets.ts';
import type { BenchSitting } from './rows.ts';

const AT_ONCE = 100;

/** Opens the line of each pupil and keeps it open; the answer closes them all. */
export async function openLines(
  port: number, masterKey: string, sittings: readonly BenchSitting[],
): Promise<() => void> {
  const passes = openPasses(secretsOf(Buffer.from(masterKey, 'hex')));
  const sockets: net.Socket[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (next < sittings.length) {
      const sitting = sittings[next]!;
      next += 1;
      const path = `/afname/${sitting.sittingId}/lijn?pass=${encodeURIComponent(passes.issue(sitting))}`;
      sockets.push(await openOne(port, path));
    }
  }));
  return () => { for (const socket of sockets) socket.destroy(); };
}

/** Resolves once the first event is there. */
function openOne(port: number, path: string): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const request = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`;
    const socket = net.connect(port, '127.0.0.1', () => socket.write(request));
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      heard += text;
      if (heard.includes('event: ')) {
        heard = '';
        resolve(socket);
      } else if (/^HTTP\/1.1 [345]/.test(heard)) {
        reject(new Error(heard.slice(0, 40)));
      }
    });
    socket.on('error', reject);
  });
}
