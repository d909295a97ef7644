// Names as they occur in Dutch primary schools, for invented children. Knows nothing of how names are
// compared.
import type { Random } from '../../psychometrics/random.ts';

/** A surname with the prefix that stands before it. */
export interface Surname {
  readonly prefix: string | null;
  readonly name: string;
}

/** A tradition of naming, and how common it is among the families of a school. */
export interface Tradition {
  readonly share: number;
  surname(random: Random): Surname;
  /** A call name that fits the sex. */
  callName(random: Random, gender: 'boy' | 'girl'): string;
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** The first of a list far more often than the last, as names are (Zipf). */
function common<T>(random: Random, list: readonly T[]): T {
  return list[Math.min(Math.floor(list.length * random.uniform() ** 2.2), list.length - 1)]!;
}

/** `van_der Berg` is a prefix and a name. */
function surnameOf(text: string): Surname {
  const at = text.lastIndexOf('_');
  return at < 0 ? { prefix: null, name: text }
    : { prefix: text.slice(0, at).replaceAll('_', ' '), name: text.slice(at + 1) };
}

const dutchSurnames = words(`
  de_Jong Jansen de_Vries van_den_Berg van_Dijk Bakker Janssen Visser Smit Meijer de_Boer Mulder de_Groot
  Bos Vos Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits de_Graaf van_der_Meer
  van_der_Linden Kok Jacobs de_Haan Vermeulen van_den_Heuvel van_der_Veen van_den_Broek de_Bruijn de_Bruin
  van_der_Heijden Schouten van_Beek Willems van_Vliet van_de_Ven Hoekstra Maas Verhoeven Koster van_Dam
  van_der_Wal Prins Blom Huisman Peeters de_Jonge Kuipers van_Veen Postma Kramer van_den_Brink van_Wijk
  Scholten Hermans Gerritsen Bosman Kuiper Martens Timmermans Driessen Verbeek van_Loon Kroon Evers
  Cornelissen Verhagen Molenaar Zijlstra van_Es Geerts Wolters Schipper Hofman Post in_'t_Veld van_'t_Hof
  ter_Horst ten_Hove op_den_Kamp Groen van_der_Pol Wiersma Hoeksema Bouwman Nijland Veenstra van_Rijn
  Hartman Kuijpers Snijders Goossens Rutten Aarts van_Gelder Schaap Lammers Boon Zwart Koning`);
const frisianSurnames = words(`
  Hoekstra Dijkstra Bakker de_Vries van_der_Meer Postma Visser Hiemstra Zijlstra Wiersma Terpstra Elzinga
  Feenstra Hoogland Sikkema Tolsma Bijlsma Ypma Jellema Rinsma Sybrandy Wijngaarden Ferwerda Dykstra
  Hylkema Heeringa`);
const turkishSurnames = words(`
  Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara
  Koç Kurt Özkan Şimşek Polat Korkmaz Güneş Erdoğan Aksoy Bulut Taş Ünal Yavuz Güler Keskin Toprak Akın
  Ateş`);
const moroccanSurnames = words(`
  El_Amrani Bouali El_Idrissi Benali Chaoui El_Yousfi Bouzidi Ait_Ali Amrani Ben_Ahmed El_Ouali Azzouzi
  Haddou Bakkali El_Khattabi Mansouri Ouahbi Saidi Tahiri Zerouali El_Hamdaoui Boulahrouz Aharchi Lahlou
  Kaddouri Rahmouni El_Mouden`);
const surinameseSurnames = words(`
  Ramdin Sital Mohan Jagesar Biharie Lachman Ramautar Wijngaarde Pinas Landveld Kartoredjo Soekimin
  Ramsaran Autar Gangaram_Panday Bhagwandas Raghoebarsing Sewnandan Emanuels Vrede Tjon_A_Fat Lieuw
  Chin_A_Loi Kromosoeto`);
const polishSurnames = words(`
  Nowak Kowalski Wiśniewska Wójcik Kowalczyk Kamińska Lewandowski Zieliński Szymańska Woźniak Dąbrowski
  Kozłowski Jankowska Mazur Krawczyk Piotrowski Grabowska Pawłowski Michalska Król`);
const otherSurnames = words(`
  Al_Hassan Haddad Khalil Nguyen Tran Singh Kumar Santos da_Silva Fernandes Johnson Williams Okafor Mensah
  Tesfaye Abdi Hussein Ali Ivanov Petrova Popescu García Rodríguez Müller Schröder Weiß Lefèvre Dubois
  Rossi Wang Chen`);

const dutchBoys = words(`
  Noah Sem Liam Lucas Daan Finn Levi Luuk Mees James Milan Sam Bram Thijs Jesse Adam Thomas Benjamin Teun
  Julian Lars Stijn Ruben Tim Gijs Hugo Jurre Max Jan Pim Cas Tijn Jens Floris David Siem Tygo Dex Boaz
  Jasper Niek Koen Bas Joris Casper Sven Olivier Rick Job Guus Twan Wouter Jelle Pieter Matthijs Willem
  Jan-Willem Chris Niels Bart Sander Joep Philip Quinten Maarten Lennart Roan Jayden Kyan Dylan Ryan Kevin
  Mike Danny René André`);
const dutchGirls = words(`
  Emma Julia Mila Tess Sophie Zoë Sara Nora Yara Eva Lotte Liv Noor Evi Fleur Saar Anna Lynn Olivia Lauren
  Sofie Isa Roos Fenna Elin Lieke Feline Sanne Fem Nina Lisa Maud Jasmijn Femke Lina Iris Anne Britt Bo
  Amy Eline Merel Floor Naomi Esmee Puck Indy Suze Veerle Guusje Hannah Lize Rosalie Chloé Noëlle
  Anne-Marie Marie-Louise Marit Myrthe Loïs Danique Kim Romy Elise Michelle Charlotte Linde Norah Janneke
  Marijke Daniëlle Renée Jade Amber Luna`);
const frisianBoys = words(`
  Jelle Sietse Wytse Sjoerd Douwe Hylke Jorrit Wessel Fedde Tjitte Rinse Gerben Auke Bouke Ids Jelmer
  Minne Sytse`);
const frisianGirls = words(`
  Fenna Jitske Sietske Wytske Nynke Hylkje Froukje Tjitske Jildou Femke Silke Afke Baukje Doutzen Maaike
  Rixt Sjoukje`);
const turkishBoys = words(`
  Yusuf Emir Ömer Mustafa Ali Mehmet Eymen Kerem Hamza Emre Ahmet Can Berat Deniz Efe Furkan İbrahim Kaan
  Miraç Umut`);
const turkishGirls = words(`
  Zeynep Elif Ecrin Meryem Esma Ayşe Nisa Azra Defne Ela Yağmur Hira Büşra Ceylin Ebrar Sümeyye Asya Selin
  Melike Gül`);
const moroccanBoys = words(`
  Mohamed Mohammed Youssef Adam Amine Bilal Ayoub Ilias Zakaria Hamza Anas Rayan Ismail Soufiane Imran
  Nassim Yassin Abdelkarim Ibrahim Othmane`);
const moroccanGirls = words(`
  Amira Fatima Salma Aya Yasmine Nour Hafsa Safa Inaya Malak Khadija Dounia Ikram Sara Imane Hajar Chaima
  Lina Maryam Fatima-Zahra`);
const surinameseBoys = words(`
  Jayden Dylano Giovanni Ravish Shaquille Rohan Anil Ryan Xavier Jeremiah Vishal Dion Quincy Dwayne Kishan`);
const surinameseGirls = words(`
  Shanaya Priya Chaniqua Anisha Rishma Destiny Kiana Jayda Ashana Shakira Naomi Xaviera Rochelle Divya
  Sharona`);
const polishBoys = words(`
  Jakub Szymon Kacper Filip Mateusz Michał Bartosz Wojciech Piotr Antoni Oskar Łukasz Dawid Paweł
  Krzysztof`);
const polishGirls = words(`
  Zuzanna Julia Maja Zofia Hanna Lena Alicja Oliwia Wiktoria Małgorzata Karolina Agnieszka Natalia Emilia
  Łucja`);
const otherBoys = words(`
  Omar Khaled Amir Minh Arjun João Diego Daniel Kwame Abel Mikhail Andrei Lorenzo Jean Wei Yonas Elias
  Gabriel Leo`);
const otherGirls = words(`
  Layla Rima Linh Anjali Beatriz Sofía Abena Sahra Anastasia Ioana Giulia Camille Mei Selam Maya Clara
  Inès Amal Grace`);

const placesFront = words(`
  Hooge Ooster Wester Noord Zuider Nieuwen Ouden Groene Zwarte Witte Boven Neder Middel Klein Groot Steen
  Zand Veen Berken Eiken Linden Beuken Rijk Brede Lange Scherpen Korten Water Broek Kerk Molen Schaaps
  Paarden Ganze Haze Wolfs`);
const placesBack = words(`
  veld kamp dijk berg horst huis hof laar brink beek broek donk straat stra man ma sma bosch burg dam werf
  hoek weide zicht steeg poort boom winkel sluis oord`);

/** Nearly half of all families have a name that nobody else in the school has: a place, put together. */
function placeName(random: Random): Surname {
  const prefixes = ['van', 'van de', 'van der', 'van den', 'te', 'ter', 'op de'];
  const prefix = random.chance(0.3) ? random.pick(prefixes) : null;
  return { prefix, name: `${random.pick(placesFront)}${random.pick(placesBack)}` };
}

function dutchSurname(random: Random): Surname {
  const one = () => (random.chance(0.45) ? placeName(random) : surnameOf(common(random, dutchSurnames)));
  const first = one();
  if (!random.chance(0.04)) return first;
  const second = one();
  const joint = second.prefix ? `${second.prefix} ` : '';
  return { prefix: first.prefix, name: `${first.name}-${joint}${second.name}` };
}

const firstSyllables = words(`
  Kara Ak Ar Bou El Man Sar Kham Ros Bal Dem Tor Lew Kow Wis Ram Jag San Oka Men Had Kha Vil Per`);
const middleSyllables = words('a i o u ha ki ma ra sa ta li no mi za du bo');
const lastSyllables = words(`
  di ji ni ki ri oglu ska wicz man ra li ova ev soe dan pal sing nath bay han dou ssi kar`);

/** A third of the families of every other tradition have a name that the lists do not know. */
function rareName(random: Random): string {
  const middle = random.chance(0.5) ? random.pick(middleSyllables) : '';
  return `${random.pick(firstSyllables)}${middle}${random.pick(middleSyllables)}${random.pick(lastSyllables)}`;
}

function tradition(
  share: number, surnames: readonly string[], boys: readonly string[], girls: readonly string[],
): Tradition {
  return {
    share,
    // In these lists a _ is a part of the name as well as often as a prefix, as administrations have it.
    surname: (random) => {
      if (random.chance(1 / 3)) return { prefix: null, name: rareName(random) };
      const { prefix, name } = surnameOf(common(random, surnames));
      return prefix === null || random.chance(0.5) ? { prefix, name } : { prefix: null, name: `${prefix} ${name}` };
    },
    callName: (random, gender) => common(random, gender === 'boy' ? boys : girls),
  };
}

/** The traditions of a Dutch school, by share of the families. */
export const traditions: readonly Tradition[] = [
  { ...tradition(0.7, dutchSurnames, dutchBoys, dutchGirls), surname: dutchSurname },
  tradition(0.04, frisianSurnames, frisianBoys, frisianGirls),
  tradition(0.07, turkishSurnames, turkishBoys, turkishGirls),
  tradition(0.07, moroccanSurnames, moroccanBoys, moroccanGirls),
  tradition(0.04, surinameseSurnames, surinameseBoys, surinameseGirls),
  tradition(0.04, polishSurnames, polishBoys, polishGirls),
  tradition(0.04, otherSurnames, otherBoys, otherGirls),
];

const formalBoys = words(`
  Johannes Hendrik Cornelis Pieter Willem Adrianus Petrus Jacobus Gerardus Theodorus Franciscus Antonie`);
const formalGirls = words(`
  Maria Johanna Cornelia Elisabeth Wilhelmina Anna Catharina Margaretha Hendrika Geertruida Adriana`);

/** A first name as it stands in a passport, beside a call name that is another. */
export function formalName(random: Random, gender: 'boy' | 'girl'): string {
  return random.pick(gender === 'boy' ? formalBoys : formalGirls);
}
