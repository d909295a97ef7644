import { defineCatalogue } from '../catalogue.ts';

/** What can be wrong with a UWLR message. The roster inside leerlinggegevens has the codes of
 * edexml/findings.ts. */
export const uwlrFindings = defineCatalogue({
  'UWLR-ENVELOPE': [
    'error', true, 'De SOAP-envelop klopt niet: geen of meer dan één bericht in de Body, of geen SOAP 1.1.',
    'Stuur één bericht in een SOAP 1.1-envelop.',
  ],
  'UWLR-SOAP-12': [
    'error', true, 'Dit is een envelop van SOAP 1.2; UWLR gebruikt SOAP 1.1.',
    'Gebruik SOAP 1.1: de envelop http://schemas.xmlsoap.org/soap/envelope/ en Content-Type text/xml.',
  ],
  'UWLR-MESSAGE-NAME': [
    'error', false, 'De naam van het bericht heeft andere hoofdletters dan UWLR, of de Fault staat buiten SOAP.',
    'Wij lezen het toch. Schrijf de naam en de naamruimte zoals de WSDL ze heeft.',
  ],
  'UWLR-VERSION-1': [
    'error', true, 'Dit is een bericht van UWLR 1.0; wij spreken UWLR 2.2.',
    'Vraag de leverancier van het LAS om UWLR 2.2.',
  ],
  'UWLR-XSDVERSION': [
    'warning', false, 'De xsdversie is geen versie van UWLR die wij kennen: 2.1, 2.2 of 2.3.',
    'Wij lezen het als UWLR 2.2. Noem de versie van het schema waarmee het bericht is gemaakt.',
  ],
  'UWLR-MESSAGE-UNKNOWN': [
    'error', true,
    'Dit is geen bericht dat UWLR 2.2 kent.',
    'Controleer de naam en de naamruimte van het bericht.',
  ],
  'UWLR-UNUSABLE': [
    'error', true, 'Er ontbreekt zoveel dat het bericht niet te gebruiken is.',
    'Herstel eerst de andere bevindingen bij dit bericht.',
  ],
  'UWLR-ANSWER-EMPTY': [
    'error', true, 'Het antwoord bevat geen gegevens en zegt ook niet dat die er niet zijn.',
    'Antwoord met gegevens, geenwijzigingen of geengegevens.',
  ],
  'UWLR-STAGED-SCHOOL': [
    'error', true, 'Een van de antwoorden (getrapt) gaat over een andere school of een ander schooljaar.',
    'Antwoord op elk verzoek over de school en het schooljaar die gevraagd zijn.',
  ],
  'UWLR-STAGED-PERSON': [
    'error', true, 'Dezelfde sleutel is in twee antwoorden (getrapt) van twee verschillende mensen.',
    'Geef ieder een eigen sleutel in het LAS.',
  ],
  'UWLR-STAGED-DIFFERS': [
    'warning', false, 'Twee antwoorden (getrapt) zeggen iets anders over dezelfde persoon.',
    'Wij gebruiken het eerste. Controleer de gegevens in het LAS en haal ze opnieuw op.',
  ],
  'UWLR-HEADER-MISSING': [
    'error', false, 'De header met de autorisatie ontbreekt.',
    'Zet autorisatiesleutel, klantcode en klantnaam in de header.',
  ],
  'UWLR-HEADER-INCOMPLETE': [
    'error', false,
    'In de header ontbreekt de autorisatiesleutel, de klantcode of de klantnaam, of is te lang.',
    'Vul alle drie in, in die volgorde, elk met 1 tot 64 tekens.',
  ],
  'UWLR-BARE': [
    'note', false,
    'Het bericht staat los, zonder SOAP-envelop.',
    'Als bestand is dat goed; over de lijn hoort de envelop erom.',
  ],
  'UWLR-FAULT': [
    'note', false,
    'Dit is een foutmelding van een LAS.',
    'Lees de code en de tekst, en herstel wat daar staat.',
  ],
  'UWLR-FAULT-CODE': [
    'error', false, 'De foutcode staat niet in UWLR.', 'Gebruik een code uit de lijst van UWLR.',
  ],
  'UWLR-FAULT-FORM': [
    'note', false, 'De foutcode is anders geschreven dan SOAP en UWLR het doen.',
    'Wij begrijpen hem. Schrijf het voorvoegsel van de envelop, een dubbele punt, Client of Server, een punt, de code.',
  ],
  'UWLR-SCHOOLYEAR': [
    'error', true,
    'Het schooljaar bestaat niet uit twee opeenvolgende jaren.',
    'Schrijf het schooljaar als 2026-2027.',
  ],
  'UWLR-SCHOOL-CHOICE': [
    'error', true, 'De school staat er niet in, of met BRIN én schoolsleutel.',
    'Noem de school met brincode (en dependancecode), of met schoolkey; niet met beide.',
  ],
  'UWLR-GROUPS-MISSING': [
    'error', true, 'Een verzoek om leerlingen of leerkrachten noemt geen groepen.',
    'Noem ten minste één groep; <groep/> zonder sleutel vraagt wie in geen groep zit.',
  ],
  'UWLR-NO-RESULTS': [
    'error', true,
    'Er staan geen toetsafnames of geen toetsen in.',
    'Stuur resultaten samen met hun toetsen.',
  ],
  'UWLR-RESULT-KEY-DUPLICATE': [
    'error', true, 'Twee resultaten hebben dezelfde sleutel.', 'Geef elk resultaat een eigen, vaste sleutel.',
  ],
  'UWLR-KEY-SPACES': [
    'error', false, 'Een sleutel of toetscode heeft spaties aan het begin of het eind.',
    'Wij lezen hem zonder. Haal de spaties weg.',
  ],
  'UWLR-TAKEN-AFTER': [
    'warning', false, 'De afnamedatum ligt na de aanmaakdatum van het bericht.', 'Controleer de afnamedatum.',
  ],
  'UWLR-RESULT-UNUSABLE': [
    'warning', false, 'Een resultaat mist zijn sleutel, leerling, datum, toets of uitkomst.',
    'Vul het aan; zonder dat nemen wij dit resultaat niet over.',
  ],
  'UWLR-OUTCOME': [
    'error', false, 'Een resultaat heeft geen uitkomst, of meer dan één soort.',
    'Geef precies één van score, osoresultaat en anderresultaat.',
  ],
  'UWLR-OUTCOME-OTHER': [
    'warning', false, 'Een resultaat heeft een eigen vorm (anderresultaat) die UWLR niet beschrijft.',
    'Wij tellen het mee, maar kunnen het niet gebruiken.',
  ],
  'UWLR-OUTCOME-TYPE': [
    'error', false, 'Een anderresultaat heeft geen type, of een type dat niet in het schema van UWLR staat.',
    'Geef een score of een osoresultaat; een eigen type kent alleen wie het heeft afgesproken.',
  ],
  'UWLR-TEST-UNKNOWN': [
    'error', false,
    'De toetscode staat niet bij de toetsen van dit bericht.',
    'Neem de toets op onder <toetsen>.',
  ],
  'UWLR-TEST-DUPLICATE': [
    'error', true, 'Dezelfde toetscode staat twee keer onder <toetsen>.',
    'Zet de versie in de toetscode, of stuur twee berichten.',
  ],
  'UWLR-PART-UNKNOWN': [
    'error', false, 'Het toetsonderdeel staat niet bij deze toets.', 'Neem het onderdeel op bij de toets.',
  ],
  'UWLR-PART-DUPLICATE': [
    'error', false, 'Twee onderdelen van een toets hebben hetzelfde nummer of dezelfde code.',
    'Geef elk onderdeel een eigen nummer en code.',
  ],
  'UWLR-NORMS': [
    'error', false, 'De normen van een toets overlappen elkaar, of een begin ligt boven zijn eind.',
    'Laat elke score in hoogstens één norm vallen.',
  ],
  'UWLR-NORMS-UNUSED': [
    'warning', false, 'De normen van een toets kloppen niet, maar zijn resultaten (osoresultaat) gebruiken ze niet.',
    'Verbeter de normen, of laat ze weg.',
  ],
  'UWLR-SCORE': [
    'error', false, 'De score valt buiten alle normen van de toets.', 'Verbeter de score of de normen.',
  ],
  'UWLR-OSO-EMPTY': [
    'error', false,
    'Een osoresultaat heeft geen toetsscore en geen referentiescore.',
    'Vul er ten minste één in.',
  ],
  'UWLR-OSO-SCORE-EMPTY': [
    'warning', false, 'Een toetsscore is leeg.', 'Vul de score in, of laat de toetsscore weg.',
  ],
  'UWLR-OSO-REFERENCE': [
    'error', false, 'De code van een referentiescore staat niet in codelijst 11 van OSO.',
    'Gebruik een code uit de lijst, zoals IV, AE, FN of DLE.',
  ],
  'UWLR-OSO-COMPARISON': [
    'error', false,
    'De vergelijkingsgroep staat niet in codelijst 22 van OSO.',
    'Gebruik in het basisonderwijs Landelijk.',
  ],
  'UWLR-OSO-LEVEL': [
    'warning', false, 'De waarde van een referentiescore bestaat niet bij zijn code.',
    'Bij IV hoort I tot en met V, bij AE hoort A tot en met E.',
  ],
  'UWLR-OSO-NUMBERS': [
    'error', false, 'De getallen van een toetsscore spreken elkaar tegen.',
    'Geen negatieve aantallen, niet meer goed en fout dan opgaven, en bivlaag niet boven bivhoog.',
  ],
  'UWLR-MISSING': ['error', false, 'Een verplicht element ontbreekt.', 'Vul het aan.'],
  'UWLR-UNKNOWN': [
    'error', false,
    'Er staat een element of attribuut dat de standaard hier niet kent.',
    'Wij slaan het over. Laat het weg.',
  ],
  'UWLR-ORDER': [
    'error', false,
    'De elementen staan niet in de volgorde van het schema.',
    'Wij lezen het toch. Herstel de volgorde.',
  ],
  'UWLR-REPEATED': [
    'error',
    false,
    'Een element staat er vaker dan mag.',
    'Wij gebruiken het eerste. Haal de andere weg.',
  ],
  'UWLR-EMPTY': ['error', false, 'Een element of attribuut is leeg.', 'Laat het weg of vul het in.'],
  'UWLR-TEXT': ['error', false, 'Er staat losse tekst tussen de elementen.', 'Haal de tekst weg.'],
  'UWLR-LENGTH': ['error', false, 'Een tekst is te lang.', 'Kort de tekst in.'],
  'UWLR-FORM': [
    'error', false, 'Een waarde heeft niet de vorm die de standaard vraagt.', 'Verbeter de waarde.',
  ],
  'UWLR-DATE': [
    'error',
    false,
    'Een datum of tijdstip bestaat niet of is anders geschreven.',
    'Verbeter de datum.',
  ],
});
