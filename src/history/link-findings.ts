import type { Finding } from '../base/findings.ts';
import { findingOf, nowhere, defineCatalogue } from '../exchange/catalogue.ts';

const catalogue = defineCatalogue({
  'HISTORY-LINK-OUTAGE': [
    'warning',
    false,
    'Het LAS gaf geen antwoord.',
    'Wij proberen het vanzelf opnieuw. U kunt deze pagina sluiten.',
  ],
  'HISTORY-LINK-GIVEN-UP': [
    'error',
    true,
    'Het LAS gaf keer op keer geen antwoord.',
    'Er is niets gewijzigd. Probeer het later nog eens, of vraag uw LAS-leverancier of er een storing is.',
  ],
  'HISTORY-LINK-DENIED': [
    'error',
    true,
    'Het LAS laat ons niet binnen.',
    'Maak in uw LAS een nieuwe autorisatiesleutel voor deze school en vul die in bij stap 1. '
      + 'Er is niets gewijzigd.',
  ],
  'HISTORY-LINK-NOT-OFFERED': [
    'error',
    true,
    'Uw LAS levert geen oude resultaten over de koppeling.',
    'Vraag uw LAS-leverancier om een CSV-bestand en kies dat hieronder.',
  ],
  'HISTORY-LINK-TYPED-OFF': [
    'warning',
    false,
    'Met de hand ingevoerde resultaten kwamen niet mee: uw LAS laat ze niet over de koppeling gaan.',
    'Vraag uw LAS-leverancier om de koppeling voor resultaten (DULT) aan te zetten, en haal de resultaten '
      + 'daarna nog eens op.',
  ],
  'HISTORY-LINK-NOTHING': [
    'warning',
    false,
    'Het LAS heeft geen oude resultaten van deze vestiging.',
    'U hoeft niets te doen.',
  ],
});

function said(code: keyof typeof catalogue): Finding {
  return findingOf(catalogue[code], nowhere, catalogue[code].meaning);
}

/** What can go wrong on the way to the LAS, as findings of the delivery. */
export const linkFindings = {
  outage: said('HISTORY-LINK-OUTAGE'),
  givenUp: said('HISTORY-LINK-GIVEN-UP'),
  denied: said('HISTORY-LINK-DENIED'),
  notOffered: said('HISTORY-LINK-NOT-OFFERED'),
  typedOff: said('HISTORY-LINK-TYPED-OFF'),
  nothing: said('HISTORY-LINK-NOTHING'),
} as const;
