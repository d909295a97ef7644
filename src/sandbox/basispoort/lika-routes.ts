import { Type, type Static } from 'typebox';
import type { Server } from '../../platform/http/server.ts';
import type { SandboxTx } from '../store.ts';
import type { Sandbox } from '../types.ts';
import { knownUsers, type KnownUsers } from './directory.ts';
import { notFound, publisherScope, restError } from './rest-frame.ts';
import { addUsers, findTile, listTiles, listUsers, removeTile, removeUsers, saveTile } from './store.ts';
import { judgeTile, keptUsers } from './tile-rules.ts';
import type { RestError, TileAddress } from './types.ts';

const base = '/sandbox/basispoort/hosted-lika/management/lika/:lika';
const text = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const tileBody = Type.Object({
  id: Type.String({ maxLength: 200 }), code: text, naam: Type.String({ minLength: 1, maxLength: 200 }), icon: text,
  iconUrl: text, url: text, tags: Type.Array(Type.String()),
});
const params = Type.Object({
  lika: Type.String(), mid: Type.Optional(Type.String()), pid: Type.Optional(Type.String()),
});
const userIds = Type.Object({ gebruikers: Type.Array(Type.Integer()) });
const eckIdOfUser = Type.Object({ instellingId: Type.Integer(), eckId: Type.String() });
const userEckIds = Type.Object({ gebruikers: Type.Array(eckIdOfUser) });
const bulk = Type.Object({
  methodes: Type.Array(Type.String()), producten: Type.Array(Type.String()), gebruikers: Type.Array(Type.Integer()),
  gebruikerEckIds: Type.Array(eckIdOfUser),
});

type Params = Static<typeof params>;
const open = { config: { openToOtherSites: true } };

/** Hosted LiKa: tiles and who may open them (basispoort.md section 7). */
export function likaRoutes(server: Server, sandbox: Sandbox): void {
  publisherScope(server, sandbox, (scope) => {
    scope.addHook('preHandler', async (request, reply) => {
      if ((request.params as Params).lika === sandbox.credentials.identityCode) return undefined;
      return restError(reply, { status: 403, code: 'ANDERE_UITGEVER', message: 'Deze code is niet van u.' });
    });
    tileRoutes(scope, sandbox, 'methode', `${base}/methode`, ':mid');
    tileRoutes(scope, sandbox, 'product', `${base}/methode/:mid/product`, ':pid');
    for (const path of [`${base}/methode/:mid`, `${base}/methode/:mid/product/:pid`]) {
      userRoutes(scope, sandbox, path);
      eckIdRoutes(scope, sandbox, path);
    }
    bulkRoutes(scope, sandbox);
  });
}

function tileRoutes(
  scope: Server, { withSandbox, platformUrl }: Sandbox, kind: 'methode' | 'product', path: string, own: string,
): void {
  const { origin } = new URL(platformUrl);
  scope.get(path, { schema: { params } }, async (request, _reply) => {
    const tiles = await withSandbox(listTiles);
    const { mid } = request.params;
    const listed = tiles.filter(({ methodeId, productId }) => (
      kind === 'methode' ? productId === '' : methodeId === mid && productId !== ''));
    return { [kind === 'methode' ? 'methodes' : 'producten']: listed.map(({ document }) => document) };
  });
  scope.post(path, { schema: { params, body: tileBody }, ...open }, async (request, reply) => {
    const judged = judgeTile(request.body, kind, origin);
    if (!judged.ok) return restError(reply, judged.refusal);
    const tile = addressOf(request.params, kind, judged.value.id);
    const refusal = await withSandbox(async (tx): Promise<RestError | null> => {
      if (!await hasMethode(tx, tile)) return notFound;
      if (await findTile(tx, tile)) return { status: 409, code: 'BESTAAT_AL', message: 'Dit id bestaat al.' };
      await saveTile(tx, tile, judged.value);
      return null;
    });
    return refusal ? restError(reply, refusal) : reply.code(204).send();
  });
  scope.get(`${path}/${own}`, { schema: { params } }, async (request, reply) => {
    const document = await withSandbox((tx) => findTile(tx, addressOf(request.params, kind)));
    return document ?? restError(reply, notFound);
  });
  scope.put(`${path}/${own}`, { schema: { params, body: tileBody }, ...open }, async (request, reply) => {
    const tile = addressOf(request.params, kind);
    const id = kind === 'methode' ? tile.methodeId : tile.productId;
    const judged = judgeTile({ ...request.body, id }, kind, origin);
    if (!judged.ok) return restError(reply, judged.refusal);
    const saved = await withSandbox(async (tx) => {
      if (!await hasMethode(tx, tile)) return false;
      await saveTile(tx, tile, judged.value);
      return true;
    });
    return saved ? reply.code(204).send() : restError(reply, notFound);
  });
  scope.delete(`${path}/${own}`, { schema: { params }, ...open }, async (request, reply) => {
    const removed = await withSandbox((tx) => removeTile(tx, addressOf(request.params, kind)));
    return removed ? reply.code(204).send() : restError(reply, notFound);
  });
}

/** The list of users of a tile by id: read, replace, empty, add, take off. Unknown ids are dropped without a word. */
function userRoutes(scope: Server, sandbox: Sandbox, path: string): void {
  const change = changer(sandbox);
  scope.get(`${path}/gebruiker`, { schema: { params } }, async (request, reply) => {
    const users = await sandbox.withSandbox(async (tx) => {
      const tile = addressOf(request.params);
      return await findTile(tx, tile) ? listUsers(tx, tile) : null;
    });
    return users ? { gebruikers: users } : restError(reply, notFound);
  });
  scope.put(`${path}/gebruiker`, { schema: { params, body: userIds }, ...open }, async (request, reply) =>
    change(request.params, reply, async (tx, tile, known) => {
      await removeUsers(tx, tile, null);
      await addUsers(tx, tile, keptUsers(request.body.gebruikers, known.ids));
    }));
  scope.delete(`${path}/gebruiker`, { schema: { params }, ...open }, async (request, reply) =>
    change(request.params, reply, (tx, tile) => removeUsers(tx, tile, null)));
  scope.post(`${path}/gebruiker/addlist`, { schema: { params, body: userIds }, ...open }, async (request, reply) =>
    change(request.params, reply, (tx, tile, known) =>
      addUsers(tx, tile, keptUsers(request.body.gebruikers, known.ids))));
  scope.post(`${path}/gebruiker/removelist`, { schema: { params, body: userIds }, ...open }, async (request, reply) =>
    change(request.params, reply, (tx, tile) => removeUsers(tx, tile, request.body.gebruikers)));
}

/** The same list by ECK iD. */
function eckIdRoutes(scope: Server, sandbox: Sandbox, path: string): void {
  const change = changer(sandbox);
  scope.get(`${path}/gebruiker_eckid`, { schema: { params } }, async (request, reply) => {
    const users = await sandbox.withSandbox(async (tx) => {
      const tile = addressOf(request.params);
      if (!await findTile(tx, tile)) return null;
      const { byEckId } = await knownUsers(tx, sandbox.clock.now());
      const listed = new Set(await listUsers(tx, tile));
      return [...byEckId].filter(([, id]) => listed.has(id)).map(([key]) => {
        const [institutionId = '', eckId = ''] = key.split(' ');
        return { instellingId: Number(institutionId), eckId };
      });
    });
    return users ? { gebruikers: users } : restError(reply, notFound);
  });
  scope.put(`${path}/gebruiker_eckid`, { schema: { params, body: userEckIds }, ...open }, async (request, reply) =>
    change(request.params, reply, async (tx, tile, known) => {
      await removeUsers(tx, tile, null);
      await addUsers(tx, tile, idsOf(request.body.gebruikers, known));
    }));
  scope.delete(`${path}/gebruiker_eckid`, { schema: { params }, ...open }, async (request, reply) =>
    change(request.params, reply, (tx, tile) => removeUsers(tx, tile, null)));
  scope.post(`${path}/gebruiker_eckid/addlist`, { schema: { params, body: userEckIds }, ...open },
    async (request, reply) => change(request.params, reply, (tx, tile, known) =>
      addUsers(tx, tile, idsOf(request.body.gebruikers, known))));
  scope.post(`${path}/gebruiker_eckid/removelist`, { schema: { params, body: userEckIds }, ...open },
    async (request, reply) => change(request.params, reply, (tx, tile, known) =>
      removeUsers(tx, tile, idsOf(request.body.gebruikers, known))));
}

/** Many users on or off many tiles at once; tiles that do not exist are passed by. */
function bulkRoutes(scope: Server, { withSandbox, clock }: Sandbox): void {
  for (const verb of ['grant', 'revoke'] as const) {
    scope.post(`${base}/permissions/${verb}`, { schema: { params, body: bulk }, ...open }, async (request, reply) => {
      const { methodes, producten, gebruikers, gebruikerEckIds } = request.body;
      await withSandbox(async (tx) => {
        const known = await knownUsers(tx, clock.now());
        const users = keptUsers([...gebruikers, ...idsOf(gebruikerEckIds, known)], known.ids);
        const named = (await listTiles(tx)).filter(({ methodeId, productId }) =>
          (productId === '' ? methodes.includes(methodeId) : producten.includes(productId)));
        for (const tile of named) await (verb === 'grant' ? addUsers : removeUsers)(tx, tile, users);
      });
      return reply.code(204).send();
    });
  }
}

type Reply = Parameters<typeof restError>[0];

function changer({ withSandbox, clock }: Sandbox) {
  return async (
    asked: Params, reply: Reply, work: (tx: SandboxTx, tile: TileAddress, known: KnownUsers) => Promise<void>,
  ): Promise<Reply> => {
    const tile = addressOf(asked);
    const done = await withSandbox(async (tx) => {
      if (!await findTile(tx, tile)) return false;
      await work(tx, tile, await knownUsers(tx, clock.now()));
      return true;
    });
    return done ? reply.code(204).send() : restError(reply, notFound);
  };
}

function addressOf({ mid, pid }: Params, kind?: 'methode' | 'product', newId?: string): TileAddress {
  if (newId === undefined) return { methodeId: mid ?? '', productId: pid ?? '' };
  return kind === 'methode' ? { methodeId: newId, productId: '' } : { methodeId: mid ?? '', productId: newId };
}

async function hasMethode(tx: SandboxTx, { methodeId, productId }: TileAddress): Promise<boolean> {
  return productId === '' || await findTile(tx, { methodeId, productId: '' }) !== undefined;
}

function idsOf(asked: readonly Static<typeof eckIdOfUser>[], { byEckId }: KnownUsers): readonly number[] {
  return asked.flatMap(({ instellingId, eckId }) => byEckId.get(`${instellingId} ${eckId}`) ?? []);
}
