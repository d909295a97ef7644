// Usage: node --import tsx test/durability/server-process.ts PORT FOLDER. The platform with its sandbox, as
// `serve --sandbox` runs it but without filling the invented schools. Everything is loaded first; it opens the data at
// the first line on standard input, so that a test that restarts it twenty times does not wait for the loader.
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { startPlatform } from '../../src/app/running.ts';
import { readConfig } from '../../src/platform/config.ts';
import { silentLog } from '../../src/platform/log.ts';

const [port = '', dataFolder = ''] = process.argv.slice(2);
// Who dies by kill -9 writes no cache at the end.
flushCompileCache();
await once(process.stdin, 'data');
const config = readConfig({}, { port: Number(port), dataFolder });
const started = await startPlatform(config, { sandbox: true, log: silentLog });
if (!started.ok) throw new Error(started.refusal);
