import type { Finding } from '../base/findings.ts';
import type { CalibrationRefusal } from '../psychometrics/identify.ts';
import type { MarginalRefusal } from '../psychometrics/mml.ts';
import { fault } from './io.ts';

/** The finding of a refused calibration, such as MEAS-NOT-CONNECTED. */
export function calibrationFault(refusal: CalibrationRefusal): Finding {
  const code = refusal.code.replaceAll(/[A-Z]/g, (letter) => `-${letter}`).toUpperCase();
  return fault(`MEAS-${code}`, calibrationRefusalNl(refusal));
}

/** Why there is no calibration, as one Dutch sentence with the items in it. */
function calibrationRefusalNl(refusal: CalibrationRefusal): string {
  switch (refusal.code) {
    case 'nothingToEstimate':
      return 'Alle opgaven staan vast: er is niets te schatten.';
    case 'fixedItemUnlikeData':
      return `Opgave ${refusal.itemId}: score ${refusal.score} komt voor, maar staat niet bij de vaste parameters.`;
    case 'categoryOnlyAtExtremes':
      return `Opgave ${refusal.itemId}: score ${refusal.score} komt niet voor bij personen die iets goed en iets `
        + 'fout hebben. De parameter is dan oneindig. Laat de opgave weg of voeg scores samen.';
    case 'notConnected':
      return `Het design valt uiteen in ${refusal.parts.length} delen zonder gemeenschappelijke opgaven: `
        + `${refusal.parts.map((part) => `[${part.join(', ')}]`).join(' ')}.`;
    case 'separated':
      return `Niemand heeft iets goed van [${refusal.harder.join(', ')}] en iets fout van `
        + `[${refusal.easier.join(', ')}]. Hoeveel die in moeilijkheid verschillen, is dan niet te schatten.`;
    case 'notDetermined':
      return `Opgave ${refusal.itemId}, score ${refusal.score}: de antwoorden bepalen deze parameter niet.`;
    case 'notConverged':
      return 'De schatting komt niet tot stilstand.';
    case 'cancelled':
      return 'De schatting is afgebroken.';
  }
}

/** Why there is no marginal calibration, as one Dutch sentence. */
export function marginalRefusalNl(refusal: MarginalRefusal): string {
  switch (refusal.code) {
    case 'categoryNotSeen':
      return refusal.score === 0 ? `Opgave ${refusal.itemId}: niemand heeft score 0.`
        : `Opgave ${refusal.itemId}: niemand heeft een score boven 0.`;
    case 'notDetermined':
      return `Opgave ${refusal.itemId}: de antwoorden bepalen de helling of de moeilijkheid niet.`;
    case 'notConverged':
      return 'De schatting komt niet tot stilstand.';
    case 'cancelled':
      return 'De schatting is afgebroken.';
  }
}
