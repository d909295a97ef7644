import type { BatchRefusal } from './types.ts';

/** Why the parent reports are not made. */
export const batchRefusalWords: Readonly<Record<BatchRefusal, string>> = {
  'no-pupils': 'Kies een of meer groepen met leerlingen.',
  'not-in-package': 'Ouderrapporten horen bij het pakket Compleet. De beheerder van uw school kan het pakket wijzigen.',
};
