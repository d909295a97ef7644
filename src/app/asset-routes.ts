import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Type } from 'typebox';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import { assetsHash, uiAssets } from '../ui/assets.ts';

interface Asset {
  readonly contentType: string;
  readonly body: () => Promise<Uint8Array>;
}

const PLAYER_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

const MARK = 'mark.svg';

const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * Hands out stylesheets, letters and scripts. An address holds the hash of what is behind it, so browsers keep it for
 * ever.
 * @param playerFolder where the player's bundle was built; its files are served beside the others
 */
export function assetRoutes(server: Server, playerFolder: string): void {
  const assets = new Map<string, Asset>(uiAssets().map((asset) => [asset.path, asset]));
  const kept = new Map<string, Promise<Uint8Array>>();
  const read = (name: string, asset: Asset) => {
    const body = kept.get(name) ?? asset.body();
    kept.set(name, body);
    return body;
  };
  server.get('/assets/:hash/*', {
    schema: { params: Type.Object({ hash: Type.String(), '*': Type.String() }) },
  }, async (request, reply) => {
    const name = request.params['*'];
    const asset = assets.get(name);
    if (!asset || request.params.hash !== assetsHash()) throw new NotFound();
    return reply.header('cache-control', FOR_EVER).type(asset.contentType).send(await read(name, asset));
  });
  // A browser asks for it where an answer is no page that names its mark: the words of a system that is down.
  server.get('/favicon.ico', async (_request, reply) => {
    const mark = assets.get(MARK);
    if (!mark) throw new NotFound();
    return reply.header('cache-control', 'public, max-age=86400').type(mark.contentType).send(await read(MARK, mark));
  });
  server.get('/assets/player/:name', {
    schema: { params: Type.Object({ name: Type.String({ pattern: '^[A-Za-z0-9.-]+\\.(js|css|woff2|txt)$' }) }) },
  }, async (request, reply) => {
    const { name } = request.params;
    const contentType = PLAYER_TYPES[path.extname(name)];
    if (!contentType) throw new NotFound();
    const body = await readFile(path.join(playerFolder, name)).catch(() => { throw new NotFound(); });
    return reply.header('cache-control', 'no-cache').type(contentType).send(body);
  });
}
