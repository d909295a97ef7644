import type { TextTemplate } from './templates.ts';

/** Texts of 80 to 150 words for groups 5 and 6, read in taak 1. */
export const middleFirst: readonly TextTemplate[] = [
  {
    genre: 'fiction',
    title: '{De gesloten deur|Het donkere pad|De lege lift}',
    parts: [
      '$jongen en $meisje logeren bij hun opa, {in een groot oud huis|in een huisje in het bos|in een hoge flat}.'
        + ' Opa heeft één regel: {de deur op zolder blijft dicht|na het avondeten blijf je van het bospad af|de oude'
        + ' lift mag je niet gebruiken}. “Waarom eigenlijk?” vraagt $meisje. Maar opa geeft nooit antwoord.',
      'Op een avond kan $jongen niet slapen. Hij hoort {boven zijn hoofd zacht gezang|buiten iemand fluiten|in de'
        + ' gang een zacht gezoem}. Hij maakt $meisje wakker. Samen sluipen ze {de trap op|naar buiten|de gang in}.'
        + ' Hun hart klopt in hun keel. {Onder de deur schijnt een streepje licht|Tussen de bomen schijnt een'
        + ' lampje|Boven de lift brandt een rood lampje}.',
      'Voorzichtig kijken ze {door het sleutelgat|achter een struik vandaan|door het raampje}. Daar zit opa! Voor'
        + ' hem staat een groot {houten schip|houten vogelhuis|houten poppenhuis}, bijna af. “Betrapt”, zucht opa,'
        + ' die hen allang heeft gehoord. “Het was een verrassing voor jullie verjaardag.” $meisje wordt rood. “We'
        + ' doen net of we niets gezien hebben”, zegt ze.',
    ],
    questions: [
      {
        ask: 'Welke regel heeft opa?',
        of: 'understanding',
        right: '{De deur op zolder blijft dicht.|Blijf na het eten van het bospad af.|Gebruik de oude lift niet.}',
        wrong: ['Ga na het avondeten meteen naar bed.', 'Speel niet met hout.', 'Zing niet in huis.'],
        hard: -0.4,
      },
      {
        ask: 'Waarom maakt $jongen $meisje wakker?',
        of: 'interpreting',
        right: 'Hij hoort iets vreemds.',
        wrong: ['Hij heeft eng gedroomd.', 'Hij wil opa helpen.', 'Hij is jarig.'],
      },
      {
        ask: '“Hun hart klopt in hun keel.” Wat betekent dat?',
        of: 'interpreting',
        right: 'Ze vinden het spannend.',
        wrong: ['Ze zijn verkouden.', 'Ze zijn heel erg boos op opa.', 'Ze hebben hard gerend.'],
        hard: 0.2,
      },
      {
        ask: 'Waarom had opa die regel?',
        of: 'interpreting',
        right: 'Hij maakte daar een verrassing.',
        wrong: [
          'Het was daar veel te gevaarlijk voor kinderen.',
          'Hij wilde daar rustig slapen.',
          'Hij hield niet van logees.',
        ],
        hard: 0.1,
      },
      {
        order: [
          '$meisje vraagt waarom die regel er is.',
          '$jongen hoort een geluid.',
          'De kinderen sluipen samen weg.',
          'Ze zien waar opa mee bezig is.',
        ],
        hard: 0.1,
      },
    ],
  },
  {
    genre: 'factual',
    title: '{Bijen in de stad|Zwaluwen op reis|Bevers zijn terug}',
    parts: [
      '{Bijen wonen niet alleen op het platteland. Ook in de stad staan steeds meer bijenkasten|Elk jaar in de'
        + ' herfst vertrekken de zwaluwen uit Nederland. Ze vliegen helemaal naar Afrika|Meer dan honderd jaar'
        + ' leefden er in Nederland geen bevers. Nu wonen er weer duizenden}. Dat {lijkt vreemd|is een lange reis|is'
        + ' bijzonder}, maar er is een goede reden voor.',
      '{In een stad vind je veel tuinen en balkons met bloemen. Op het platteland bloeit vaak maar één soort plant,'
        + ' en maar een paar weken|Zwaluwen eten insecten die vliegen. In de winter zijn die hier niet te vinden. In'
        + ' Afrika wel|Vroeger jaagden mensen op bevers om hun vacht. Nu mag dat niet meer, en de rivieren zijn'
        + ' schoner geworden}. Daardoor {hebben stadsbijen bijna het hele jaar eten|hebben de zwaluwen daar genoeg'
        + ' te eten|kunnen bevers hier weer goed leven}.',
      'Toch zijn er ook zorgen. {Als er te veel kasten staan, blijft er voor wilde bijen weinig over|Onderweg is het'
        + ' gevaarlijk: er zijn stormen, en in de woestijn is geen water|Bevers graven gangen in dijken, en dan kan'
        + ' een dijk zwak worden}. Wie wil helpen, kan {bloemen zaaien waar alle bijen van houden|in de lente een'
        + ' bakje modder neerzetten voor hun nest|gaten in een dijk melden bij het waterschap}.',
    ],
    questions: [
      {
        ask: 'Waarover gaat deze tekst vooral?',
        of: 'summarising',
        right: '{waarom bijen in de stad leven|waarom zwaluwen weggaan|waarom er weer bevers zijn}',
        wrong: [
          '{hoe je van bloemen honing maakt|hoe je een nest bouwt|hoe een bever onder water zwemt}',
          '{waarom bloemen bloeien|waarom het in Afrika warm is|waarom rivieren stromen}',
          '{hoe een stad groeit|hoe insecten vliegen|hoe je een dijk bouwt}',
        ],
        hard: 0.1,
      },
      {
        ask: 'Welke zin zegt wat de zorg is?',
        of: 'looking-up',
        right:
          '{Als er te veel kasten staan, blijft er voor wilde bijen weinig over.|Onderweg is het gevaarlijk: er zijn'
            + ' stormen, en in de woestijn is geen water.|Bevers graven gangen in dijken, en dan kan een dijk zwak'
            + ' worden.}',
        wrong: [
          '{In een stad vind je veel tuinen en balkons met bloemen.|In de winter zijn die hier niet te vinden.|Nu'
            + ' wonen er weer duizenden.}',
          '{Ook in de stad staan steeds meer bijenkasten.|Ze vliegen helemaal naar Afrika.|Vroeger jaagden mensen op'
            + ' bevers om hun vacht.}',
        ],
        hard: 0,
      },
      {
        cloze:
          '{Op het platteland bloeit soms maar één plant, _ vinden bijen daar minder eten.|In de winter vliegen er'
            + ' hier geen insecten, _ gaan de zwaluwen weg.|Op bevers mag niet meer gejaagd worden, _ komen er'
            + ' meer.}',
        of: 'interpreting',
        right: 'dus',
        wrong: ['maar', 'of'],
      },
      {
        ask: 'Wat kun je zelf doen?',
        of: 'understanding',
        right: '{bloemen zaaien|een bakje modder neerzetten|gaten in een dijk melden}',
        wrong: [
          '{een kast verven|de vogels vangen|een gang graven}',
          '{honing kopen|een zwaluw meenemen|een rivier schoonmaken}',
          '{bomen omhakken|een bak met water naar Afrika sturen|een dijk bouwen}',
        ],
        hard: -0.3,
      },
      {
        ask: 'Waarom heeft de schrijver de derde alinea geschreven?',
        of: 'evaluating',
        right: 'om te laten zien dat niet alles goed gaat',
        wrong: [
          'om de lezer een grappig verhaal te vertellen',
          'om reclame te maken',
          'om te zeggen dat de rest niet klopt',
        ],
        hard: 0.35,
      },
    ],
  },
  {
    genre: 'factual',
    title: '{Maak een vlieger|Maak een vogelvoerketting|Maak een maanlamp}',
    parts: [
      '{Waait het vandaag? Dan is dit het moment om een vlieger te maken|Is het koud? Dan zijn vogels blij met een'
        + ' ketting van voer|Slaap jij graag met een lampje aan? Maak dan deze lamp}. Je hebt nodig: {twee dunne'
        + ' stokken, papier, plakband en touw|pinda’s in de dop, een naald en stevige draad|een ballon, repen papier,'
        + ' lijm en een lampje op batterijen}.',
      {
        steps: [
          '{Leg de stokken in een kruis. De korte stok ligt boven het midden|Steek de draad door de naald en maak'
            + ' een dikke knoop|Blaas de ballon op en maak er een knoop in}.',
          '{Bind de stokken stevig vast|Prik voorzichtig door de pinda en trek de draad erdoor|Plak de repen papier'
            + ' op de ballon, maar laat onderaan een gat vrij}.',
          '{Knip het papier in de vorm van een ruit|Ga door tot de ketting zo lang is als je arm|Laat alles één'
            + ' nacht drogen}.',
          '{Plak het papier om de stokken|Maak van de twee einden een lus|Prik de ballon kapot en haal hem eruit}.',
          '{Bind het lange touw aan het kruis|Hang de ketting hoog aan een tak|Zet het lampje in het gat}.',
        ],
      },
      'Let op: {vlieg nooit in de buurt van elektriciteitsdraden|hang de ketting niet op een plek waar een kat bij'
        + ' kan|gebruik geen echte kaars, want papier brandt snel}.',
    ],
    questions: [
      {
        ask: 'Wat heb je níét nodig?',
        of: 'looking-up',
        right: '{verf|een hamer|verf}',
        wrong: ['{touw|een naald|lijm}', '{plakband|draad|een ballon}', '{papier|pinda’s|papier}'],
        hard: -0.2,
      },
      {
        ask: 'Wat doe je bij stap 3?',
        of: 'looking-up',
        right: '{Je knipt het papier.|Je maakt de ketting lang genoeg.|Je laat alles drogen.}',
        wrong: [
          '{Je bindt de stokken vast.|Je maakt een knoop.|Je blaast de ballon op.}',
          '{Je bindt het touw eraan.|Je hangt de ketting op.|Je zet het lampje in het gat.}',
          '{Je plakt het papier vast.|Je maakt van de twee einden een lus.|Je prikt de ballon kapot.}',
        ],
        hard: -0.3,
      },
      {
        ask: 'Waarom staat er “Let op” bij de laatste zin?',
        of: 'evaluating',
        right: 'omdat het anders gevaarlijk is',
        wrong: [
          'omdat je dan klaar bent',
          'omdat het anders te lang duurt',
          'omdat je dan minder papier gebruikt',
        ],
      },
      {
        ask: 'Wat gebeurt er als je stap {2|1|3} overslaat?',
        of: 'interpreting',
        right: '{De stokken zitten los.|De pinda’s glijden van de draad.|Het papier is nog nat.}',
        wrong: [
          '{Het papier scheurt.|De vogels worden bang.|Het lampje gaat kapot.}',
          '{Het touw is te kort.|De ketting wordt daardoor te lang.|De ballon is te klein.}',
          'Er gebeurt niets.',
        ],
        hard: 0.2,
      },
      {
        order: [
          '{Leg de stokken in een kruis.|Maak een dikke knoop.|Blaas de ballon op.}',
          '{Knip het papier.|Ga door tot de ketting lang is.|Laat alles drogen.}',
          '{Plak het papier om de stokken.|Maak een lus.|Prik de ballon kapot.}',
          '{Bind het touw aan het kruis.|Hang de ketting aan een tak.|Zet het lampje in het gat.}',
        ],
      },
    ],
  },
  {
    genre: 'factual',
    title: '{De veerpont|De pendelbus|De kabelbaan}',
    parts: [
      '{Met de veerpont steek je de rivier over|Met de pendelbus ga je van het station naar het strand|Met de'
        + ' kabelbaan ga je naar de top van de berg}. Dit zijn de tijden:',
      {
        head: ['Dag', 'Eerste', 'Laatste', 'Hoe vaak?'],
        rows: [
          [
            'Maandag tot en met vrijdag', '{6.30|8.00|9.00} uur', '{19.00|18.30|17.00} uur',
            'elk {kwartier|half uur|half uur}',
          ],
          ['Zaterdag', '{8.00|8.30|8.30} uur', '{22.00|21.00|18.00} uur', 'elk half uur'],
          ['Zondag', '{10.00|9.30|9.30} uur', '{18.00|19.30|17.30} uur', 'elk uur'],
        ],
      },
      'Een kaartje kost {€ 1,50|€ 2|€ 6}. Kinderen tot vier jaar mogen gratis mee. Een fiets kost {€ 1|€ 1|€ 3}'
        + ' extra. Bij {hoog water|harde wind|onweer} {vaart de pont|rijdt de bus|gaat de kabelbaan} niet. Kijk dan'
        + ' op het bord bij {de steiger|de halte|de ingang}.',
    ],
    questions: [
      {
        type: 'Hoe laat gaat op zaterdag de laatste? Schrijf het zoals het in de tabel staat.',
        accepted: [
          '{22.00|21.00|18.00}',
          '{22:00|21:00|18:00}',
          '{22.00|21.00|18.00} uur',
          '{22:00|21:00|18:00} uur',
          '{22|21|18} uur',
          '{22|21|18}',
        ],
        hard: 0.1,
      },
      {
        ask: 'Op welke dag gaat er maar één per uur?',
        of: 'looking-up',
        right: 'op zondag',
        wrong: ['op zaterdag', 'op maandag', 'op elke dag'],
        hard: -0.2,
      },
      {
        ask: 'Wie mag gratis mee?',
        of: 'understanding',
        right: 'een kind van drie jaar',
        wrong: ['een kind van zes jaar', 'iemand met een fiets', 'iedereen op zondag'],
        hard: 0.1,
      },
      {
        ask: 'Wat moet je doen bij {hoog water|harde wind|onweer}?',
        of: 'understanding',
        right: 'op het bord kijken',
        wrong: ['een kaartje kopen', 'een uur wachten', 'met de fiets gaan'],
        hard: -0.1,
      },
      {
        ask: 'Voor wie is deze tekst vooral?',
        of: 'evaluating',
        right:
          '{voor mensen die de rivier over willen|voor mensen die naar het strand willen|voor mensen die de berg op'
            + ' willen}',
        wrong: [
          '{voor mensen die een boot willen kopen|voor mensen die een bus willen kopen|voor mensen die op de berg'
            + ' wonen}',
          '{voor mensen die willen leren varen|voor mensen die willen leren rijden|voor mensen die willen leren'
            + ' klimmen}',
          'voor mensen die op het bord schrijven',
        ],
        hard: 0.1,
      },
    ],
  },
];
