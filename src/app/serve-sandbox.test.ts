import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLog } from '../platform/log.ts';
import { sandboxSettings, startSandbox } from './serve-sandbox.ts';

test('a sandbox on its own has its own folder and port, and never the database server of the platform', () => {
  const { config, sandboxUrl, platformUrl } = sandboxSettings({
    DATABASE_URL: 'postgres://inbeeld@db.example/inbeeld', PUBLIC_URL: 'https://inbeeld.example/',
    INBEELD_DATA: '/srv/data',
  }, {});
  assert.equal(config.databaseUrl, null);
  assert.equal(config.databaseOwnerUrl, null);
  assert.equal(config.dataFolder, '/srv/data/sandbox');
  assert.equal(sandboxUrl, 'http://localhost:3001');
  assert.equal(platformUrl, 'https://inbeeld.example');
});

test('flags of the command line choose the port and the folder of a sandbox on its own', () => {
  const { config, sandboxUrl } = sandboxSettings({}, { port: 4100, dataFolder: '/tmp/oefen' });
  assert.equal(config.port, 4100);
  assert.equal(config.dataFolder, '/tmp/oefen');
  assert.equal(sandboxUrl, 'http://localhost:4100');
});

test('a sandbox where nobody has a password does not listen to the network', async () => {
  const started = await startSandbox(sandboxSettings({ HOST: '0.0.0.0' }, { dataFolder: '/nonexistent' }), silentLog);
  assert.ok(!started.ok);
  assert.match(started.refusal, /geen wachtwoorden .* niet op 0\.0\.0\.0/);
});
