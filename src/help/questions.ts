/** A question that schools ask, with its answer in paragraphs. */
export interface Question {
  /** Part of the address, e.g. `/hulp#dult`. */
  readonly id: string;
  readonly question: string;
  readonly answer: readonly string[];
}

/** Questions with their answers, the most asked first; the front page shows the first few. */
export const questions: readonly Question[] = [
  {
    id: 'dult', question: 'Wat is DULT, en waarom is de koppeling met het LAS nodig?',
    answer: [
      'DULT is de naam waaronder scholen de koppeling met hun administratiesysteem (het LAS) kennen. '
        + 'Leerlingen, groepen en medewerkers komen er uit het LAS mee binnen, en resultaten gaan ermee '
        + 'terug. Wij gebruiken daarvoor de open standaard UWLR, die hetzelfde doet.',
      'Zonder de koppeling zou u elke leerling in twee systemen moeten bijhouden. Met de koppeling is het '
        + 'LAS de enige plek waar u iets wijzigt.',
    ],
  },
  {
    id: 'in-orde', question: 'Waarom moeten beide administraties in orde zijn?',
    answer: [
      'We zoeken bij elk oud resultaat de leerling in het LAS. Staat een leerling op twee plekken anders, '
        + 'dan weten we het niet zeker. We raden dan niet, maar vragen het u.',
      'Kijk vooraf of elke leerling in een groep zit, of namen en geboortedata kloppen, en of vertrokken '
        + 'leerlingen uitgeschreven zijn. Dan bent u in tien minuten klaar.',
    ],
  },
  {
    id: 'welke-gegevens', question: 'Welke oude resultaten komen mee, en waarom?',
    answer: [
      'Alleen resultaten van toetsen 3.0, met de groep waarin de leerling toen zat. Oudere toetsen hebben '
        + 'een andere schaal; die zet u niet zomaar in dezelfde lijn.',
      'Weten we de jaargroep van een resultaat niet, dan wacht het tot u die kiest. U ziet van elk '
        + 'resultaat of het is overgenomen, dubbel was, geweigerd is of wacht. De aantallen tellen op.',
    ],
  },
  {
    id: 'hoe-lang', question: 'Hoe lang duurt het?',
    answer: [
      'Bij elkaar ongeveer een half uur, verspreid over een paar dagen. Zijn uw gegevens in orde, dan is '
        + 'het korter.',
      'Na stap 1 kunt u meteen toetsen klaarzetten en afnemen. Stap 2 en stap 3 gaan een paar dagen later '
        + 'open; u krijgt dan een mail.',
    ],
  },
  {
    id: 'met-de-hand', question: 'We typten resultaten met de hand in het LAS. Komen die ook mee?',
    answer: [
      'Ja, als uw school de resultaatkoppeling bij het LAS heeft. Vraag uw LAS-leverancier om de '
        + 'DULT-koppeling voor toetsresultaten. Zonder die koppeling krijgen wij ze niet te zien.',
      'In het rapport staat erbij dat ze met de hand zijn ingevoerd: er zijn geen antwoorden per opgave.',
    ],
  },
  {
    id: 'sleutel', question: 'Waar vind ik de autorisatiesleutel?',
    answer: [
      'In uw LAS, bij de koppelingen met toetsen of leermiddelen. Kies daar onze naam en maak een '
        + 'sleutel. Wie dat mag, verschilt per school; meestal is het de applicatiebeheerder.',
      'Plak de sleutel in Gebruikersbeheer. Spaties en regeleinden maken niet uit.',
    ],
  },
  {
    id: 'basispoort', question: 'Wie moet er iets doen in Basispoort?',
    answer: [
      'De ICT-coördinator van de school. Die gaat naar Beheer > Uitgeverijen en vinkt ons aan. Basispoort '
        + 'verwerkt dat in de nacht, dus de tegel staat er meestal de volgende dag.',
    ],
  },
  {
    id: 'niet-inloggen', question: 'Een leerling of collega kan niet inloggen. Wat nu?',
    answer: [
      'Is de leerling of collega nieuw? Kom dan morgen terug: gegevens uit het LAS worden ’s nachts '
        + 'bijgewerkt.',
      'Lukt het daarna nog niet, kijk dan of deze persoon in het LAS bij de goede groep staat, en of het '
        + 'account in Basispoort werkt.',
    ],
  },
  {
    id: 'basispoort-stil', question: 'Basispoort doet het niet. Kan de klas toch beginnen?',
    answer: [
      'Ja. Vraag bij Inloggen een link op het mailadres dat in de administratie van uw school staat. Open daarna '
        + 'een klassencode voor uw groep. Leerlingen typen die code, kiezen het plaatje van hun kaartje en typen '
        + 'de drie cijfers die erop staan.',
      'Print de kaartjes op een rustig moment: ze gelden het hele schooljaar. Zonder klassencode zijn ze niets '
        + 'waard. Staat uw mailadres niet in de administratie? De intern begeleider en de beheerder kunnen de '
        + 'klassencode voor elke groep openen.',
    ],
  },
  {
    id: 'afname-gestoord', question: 'Er ging iets mis tijdens een toets. Wat kan ik doen?',
    answer: [
      'Kies bij de groep Afname volgen en klik op de leerling. U kunt de toets even stilzetten, een ingeleverde '
        + 'taak weer openzetten, of de toets beëindigen. Antwoorden blijven altijd bewaard.',
      'Klopt een resultaat niet? De intern begeleider kan het ongeldig verklaren. Daarna kan de leerling de toets '
        + 'opnieuw maken.',
    ],
  },
  {
    id: 'twijfel', question: 'Waarom vraagt u mij wie een leerling is?',
    answer: [
      'Soms lijken twee leerlingen zo veel op elkaar dat wij het niet zeker weten: een tweeling, een andere '
        + 'spelling, een nieuwe sleutel in het LAS. We raden dan niet. U kiest, een voor een; stoppen en later '
        + 'doorgaan kan altijd.',
      'Koos u verkeerd bij oude resultaten? Dan neemt u de keuze terug; de resultaten wachten dan weer op u.',
    ],
  },
  {
    id: 'te-veel-weg', question: 'Er staat dat er te veel leerlingen ontbreken. Wat is er gebeurd?',
    answer: [
      'In de gegevens uit het LAS ontbrak meer dan een vijfde van uw leerlingen. Dat is vaak een vergissing, zoals '
        + 'een filter dat nog aanstond. Daarom veranderen we niets tot u zegt dat het klopt.',
      'Bij de overgang naar een nieuw schooljaar tellen de leerlingen van groep 8 niet mee.',
    ],
  },
  {
    id: 'terugdraaien', question: 'De laatste gegevens uit het LAS kloppen niet. Kan ik ze terugdraaien?',
    answer: [
      'Ja. Open de levering bij de gegevens uit het LAS en draai haar terug; alles staat dan weer zoals het was. '
        + 'Verbeter het daarna in het LAS, want de volgende nacht halen we de gegevens opnieuw op. U kunt dat '
        + 'ophalen ook even stilzetten.',
    ],
  },
  {
    id: 'ander-las',
    question: 'Onze school krijgt een ander LAS, een tweede vestiging of een ander BRIN-nummer. En nu?',
    answer: [
      'Een ander LAS: plak de sleutel van het nieuwe LAS bij stap 1. Uw leerlingen en resultaten blijven staan.',
      'Een tweede vestiging of een ander BRIN-nummer: dat regelt u bij de vestigingen in Gebruikersbeheer. '
        + 'Ook daar blijven de resultaten bij de leerlingen staan.',
    ],
  },
  {
    id: 'bestuur', question: 'Wat ziet ons bestuur?',
    answer: [
      'Hoever elke school is en wie er aan zet is, en per school en jaargroep hoe de resultaten verdeeld zijn. Het '
        + 'bestuur ziet geen leerlingen en geen namen. Aantallen onder de tien blijven weg, zodat niemand er een kind '
        + 'in herkent.',
    ],
  },
  {
    id: 'niveaus', question: 'Wat betekenen score, interval en niveau?',
    answer: [
      'De vaardigheidsscore is de plek op de schaal van een vak. Die schaal loopt door van groep 3 tot en met groep 8, '
        + 'dus een leerling die leert, krijgt een hogere score. Elk vak heeft een eigen schaal: vergelijk vakken niet.',
      'Het interval zegt hoe zeker de score is. Zou de leerling heel vaak zo’n toets maken, dan ligt de echte score 90 '
        + 'van de 100 keer in het interval. Overlappen twee intervallen, dan kan het verschil toeval zijn.',
      'Het niveau vergelijkt de score met die van leerlingen in heel Nederland op hetzelfde moment. I tot en met V '
        + 'zijn '
        + 'vijf gelijke delen: in elk niveau zit 20 van de 100 leerlingen, en III is het midden. A tot en met E zijn '
        + 'ongelijk: A, B en C elk 25 van de 100, D 15 en E 10. Een C is dus iets onder het midden en een III precies '
        + 'eromheen: zet letters en cijfers niet naast elkaar. Een niveau is geen rapportcijfer.',
      'Het functioneringsniveau zegt bij welk moment de score past. Functioneert een leerling op E4, dan scoort die '
        + 'als '
        + 'de gemiddelde leerling eind groep 4.',
    ],
  },
  {
    id: 'gezakt', question: 'Een leerling is gezakt van II naar III. Is dat erg?',
    answer: [
      'Vaak niet. Kijk eerst naar de score: is die hoger dan de vorige keer, dan heeft de leerling bijgeleerd. '
        + 'Hetzelfde niveau betekent: meegegroeid met andere leerlingen.',
      'Staat er bij het verschil “kan toeval zijn”, dan zegt de toets niet of er iets veranderd is. Wacht op de '
        + 'volgende toets, en leg er naast wat u in de klas ziet.',
      'Zijn er nieuwe normen, dan kan een niveau veranderen terwijl het kind evenveel kan. In de grafiek staat dan een '
        + 'streep op de plek waar de norm veranderde. Oude niveaus passen wij niet aan.',
    ],
  },
  {
    id: 'twee-waarheden', question: 'In het LAS staat een ander getal dan hier. Welk getal klopt?',
    answer: [
      'Klik op de score. Onderaan Hoe is dit berekend? staat of het LAS dit resultaat heeft. Wij sturen precies wat u '
        + 'hier ziet, met dezelfde afronding. Staat in het LAS iets anders, dan is het daar met de hand gewijzigd of '
        + 'nog niet aangekomen.',
      'Overtypen hoeft niet. Wat nog niet in het LAS staat, en waarom, leest u in het Afnameoverzicht.',
    ],
  },
  {
    id: 'afronden', question: 'Waarom verschilt een getal soms één punt van wat ik zelf uitreken?',
    answer: [
      'Wij rekenen met alle cijfers achter de komma en ronden alleen af om te laten zien. Het verschil tussen twee '
        + 'scores is het verschil van de getoonde scores. Een niveau volgt uit de score vóór het afronden: wie op het '
        + 'scherm precies op een grens staat, kan er net onder zitten.',
      'Klik op een score om de getallen in hele lengte te zien. In Excel en CSV staan ze er ook.',
    ],
  },
  {
    id: 'leeg-rapport', question: 'Waarom is een rapport leeg?',
    answer: [
      'Na stap 1 zijn er nog geen resultaten. Na de eerste toets staat er een punt in de grafiek. Na stap '
        + '2 ziet u ook de jaren ervoor.',
    ],
  },
  {
    id: 'synthetisch', question: 'Zijn de normen echt?',
    answer: [
      'Nee. De opgaven en de normen die meegeleverd worden, hebben wij zelf bedacht. Overal waar u een '
        + 'score of niveau ziet, staat dat erbij: synthetische norm, niet van Cito. Neem er geen '
        + 'beslissing over een kind op.',
    ],
  },
];
