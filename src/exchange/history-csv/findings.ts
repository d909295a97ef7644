import { defineCatalogue } from '../catalogue.ts';

/** What can be wrong with a table of old results. What makes the columns doubtful blocks; what is wrong in
 * one line costs that line only. */
export const csvFindings = defineCatalogue({
  'CSV-EMPTY': [
    'error', true, 'Het bestand is leeg.', 'Kies een CSV-bestand met een regel namen van kolommen erboven.',
  ],
  'CSV-NO-ROWS': [
    'error', true, 'Onder de namen van de kolommen staan geen resultaten.',
    'Zet er een regel onder voor elk resultaat, of maak het bestand opnieuw in het LAS.',
  ],
  'CSV-NOT-CSV': [
    'error', true, 'Dit is geen CSV-bestand.',
    'Maak in het LAS of in CP LOVS een CSV-bestand. Een Excel-bestand (.xlsx) bewaart u eerst als CSV.',
  ],
  'CSV-ENCODING': [
    'error', true, 'De tekens zijn niet te lezen.', 'Bewaar het bestand in Excel als "CSV UTF-8".',
  ],
  'CSV-ENCODING-SUSPECT': [
    'warning', false, 'Op een regel staan tekens in een andere codering dan in de rest van het bestand.',
    'Controleer de namen op deze regel, of bewaar het bestand opnieuw als "CSV UTF-8".',
  ],
  'CSV-TOO-LARGE': [
    'error', true, 'Het bestand heeft meer regels of kolommen dan wij lezen.',
    'Verdeel de regels over meer bestanden en laat kolommen weg die u niet nodig heeft.',
  ],
  'CSV-QUOTES': [
    'error', true, 'Een aanhalingsteken staat open.',
    'Sluit het aanhalingsteken; twee achter elkaar staan voor één.',
  ],
  'CSV-COLUMN-MISSING': [
    'error', true, 'Een kolom die nodig is, ontbreekt.',
    'Zet de kolom erbij, of wijs bij het inlezen aan welke kolom het is.',
  ],
  'CSV-COLUMN-DOUBLE': [
    'error', true, 'Een kolom staat er twee keer in.',
    'Geef elke kolom een eigen naam, of wijs bij het inlezen aan welke het is.',
  ],
  'CSV-COLUMN-UNKNOWN': [
    'note', false, 'Er is een kolom die wij niet gebruiken.', 'Wij slaan deze kolom over en bewaren hem niet.',
  ],
  'CSV-COLUMN-GUESSED': [
    'note', false, 'Een kolom heeft een andere naam dan die van ons; wij namen aan welke het is.',
    'Controleer of dat klopt.',
  ],
  'CSV-ABOVE-HEAD': [
    'note', false, 'Boven de namen van de kolommen staan andere regels.', 'Wij slaan ze over.',
  ],
  'CSV-TOTALS': [
    'note', false, 'Een regel met een totaal of gemiddelde is geen resultaat.', 'Wij slaan hem over.',
  ],
  'CSV-RAGGED': [
    'error', false, 'Een regel heeft meer cellen dan er kolommen zijn.',
    'Zet teksten met het scheidingsteken erin tussen aanhalingstekens. Wij nemen deze regel niet over.',
  ],
  'CSV-CELL-TOO-LONG': [
    'error', false, 'Een cel heeft meer tekst dan er in kan staan.', 'Kort de cel in. Wij lezen hem als leeg.',
  ],
  'CSV-CONTROL': [
    'warning', false, 'Een cel bevat tekens die geen tekst zijn.', 'Wij laten die tekens weg.',
  ],
  'CSV-FORMULA': [
    'note', false, 'Een cel ziet eruit als een formule.', 'Wij lezen hem als gewone tekst en rekenen niets uit.',
  ],
  'CSV-INCOMPLETE': [
    'error', false, 'Een regel mist iets dat nodig is.',
    'Vul de regel aan; zonder dat nemen wij dit resultaat niet over.',
  ],
  'CSV-DATE': [
    'error', false, 'Een datum bestaat niet of is niet te lezen.',
    'Schrijf een datum als 2026-01-22 of als 22-1-2026.',
  ],
  'CSV-DATE-SHORT-YEAR': [
    'error', false, 'Een datum heeft een jaar van twee cijfers.', 'Schrijf het jaar met vier cijfers.',
  ],
  'CSV-DATE-AMBIGUOUS': [
    'error', false, 'In deze kolom staan datums met de maand voorop, dus 3/9/2016 kan twee dagen zijn.',
    'Schrijf alle datums als 2026-01-22.',
  ],
  'CSV-DATE-SERIAL': [
    'note', false, 'Een datum staat er als getal, zoals Excel hem van binnen bewaart.',
    'Wij rekenen hem om. Controleer of de dag klopt.',
  ],
  'CSV-NUMBER': ['error', false, 'Een getal is niet te lezen.', 'Schrijf een getal als 628 of 628,5.'],
  'CSV-NUMBER-AMBIGUOUS': [
    'error', false, 'Een getal als 1.234 kan duizend zijn of iets meer dan één.',
    'Schrijf het zonder punt voor de duizendtallen.',
  ],
  'CSV-YEAR-GROUP': [
    'error', false, 'Een jaargroep bestaat niet.', 'Schrijf de jaargroep als 3, 4, 5, 6, 7 of 8.',
  ],
  'CSV-YEAR-GROUP-OUTSIDE': [
    'warning', false, 'Een resultaat is van groep 1 of 2.',
    'Wij nemen het niet over: onze toetsen zijn voor groep 3 tot en met 8.',
  ],
  'CSV-SUBJECT-UNKNOWN': [
    'warning', false, 'Een vak kennen wij niet.',
    'Schrijf het vak zoals in het voorbeeld. Zolang wij het niet kennen, wacht dit resultaat.',
  ],
  'CSV-MOMENT-UNKNOWN': [
    'warning', false, 'Een toets kennen wij niet.',
    'Schrijf het moment van de toets als M5 of E5. Zolang wij de toets niet kennen, wacht dit resultaat.',
  ],
  'CSV-GENERATION-OTHER': [
    'warning', false, 'Een toets is niet van de generatie die wij overnemen.',
    'Alleen 3.0 (synthetisch) nemen wij over. De andere resultaten komen op een lijst die u kunt bewaren.',
  ],
  'CSV-TYPED-IN': [
    'warning', false, 'Een resultaat is met de hand in het LAS gezet.',
    'Uit een bestand nemen wij het niet over; zulke resultaten komen alleen over de koppeling met het LAS.',
  ],
  'CSV-DATE-FUTURE': [
    'warning', false, 'Een toets is afgenomen op een dag die nog moet komen.',
    'Controleer de afnamedatum. Wij nemen dit resultaat niet over.',
  ],
  'CSV-SCORE-OUTSIDE': [
    'error', false, 'Een score is lager of hoger dan op de schaal kan.',
    'Controleer of dit de vaardigheidsscore is. Wij nemen dit resultaat niet over.',
  ],
  'CSV-COUNTS': [
    'warning', false, 'Er zijn meer opgaven goed dan er opgaven zijn.',
    'Controleer de kolommen goed en opgaven. Wij nemen de score over en deze aantallen niet.',
  ],
  'CSV-DATES-CROSSED': [
    'warning', false, 'De toets is afgenomen voordat de leerling vijf jaar was.',
    'Controleer de geboortedatum en de afnamedatum; misschien staan ze in elkaars kolom.',
  ],
  'CSV-DOUBLE': [
    'note', false, 'Dezelfde leerling, toets, dag en score staat er vaker in.',
    'Wij nemen het resultaat één keer over.',
  ],
  'CSV-KEY-MANGLED': [
    'error', false, 'Excel heeft een sleutel als getal met een E geschreven, waardoor hij veranderd is.',
    'Maak de kolom in Excel eerst tekst en lees het bestand opnieuw in. Wij gebruiken deze sleutel niet.',
  ],
});
