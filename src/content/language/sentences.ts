// Sentences to set marks and capitals in, made from parts that fit each other.

import type { Random } from '../../psychometrics/random.ts';

const children = [
  'Sanne', 'Youssef', 'Noor', 'Daan', 'Fatima', 'Lars', 'Mila', 'Bilal', 'Emma', 'Aylin', 'Thijs',
] as const;
const towns = ['Utrecht', 'Zwolle', 'Breda', 'Leiden', 'Groningen', 'Arnhem', 'Delft', 'Almere', 'Tilburg'] as const;
const lands = ['Spanje', 'Marokko', 'België', 'Frankrijk', 'Turkije', 'Zweden', 'Italië'] as const;
const streets = ['Dorpsstraat', 'Kerkstraat', 'Molenweg', 'Parklaan', 'Schoolstraat', 'Havenweg'] as const;

/** A name as it can be typed on any keyboard: `Belgie`. */
export const withoutDots = (name: string): string => name.replaceAll('ë', 'e');

/** Every name that a sentence may have instead of another one. */
export const exchangeable: ReadonlySet<string> = new Set([...children, ...towns, ...lands, ...streets]
  .flatMap((name) => [name.toLowerCase(), withoutDots(name.toLowerCase())]));

/** The first name of a child. */
export const childName = (random: Random): string => random.pick(children);

/** Two different children. */
export function twoNames(random: Random): readonly [string, string] {
  const [first = 'Noor', second = 'Daan'] = random.shuffle(children);
  return [first, second];
}

/** A sentence with three words that have a capital: the first, and two names. */
export function sentenceWithNames(
  random: Random,
): { readonly words: readonly string[]; readonly names: readonly string[] } {
  const [child, friend] = twoNames(random);
  const [town, land, street] = [random.pick(towns), random.pick(lands), random.pick(streets)];
  const [text, names] = random.pick<readonly [string, readonly string[]]>([
    [`Morgen gaat ${child} met de trein naar ${town}`, [child, town]],
    [`De buurman van ${child} woont in ${town}`, [child, town]],
    [`In de zomer reist ${child} naar ${land}`, [child, land]],
    [`De oma van ${child} komt uit ${land}`, [child, land]],
    [`Samen met ${child} speelt ${friend} een spel`, [child, friend]],
    [`Het huis van ${child} staat in de ${street}`, [child, street]],
    [`Op zondag fietst ${child} naar ${town}`, [child, town]],
    [`Vandaag krijgt ${child} een kaart uit ${land}`, [child, land]],
    [`Achter de school in de ${street} wacht ${friend}`, [street, friend]],
    [`Soms logeert ${child} bij een tante in ${town}`, [child, town]],
  ]);
  return { words: text.split(' '), names };
}

/** Two short sentences that belong together; the second begins with a word that could end the first. */
export function twoSentences(random: Random): readonly [string, string] {
  const child = childName(random);
  return random.pick<readonly [string, string]>([
    [`${child} loopt naar het park`, 'Daar staat een hoge glijbaan'],
    [`We gaan met ${child} zwemmen`, 'Straks eten we een ijsje'],
    [`Met ${child} pak ik mijn tas`, 'Snel rennen we naar de bus'],
    [`De hond van ${child} ligt in de tuin`, 'Buiten schijnt de zon'],
    ['Het regent hard', 'Gelukkig heb ik een jas aan'],
    [`Opa leest de krant voor aan ${child}`, 'Daarna drinken ze thee'],
    [`De broer van ${child} zoekt een boek`, 'Eerst kijkt hij op de plank'],
    ['De bakker is al open', 'Binnen ruikt het naar brood'],
    [`De kat van ${child} klimt in de boom`, 'Bovenin zit een vogel'],
    [`Met ${child} fietsen we naar het strand`, 'Onderweg stoppen we even'],
  ]);
}

/** Something to tell, without its full stop. */
export function statement(random: Random): string {
  const child = childName(random);
  return random.pick([
    `${child} heeft een nieuwe fiets`, 'Wij eten vanavond soep met brood',
    `De trein naar ${random.pick(towns)} is te laat`,
    `Ik weet niet waar ${child} woont`, `De juf vraagt of ${child} wil helpen`, 'Mijn zus speelt elke week voetbal',
    `Het museum in ${random.pick(towns)} is vandaag dicht`, `${child} vertelt wat er is gebeurd`,
    `De meester leest elke dag een verhaal voor`, `In de herfst vallen de bladeren van de bomen`,
  ]);
}

/** Something to ask, without its question mark. */
export function question(random: Random): string {
  const child = childName(random);
  return random.pick([
    `Hoe laat komt ${child} thuis`, 'Wil jij nog een boterham', `Waar heeft ${child} de bal gelaten`,
    'Wanneer begint de vakantie', `Gaat ${child} mee naar het zwembad`, 'Wie heeft het raam opengezet',
    `Waarom lacht ${child} zo hard`, 'Heb jij mijn potlood gezien', `Hoe ver is het nog naar ${random.pick(towns)}`,
    'Welke kleur vind jij het mooist',
  ]);
}

/** A main sentence after a clause that begins with als, omdat and the like. */
export function clauseFirst(random: Random): readonly [string, string] {
  const child = childName(random);
  return random.pick<readonly [string, string]>([
    ['Als het morgen regent', `blijft ${child} binnen`],
    [`Omdat ${child} ziek is`, 'gaat het feest niet door'],
    ['Toen de bel ging', `rende ${child} naar buiten`],
    [`Voordat ${child} gaat slapen`, 'leest vader een verhaal voor'],
    ['Nadat we hadden gegeten', `waste ${child} de borden af`],
    ['Terwijl de taart in de oven staat', `maakt ${child} de slagroom`],
    [`Zodra ${child} er is`, 'snijden we de taart aan'],
    ['Hoewel het koud was', `ging ${child} zwemmen`],
    ['Doordat de brug kapot was', `kwam ${child} te laat`],
    ['Wanneer de zon schijnt', `eet ${child} in de tuin`],
  ]);
}

/** Three or four things to list, the last two joined by `en`, after the beginning of a sentence. */
export function listing(random: Random): { readonly start: string; readonly things: readonly string[] } {
  const child = childName(random);
  const [start, things] = random.pick<readonly [string, readonly string[]]>([
    [`${child} koopt`, ['appels', 'peren', 'druiven', 'kiwi’s']],
    ['In mijn tas zitten', ['een schrift', 'een pen', 'een gum', 'een liniaal']],
    ['Op de boerderij lopen', ['koeien', 'schapen', 'geiten', 'kippen']],
    [`${child} houdt van`, ['zwemmen', 'tekenen', 'dansen', 'schaken']],
    ['Voor de soep gebruik je', ['prei', 'wortels', 'uien', 'selderij']],
    ['In het orkest hoor je', ['violen', 'fluiten', 'trommels', 'trompetten']],
    ['Aan de muur hangen', ['foto’s', 'kaarten', 'tekeningen', 'posters']],
    [`${child} tekent met`, ['potlood', 'krijt', 'verf', 'inkt']],
  ]);
  return { start, things: random.shuffle(things).slice(0, 3) };
}

/** Somebody who says or asks something: who, the verb, and the words without marks. */
export function spoken(
  random: Random,
): { readonly who: string; readonly verb: string; readonly said: string; readonly mark: '.' | '?' | '!' } {
  const [who, friend] = twoNames(random);
  const adult = random.pick(['Opa', 'De juf', 'Mijn moeder', 'De meester', 'De buurman', 'Tante Loes']);
  const [speaker, verb, said, mark] = random.pick<readonly [string, string, string, '.' | '?' | '!']>([
    [adult, 'vraagt', `Wie van jullie heeft ${friend} gezien`, '?'],
    [who, 'zegt', 'Ik heb mijn schoenen al aan', '.'],
    [adult, 'roept', 'Kom allemaal snel naar binnen', '!'],
    [who, 'vraagt', 'Mag ik een stukje taart', '?'],
    [who, 'fluistert', 'Volgens mij slaapt de baby', '.'],
    [adult, 'zegt', `Morgen mag ${friend} de planten water geven`, '.'],
    [who, 'roept', 'Kijk uit voor die fiets', '!'],
    [adult, 'vraagt', 'Hoe was het vandaag op school', '?'],
    [who, 'antwoordt', 'Ik ben het boek vergeten', '.'],
    [who, 'vraagt', `Waar heb jij de sleutel gelegd, ${friend}`, '?'],
  ]);
  return { who: speaker, verb, said, mark };
}

/** Somebody who is spoken to at the beginning of a sentence. */
export function calling(random: Random): readonly [string, string] {
  return [random.pick(children), random.pick([
    'kom je eten?', 'wil je mij helpen?', 'doe de deur eens dicht.', 'ga je mee naar buiten?', 'je veter is los.',
    'waar is de schaar?', 'leg je boek maar weg.', 'heb je het koud?',
  ])];
}
