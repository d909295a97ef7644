import type { Domain } from '../types.ts';
import type { TextTemplate } from './templates.ts';

type Asked = readonly [question: string, right: string, firstWrong: string, secondWrong: string, of?: Domain];

// Three short sentences, two questions.
function mini(text: string, ...asked: readonly Asked[]): TextTemplate {
  return {
    genre: 'fiction',
    title: '',
    parts: [text],
    questions: asked.map(([ask, right, first, second, of = 'understanding']) =>
      ({ ask, right, wrong: [first, second], of })),
  };
}

/** Texts of three short sentences for the middle of group 3, read in taak 1. */
export const startFirst: readonly TextTemplate[] = [
  mini('De poes zit op de mat. $jongen aait de poes. De mat is rood.',
    ['Waar zit de poes?', 'op de mat', 'op de bank', 'in de mand'],
    ['Wat is rood?', 'de mat', 'de poes', 'de jas']),
  mini('$meisje heeft een boot. De boot is van hout. Hij vaart in het bad.',
    ['Van wie is de boot?', 'van $meisje', 'van mama', 'van $jongen'],
    ['Waar vaart de boot?', 'in het bad', 'in de zee', 'in de sloot']),
  mini('Het is koud. $jongen doet zijn jas aan. Hij gaat met de hond naar buiten.',
    ['Wat doet $jongen aan?', 'zijn jas', 'zijn sok', 'zijn pet'],
    ['Wie gaat mee?', 'de hond', 'de poes', 'opa']),
  mini('Oma kookt soep. De soep is te heet. $meisje wacht nog even.',
    ['Wat kookt oma?', 'soep', 'rijst', 'vis'],
    ['Waarom wacht $meisje?', 'De soep is te heet.', 'De soep is op.', 'Oma is weg.', 'interpreting']),
  mini('$jongen zoekt zijn bal. De bal ligt in het gras. $meisje ziet hem en roept.',
    ['Wat zoekt $jongen?', 'zijn bal', 'zijn boek', 'zijn hond'],
    ['Wie ziet de bal?', '$meisje', '$jongen', 'mama']),
  mini('In de boom zit een nest. Er liggen vier eieren in. De moeder zit erop.',
    ['Waar is het nest?', 'in de boom', 'in het gras', 'op het dak'],
    ['Wie zit op de eieren?', 'de moeder', 'de kat', 'de boom']),
  mini('Papa maakt een taart. $meisje wordt vandaag zeven. Er komen veel kinderen.',
    ['Wat maakt papa?', 'een taart', 'een brood', 'een boot'],
    ['Waarom maakt papa dat?', '$meisje is jarig.', 'Papa heeft trek.', 'Het is koud.', 'interpreting']),
  mini('De bus is weg. $jongen is te laat. Nu loopt hij naar school.',
    ['Wat is weg?', 'de bus', 'de fiets', 'de school'],
    ['Hoe gaat $jongen naar school?', 'Hij loopt.', 'Met de bus.', 'Met de fiets.']),
  mini('De maan schijnt. Alle kinderen slapen. Alleen de uil is wakker.',
    ['Wie is wakker?', 'de uil', 'het kind', 'de maan'],
    ['Wanneer is dit?', 'in de nacht', 'in de ochtend', 'op school', 'interpreting']),
  mini('$meisje valt op haar knie. De juf plakt er een pleister op. Nu lacht $meisje weer.',
    ['Wat doet de juf?', 'Ze plakt een pleister.', 'Ze valt op haar knie.', 'Ze gaat naar huis.'],
    ['Hoe voelt $meisje zich nu?', 'blij', 'boos', 'ziek', 'interpreting']),
];

/** Texts of three short sentences for the middle of group 3, read in taak 2. */
export const startSecond: readonly TextTemplate[] = [
  mini('{De kip|De eend} loopt {in het hok|bij de sloot}. $jongen geeft haar {graan|brood}. Ze eet alles op.',
    ['Waar loopt {de kip|de eend}?', '{in het hok|bij de sloot}', 'in huis', 'in de boom'],
    ['Wie geeft haar eten?', '$jongen', 'de boer', 'oma']),
  mini('$meisje leest een boek. Het gaat over een {draak|heks}. Ze vindt het heel eng.',
    ['Waarover gaat het boek?', 'over een {draak|heks}', 'over een beer', 'over een koning'],
    ['Hoe vindt $meisje het boek?', 'eng', 'saai', 'lief']),
  mini('Het {regent|waait} hard. $jongen kijkt door het raam. Hij wil zo graag naar buiten!',
    ['Wat voor weer is het?', 'Het {regent|waait}.', 'De zon schijnt.', 'Er ligt sneeuw.'],
    ['Waar is $jongen?', 'in huis', 'in de tuin', 'op straat', 'interpreting']),
  mini('Opa zit {in de tuin|op de bank}. Zijn bril ligt {in huis|op tafel}. $meisje haalt de bril voor hem.',
    ['Waar zit opa?', '{in de tuin|op de bank}', 'in de auto', 'in het bos'],
    ['Wat haalt $meisje?', 'de bril', 'de krant', 'de thee']),
  mini('$jongen heeft een {appel|peer}. $vriend heeft niets. $jongen geeft hem de helft.',
    ['Wie heeft eerst niets?', '$vriend', '$jongen', 'de juf'],
    ['Hoe is $jongen voor $vriend?', 'lief', 'boos', 'streng', 'evaluating']),
  mini('De {hond|geit} rent weg. Het hek staat open. Mama rent erachteraan.',
    ['Wie rent weg?', 'de {hond|geit}', 'mama', 'het hek'],
    ['Hoe kan het dier weg?', 'Het hek staat open.', 'Mama is er niet.', 'Het heeft trek.', 'interpreting']),
  mini('$meisje bouwt een toren. Hij is heel hoog. Bam! Daar valt {het laatste|het bovenste} blok.',
    ['Wat bouwt $meisje?', 'een toren', 'een huis', 'een boot'],
    ['Wat valt er?', 'een blok', 'een boek', '$meisje']),
  mini('{In de vijver|In de kom} zwemt een vis. Hij is zo groot als een duim. $jongen noemt hem Flip.',
    ['Waar is de vis?', '{in de vijver|in de kom}', 'in de zee', 'in de pan'],
    ['Hoe heet de vis?', 'Flip', 'Duim', '$jongen']),
  mini('Vandaag gaat $meisje {met de trein|met de bus}. Ze mag alleen naar tante. Ze vindt het spannend.',
    ['Waarmee gaat $meisje?', '{met de trein|met de bus}', 'met de boot', 'met de fiets'],
    ['Wie gaat er mee?', 'niemand', 'tante', 'mama', 'interpreting']),
  mini('Mama {verft|wast} de deur. De deur is nog nat. “Blijf eraf!” zegt ze tegen $jongen.',
    ['Wat doet mama?', 'Ze {verft|wast} de deur.', 'Ze maakt de deur dicht.', 'Ze speelt buiten.'],
    ['Waarom moet $jongen eraf blijven?', 'De deur is nog nat.', 'De deur is stuk.', 'De deur is van mama.',
      'interpreting']),
];
