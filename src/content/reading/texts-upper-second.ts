import type { TextTemplate } from './templates.ts';

/** Texts of 140 to 240 words for groups 6 and 7, read in taak 2. */
export const upperSecond: readonly TextTemplate[] = [
  {
    genre: 'fiction',
    title: '{Het verkeerde koor|Het verkeerde festival|Het verkeerde team}',
    parts: [
      'Eigenlijk wilde $jongen zich opgeven voor {de toneelclub|het schaaktoernooi|de zwemploeg}. Maar de inktvlek'
        + ' op het formulier zat precies op de verkeerde plek, en zo stond hij ineens op de lijst van {het koor|het'
        + ' dichtersfestival|de turnploeg}. “Dat is een vergissing”, zei hij tegen juf Merel. “{Ik zing als een'
        + ' kraai|Ik heb nog nooit een gedicht geschreven|Ik ben zo stijf als een plank}.” Juf Merel keek hem over'
        + ' haar bril aan. “Probeer het één maand”, zei ze. “Daarna mag je stoppen. Beloofd.”',
      'De eerste keer zat $jongen de minuten te tellen. De tweede keer ook. Maar de derde keer kwam hij naast'
        + ' $vriendin te zitten, die nergens om gaf. {Ze zong keihard de verkeerde woorden|Ze liet haar kaas rijmen'
        + ' op de maan, gewoon omdat het kon|Ze viel van de balk en maakte daarna een buiging}. Iedereen lachte,'
        + ' zijzelf het hardst. “Als je toch hier bent”, fluisterde ze, “kun je er net zo goed iets van maken.”',
      'Dat zinnetje bleef in zijn hoofd zitten. Thuis, op zijn kamer, {zong hij zachtjes mee met de radio|schreef'
        + ' hij drie regels op de achterkant van een envelop|probeerde hij een handstand tegen de muur}. Het {klonk'
        + ' nergens naar|leek nergens op|zag er niet uit}, vond hij, en toch deed hij het de volgende dag weer. En'
        + ' de dag erna.',
      'Toen de maand om was, riep juf Merel hem bij zich. “Ik heb een plaats bij {de toneelclub|het'
        + ' schaaktoernooi|de zwemploeg} voor je geregeld”, zei ze. $jongen keek naar buiten, waar $vriendin stond'
        + ' te wachten. Hij voelde dat zijn wangen warm werden. “Mag dat ook”, begon hij. “Ik bedoel… kan dat'
        + ' misschien volgend jaar?” Juf Merel glimlachte en scheurde het formulier doormidden.',
    ],
    questions: [
      {
        ask: 'Hoe kwam $jongen op de verkeerde lijst?',
        of: 'understanding',
        right: 'door een vlek op het formulier',
        wrong: ['door een grap van $vriendin', 'doordat de club vol was', 'doordat hij een dag te laat was'],
        hard: -0.3,
      },
      {
        ask: 'Wat bedoelt $vriendin met “kun je er net zo goed iets van maken”?',
        of: 'interpreting',
        right: 'Doe je best, want je bent er nu toch.',
        wrong: [
          'Maak een nieuw formulier.',
          'Ga maar iets knutselen.',
          'Je kunt beter naar huis gaan, want het is te laat.',
        ],
        hard: 0.1,
      },
      {
        ask: 'Waaraan merk je dat $jongen het leuk begint te vinden?',
        of: 'interpreting',
        right: 'Hij oefent thuis uit zichzelf.',
        wrong: ['Hij telt de minuten.', 'Hij gaat naar een andere club.', 'Hij praat met juf Merel.'],
        hard: 0,
      },
      {
        ask: 'Waarom scheurt juf Merel het formulier doormidden?',
        of: 'interpreting',
        right: 'Ze begrijpt dat $jongen wil blijven.',
        wrong: ['Ze is boos op $jongen.', 'Er zit een vlek op.', 'Ze weet dat de club niet meer bestaat.'],
        hard: 0.2,
      },
      {
        order: [
          '$jongen staat op de verkeerde lijst.',
          '$jongen zit de minuten te tellen.',
          '$jongen komt naast $vriendin te zitten.',
          '$jongen vraagt of het volgend jaar kan.',
        ],
        hard: -0.1,
      },
    ],
  },
  {
    genre: 'factual',
    title: '{De reis van een spijkerbroek|De reis van een reep chocola|De reis van een potlood}',
    parts: [
      '{Trek je wel eens een spijkerbroek aan|Eet je wel eens een reep chocola|Pak je wel eens een potlood}? Grote'
        + ' kans dat {die|die|dat} meer van de wereld heeft gezien dan jij. Volg maar eens de weg van het begin tot'
        + ' aan de winkel.',
      'Het begint in {India|Ghana|Brazilië}, waar {katoenplanten|cacaobomen|snelgroeiende bomen} staan. {Plukkers'
        + ' halen de witte pluizen van de struik|Boeren kappen de vruchten van de stam en halen de bonen'
        + ' eruit|Arbeiders zagen de stammen in planken}. Het is warm en zwaar werk, en het wordt slecht betaald.'
        + ' Daarna gaat de lading in een container aan boord van een schip.',
      'Weken later komt het schip aan in {Turkije|Nederland|Duitsland}. In de fabriek {worden van de pluizen draden'
        + ' gesponnen en van de draden stof geweven. De stof krijgt zijn blauwe kleur in een bad met verf|worden de'
        + ' bonen gebrand, gemalen en gemengd met suiker en melk. Urenlang wordt alles geroerd, tot het glad'
        + ' is|worden de planken in dunne latjes gesneden. In elk latje komt een groef, en daarin een stift van klei'
        + ' en grafiet}. Dat laatste kost veel {water: voor één broek wel achtduizend liter|energie: de machines'
        + ' draaien dag en nacht|hout: bijna de helft eindigt als zaagsel}.',
      'Steeds meer mensen vinden dat het anders moet. Er zijn {broeken van gebruikte stof|repen waarvan de boer een'
        + ' eerlijke prijs krijgt|potloden van krantenpapier}. Die zijn vaak wat duurder. Maar, zegt verkoper'
        + ' $vriend Visser, “goedkoop bestaat niet. Er is altijd iemand die de rest betaalt.” Wie dat niet gelooft,'
        + ' moet maar eens een dag meelopen met de mensen aan het begin van de reis.',
    ],
    questions: [
      {
        ask: 'Waar begint de reis?',
        of: 'understanding',
        right: 'in {India|Ghana|Brazilië}',
        wrong: [
          'in {Turkije|Nederland|Duitsland}',
          'in {Ghana|Brazilië|India}',
          'in {Nederland|Turkije|Ghana}',
        ],
        hard: -0.4,
      },
      {
        order: [
          '{Plukkers halen de pluizen van de struik.|Boeren halen de bonen uit de vruchten.|Arbeiders zagen de'
            + ' stammen in planken.}',
          'De lading gaat met een schip over zee.',
          '{In de fabriek wordt stof geweven.|In de fabriek worden de bonen gebrand.|In de fabriek worden latjes'
            + ' gesneden.}',
          '{De broek|De reep|Het potlood} ligt in de winkel.',
        ],
        hard: 0,
      },
      {
        ask: 'Wat bedoelt $vriend Visser met “goedkoop bestaat niet”?',
        of: 'interpreting',
        right: 'Als jij weinig betaalt, heeft een ander daar last van.',
        wrong: [
          'Alles wordt elk jaar duurder.',
          'In zijn winkel is niets goedkoop.',
          'Spullen die weinig kosten, gaan altijd het eerst stuk.',
        ],
        hard: 0.4,
      },
      {
        ask: 'Wat vindt de schrijver van het werk aan het begin van de reis?',
        of: 'evaluating',
        right: 'Het is zwaar en het levert te weinig op.',
        wrong: [
          'Het is makkelijk werk.',
          'Machines zouden het veel beter kunnen doen.',
          'Het is leuk om eens te doen.',
        ],
        hard: 0.1,
      },
      {
        ask: 'Waarover gaat de vierde alinea?',
        of: 'summarising',
        right: 'over een betere manier',
        wrong: ['over de fabriek', 'over de reis met het schip', 'over de plek waar het groeit'],
        hard: 0,
      },
    ],
  },
  {
    genre: 'factual',
    title: '{Post uit Noorwegen|Post uit Suriname|Post uit Schotland}',
    parts: [
      'Beste allemaal van groep 7,\nHet is nu drie maanden geleden dat wij verhuisden, en jullie vroegen hoe het'
        + ' hier is. Nou: anders! {Om drie uur in de middag is het al donker en ’s ochtends om negen uur nog'
        + ' steeds|Het is elke dag dertig graden en als het regent, lijkt het of iemand een emmer leeggooit|Het'
        + ' waait hier altijd, en ik versta de helft niet van wat de mensen zeggen}.',
      'In het begin vond ik dat verschrikkelijk. Ik miste het plein, de snackbar op de hoek en vooral jullie. Mijn'
        + ' moeder zei steeds dat ik moest wennen, maar daar had ik geen zin in. Ik deed alsof ik een vakantie'
        + ' uitzat die te lang duurde.',
      'Het veranderde op een dinsdag. {Onze buurjongen Aksel klopte aan met twee paar ski’s|Ons buurmeisje Shanti'
        + ' stond voor de deur met een schaal vol mango’s|Onze buurjongen Euan bracht een bal mee zo plat als een'
        + ' pannenkoek}. Ik schudde mijn hoofd: {ik had nog nooit op ski’s gestaan|ik lustte geen mango, dacht'
        + ' ik|met zo’n bal kon je toch niet spelen}. {Hij haalde zijn schouders op en wees naar de helling|Ze'
        + ' haalde haar schouders op en sneed er een open|Hij haalde zijn schouders op en begon te pompen}. Een uur'
        + ' later {lag ik voor de twintigste keer in de sneeuw, en ik had in maanden niet zo gelachen|zat ik tot'
        + ' mijn ellebogen onder het sap, en ik had in maanden niet zo gelachen|stonden we onder de modder, en ik'
        + ' had in maanden niet zo gelachen}.',
      'Sindsdien gaat het beter. Ik ken nu {zeven woorden voor sneeuw|de namen van zes vruchten die jullie nog nooit'
        + ' hebben geproefd|acht woorden voor regen}. En weet je wat gek is? Toen we laatst foto’s van Nederland'
        + ' bekeken, zei ik: “Wat is het daar plat.” Alsof ik er nooit had gewoond. Begrijp me niet verkeerd: ik mis'
        + ' jullie nog. Maar het is een ander soort missen. Komen jullie een keer?\nGroeten van $meisje',
    ],
    questions: [
      {
        ask: 'Aan wie schrijft $meisje?',
        of: 'understanding',
        right: 'aan haar oude klas',
        wrong: ['aan haar nieuwe klas', 'aan haar moeder', 'aan {Aksel|Shanti|Euan}'],
        hard: -0.3,
      },
      {
        ask: '“Ik deed alsof ik een vakantie uitzat die te lang duurde.” Wat bedoelt ze?',
        of: 'interpreting',
        right: 'Ze wilde er niet echt gaan wonen.',
        wrong: [
          'Ze ging elke dag op reis.',
          'Ze had nog vakantie.',
          'Ze zat de hele dag op een stoel te wachten.',
        ],
        hard: 0.3,
      },
      {
        ask: 'Waardoor ging $meisje zich beter voelen?',
        of: 'interpreting',
        right: '{Aksel|Shanti|Euan} deed iets leuks met haar.',
        wrong: [
          'Haar moeder troostte haar.',
          'Het weer werd beter.',
          'Haar oude klas uit Nederland kwam langs.',
        ],
        hard: -0.1,
      },
      {
        ask: 'Waarom vindt $meisje het gek dat ze zei: “Wat is het daar plat”?',
        of: 'interpreting',
        right: 'Ze heeft daar zelf lang gewoond.',
        wrong: [
          'Nederland is helemaal niet plat.',
          'De foto’s waren niet scherp.',
          'Ze had de foto’s nog nooit gezien.',
        ],
        hard: 0.2,
      },
      {
        cloze: 'Eerst voelde $meisje zich alleen, _ nu gaat het beter.',
        of: 'summarising',
        right: 'maar',
        wrong: ['want', 'omdat'],
        hard: -0.2,
      },
    ],
  },
  {
    genre: 'factual',
    title: '{Zeven vragen over slaap|Zes vragen over onweer|Vijf vragen over vulkanen}',
    parts: [
      '{Ongeveer een derde van je leven slaap je. Toch weten veel mensen er weinig van|Als het dondert, kruipen'
        + ' honden onder de bank. Ook veel mensen vinden onweer eng|Er zijn op aarde zo’n vijftienhonderd vulkanen'
        + ' die nog kunnen uitbarsten, en onder water liggen er nog veel meer}. Wij vroegen het aan een deskundige.'
        + ' Dit zijn drie van de antwoorden.',
      '{Waarom slapen we eigenlijk|Hoe ontstaat een bliksem|Waardoor barst een vulkaan uit}? “{Tijdens de slaap'
        + ' ruimt je lichaam op. In je hersenen worden dingen die je hebt geleerd op hun plaats gezet. Ook je'
        + ' spieren herstellen dan|In een wolk botsen ijskorrels tegen elkaar. Daardoor wordt de bovenkant anders'
        + ' geladen dan de onderkant. Als het verschil te groot wordt, springt er een vonk over: dat is de'
        + ' bliksem|Diep onder de grond is gesmolten gesteente. Dat is lichter dan de rots eromheen en zoekt dus een'
        + ' weg omhoog. Gas in het gesteente drukt het naar buiten, net als bij een fles die je hebt geschud}.”',
      '{Hoeveel slaap heeft een kind nodig|Kun je uitrekenen hoe ver het onweer is|Kun je een uitbarsting'
        + ' voorspellen}? “{Kinderen van jouw leeftijd hebben negen tot elf uur nodig. Wie te weinig slaapt, is'
        + ' sneller boos en onthoudt minder|Ja. Tel de seconden tussen de flits en de donder en deel dat door drie.'
        + ' Dan weet je hoeveel kilometer het is. Tel je er minder dan tien, ga dan naar binnen|Een beetje. Vooraf'
        + ' beeft de aarde vaak licht en komt er meer gas uit de berg. Maar de precieze dag weet niemand}.”',
      '{Helpt een scherm in bed|Mag je onder een boom schuilen|Heeft een vulkaan ook voordelen}? “{Integendeel. Door'
        + ' het licht denkt je lichaam dat het nog dag is. Leg je tablet daarom een uur voor het slapen weg|Nooit.'
        + ' De bliksem zoekt het hoogste punt. In een auto zit je wel veilig, want de stroom loopt om je heen naar'
        + ' de grond|Zeker. As maakt de grond vruchtbaar, dus er groeit veel. Daarom blijven mensen er wonen, ook al'
        + ' is dat niet zonder gevaar}.” De overige antwoorden staan op onze website.',
    ],
    questions: [
      {
        ask: 'Hoeveel antwoorden van de deskundige staan er in deze tekst?',
        of: 'looking-up',
        right: 'drie',
        wrong: ['{zeven|zes|vijf}', 'vier', 'één'],
        hard: 0.1,
      },
      {
        ask:
          '{Wat gebeurt er als je te weinig slaapt?|Je telt zes seconden. Hoe ver is het onweer?|Waaraan merk je dat'
            + ' er een uitbarsting kan komen?}',
        of: 'understanding',
        right: '{Je onthoudt minder.|twee kilometer|De aarde beeft licht.}',
        wrong: [
          '{Je spieren herstellen.|zes kilometer|De grond wordt vruchtbaar.}',
          '{Je denkt dat het dag is.|achttien kilometer|De zee wordt warm.}',
          '{Je wordt rustiger.|drie kilometer|De berg wordt lager.}',
        ],
        hard: 0.1,
      },
      {
        ask:
          '{Waarom is een scherm in bed niet goed?|Waarom mag je niet onder een boom schuilen?|Waarom blijven mensen'
            + ' bij een vulkaan wonen?}',
        of: 'understanding',
        right: '{Je lichaam denkt dat het nog dag is.|De bliksem zoekt het hoogste punt.|De grond is er vruchtbaar.}',
        wrong: [
          '{Het geluid houdt je wakker.|Een boom valt snel om.|Het is er lekker warm.}',
          '{Je ogen gaan er na een tijdje pijn van doen.|Onder een boom word je heel erg nat.|Een huis kost er niets.}',
          '{Je wordt er boos van.|Onder een boom zie je niets.|Er is geen gevaar meer.}',
        ],
        hard: -0.2,
      },
      {
        ask: 'Hoe heeft de schrijver deze tekst opgebouwd?',
        of: 'evaluating',
        right: 'met vragen en antwoorden',
        wrong: [
          'als een verhaal met een slot',
          'met een mening en een andere mening',
          'in de volgorde van de tijd',
        ],
        hard: 0.1,
      },
      {
        cloze:
          '{Leg je tablet op tijd weg, _ slaap je beter.|Ga op tijd naar binnen, _ ben je veilig.|Komt er as op de'
            + ' grond, _ groeit er veel.}',
        of: 'interpreting',
        right: 'dan',
        wrong: ['want', 'maar'],
        hard: 0,
      },
    ],
  },
];
