import { bars } from './pictures.ts';
import type { TextTemplate } from './templates.ts';

/** Texts of 80 to 150 words for groups 5 and 6, read in taak 2. */
export const middleSecond: readonly TextTemplate[] = [
  {
    genre: 'fiction',
    title: '{De wedstrijd|De voorstelling|De spreekbeurt}',
    parts: [
      'Vandaag is {de finale|de voorstelling|de spreekbeurt van $meisje}. $meisje heeft wekenlang geoefend. {Haar'
        + ' schoenen glimmen en haar haar zit in een staart|Ze kent alle woorden uit haar hoofd|Ze heeft platen'
        + ' gemaakt en een schedel van een koe geleend}. Toch heeft ze buikpijn.',
      '“Wat als ik {de bal mis|mijn tekst vergeet|begin te stotteren}?” fluistert ze tegen $vriendin. “Dan {mis je'
        + ' een keer|vergeet je een keer iets|stotter je een keer}”, zegt $vriendin. “Dat doet iedereen. {Zelfs onze'
        + ' trainer|Zelfs mijn vader, en die is toneelspeler|Zelfs de meester}.” $meisje moet lachen. Ze haalt diep'
        + ' adem.',
      'En dan gebeurt het. {De bal rolt recht op haar af en ze schiet ernaast|Midden in een zin weet ze het niet'
        + ' meer|Bij het derde woord komt ze niet verder}. Even is het stil. $meisje kijkt naar $vriendin. Die'
        + ' steekt haar duim op. {Meteen rent $meisje weer achter de bal aan|$meisje verzint gewoon een nieuwe'
        + ' zin|$meisje neemt een slok water en begint opnieuw}. {Aan het eind hebben ze verloren, maar|Niemand'
        + ' heeft het gemerkt, en|Na afloop klapt de hele klas, en} $meisje straalt. De buikpijn is weg.',
    ],
    questions: [
      {
        ask: 'Waarom heeft $meisje buikpijn?',
        of: 'interpreting',
        right: 'Ze is zenuwachtig.',
        wrong: ['Ze heeft te veel gegeten.', 'Ze is gevallen.', 'Ze heeft niet geoefend.'],
        hard: -0.1,
      },
      {
        ask: 'Hoe helpt $vriendin?',
        of: 'interpreting',
        right: 'Ze zegt dat iedereen wel eens iets fout doet.',
        wrong: [
          'Ze neemt het van haar over.',
          'Ze zegt dat $meisje beter kan stoppen, omdat ze ziek is.',
          'Ze haalt de juf.',
        ],
      },
      {
        ask: 'Wat gaat er mis?',
        of: 'understanding',
        right: '{$meisje schiet naast de bal.|$meisje vergeet haar tekst.|$meisje komt niet verder.}',
        wrong: [
          '{$meisje valt.|$meisje komt te laat.|$meisje laat de schedel vallen.}',
          '$vriendin lacht haar uit.',
          'Er komt niemand kijken.',
        ],
        hard: -0.3,
      },
      {
        ask: 'Wat kun je van dit verhaal leren?',
        of: 'summarising',
        right: 'Een fout maken is niet erg.',
        wrong: [
          'Oefenen heeft geen zin.',
          'Winnen is het belangrijkste.',
          'Vriendinnen moet je niet geloven.',
        ],
        hard: 0.2,
      },
      {
        cloze: 'Aan het eind is $meisje _ op zichzelf.',
        of: 'interpreting',
        right: 'trots',
        wrong: ['boos', 'jaloers'],
        hard: 0,
      },
    ],
  },
  {
    genre: 'factual',
    title: '{Hoeveel lezen we?|Hoe komen we op school?|Wat gooien we weg?}',
    parts: [
      '{Groep 6 hield een week lang bij hoeveel boeken er werden geleend|Groep 6 telde op een dag hoe alle kinderen'
        + ' naar school kwamen|Groep 6 woog een week lang het afval van de school}. In de grafiek zie je wat {er per'
        + ' soort is geleend|eruit kwam|er in elke bak lag, in kilo’s}.',
      {
        picture: (variant) => [
          bars('Geleende boeken', [['strips', 48], ['verhalen', 36], ['weetjes', 24], ['gedichten', 6]]),
          bars('Kinderen', [['fiets', 84], ['lopend', 60], ['auto', 42], ['bus', 12]]),
          bars('Kilo afval', [['papier', 30], ['plastic', 18], ['fruit', 12], ['rest', 24]]),
        ][variant % 3]!,
      },
      '“Ik had gedacht dat {verhalen|de auto|plastic} het meest zou{den||} voorkomen”, zegt $jongen, die heeft'
        + ' geteld. Meester Bas is vooral verbaasd over de {gedichten|bus|bak met fruit}. “Daar wil ik iets aan'
        + ' doen”, zegt hij. {Volgende maand leest hij elke ochtend een gedicht voor|Hij gaat vragen of er een halte'
        + ' bij de school kan komen|Er komt een wormenhotel: wormen maken van schillen nieuwe aarde}. Daarna telt de'
        + ' groep opnieuw.',
    ],
    questions: [
      {
        ask: 'Wat komt in de grafiek het meest voor?',
        of: 'looking-up',
        right: '{strips|de fiets|papier}',
        wrong: ['{verhalen|lopend|plastic}', '{weetjes|de auto|fruit}', '{gedichten|de bus|rest}'],
        hard: -0.4,
      },
      { type: 'Welk getal staat er in de grafiek bij {weetjes|auto|plastic}?', accepted: ['{24|42|18}'], hard: -0.2 },
      {
        ask: 'Wat had $jongen verwacht?',
        of: 'understanding',
        right:
          '{dat verhalen het meest geleend werden|dat de meeste kinderen met de auto kwamen|dat er vooral plastic lag}',
        wrong: [
          '{dat niemand las|dat niemand op de fiets kwam|dat er geen afval was}',
          'dat de meester verbaasd was',
          'dat de groep alles nog een keer opnieuw moest tellen',
        ],
      },
      {
        ask: 'Waarom telt de groep later opnieuw?',
        of: 'interpreting',
        right: 'om te zien of er iets veranderd is',
        wrong: [
          'omdat ze zich verteld hebben',
          'omdat $jongen en de meester dat leuk vinden',
          'omdat de grafiek zoek is',
        ],
        hard: 0.2,
      },
      {
        ask: 'Welke zin zegt wat de meester gaat doen?',
        of: 'looking-up',
        right:
          '{Volgende maand leest hij elke ochtend een gedicht voor.|Hij gaat vragen of er een halte bij de school'
            + ' kan komen.|Er komt een wormenhotel: wormen maken van schillen nieuwe aarde.}',
        wrong: [
          'Daarna telt de groep opnieuw.',
          '{Groep 6 hield een week lang bij hoeveel boeken er werden geleend.|Groep 6 telde op een dag hoe alle'
            + ' kinderen naar school kwamen.|Groep 6 woog een week lang het afval van de school.}',
        ],
        hard: 0,
      },
    ],
  },
  {
    genre: 'factual',
    title: '{Aan de gemeente|Aan het zwembad|Aan de speeltuin}',
    parts: [
      'Geachte {burgemeester|directeur|beheerder},\nWij zijn $jongen en $meisje uit groep 6. Wij schrijven u omdat'
        + ' {er bij onze school geen zebrapad is|het water in het kinderbad zo koud is|er in de speeltuin niets is'
        + ' voor kinderen in een rolstoel}.',
      '{Elke ochtend steken meer dan honderd kinderen de Lindelaan over. Auto’s rijden daar hard. Vorige week werd'
        + ' een meisje uit groep 4 bijna aangereden|Na tien minuten hebben de kleintjes blauwe lippen. Vorige week'
        + ' moest een jongetje huilend uit het bad|Ons klasgenootje $vriend kan nergens in. Vorige week zat hij een'
        + ' hele middag aan de kant te kijken}. Dat moet anders, vinden wij.',
      'Daarom hebben wij een voorstel. {Maak een zebrapad en zet er een bord bij|Maak het water twee graden'
        + ' warmer|Koop een schommel waar een rolstoel op past}. Dat kost geld, dat weten wij. Maar wij willen'
        + ' helpen: met onze {rommelmarkt|sponsorloop|bakdag} hebben we al 210 euro opgehaald. Mogen wij een keer'
        + ' komen praten?\nMet vriendelijke groet,\n$jongen en $meisje',
    ],
    questions: [
      {
        ask: 'Wat willen $jongen en $meisje?',
        of: 'understanding',
        right: '{een zebrapad|warmer water|een schommel voor rolstoelen}',
        wrong: [
          '{een nieuwe school|een dieper bad|een grotere zandbak}',
          '{een bus naar school|een langere glijbaan|een hoger hek om de speeltuin}',
          '210 euro',
        ],
        hard: -0.3,
      },
      {
        ask: 'Waarom vertellen ze over vorige week?',
        of: 'evaluating',
        right: 'om te laten zien dat het echt nodig is',
        wrong: [
          'om de lezer te laten lachen',
          'om te zeggen dat het nu al veel beter gaat',
          'om iemand de schuld te geven',
        ],
        hard: 0.3,
      },
      {
        ask: 'Hoe komen ze aan 210 euro?',
        of: 'understanding',
        right: 'met een {rommelmarkt|sponsorloop|bakdag}',
        wrong: [
          'van de {burgemeester|directeur|beheerder}',
          'van de ouders van een klasgenoot',
          'van de juf',
        ],
        hard: -0.2,
      },
      {
        match: 'Wat staat in welk deel van de brief? Kies in elke rij één vakje.',
        of: 'summarising',
        columns: ['begin', 'midden', 'slot'],
        rows: [['wie ze zijn', 'begin'], ['wat er vorige week gebeurde', 'midden'], ['wat ze voorstellen', 'slot']],
        hard: 0.1,
      },
      {
        cloze: 'Het kost geld, _ de kinderen willen daarbij helpen.',
        of: 'interpreting',
        right: 'maar',
        wrong: ['want', 'omdat'],
      },
    ],
  },
  {
    genre: 'fiction',
    title: '{De ketting van oma|Het oude horloge|De verdwenen sleutel}',
    parts: [
      '“Wie heeft mijn {ketting|horloge|sleutel}?” roept oma. Ze zoekt al de hele ochtend. $jongen kijkt onder de'
        + ' bank en in de vruchtenschaal. Niets. Alleen de deur naar het balkon staat op een kier.',
      '“Gisteren lag {hij|het|hij} nog op de vensterbank”, zegt oma. “{Hij|Het|Hij} glinsterde zo mooi in de zon.”'
        + ' $jongen denkt na. Op het balkon vindt hij een zwart-witte veer. Daarna nog een. “Oma”, vraagt hij,'
        + ' “welke vogels houden van dingen die glimmen?”',
      'Oma lacht. “Dat zeggen ze van eksters. Waarom vraag je dat?” $jongen wijst naar de hoge boom voor het huis.'
        + ' Bovenin zit een groot, rond nest. En daar, tussen de takken, blinkt iets. “Ik denk”, zegt hij, “dat we'
        + ' de {buurman met zijn ladder|brandweer|boomverzorger} nodig hebben.”',
    ],
    questions: [
      {
        ask: 'Wie heeft {de ketting|het horloge|de sleutel} waarschijnlijk meegenomen?',
        of: 'interpreting',
        right: 'een ekster',
        wrong: ['de buurman', '$jongen', 'oma zelf'],
        hard: -0.1,
      },
      {
        ask: 'Waardoor denkt $jongen aan een vogel?',
        of: 'interpreting',
        right: 'Hij vindt veren op het balkon.',
        wrong: ['Hij hoort gefluit.', 'Hij ziet een ei.', 'Oma heeft een grote vogel gezien.'],
      },
      {
        ask: 'Hoe is de vogel binnengekomen?',
        of: 'interpreting',
        right: 'door de deur naar het balkon',
        wrong: ['door de schoorsteen', 'door het open raam van de keuken', 'door de voordeur'],
        hard: 0.1,
      },
      {
        ask: 'Wat gebeurt er hierna waarschijnlijk?',
        of: 'interpreting',
        right: 'Iemand klimt naar het nest.',
        wrong: [
          'Oma koopt {een nieuwe ketting|een nieuw horloge|een nieuwe sleutel}.',
          '$jongen gaat naar huis.',
          'Oma zoekt onder de bank.',
        ],
        hard: 0,
      },
      {
        ask: 'Welke andere titel past ook bij dit verhaal?',
        of: 'summarising',
        right: 'Een dief met vleugels',
        wrong: ['De nieuwe ladder', 'Een dagje naar het strand', 'Oma is jarig'],
        hard: 0.2,
      },
    ],
  },
];
