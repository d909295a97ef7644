import type { GridFault } from './read-rows.ts';
import type { LeftOver } from './paste.ts';
import type { PaperWay } from './types.ts';

/** What a teacher reads beside a cell, day or row that cannot be saved. */
export const faultWords: Readonly<Record<GridFault['code'], string>> = {
  'not-points': 'zoveel punten kan niet bij deze opgave. Vul punten in, een - voor overgeslagen of een / voor niet'
    + ' aan toe gekomen',
  'not-an-option': 'deze letter heeft de opgave niet. Vul de letter van het antwoord in, een - voor overgeslagen of een'
    + ' / voor niet aan toe gekomen',
  'not-a-total': 'dit totaal kan niet bij deze taak',
  'too-long': 'dit antwoord is te lang voor een vakje. Geef punten met een = ervoor, bijvoorbeeld =1',
  'no-such-day': 'de datum bestaat niet',
  'future-day': 'de datum ligt na vandaag',
  'other-school-year': 'de datum valt buiten dit schooljaar',
  'row-empty': 'deze taak is al ingeleverd en kan niet helemaal leeg worden gemaakt',
  'items-and-total': 'deze rij heeft al opgaven of een totaal. Een rij heeft het een of het ander: maak eerst leeg'
    + ' wat er staat',
  'same-person': 'u hebt deze rij zelf de eerste keer ingevoerd. De tweede invoer is voor iemand anders',
};

/** The three ways of entering, with what they give. */
export const wayWords: Readonly<Record<PaperWay, { readonly label: string; readonly hint: string }>> = {
  answers: { label: 'Wat de leerling antwoordde', hint: 'Wij kijken na, zoals bij een toets op het scherm.' },
  points: { label: 'Punten per opgave', hint: 'U keek zelf na: 1 is goed, 0 is fout.' },
  totals: { label: 'Alleen het totaal per taak', hint: 'Het snelst, maar de vaardigheidsscore is minder precies.' },
};

/** Why something that was pasted has no place. */
export const leftOverWords: Readonly<Record<LeftOver['code'], string>> = {
  'no-such-pupil': 'deze leerling staat niet in deze lijst',
  'two-pupils': 'deze naam past bij twee leerlingen',
  'pupil-twice': 'deze leerling stond er al eerder in',
  'too-many-rows': 'er zijn meer rijen dan leerlingen',
  'too-many-columns': 'deze taak heeft niet zoveel opgaven',
};
