import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assetsHash, assetUrl, uiAssets } from './assets.ts';
import { bandTints, palette } from './palette.ts';

const textOf = async (name: string) =>
  Buffer.from(await uiAssets().find(({ path }) => path === name)!.body()).toString('utf8');

describe('assets', () => {
  test('every asset can be read, and its address holds the hash of all of them', async () => {
    assert.match(assetsHash(), /^[0-9a-f]{12}$/u);
    assert.equal(assetUrl('inbeeld.css'), `/assets/${assetsHash()}/inbeeld.css`);
    for (const { path, body, contentType } of uiAssets()) {
      assert.ok((await body()).length > 100, path);
      assert.ok(contentType.length > 0, path);
    }
  });

  test('a stylesheet asks for nothing but assets of ours', async () => {
    const known: readonly string[] = uiAssets().map(({ path }) => path);
    for (const sheet of ['inbeeld.css', 'pupil.css']) {
      const asked = [...(await textOf(sheet)).matchAll(/url\('([^']+)'\)|@import/gu)]
        .map((match) => match[1] ?? '@import');
      assert.ok(asked.length > 0);
      assert.deepEqual(asked.filter((address) => !known.includes(address)), [], sheet);
    }
  });

  test('pages and charts have the same colours', async () => {
    const tokens = new Map([...(await textOf('inbeeld.css')).matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/gu)]
      .map((match) => [match[1], match[2]]));
    const dashed = (name: string) => name.replace(/[A-Z]/gu, (capital) => `-${capital.toLowerCase()}`);
    for (const [name, colour] of Object.entries(palette)) {
      assert.equal(tokens.get(dashed(name)), colour, name);
    }
    assert.deepEqual([1, 2, 3, 4, 5].map((band) => tokens.get(`band-${band}`)), [...bandTints]);
  });
});
