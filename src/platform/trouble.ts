import { Bug } from '../base/assert.ts';
import { Outage } from './outage.ts';

/**
 * What of an error may stand in a log or with a failed job: the words of a Bug or an Outage, which are ours and
 * hold ids only. Of anybody else's error the name and code alone: its message may quote what a person typed.
 */
export function troubleWords(error: unknown): string {
  if (error instanceof Bug || error instanceof Outage) return `${error.name}: ${error.message.slice(0, 300)}`;
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}${firstOwnFrame(error)}`;
}

function firstOwnFrame(error: Error): string {
  const frame = (error.stack ?? '').split('\n').find((line) => /\/src\/[^)]*:\d+:\d+/.test(line));
  return frame ? ` at ${frame.trim().replace(/^.*\/src\//, 'src/').replace(/\)$/, '')}` : '';
}
