import type { ReadingFault } from './read-rows.ts';
import type { ReadingSubject } from './types.ts';

/** The names of both tests on the screen. */
export const readingNames: Readonly<Record<ReadingSubject, string>> = { dmt: 'DMT', avi: 'AVI' };

/** What a teacher reads beside a row that cannot be kept. */
export const readingFaultWords: Readonly<Record<ReadingFault['code'], string>> = {
  'not-a-count': 'vul hele getallen in; een tijd als seconden of als 1:25',
  'too-many-words': 'zoveel woorden staan er niet op deze kaart',
  'more-wrong-than-read': 'er zijn meer woorden fout dan gelezen',
  'cards-missing': 'vul alle kaarten in. Vanaf M5 mag kaart 1 weg',
  'card-twice': 'deze kaart staat er twee keer',
  'no-such-day': 'de datum bestaat niet',
  'future-day': 'de datum ligt na vandaag',
  'other-school-year': 'de datum valt buiten dit schooljaar',
  'no-moment': 'op deze dag is er voor deze jaargroep geen toetsmoment',
  'other-moment': 'deze dag hoort bij een ander toetsmoment dan nu',
  'changed-meanwhile': 'een collega heeft deze leerling net ingevoerd. Laad de pagina opnieuw en kijk wat er staat',
};
