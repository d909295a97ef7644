import type { XmlNodeOrNothing } from '../xml/write.ts';
import type { SchoolRef } from './types.ts';
import { carriedText } from '../loss.ts';
import { leaf } from '../xml/write.ts';

/** The leaves that name a school; the dependance is always written, also `00`. */
export function schoolLeaves(school: SchoolRef, prefix: 'lg' | 'lr'): readonly XmlNodeOrNothing[] {
  if (school.kind === 'schoolKey') return [leaf(`${prefix}:schoolkey`, carriedText(school.schoolKey, 256) ?? '-')];
  return [leaf(`${prefix}:brincode`, school.brin), leaf(`${prefix}:dependancecode`, school.site)];
}
