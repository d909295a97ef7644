// Usage: npm test [-- FILE ...]. Type check, lint, then every test; with files, those tests alone.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const bin = path.join(root, 'node_modules', '.bin');

/** Everything is checked, also after a failure; the exit status is 1 when anything failed. */
export async function testCommand(files: readonly string[]): Promise<number> {
  const checks = files.length > 0 ? [] : [
    run('types', path.join(bin, 'tsc'), ['-p', '.']),
    run('types of src/psychometrics (imports nothing)', path.join(bin, 'tsc'), ['-p', 'src/psychometrics']),
    run('types of src/player (the browser)', path.join(bin, 'tsc'), ['-p', 'src/player']),
    run('lint', path.join(bin, 'oxlint'), ['--type-aware', 'src', 'test', 'tools']),
  ];
  const tests = run('tests', process.execPath, [
    '--import', 'tsx', '--test', '--test-isolation=none', '--test-force-exit',
    `--test-global-setup=${path.join(root, 'test', 'global.ts')}`,
    ...(process.env.CI ? ['--test-reporter=spec'] : []),
    ...(files.length > 0 ? files : ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts']),
  ]);
  return [...checks, tests].every(Boolean) ? 0 : 1;
}

function run(title: string, command: string, args: readonly string[]): boolean {
  process.stdout.write(`\n== ${title}\n`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.stdout.write(`== ${title}: failed\n`);
  return status === 0;
}
