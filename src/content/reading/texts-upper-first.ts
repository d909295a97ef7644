import type { TextTemplate } from './templates.ts';

/** Texts of 160 to 260 words for groups 6 and 7, read in taak 1. */
export const upperFirst: readonly TextTemplate[] = [
  {
    genre: 'fiction',
    title: '{De brug|De vuurtoren|De molen}',
    parts: [
      'Niemand in het dorp kwam nog bij {de oude brug|de oude vuurtoren|de oude molen}. Het hout was rot, zeiden de'
        + ' mensen, en wie er toch naartoe ging, was niet goed wijs. Maar $meisje had van haar grootvader een andere'
        + ' versie gehoord. Volgens hem lag er {onder de brug|boven in de toren|achter het grote rad} een blikken'
        + ' trommel, die hij er zelf als jongen had verstopt.',
      '“Wat zit erin?” had ze gevraagd. Grootvader had alleen geglimlacht. “Een belofte”, zei hij. “En misschien kun'
        + ' jij die nu voor mij nakomen. Mijn benen willen niet meer.”',
      'Op een mistige ochtend ging $meisje op weg. $jongen liep mee, al mopperde hij de hele tijd. “Straks zakken we'
        + ' erdoor”, zei hij. “En dat voor een trommel die allang verroest is.” Toch bleef hij naast haar lopen.'
        + ' {Bij de brug klommen ze langs de oever omlaag|Bij de vuurtoren duwden ze samen de zware deur open|Bij de'
        + ' molen kropen ze door een gat in de wand}. Het rook er naar modder en oude bladeren.',
      'Het was $jongen die de trommel zag. Hij zat klem tussen twee stenen. Binnenin lag geen geld, maar een foto'
        + ' van twee jongens met hun armen om elkaars schouders, en een briefje. “Als we oud zijn”, stond erop,'
        + ' “vertel ik je dat het mij spijt. Je vriend, Willem.” $meisje draaide de foto om. Achterop stond een'
        + ' adres, niet eens zo ver weg.',
      'Ze keken elkaar aan. “Denk jij wat ik denk?” vroeg $meisje. $jongen zuchtte, maar zijn ogen lachten. “De bus'
        + ' gaat elk half uur”, zei hij.',
    ],
    questions: [
      {
        ask: 'Waarom kwam niemand uit het dorp meer bij {de oude brug|de oude vuurtoren|de oude molen}?',
        of: 'understanding',
        right: 'Ze vonden het er gevaarlijk.',
        wrong: ['Het was te ver lopen.', 'Grootvader had het verboden.', 'Er woonde iemand.'],
        hard: -0.3,
      },
      {
        ask: 'Wat kun je zeggen over $jongen?',
        of: 'evaluating',
        right: 'Hij moppert, maar hij laat $meisje niet alleen.',
        wrong: [
          'Hij is nergens bang voor.',
          'Hij is boos, want hij wil de trommel zelf houden.',
          'Hij gaat halverwege terug naar huis.',
        ],
      },
      {
        ask: 'Wie is Willem waarschijnlijk?',
        of: 'interpreting',
        right: 'de grootvader van $meisje',
        wrong: [
          'de vader van $jongen',
          'de eigenaar van {de brug|de vuurtoren|de molen}',
          'iemand die in de bus zit',
        ],
        hard: 0.3,
      },
      {
        ask: 'Wat gaan de kinderen nu waarschijnlijk doen?',
        of: 'interpreting',
        right: 'Ze gaan naar het adres op de foto.',
        wrong: [
          'Ze leggen de trommel terug.',
          'Ze gaan gewoon met de bus naar school.',
          'Ze laten {de brug|de vuurtoren|de molen} opknappen.',
        ],
        hard: 0.1,
      },
      {
        order: [
          'Grootvader vertelt over de trommel.',
          'De kinderen gaan op een mistige ochtend op weg.',
          '$jongen ziet de trommel.',
          '$meisje leest wat er achter op de foto staat.',
        ],
        hard: 0,
      },
    ],
  },
  {
    genre: 'factual',
    title: '{Slim zout|Licht uit de zee|Stroom van de stoep}',
    parts: [
      '{Zout strooi je over je aardappels. Maar wist je dat je er ook een huis mee kunt verwarmen|In de zee leven'
        + ' diertjes die licht geven. Onderzoekers willen dat licht ook op het land gebruiken|Elke dag lopen er'
        + ' duizenden mensen over het station. Onderzoekers willen van al die stappen stroom maken}{?|.|.} In een'
        + ' laboratorium in {Eindhoven|Leiden|Delft} werkt een groep onderzoekers al jaren aan dat idee.',
      '{Als je een bepaald soort zout droogt met warmte van de zon, neemt het die warmte als het ware op. Komt er'
        + ' later water bij, dan komt de warmte weer vrij|De diertjes maken een stofje dat gaat gloeien als er'
        + ' zuurstof bij komt. Dat stofje kun je ook in planten laten maken, zodat hun bladeren in het donker zacht'
        + ' oplichten|Onder de tegels liggen plaatjes die een klein beetje doorbuigen. Bij elke stap zet zo’n'
        + ' plaatje de beweging om in elektriciteit}. Dat is handig, want {de zon schijnt vooral in de zomer,'
        + ' terwijl je in de winter warmte nodig hebt|zo’n plant heeft geen stopcontact nodig en gaat nooit stuk|de'
        + ' mensen lopen er toch al, dus het kost geen extra moeite}.',
      'Toch zal het nog even duren voordat {iedereen zo’n installatie in huis heeft|er lichtgevende bomen langs de'
        + ' weg staan|elke stoep stroom geeft}. Ten eerste is {het apparaat nog zo groot als een kledingkast|het'
        + ' licht nog zwak: je kunt er net een boek bij lezen als je er vlakbij zit|één stap maar weinig op: een'
        + ' lampje brandt er een paar tellen op}. Ten tweede {tast het zout op den duur het metaal aan|weten we niet'
        + ' wat zulke planten met insecten doen|slijten de plaatjes snel als er veel overheen gelopen wordt}. En ten'
        + ' derde is het duur.',
      'Onderzoeker $vriendin de Boer blijft er rustig onder. “De eerste computer was zo groot als een klaslokaal”,'
        + ' zegt ze. “En kijk eens wat je nu in je broekzak hebt. Een goed idee heeft tijd nodig. En mensen die niet'
        + ' opgeven.”',
    ],
    questions: [
      {
        ask: 'Wat is de hoofdgedachte van de tekst?',
        of: 'summarising',
        right:
          '{Met zout kun je warmte bewaren, maar het kan nog niet overal.|Planten kunnen licht geven, maar het kan'
            + ' nog niet overal.|Stappen kunnen stroom geven, maar het kan nog niet overal.}',
        wrong: [
          '{Zout is gezond als je er weinig van eet.|Diertjes in de zee worden met uitsterven bedreigd.|Op stations'
            + ' is het te druk.}',
          'De eerste computer was veel te groot.',
          'Onderzoekers moeten eerst betere computers kopen, anders lukt het niet.',
        ],
        hard: 0.2,
      },
      {
        ask: 'Hoeveel problemen noemt de schrijver in de derde alinea?',
        of: 'looking-up',
        right: 'drie',
        wrong: ['één', 'twee', 'vier'],
        hard: -0.2,
      },
      {
        ask: 'Waarom begint $vriendin de Boer over de eerste computer?',
        of: 'evaluating',
        right: 'om te laten zien dat een uitvinding steeds beter kan worden',
        wrong: [
          'om te zeggen dat zij vroeger zelf ook computers heeft gemaakt',
          'om te laten zien dat computers duur zijn',
          'om te zeggen dat het plan mislukt is',
        ],
        hard: 0.3,
      },
      {
        cloze: 'Het idee is goed, _ het is nog te duur.',
        of: 'interpreting',
        right: 'maar',
        wrong: ['doordat', 'zodat'],
        hard: 0,
      },
      {
        ask: 'Welk probleem staat in de tekst?',
        of: 'understanding',
        right:
          '{Het zout tast het metaal aan.|We weten niet wat de planten met insecten doen.|De plaatjes slijten snel.}',
        wrong: [
          '{Het zout smaakt niet goed.|De planten hebben een stopcontact nodig.|Mensen willen niet meer lopen.}',
          '{Er is te weinig zout.|De planten gaan te snel stuk.|De tegels zijn te zwaar.}',
          'Er is niemand die het nog verder wil onderzoeken.',
        ],
        hard: -0.2,
      },
    ],
  },
  {
    genre: 'factual',
    title: 'Moet {huiswerk|een mobiel in de klas|het schoolplein op slot}{ blijven| kunnen|}?',
    parts: [
      '{Op de Regenboogschool krijgen de hoogste groepen twee keer per week huiswerk|Op de Regenboogschool mogen'
        + ' kinderen uit groep 8 hun mobiel in de klas gebruiken|Op de Regenboogschool gaat het hek van het plein na'
        + ' vier uur op slot}. Niet iedereen is het daarmee eens. De schoolkrant vroeg twee leerlingen naar hun'
        + ' mening.',
      '$meisje (11): “Ik ben ervoor. {Op de middelbare school krijg je elke dag huiswerk. Als je het nu al leert,'
        + ' schrik je straks niet|Je kunt er snel iets mee opzoeken, en we leren hoe je er verstandig mee omgaat.'
        + ' Verbieden helpt niet|Vroeger lag er elke ochtend glas en was er op de muren gekladderd. Nu kunnen de'
        + ' kleuters veilig spelen}. Bovendien {hoef je er maar een half uurtje aan te zitten|mag hij alleen uit de'
        + ' tas als de meester dat zegt|is er een ander speelveld, twee straten verder}. Wie zegt dat dat te veel'
        + ' is, overdrijft een beetje.”',
      '$jongen (12): “Ik vind het geen goed idee. {Na school wil ik voetballen en met mijn zusje spelen. Ook dat is'
        + ' leren. En niet iedereen heeft thuis een rustige plek of iemand die kan helpen|Zodra er één piept, kijkt'
        + ' iedereen op. Zo kun je toch niet werken? En niet iedereen heeft er een|In onze buurt zijn bijna geen'
        + ' plekken om te spelen, en dat andere veld ligt aan een drukke weg. Door een paar vandalen mogen nu'
        + ' honderd kinderen er niet meer in}. Dat is oneerlijk. Ik weet best dat {oefenen nodig is|je er handige'
        + ' dingen mee kunt|er iets moest gebeuren}, maar dat kan ook anders: {doe het gewoon op school, met zijn'
        + ' allen|gebruik de laptops die de school al heeft|laat ouders om de beurt toezicht houden}.”',
      'De leerlingenraad praat er volgende week over. Wil je meepraten? Stop dan voor donderdag een briefje in de'
        + ' groene bus bij de ingang. Alleen briefjes met je naam en je groep erop worden voorgelezen.',
    ],
    questions: [
      {
        ask: 'Waarover zijn $meisje en $jongen het oneens?',
        of: 'summarising',
        right: '{of huiswerk moet blijven|of een mobiel in de klas mag|of het plein op slot moet}',
        wrong: [
          'of de schoolkrant leuk is',
          'of de leerlingenraad nodig is',
          'of kinderen meer moeten sporten',
        ],
        hard: -0.2,
      },
      {
        ask: 'Met welk punt van de ander is $jongen het wel eens?',
        of: 'evaluating',
        right: '{dat oefenen nodig is|dat je er handige dingen mee kunt|dat er iets moest gebeuren}',
        wrong: [
          '{dat een half uur niet veel is|dat verbieden niet helpt|dat het andere veld dichtbij is}',
          'dat $meisje overdrijft',
          'dat niemand op school erover mag meepraten',
        ],
        hard: 0.3,
      },
      {
        ask: 'Welk voorstel doet $jongen?',
        of: 'understanding',
        right: '{Maak het op school.|Gebruik de laptops van de school.|Laat ouders toezicht houden.}',
        wrong: [
          'Laat iedereen zelf kiezen.',
          'Vraag het eerst aan de burgemeester.',
          '{Geef elke dag huiswerk.|Geef iedereen een mobiel.|Bouw een nieuw plein.}',
        ],
        hard: -0.1,
      },
      {
        ask: 'Wanneer wordt jouw briefje voorgelezen?',
        of: 'looking-up',
        right: 'als je naam en je groep erop staan',
        wrong: ['als je voor het plan bent', 'als je het op donderdag schrijft', 'als je in groep 8 zit'],
        hard: 0,
      },
      {
        match: 'Van wie is deze mening? Kies in elke rij één vakje.',
        of: 'interpreting',
        columns: ['$meisje', '$jongen'],
        rows: [
          ['Het is geen goed idee.', '$jongen'],
          ['Het valt best mee.', '$meisje'],
          ['Het is niet eerlijk.', '$jongen'],
        ],
        hard: 0.1,
      },
    ],
  },
  {
    genre: 'factual',
    title: 'Naar {het museum|het planetarium|de dierentuin}',
    parts: [
      'Komend voorjaar gaat groep 7 een dag naar {het museum|het planetarium|de dierentuin}. Hieronder staat hoe de'
        + ' dag eruitziet. Iedereen doet mee aan de rondleiding. Daarnaast kiest elk kind één werkplaats. Let op:'
        + ' een werkplaats gaat alleen door als er minstens acht kinderen zijn. Per werkplaats is er plaats voor'
        + ' twaalf.',
      {
        head: ['Tijd', 'Onderdeel', 'Waar', 'Meenemen'],
        rows: [
          ['9.45', 'aankomst', 'grote hal', 'niets'],
          ['10.15', 'rondleiding', '{zaal 1 tot en met 5|koepelzaal|buitenpad}', '{potlood|niets|regenjas}'],
          ['12.00', 'lunch', 'tuin', 'brood en drinken'],
          [
            '13.00', 'werkplaats {schilderen|raketten|nestkastjes}', '{atelier|kelder|schuur}',
            '{oud shirt|lege fles|handschoenen}',
          ],
          [
            '13.00', 'werkplaats {beeldhouwen|sterrenkaart|voer maken}', '{werf|bibliotheek|keuken}',
            '{schort|zaklamp|schort}',
          ],
          ['14.30', 'vertrek', 'grote hal', 'niets'],
        ],
      },
      'We reizen met de trein van 8.52 uur en verzamelen een half uur eerder op het schoolplein. Wie te laat komt,'
        + ' kan niet meer mee; de kaartjes zijn voor de hele groep tegelijk. Bij regen eten we in de hal. Een'
        + ' telefoon blijft thuis. De begeleiders maken foto’s en zetten die dezelfde avond op de website, zodat ook'
        + ' opa’s en oma’s kunnen meekijken. Ouders die mee willen, kunnen zich tot 1 maart opgeven bij meester Bas.'
        + ' Hij zoekt nog vier begeleiders.',
      'Kun je niet kiezen tussen de werkplaatsen? Vraag dan aan de kinderen van groep 8 hoe het vorig jaar was. Geef'
        + ' daarna een eerste én een tweede keus door. Dan kunnen we schuiven als het ergens te vol wordt.',
    ],
    questions: [
      {
        ask: 'Hoe laat moet je op het schoolplein zijn?',
        of: 'looking-up',
        right: 'om 8.22 uur',
        wrong: ['om 8.52 uur', 'om 9.45 uur', 'om 9.22 uur'],
        hard: 0.2,
      },
      {
        ask: '$jongen kiest de werkplaats {schilderen|raketten|nestkastjes}. Wat neemt hij daarvoor mee?',
        of: 'looking-up',
        right: '{een oud shirt|een lege fles|handschoenen}',
        wrong: ['{een schort|een zaklamp|een schort}', '{een potlood|een potlood|een regenjas}', 'niets'],
        hard: -0.2,
      },
      {
        ask: 'Zeven kinderen kiezen de werkplaats {beeldhouwen|sterrenkaart|voer maken}. Wat gebeurt er dan?',
        of: 'interpreting',
        right: 'Die werkplaats gaat niet door.',
        wrong: ['Die werkplaats is vol.', 'Die werkplaats begint later.', 'Er moeten vijf kinderen weg.'],
        hard: 0.2,
      },
      {
        ask: 'Waarom moet je ook een tweede keus doorgeven?',
        of: 'understanding',
        right: 'Dan kan er geschoven worden als het te vol is.',
        wrong: [
          'Dan mag je op dezelfde dag twee werkplaatsen doen.',
          'Dan weet groep 8 wat jij kiest.',
          'Dan hoef je niet naar de rondleiding.',
        ],
        hard: 0,
      },
      {
        type: 'Hoe laat begint de lunch? Schrijf het zoals het in de tabel staat.',
        accepted: ['12.00', '12:00', '12.00 uur', '12:00 uur', '12 uur', '12'],
        hard: -0.3,
      },
    ],
  },
];
