import { route } from './pictures.ts';
import type { TextTemplate } from './templates.ts';

/** Texts of 50 to 100 words for the end of group 3 and group 4, read in taak 1. */
export const lowFirst: readonly TextTemplate[] = [
  {
    genre: 'fiction',
    title: '{Het hok|De kooi|De mand}',
    parts: [
      '$meisje loopt naar {het hok van haar konijn|de kooi van haar vogel|de mand van haar poes}. Maar {het hok|de'
        + ' kooi|de mand} is leeg! $meisje zoekt in de tuin. Ze kijkt onder de bank en achter de schuur.',
      'Dan hoort ze een zacht geluid. Het komt uit de {kruiwagen|emmer|doos} bij de deur. $meisje kijkt erin. Daar'
        + ' zit {het konijn|de vogel|de poes}, op een {oude trui|zachte doek|warme jas} van papa. $meisje lacht.'
        + ' “Jij hebt een mooi bed gevonden!”',
    ],
    questions: [
      {
        ask: 'Waarom schrikt $meisje in het begin?',
        of: 'interpreting',
        right: '{Het hok|De kooi|De mand} is leeg.',
        wrong: ['De tuin is nat.', 'Papa roept haar.'],
      },
      {
        ask: 'Waar zoekt $meisje het eerst?',
        of: 'understanding',
        right: 'in de tuin',
        wrong: ['in de keuken', 'op straat'],
        hard: -0.3,
      },
      {
        ask: 'Waar zit {het konijn|de vogel|de poes}?',
        of: 'understanding',
        right: 'in de {kruiwagen|emmer|doos}',
        wrong: ['onder de bank', 'achter de schuur'],
        hard: -0.1,
      },
      {
        order: [
          '$meisje ziet dat {het hok|de kooi|de mand} leeg is.',
          '$meisje zoekt in de tuin.',
          '$meisje hoort een geluid.',
        ],
      },
      { cloze: '$meisje is aan het eind _ .', of: 'interpreting', right: 'blij', wrong: ['boos', 'bang'], hard: -0.2 },
    ],
  },
  {
    genre: 'factual',
    title: 'De {egel|eekhoorn|mol}',
    parts: [
      'De {egel|eekhoorn|mol} is een dier dat je {in de tuin|in het bos|in het weiland} kunt vinden. Hij is'
        + ' {bruin|rood|zwart}. {Op zijn rug zitten stekels|Hij heeft een dikke staart|Met zijn poten kan hij goed'
        + ' graven}.',
      '{In de nacht|Overdag|Onder de grond} zoekt hij eten. Hij is dol op {slakken en wormen|noten en zaden|wormen'
        + ' en kevers}. Als er gevaar is, {rolt hij zich op tot een bal|klimt hij snel in een boom|kruipt hij diep'
        + ' in zijn gang}. Dan kan een ander dier hem niet pakken.',
    ],
    questions: [
      {
        ask: 'Welke kleur heeft de {egel|eekhoorn|mol}?',
        of: 'understanding',
        right: '{bruin|rood|zwart}',
        wrong: ['{rood|zwart|bruin}', '{zwart|bruin|rood}'],
        hard: -0.4,
      },
      {
        ask: 'Wat eet de {egel|eekhoorn|mol} graag?',
        of: 'understanding',
        right: '{slakken en wormen|noten en zaden|wormen en kevers}',
        wrong: ['gras en bloemen', 'brood en kaas'],
        hard: -0.3,
      },
      {
        ask: 'Wat doet het dier als er gevaar is?',
        of: 'understanding',
        right: '{Hij rolt zich op.|Hij klimt in een boom.|Hij kruipt diep in zijn gang.}',
        wrong: ['Hij begint te graven naar eten.', 'Hij rent naar een huis.'],
      },
      {
        ask: 'Waarom doet hij dat?',
        of: 'interpreting',
        right: 'Dan is hij veilig.',
        wrong: ['Dan heeft hij het warm.', 'Dan vindt hij meer eten.'],
        hard: 0.1,
      },
      {
        ask: 'Waar gaat de tekst over?',
        of: 'summarising',
        right: 'hoe {een egel|een eekhoorn|een mol} leeft',
        wrong: ['hoe je {een egel|een eekhoorn|een mol} tekent', 'welke dieren stekels en staarten hebben'],
        hard: 0.2,
      },
    ],
  },
  {
    genre: 'factual',
    title: '{Een broodje met banaan|Een beker warme melk|Een bordje met fruit}',
    parts: [
      'Zo maak je {een broodje met banaan|een beker warme melk|een bordje met fruit}.',
      {
        steps: [
          'Pak {een broodje en een banaan|melk en honing|een appel en een peer}.',
          'Was je handen.',
          '{Snijd het broodje open|Doe de melk in een pan|Was de appel en de peer}.',
          '{Prak de banaan met een vork|Vraag of een groot mens de pan warm maakt|Vraag een groot mens om een mes}.',
          '{Smeer de banaan op het broodje|Doe de honing in de melk|Leg stukjes fruit in een kring op het bord}.',
        ],
      },
      'Klaar! Ruim de keuken ook weer op.',
    ],
    questions: [
      {
        ask: 'Wat heb je nodig?',
        of: 'understanding',
        right: '{een broodje en een banaan|melk en honing|een appel en een peer}',
        wrong: ['een ei en boter', 'rijst en kip'],
        hard: -0.4,
      },
      {
        ask: 'Wat doe je vlak na het wassen van je handen?',
        of: 'understanding',
        right: '{Je snijdt het broodje open.|Je doet de melk in een pan.|Je wast de appel en de peer.}',
        wrong: ['Je ruimt de keuken op.', 'Je pakt een bord uit de kast.'],
      },
      {
        ask: 'Wat doe je het laatst?',
        of: 'understanding',
        right: 'Je ruimt de keuken op.',
        wrong: ['Je wast je handen.', 'Je pakt alles wat je nodig hebt.'],
        hard: -0.1,
      },
      {
        ask: 'Wat voor tekst is dit?',
        of: 'evaluating',
        right: 'Hij zegt wat je moet doen.',
        wrong: ['Hij vertelt een verhaal.', 'Hij geeft nieuws.'],
        hard: 0.2,
      },
      {
        ask: 'Waarvoor heb je {een vork|een groot mens|een groot mens} nodig?',
        of: 'interpreting',
        right: '{om de banaan te prakken|om de pan warm te maken|om een mes te krijgen}',
        wrong: ['om je handen te wassen', 'om de keuken op te ruimen'],
      },
    ],
  },
  {
    genre: 'factual',
    title: 'De dag van de {dieren|bomen|boeken}',
    parts: [
      'Op vrijdag is het de dag van de {dieren|bomen|boeken}. Dit gaan we doen op school:',
      {
        head: ['Hoe laat?', 'Wat?', 'Waar?'],
        rows: [
          ['9 uur', '{film over dieren|lied over een boom|verhaal lezen}', 'in de hal'],
          ['10 uur', '{konijnen aaien|een boom planten|boeken ruilen}', '{op het plein|in de tuin|in de klas}'],
          ['11 uur', '{een masker maken|blaadjes plakken|een boek maken}', 'bij juf $vriendin'],
        ],
      },
      '{Trek oude kleren aan|Trek oude kleren aan|Kom verkleed als iemand uit een boek}. Neem ook {een wortel|een'
        + ' schepje|een boek} mee!',
    ],
    questions: [
      {
        ask: 'Hoe laat {kun je konijnen aaien|plant je een boom|kun je boeken ruilen}?',
        of: 'looking-up',
        right: 'om 10 uur',
        wrong: ['om 9 uur', 'om 11 uur'],
        hard: -0.1,
      },
      {
        ask: 'Waar ben je om 9 uur?',
        of: 'looking-up',
        right: 'in de hal',
        wrong: ['bij juf $vriendin', '{op het plein|in de tuin|in de klas}'],
        hard: -0.1,
      },
      {
        ask: 'Op welke dag is dit?',
        of: 'understanding',
        right: 'op vrijdag',
        wrong: ['op woensdag', 'op maandag'],
        hard: -0.4,
      },
      {
        ask: 'Wat moet je meenemen?',
        of: 'understanding',
        right: '{een wortel|een schepje|een boek}',
        wrong: ['een tas met brood', '{een knuffel|een bal|een stoel}'],
        hard: -0.2,
      },
      {
        match: 'Waar hoort het bij? Kies in elke rij één vakje.',
        of: 'looking-up',
        columns: ['9 uur', '10 uur', '11 uur'],
        rows: [
          ['{een masker maken|blaadjes plakken|een boek maken}', '11 uur'],
          ['{film over dieren|lied over een boom|verhaal lezen}', '9 uur'],
          ['{konijnen aaien|een boom planten|boeken ruilen}', '10 uur'],
        ],
      },
    ],
  },
];

/** Texts of 50 to 100 words for the end of group 3 and group 4, read in taak 2. */
export const lowSecond: readonly TextTemplate[] = [
  {
    genre: 'fiction',
    title: '{De nieuwe fiets|De rode step|De snelle slee}',
    parts: [
      '$jongen heeft {een nieuwe fiets|een rode step|een snelle slee}. {Hij is blauw en hij glimt|Hij heeft grote'
        + ' wielen|Hij is van hout}. Vandaag gaat $jongen naar {het plein|het park|de heuvel}. Daar is $vriendin.',
      '“Mag ik ook een keer?” vraagt $vriendin. $jongen denkt na. Hij is bang dat er iets stuk gaat. Maar $vriendin'
        + ' kijkt zo sip. “Goed”, zegt $jongen. “Eén rondje.” $vriendin gaat heel voorzichtig. “Dank je wel!” roept'
        + ' ze. Nu is $jongen ook blij.',
    ],
    questions: [
      {
        ask: 'Wie heeft {een nieuwe fiets|een rode step|een snelle slee}?',
        of: 'understanding',
        right: '$jongen',
        wrong: ['$vriendin', '$vriend'],
        hard: -0.4,
      },
      {
        ask: 'Waar is $vriendin?',
        of: 'understanding',
        right: '{op het plein|in het park|op de heuvel}',
        wrong: ['op school', 'thuis'],
        hard: -0.3,
      },
      {
        ask: 'Waarom zegt $jongen niet meteen ja?',
        of: 'interpreting',
        right: 'Hij is bang dat er iets stuk gaat.',
        wrong: ['Hij wil naar huis.', 'Hij vindt $vriendin niet aardig.'],
      },
      {
        ask: '$vriendin kijkt sip. Hoe voelt ze zich dan?',
        of: 'interpreting',
        right: 'verdrietig',
        wrong: ['boos', 'moe'],
        hard: 0.1,
      },
      {
        order: [
          '$jongen gaat naar {het plein|het park|de heuvel}.',
          '$vriendin vraagt of ze ook een keer mag.',
          '$jongen zegt: “Eén rondje.”',
          '$vriendin zegt dank je wel.',
        ],
        hard: 0.1,
      },
    ],
  },
  {
    genre: 'factual',
    title: '{De brandweer|De bakker|De boer}',
    parts: [
      '{De brandweer blust een brand|De bakker maakt brood|De boer zorgt voor de koeien}. {Dat werk doen ze met'
        + ' water uit een slang|Dat doet hij van meel, water en gist|Elke dag geeft hij ze hooi of gras}.',
      '{Een brand kan op elk moment beginnen. Daarom is er altijd iemand in de kazerne|Mensen willen vroeg vers'
        + ' brood eten. Daarom werkt hij in de nacht|De koeien moeten vroeg gemolken worden. Daarom staat hij al om'
        + ' vijf uur op}. {Als de bel gaat, rennen ze naar de wagen|Als de oven warm is, gaat het deeg erin|Als het'
        + ' melken klaar is, gaan de koeien naar buiten}. Het is zwaar werk. Maar het is ook mooi werk!',
    ],
    questions: [
      {
        ask: 'Wat doet {de brandweer|de bakker|de boer}?',
        of: 'understanding',
        right: '{een brand blussen|brood maken|voor de koeien zorgen}',
        wrong: [
          '{de straat vegen|taart opeten|een huis bouwen}',
          '{een auto maken|een winkel schoonmaken|vis vangen}',
        ],
        hard: -0.4,
      },
      {
        ask: 'Wat heb je daarvoor nodig?',
        of: 'understanding',
        right: '{water en een slang|meel, water en gist|hooi of gras}',
        wrong: ['{zand en een schep|melk en eieren|vlees of vis}', '{een hamer|suiker en jam|noten}'],
        hard: -0.2,
      },
      {
        ask: 'Waarom {is er altijd iemand in de kazerne|werkt de bakker in de nacht|staat de boer vroeg op}?',
        of: 'interpreting',
        right:
          '{Een brand kan altijd beginnen.|Mensen willen vroeg vers brood.|De koeien moeten vroeg gemolken worden.}',
        wrong: ['Dan is het buiten donker.', 'Dan is het werk niet zwaar.'],
        hard: 0.1,
      },
      {
        ask: 'Wat gebeurt er als {de bel gaat|de oven warm is|het melken klaar is}?',
        of: 'understanding',
        right: '{Ze rennen naar de wagen.|Het deeg gaat in de oven.|De koeien gaan naar buiten.}',
        wrong: ['Iedereen gaat naar huis.', 'Dan komt er bezoek.'],
        hard: -0.1,
      },
      {
        cloze: 'De schrijver vindt het werk zwaar, _ ook mooi.',
        of: 'evaluating',
        right: 'maar',
        wrong: ['want', 'dus'],
        hard: 0.2,
      },
    ],
  },
  {
    genre: 'fiction',
    title: 'Een brief van $meisje',
    parts: [
      'Lieve {oma|opa|tante Loes},\nWij zijn {aan zee|in het bos|op een boerderij}. We slapen in {een tent|een'
        + ' huisje|een oude wagen}. Gisteren regende het de hele dag. Toen speelden we een spel. Papa won drie keer!',
      'Vandaag schijnt de zon. $jongen en ik {bouwen een kasteel van zand|maken een hut van takken|mogen de'
        + ' lammetjes voeren}. Het enige wat niet leuk is, zijn de muggen. Zaterdag komen we bij u langs. Dan vertel'
        + ' ik alles!\nVeel kusjes van $meisje',
    ],
    questions: [
      {
        ask: 'Voor wie is de brief?',
        of: 'understanding',
        right: 'voor {oma|opa|tante Loes}',
        wrong: ['voor papa', 'voor $jongen'],
        hard: -0.3,
      },
      {
        ask: 'Wat deden ze toen het regende?',
        of: 'understanding',
        right: 'Ze speelden een spel.',
        wrong: ['Ze gingen naar huis.', 'Ze {bouwden een kasteel|maakten een hut|voerden de lammetjes}.'],
        hard: -0.1,
      },
      {
        ask: 'Wat vindt $meisje niet leuk?',
        of: 'interpreting',
        right: 'de muggen',
        wrong: ['de zon', '{de tent|het huisje|de oude wagen}'],
        hard: -0.2,
      },
      {
        ask: 'Wanneer ziet $meisje {oma|opa|tante Loes} weer?',
        of: 'understanding',
        right: 'op zaterdag',
        wrong: ['vandaag', 'gisteren'],
      },
      {
        ask: 'Welke zin zegt dat $meisje veel te vertellen heeft?',
        of: 'looking-up',
        right: 'Dan vertel ik alles!',
        wrong: ['Papa won drie keer!', 'Vandaag schijnt de zon.'],
        hard: 0.1,
      },
    ],
  },
  {
    genre: 'factual',
    title: 'De speurtocht',
    parts: [
      'Juf heeft een speurtocht gemaakt. Op de kaart staan vier plekken: de boom, het huis, de vijver en de bank.'
        + ' $vriend begint bij {de boom|het huis|de bank}. Dan loopt hij naar {het huis|de vijver|de boom}. Hij'
        + ' maakt daar een foto. De schat ligt bij {de vijver|de bank|het huis}. In de kist zit {een appel voor'
        + ' iedereen|een beker voor de groep|een boek voor de klas}.',
      { picture: () => route() },
    ],
    questions: [
      { point: 'Waar begint $vriend? Wijs de plek aan.', right: (variant) => ['A', 'B', 'D'][variant % 3]! },
      { point: 'Waar ligt de schat? Wijs de plek aan.', right: (variant) => ['C', 'D', 'B'][variant % 3]!, hard: 0.1 },
      {
        ask: 'Wie heeft de speurtocht gemaakt?',
        of: 'understanding',
        right: 'de juf',
        wrong: ['$vriend', 'de klas'],
        hard: -0.4,
      },
      {
        ask: 'Wat doet $vriend bij {het huis|de vijver|de boom}?',
        of: 'understanding',
        right: 'Hij maakt een foto.',
        wrong: ['Hij pakt de schat.', 'Hij rust uit.'],
      },
      {
        ask: 'Wat zit er in de kist?',
        of: 'understanding',
        right: '{een appel voor iedereen|een beker voor de groep|een boek voor de klas}',
        wrong: ['een kaart met een plek', 'een foto van {het huis|de vijver|de boom}'],
        hard: -0.2,
      },
    ],
  },
];
