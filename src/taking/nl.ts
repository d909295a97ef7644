import type { CellFault } from './paper-rules.ts';

/** What a teacher reads beside a cell or day that cannot be saved. */
export const cellFaultWords: Readonly<Record<CellFault['code'], string>> = {
  'not-a-score': 'dit aantal punten kan niet. Vul 1 in voor goed, 0 voor fout, of laat het vakje leeg',
  'no-such-day': 'de datum bestaat niet',
  'future-day': 'de datum ligt na vandaag',
  'other-school-year': 'de datum valt buiten dit schooljaar',
  'row-empty': 'deze toets is al ingeleverd en kan niet helemaal leeg worden gemaakt',
};

/** What a pupil's page says of a form whose items are our own inventions. */
export const syntheticLabel = 'synthetische opgaven, niet van Cito';
