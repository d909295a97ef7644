import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../../platform/config.ts';
import { isPlayerFresh } from '../player-bundle.ts';
import type { Check } from './types.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');

/** Node runs our TypeScript and holds the lock of a data folder: older ones can do neither. */
const NODE_MAJOR_MIN = 24;

/** @param version of Node, `24.21.0` */
export function checkNode(version: string): Check {
  const ok = Number(version.split('.')[0]) >= NODE_MAJOR_MIN;
  return { name: 'node', ok, detail: ok ? version : `${version} is te oud; nodig is ${NODE_MAJOR_MIN} of nieuwer` };
}

/** Whether what is installed is what `package-lock.json` asks; scripts/run.cjs leaves the stamp after installing. */
export function checkDependencies(folder = root): Check {
  const stamp = path.join(folder, 'node_modules', '.inbeeld-lock');
  const wanted = createHash('sha256').update(readFileSync(path.join(folder, 'package-lock.json'))).digest('hex');
  const ok = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  return {
    name: 'dependencies', ok,
    detail: ok ? 'zoals package-lock.json ze vraagt' : 'niet bijgewerkt; npm start installeert wat ontbreekt',
  };
}

/** The pupil's browser program. When its sources changed, the next start builds it: nobody has to do anything. */
export async function checkPlayer(): Promise<Check> {
  const detail = await isPlayerFresh() ? 'gebouwd en bijgewerkt' : 'wordt bij de volgende start gebouwd';
  return { name: 'player', ok: true, detail };
}

/** The master key: without the one that belongs to the data, keys and deliveries in them cannot be read. */
export function checkKey({ masterKey, dataFolder }: Config): Check {
  const name = 'key';
  if (masterKey) return { name, ok: true, detail: 'uit INBEELD_KEY' };
  const file = path.join(dataFolder, 'master.key');
  if (existsSync(file)) {
    const open = (statSync(file).mode & 0o077) !== 0;
    return { name, ok: !open, detail: open ? `anderen kunnen ${file} lezen; doe chmod 600` : file };
  }
  const orphaned = existsSync(path.join(dataFolder, 'postgres'));
  return {
    name, ok: !orphaned,
    detail: orphaned ? `${file} ontbreekt, maar er zijn al gegevens: zet de sleutel terug uit de reservekopie`
      : 'wordt bij de eerste start gemaakt',
  };
}
