import type { CheckRefusal } from './take.ts';

/** Why a file was not checked, and what to do. */
export function refusalWords(refusal: CheckRefusal, megabytes: number): string {
  return {
    'no-file': 'Kies eerst een bestand.',
    'too-large': `Dit bestand is groter dan ${megabytes} MB. Controleer het op uw eigen computer met inbeeld check, `
      + 'of kies een bestand van één school en één schooljaar.',
    'too-slow': 'Het duurde te lang voor uw bestand binnen was. Probeer het opnieuw, of controleer het op uw eigen '
      + 'computer met inbeeld check.',
    'busy': 'Er worden op dit moment al veel bestanden gecontroleerd. Probeer het over een minuut opnieuw.',
  }[refusal];
}
