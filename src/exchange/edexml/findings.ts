import { defineCatalogue } from '../catalogue.ts';

/** What can be wrong with a roster, in an EDEXML file or inside UWLR leerlinggegevens (which has the same
 * tree).
 * Blocking is only what would make the import unsafe: exchange.md 10.3. */
export const edexFindings = defineCatalogue({
  'EDEX-ROOT': [
    'error', true,
    'Het eerste element is niet <EDEX> zonder naamruimte.',
    'Kies het EDEXML-bestand uit het LAS.',
  ],
  'EDEX-SCHOOL-MISSING': [
    'error', true,
    'Het element <school> ontbreekt.',
    'Zonder school weten wij niet van wie de gegevens zijn.',
  ],
  'EDEX-SCHOOL-REPEATED': [
    'error', true, 'Er staat meer dan één school in.',
    'Exporteer elke school (of vestiging) in een eigen bestand.',
  ],
  'EDEX-SCHOOL-UNIDENTIFIED': [
    'error', true, 'Er staat geen BRIN, instellingsnummer of schoolsleutel bij de school.',
    'Vul in het LAS het BRIN van de school in en exporteer opnieuw.',
  ],
  'EDEX-SCHOOLYEAR-UNUSABLE': [
    'error', true, 'Het schooljaar ontbreekt of bestaat niet uit twee opeenvolgende jaren.',
    'Schrijf het schooljaar als 2026-2027.',
  ],
  'EDEX-SCHOOLYEAR-ABSENT': [
    'error', false, 'Het antwoord van het LAS noemt geen schooljaar.',
    'Wij nemen het jaar waar wij om vroegen. Vraag de leverancier van het LAS om het in te vullen.',
  ],
  'EDEX-SCHOOLYEAR-BEYOND-LIST': [
    'note', false,
    'Het schooljaar is nieuwer dan de lijst in het officiële schema, die bij 2024-2025 ophoudt.',
    'U hoeft niets te doen: wij nemen het aan.',
  ],
  'EDEX-XSDVERSION': [
    'warning', false, 'De xsdversie is geen versie van EDEXML of UWLR die wij kennen.',
    'Wij lezen het als de nieuwste. Noem de versie van het schema: bij EDEXML 2.1, bij UWLR 2.2 of 2.3.',
  ],
  'EDEX-NO-PUPILS': [
    'error', true, 'Er staat geen enkele leerling in.',
    'Exporteer opnieuw en kies een schooljaar en vestiging waar leerlingen in zitten.',
  ],
  'EDEX-KEY-DUPLICATE': [
    'error', true, 'Dezelfde sleutel komt twee keer voor.',
    'Geef in het LAS ieder een eigen sleutel, of verwijder de dubbele.',
  ],
  'EDEX-PERSON-REPEATED': [
    'error', false, 'Dezelfde persoon staat vaker in één antwoord (getrapt).',
    'Wij voegen ze samen. Noem ieder één keer per antwoord.',
  ],
  'EDEX-KEY-SPACES': [
    'error', false, 'Een sleutel heeft spaties aan het begin of het eind.',
    'Wij lezen hem zonder. Haal de spaties weg in het LAS.',
  ],
  'EDEX-ECKID-DUPLICATE': [
    'error', true, 'Hetzelfde ECK iD staat bij twee personen.',
    'Controleer in het LAS of het om één persoon gaat en vraag het ECK iD opnieuw aan.',
  ],
  'EDEX-GROUP-UNKNOWN': [
    'error', true, 'Er wordt verwezen naar een groep die niet in het bestand staat.',
    'Zet de groep in de export, of haal de verwijzing weg.',
  ],
  'EDEX-SITE-UNKNOWN': [
    'error', false, 'Er wordt verwezen naar een vestiging die niet in het bestand staat.',
    'Zet de vestiging in de export; tot dan nemen wij de vestiging van deze leerling niet over.',
  ],
  'EDEX-PUPIL-UNIDENTIFIED': [
    'error', true,
    'Iemand heeft geen sleutel en geen ECK iD.',
    'Exporteer met de sleutel van elke leerling en leerkracht.',
  ],
  'EDEX-KEY-MISSING': [
    'error', false, 'De sleutel ontbreekt.', 'Neem de sleutel op in de export.',
  ],
  'EDEX-KEY-DUMMY': [
    'note', false, 'Er zijn sleutels die met # beginnen: die gelden alleen binnen dit bestand.',
    'Wij zoeken deze personen op naam en geboortedatum; controleer de koppeling.',
  ],
  'EDEX-ECKID-FORM': [
    'warning', false, 'Een ECK iD heeft een andere vorm dan https://ketenid.nl/ met 128 tekens.',
    'Controleer in het LAS of dit echte ECK iD\'s zijn en geen testwaarden.',
  ],
  'EDEX-NAME-MISSING': [
    'error', false, 'Er is geen achternaam en geen roepnaam, of een voorvoegsel zonder achternaam.',
    'Vul de naam aan in het LAS.',
  ],
  'EDEX-YEARGROUP-MISSING': [
    'warning', false, 'De jaargroep van een leerling is niet bekend.',
    'Vul de jaargroep in het LAS in; zonder jaargroep kunnen wij geen toetsen klaarzetten.',
  ],
  'EDEX-YEARGROUP-DERIVED': [
    'note', false, 'Leerlingen zonder eigen jaargroep krijgen die van hun stamgroep.',
    'U hoeft niets te doen als dat klopt.',
  ],
  'EDEX-YEARGROUP-COMBINATION': [
    'warning', false, 'Een leerling heeft C (combinatiegroep) als jaargroep; dat is een code voor een groep.',
    'Geef de leerling in het LAS de eigen jaargroep.',
  ],
  'EDEX-PUPILS-LEFT': [
    'note', false, 'Er zijn leerlingen met jaargroep H of N, of die al zijn uitgestroomd.',
    'Wij zetten voor hen geen toetsen klaar.',
  ],
  'EDEX-DATES-CROSSED': [
    'warning', false, 'De uitstroomdatum ligt voor de instroomdatum.', 'Verbeter een van beide in het LAS.',
  ],
  'EDEX-BIRTHDATE-ODD': [
    'warning', false, 'De geboortedatum ligt na de datum van het bestand of meer dan 30 jaar ervoor.',
    'Controleer de geboortedatum in het LAS.',
  ],
  'EDEX-BSN-DROPPED': [
    'note', false, 'Het bestand bevat (een deel van) burgerservicenummers of onderwijsnummers.',
    'Wij bewaren ze niet. Laat ze weg uit de export als het LAS dat toestaat.',
  ],
  'EDEX-ADDITIONS-IGNORED': [
    'note', false, 'Het bestand bevat toevoegingen.', 'Wij lezen ze niet en bewaren ze niet.',
  ],
  'EDEX-ADDITION-UNKNOWN': [
    'error', false, 'Een toevoeging heeft geen type, of een type dat niet in het schema staat.',
    'Laat deze toevoeging weg. De rest lezen wij gewoon.',
  ],
  'EDEX-CHOICE': [
    'error', false, 'Twee elementen die elkaar uitsluiten staan naast elkaar.', 'Laat er één van weg.',
  ],
  'EDEX-MISSING': [
    'error', false, 'Een verplicht element ontbreekt.', 'Vul het aan in het LAS en exporteer opnieuw.',
  ],
  'EDEX-UNKNOWN': [
    'error', false, 'Er staat een element of attribuut dat de standaard hier niet kent.',
    'Wij slaan het over. Vraag de leverancier van het LAS om het weg te laten.',
  ],
  'EDEX-ORDER': [
    'error', false, 'De elementen staan niet in de volgorde van het schema.',
    'Wij lezen het toch. Vraag de leverancier van het LAS om de volgorde te herstellen.',
  ],
  'EDEX-REPEATED': [
    'error', false, 'Een element staat er vaker dan mag.', 'Wij gebruiken het eerste. Haal de andere weg.',
  ],
  'EDEX-EMPTY': [
    'error', false,
    'Een element of attribuut is leeg.',
    'Wij lezen het als afwezig. Laat het weg of vul het in.',
  ],
  'EDEX-TEXT': ['error', false, 'Er staat losse tekst tussen de elementen.', 'Haal de tekst weg.'],
  'EDEX-LENGTH': ['error', false, 'Een tekst is te lang.', 'Kort de tekst in het LAS in.'],
  'EDEX-FORM': [
    'error', false,
    'Een waarde heeft niet de vorm die de standaard vraagt.',
    'Verbeter de waarde in het LAS.',
  ],
  'EDEX-CODE': [
    'error', false, 'Een code staat niet in de codelijst van de standaard.',
    'Wij lezen hem als onbekend. Kies in het LAS een code uit de lijst.',
  ],
  'EDEX-DATE': [
    'error', false, 'Een datum of tijdstip bestaat niet of is anders geschreven.',
    'Wij lezen hem als onbekend. Verbeter hem in het LAS.',
  ],
});
