import type { BatchRefusal } from './types.ts';

/** Why the parent reports are not made. */
export const batchRefusalWords: Readonly<Record<BatchRefusal, string>> = {
  'no-results': 'Kies een of meer groepen met resultaten in deze periode.',
  'not-in-package': 'Ouderrapporten horen bij het pakket Compleet. De beheerder van uw school kan het pakket wijzigen.',
};
