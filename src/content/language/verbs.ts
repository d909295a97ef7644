/** A verb with the forms that are asked, and the rest of a sentence in which all of them fit. */
export interface Verb {
  readonly infinitive: string;
  /** The form with `ik`. */
  readonly stem: string;
  readonly past: string;
  readonly participle: string;
  readonly auxiliary: 'heeft' | 'is';
  /** Stands after the verb of a main sentence, and before a participle or infinitive. */
  readonly rest: string;
}

// infinitive, stem, past, participle with auxiliary, rest. Strong verbs are asked in the present tense only.
const lines = [
  'antwoorden antwoord antwoordde heeft geantwoord | op de vraag',
  'landen land landde is geland | op het veld',
  'melden meld meldde heeft gemeld | het lek bij de meester',
  'redden red redde heeft gered | de hond uit de sloot',
  'smeden smeed smeedde heeft gesmeed | het ijzer tot een haak',
  'verbranden verbrand verbrandde heeft verbrand | het oude papier',
  'schudden schud schudde heeft geschud | de fles met sap',
  'branden brand brandde heeft gebrand | een kaars op tafel',
  'beantwoorden beantwoord beantwoordde heeft beantwoord | de brief van opa',
  'bekladden beklad bekladde heeft beklad | de muur met verf',
  'besteden besteed besteedde heeft besteed | het geld aan boeken',
  'kneden kneed kneedde heeft gekneed | het deeg voor het brood',
  'wachten wacht wachtte heeft gewacht | op de bus',
  'rusten rust rustte heeft gerust | op de bank',
  'praten praat praatte heeft gepraat | met de buurvrouw',
  'zetten zet zette heeft gezet | de vaas op tafel',
  'stoten stoot stootte heeft gestoten | de beker van tafel',
  'planten plant plantte heeft geplant | een boom in de tuin',
  'feesten feest feestte heeft gefeest | tot in de nacht',
  'blaten blaat blaatte heeft geblaat | als een schaap',
  'testen test testte heeft getest | de nieuwe fiets',
  'groeten groet groette heeft gegroet | de man aan de overkant',
  'verwachten verwacht verwachtte heeft verwacht | bezoek uit Spanje',
  'vergroten vergroot vergrootte heeft vergroot | de foto van het paard',
  'werken werk werkte heeft gewerkt | in de tuin',
  'koken kook kookte heeft gekookt | soep voor de buren',
  'fietsen fiets fietste is gefietst | naar het zwembad',
  'missen mis miste heeft gemist | de trein naar Utrecht',
  'plakken plak plakte heeft geplakt | een foto in het boek',
  'hopen hoop hoopte heeft gehoopt | op mooi weer',
  'juichen juich juichte heeft gejuicht | voor het team',
  'ontdekken ontdek ontdekte heeft ontdekt | een hol onder de struik',
  'verstoppen verstop verstopte heeft verstopt | het cadeau onder het bed',
  'bedanken bedank bedankte heeft bedankt | de juf met een kaart',
  'spelen speel speelde heeft gespeeld | een spel met de kinderen',
  'bouwen bouw bouwde heeft gebouwd | een hut van takken',
  'leren leer leerde heeft geleerd | een lied op school',
  'tekenen teken tekende heeft getekend | een paard op papier',
  'wandelen wandel wandelde heeft gewandeld | door het bos',
  'luisteren luister luisterde heeft geluisterd | naar het verhaal',
  'dromen droom droomde heeft gedroomd | over een draak',
  'maken maak maakte heeft gemaakt | een toren van blokken',
  'gooien gooi gooide heeft gegooid | de bal in het net',
  'poetsen poets poetste heeft gepoetst | de schoenen met een doek',
  'zwaaien zwaai zwaaide heeft gezwaaid | naar de kapitein',
  'horen hoor hoorde heeft gehoord | een uil in het bos',
  'betalen betaal betaalde heeft betaald | het kaartje aan de kassa',
  'vertellen vertel vertelde heeft verteld | een mop aan de klas',
  'verdienen verdien verdiende heeft verdiend | een beker op het toernooi',
  'herhalen herhaal herhaalde heeft herhaald | de vraag voor de klas',
  'gebruiken gebruik gebruikte heeft gebruikt | een schaar met een punt',
  'bestellen bestel bestelde heeft besteld | een pizza met kaas',
  'verven verf verfde heeft geverfd | de deur van het schuurtje',
  'beloven beloof beloofde heeft beloofd | een ijsje aan de kinderen',
  'leven leef leefde heeft geleefd | van brood en melk',
  'verhuizen verhuis verhuisde is verhuisd | naar een groter huis',
  'reizen reis reisde heeft gereisd | met de trein',
  'geloven geloof geloofde heeft geloofd | het verhaal van de boswachter',
  'glanzen glans glansde heeft geglansd | van het zweet',
  'vinden vind vond heeft gevonden | een munt op straat',
  'worden word werd is geworden | lid van de club',
  'houden houd hield heeft gehouden | een toespraak voor de klas',
  'snijden snijd sneed heeft gesneden | het brood in plakken',
  'zenden zend zond heeft gezonden | een bericht naar de krant',
  'bieden bied bood heeft geboden | tien euro voor de step',
  'eten eet at heeft gegeten | een boterham met kaas',
  'bijten bijt beet heeft gebeten | in een appel',
] as const;

/** Verbs that children use, with a subject that is a child or grown-up. */
export const verbs: readonly Verb[] = lines.map((line) => {
  const [forms = '', rest = ''] = line.split(' | ');
  const [infinitive = '', stem = '', past = '', auxiliary, participle = ''] = forms.split(' ');
  return { infinitive, stem, past, participle, auxiliary: auxiliary === 'is' ? 'is' : 'heeft', rest };
});

/** A weak verb makes its past tense with -de or -te behind the stem. */
export function isWeak({ stem, past, participle }: Verb): boolean {
  return (past === `${stem}de` || past === `${stem}te`) && /[dt]$/.test(participle);
}

/** Whether the stem ends in a d or t of its own, where children go wrong most. */
export function endsInDental({ stem }: Verb): boolean {
  return /[dt]$/.test(stem);
}
