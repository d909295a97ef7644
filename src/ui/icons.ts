import { readFileSync } from 'node:fs';
import { assert } from '../base/assert.ts';

/** The icons in use, all from Lucide (ISC licence); another one is added here by its Lucide name. */
export type IconName =
  | 'arrow-left' | 'arrow-right' | 'calendar' | 'chart-line' | 'check' | 'chevron-right' | 'circle-alert'
  | 'circle-check' | 'circle-pause' | 'circle-play' | 'circle-question-mark' | 'circle-x' | 'clipboard-list'
  | 'clock' | 'download'
  | 'file-text' | 'house' | 'inbox' | 'info' | 'key-round' | 'life-buoy' | 'lock' | 'log-out' | 'mail'
  | 'monitor' | 'pencil-line' | 'printer' | 'school' | 'search' | 'send' | 'settings' | 'triangle-alert' | 'upload'
  | 'user-round' | 'users';

/** The shapes inside the `<svg>` of an icon, drawn with strokes on a field of 24 by 24. */
export function iconShapes(name: IconName): string {
  const known = shapes.get(name);
  if (known !== undefined) return known;
  const file = readFileSync(new URL(import.meta.resolve(`lucide-static/icons/${name}.svg`)), 'utf8');
  const inside = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(file)?.[1];
  assert(inside !== undefined, `icon ${name} has no svg element`);
  const shape = inside.replace(/\s+/gu, ' ').trim();
  shapes.set(name, shape);
  return shape;
}

const shapes = new Map<IconName, string>();
