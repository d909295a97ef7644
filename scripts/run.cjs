#!/usr/bin/env node
// Usage: node scripts/run.cjs COMMAND [ARGS]. Runs on any Node 20.19 or newer: it installs what is missing, then hands
// over to the Node that package-lock.json pins. Plain CommonJS on purpose: nothing newer may be needed to read it.
'use strict';
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { spawn, spawnSync } = require('node:child_process');
const path = require('node:path');

const root = path.join(__dirname, '..');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.inbeeld-lock');
const pinned = path.join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node');

function installMissing() {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  process.stderr.write('Installing what is missing (once, about half a minute) ...\n');
  // Whatever npm says goes to stderr: stdout belongs to the command.
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    process.stderr.write('npm ci failed; is the npm registry reachable?\n');
    process.exit(npm.status || 1);
  }
  writeFileSync(stamp, hash);
}

function chooseNode() {
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  process.stderr.write(`No Node 24 for ${process.platform}-${process.arch} in the registry packages; `
    + 'install Node 24 or newer and try again.\n');
  return process.exit(2);
}

installMissing();
const child = spawn(chooseNode(), ['--import', 'tsx', path.join(root, 'src', 'main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit', env: { ...process.env, INBEELD_ROOT: root },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 128 : code));
