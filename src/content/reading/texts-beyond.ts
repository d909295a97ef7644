import type { TextTemplate } from './templates.ts';

/** Two long texts with ten questions each, harder than the end of group 7. */
export const beyondSecond: readonly TextTemplate[] = [
  {
    genre: 'factual',
    title: 'Het eiland dat zichzelf verplaatst',
    parts: [
      'Wie op een oude kaart naar de Waddenzee kijkt, ziet iets vreemds. Sommige eilanden liggen op een andere plek'
        + ' dan nu. Dat komt niet doordat de kaartenmakers slordig waren. De eilanden hebben zich werkelijk'
        + ' verplaatst.',
      'De oorzaak is de wind, die hier meestal uit het westen komt. Golven slaan zand weg aan de westkant en'
        + ' stromingen voeren het mee naar het oosten. Daar blijft het liggen. Zo kruipt een eiland, korrel voor'
        + ' korrel, naar rechts op de kaart. Het dorp dat ooit veilig in het midden lag, staat een paar eeuwen later'
        + ' met zijn voeten in zee. Van het eilandje Griend bleef op die manier bijna niets over: waar nu vogels'
        + ' broeden, woonden in de middeleeuwen mensen.',
      'Natuurlijk heeft de mens geprobeerd om het zand tegen te houden, met dammen, met helmgras en met schepen die'
        + ' nieuw zand opspuiten. Een tijdlang leek dat de enige oplossing. De laatste jaren klinkt er echter een'
        + ' ander geluid. Wie een eiland vastlegt, zegt bioloog $vriend Postma, maakt het op den duur juist zwakker.'
        + ' “Duinen moeten kunnen stuiven en de zee moet er af en toe doorheen mogen breken. Dan groeit het eiland'
        + ' mee als de zeespiegel stijgt. Een dijk groeit niet mee.”',
      'Bewoners horen dat met gemengde gevoelens aan. Een café-eigenaar aan de westkant vindt het “makkelijk praten'
        + ' voor iemand die in Groningen woont”. Anderen wijzen erop dat het zand dat je vandaag opspuit, morgen'
        + ' weer weg is, en dat die rekening elk jaar terugkomt. Misschien ligt de oplossing in het midden:'
        + ' beschermen waar mensen wonen, en loslaten waar het kan. Maar waar precies de grens loopt, daarover zijn'
        + ' ze het op het eiland nog lang niet eens.',
    ],
    questions: [
      {
        ask: 'Waardoor verplaatst een eiland zich?',
        of: 'understanding',
        right: 'Golven en stromingen brengen zand van west naar oost.',
        wrong: [
          'Mensen spuiten zand op aan de oostkant.',
          'Kaartenmakers hebben het op een verkeerde plek getekend.',
          'De zeespiegel daalt elk jaar.',
        ],
        hard: -0.3,
      },
      {
        ask: 'Waarom noemt de schrijver het eilandje Griend?',
        of: 'evaluating',
        right: 'als voorbeeld van wat er met een eiland kan gebeuren',
        wrong: [
          'om te laten zien dat vogels liever niet bij mensen wonen',
          'omdat Postma daar woont',
          'als voorbeeld van een eiland met dammen',
        ],
        hard: 0.1,
      },
      {
        ask: '“De laatste jaren klinkt er echter een ander geluid.” Wat wordt daarmee bedoeld?',
        of: 'interpreting',
        right: 'Er is een nieuwe mening bij gekomen.',
        wrong: [
          'De wind waait anders dan vroeger.',
          'De schepen zijn stiller geworden.',
          'Je hoort de vogels op het eiland weer zingen.',
        ],
        hard: 0.2,
      },
      {
        ask: 'Wat vindt Postma?',
        of: 'understanding',
        right: 'Een eiland moet kunnen bewegen.',
        wrong: [
          'Er moeten hogere dijken komen.',
          'Niemand mag op een eiland wonen.',
          'Zand opspuiten is goedkoop.',
        ],
        hard: 0,
      },
      {
        ask: 'Waarom zegt de café-eigenaar dat het makkelijk praten is?',
        of: 'interpreting',
        right: 'Postma heeft er zelf geen last van.',
        wrong: [
          'Postma praat heel veel.',
          'Postma spreekt goed Nederlands.',
          'Postma komt zelf ook vaak in het café.',
        ],
        hard: 0.3,
      },
      {
        ask: 'Wat is een nadeel van zand opspuiten volgens de tekst?',
        of: 'understanding',
        right: 'Het moet elk jaar opnieuw.',
        wrong: ['Het is slecht voor de vogels.', 'Het maakt de zee te ondiep.', 'Er is geen zand meer.'],
        hard: 0,
      },
      {
        cloze: 'Een dijk blijft even hoog, _ de zee stijgt.',
        of: 'interpreting',
        right: 'terwijl',
        wrong: ['zodat', 'voordat'],
        hard: 0.1,
      },
      {
        match: 'Wie vindt wat? Kies in elke rij één vakje.',
        of: 'interpreting',
        columns: ['Postma', 'de café-eigenaar'],
        rows: [
          ['Laat het zand stuiven.', 'Postma'],
          ['Anderen hebben makkelijk praten.', 'de café-eigenaar'],
          ['Vastleggen maakt een eiland zwak.', 'Postma'],
        ],
        hard: 0.1,
      },
      {
        ask: 'Met welke zin laat de schrijver zien dat hij niet kiest?',
        of: 'looking-up',
        right: 'Misschien ligt de oplossing in het midden.',
        wrong: [
          'Dat komt niet doordat de kaartenmakers slordig waren.',
          'Daar blijft het liggen.',
          'Duinen moeten kunnen stuiven en de zee moet er af en toe doorheen mogen breken.',
        ],
        hard: 0.2,
      },
      {
        ask: 'Wat is de beste samenvatting?',
        of: 'summarising',
        right: 'Eilanden schuiven op, en mensen zijn het niet eens over wat je daaraan moet doen.',
        wrong: [
          'Door de wind verdwijnen alle eilanden, en er is niemand die daar iets tegen kan doen.',
          'Oude kaarten kloppen niet, dus je kunt ze beter niet gebruiken.',
          'Vroeger woonden er mensen op Griend, nu alleen nog vogels.',
        ],
        hard: 0.3,
      },
    ],
  },
  {
    genre: 'fiction',
    title: 'De klokkenmaker',
    parts: [
      'In de Korenstraat, tussen een fietsenwinkel en een kapper, zat de werkplaats van meneer Osman. Er hingen'
        + ' zeker honderd klokken en ze liepen allemaal anders. “Welke heeft gelijk?” vroeg $meisje de eerste keer'
        + ' dat ze binnenkwam. Meneer Osman haalde zijn schouders op. “Dat hangt ervan af voor wie.”',
      '$meisje kwam er elke woensdag, zogenaamd om te schuilen tot de bus ging. Ze mocht raderen oppoetsen en veren'
        + ' op maat knippen. Langzaam begreep ze hoe het zat. De staande klok in de hoek liep vijf minuten voor,'
        + ' omdat zijn eigenaar altijd te laat kwam. Het koekoeksklokje bleef op zondag stil, omdat de weduwe Blom'
        + ' dan graag uitsliep. Wie een klok kwam brengen, kreeg die niet zozeer gerepareerd terug als wel passend'
        + ' gemaakt.',
      'Op een dag legde een man in een duur pak een zakhorloge op de toonbank. “Hij loopt achter”, zei hij. “Elke'
        + ' dag een kwartier. Onbruikbaar.” Meneer Osman bekeek het lang. “Van wie was dit?” vroeg hij. De man'
        + ' aarzelde. “Van mijn vader. Die had nooit haast. Om gek van te worden.” Het bleef even stil. “Hij is in'
        + ' mei gestorven.”',
      'Een week later haalde de man het op. Hij hield het tegen zijn oor en keek op de wandklok. Zijn gezicht'
        + ' betrok. “Hij loopt nog steeds achter!” “Nee”, zei meneer Osman rustig. “Hij geeft u elke dag een'
        + ' kwartier dat u nergens hoeft te zijn. Doet u ermee wat u wilt.” $meisje hield haar adem in. De man'
        + ' opende zijn mond, deed hem weer dicht, en ging toen op het krukje bij het raam zitten. Hij zei niets.'
        + ' Pas na een kwartier stond hij op, betaalde, en gaf meneer Osman een hand.',
      'Die middag miste $meisje voor het eerst haar bus met opzet.',
    ],
    questions: [
      {
        ask: 'Waarom lopen de klokken allemaal anders?',
        of: 'interpreting',
        right: 'Elke klok past bij zijn eigenaar.',
        wrong: [
          'Meneer Osman is slordig.',
          'Ze zijn allemaal kapot.',
          'Niemand in de straat weet hoe laat het is.',
        ],
        hard: 0,
      },
      {
        ask: '$meisje kwam “zogenaamd om te schuilen”. Wat was de echte reden?',
        of: 'interpreting',
        right: 'Ze vond het leuk in de werkplaats.',
        wrong: [
          'Het regende elke woensdag.',
          'Ze had geen geld meer om met de bus te gaan.',
          'Ze wilde een klok kopen.',
        ],
        hard: 0.2,
      },
      {
        ask: 'Waarom blijft het koekoeksklokje op zondag stil?',
        of: 'understanding',
        right: 'De weduwe Blom wil dan uitslapen.',
        wrong: [
          'De werkplaats is dan dicht.',
          'De veer is dan afgelopen.',
          'De kapper naast de winkel heeft er last van.',
        ],
        hard: -0.3,
      },
      {
        ask: 'Wat wil de man in het dure pak eerst?',
        of: 'understanding',
        right: 'dat het horloge precies op tijd loopt',
        wrong: [
          'dat het horloge een kwartier achterloopt',
          'dat meneer Osman het horloge koopt',
          'dat het horloge van zijn vader wordt gevonden',
        ],
        hard: -0.2,
      },
      {
        ask: 'Waarom vertelt de man dat zijn vader nooit haast had?',
        of: 'interpreting',
        right: 'Het horloge was net zo traag als zijn vader.',
        wrong: [
          'Zijn vader was ook klokkenmaker.',
          'Zijn vader kwam vaak bij meneer Osman in de winkel.',
          'Het horloge was heel duur.',
        ],
        hard: 0.3,
      },
      {
        ask: 'Wat betekent: “Zijn gezicht betrok”?',
        of: 'interpreting',
        right: 'Hij begon boos of somber te kijken.',
        wrong: ['Hij kreeg het opeens heel erg koud.', 'Hij deed een hoed op.', 'Hij moest lachen.'],
        hard: 0.1,
      },
      {
        ask: 'Waardoor merk je dat de man meneer Osman begrijpt?',
        of: 'interpreting',
        right: 'Hij gaat een kwartier zitten.',
        wrong: ['Hij koopt een nieuw horloge.', 'Hij loopt snel de winkel uit.', 'Hij kijkt op de wandklok.'],
        hard: 0.1,
      },
      {
        ask: 'Waarom miste $meisje haar bus met opzet?',
        of: 'evaluating',
        right: 'Ze nam zelf ook een kwartier zonder haast.',
        wrong: [
          'Ze wilde niet meer naar huis.',
          'Ze had ruzie met de chauffeur van de bus.',
          'De klok liep vijf minuten voor.',
        ],
        hard: 0.4,
      },
      {
        order: [
          '$meisje mag raderen oppoetsen.',
          'De man legt het horloge op de toonbank.',
          'De man haalt het horloge op.',
          'De man gaat op het krukje zitten.',
        ],
        hard: -0.1,
      },
      {
        ask: 'Welke zin past het best bij dit verhaal?',
        of: 'summarising',
        right: 'Niet alles hoeft snel te gaan.',
        wrong: [
          'Wie te laat komt, heeft pech.',
          'Dure horloges gaan lang mee.',
          'Een klok moet altijd gelijk lopen.',
        ],
        hard: 0.2,
      },
    ],
  },
];
