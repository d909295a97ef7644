/* For tests only: dossiers of invented pupils. */

/** The namespace of a year. */
export function osoNamespace(year = '2019'): string {
  return `http://www.edustandaard.nl/oso_gegevensset/${year}/dossier`;
}

/** One `toets`. */
export function osoTest(given: Partial<Record<
  'code' | 'subject' | 'name' | 'version' | 'takenOn' | 'yearGroup' | 'ability' | 'scale' | 'correct' | 'items',
  string | null
>> = {}): string {
  const leaf = (name: string, value: string | null | undefined): string =>
    value === null || value === undefined ? '' : `<${name}>${value}</${name}>`;
  const one = {
    code: 'RW-M5', subject: 'Rekenen-Wiskunde', name: null, version: '3.0 (synthetisch)', takenOn: '2026-01-22',
    yearGroup: '5', ability: '640', scale: 'SYN-RW-3.0', correct: '17', items: '24', ...given,
  };
  return `<toets><toetsidentificatie>${leaf('eldtoetscode', one.code)}${leaf('leergebied', one.subject)}${
    leaf('toetsnaam', one.name)}${leaf('toetsversie', one.version)}</toetsidentificatie>
<afname>${leaf('afnamedatum', one.takenOn)}${leaf('jaargroep', one.yearGroup)}</afname>
<resultaat><toetsscore>${leaf('aantalopgaven', one.items)}${leaf('aantalgoed', one.correct)}${
  leaf('vaardigheidsscore', one.ability)}${leaf('codevaardigheidsschaal', one.scale)}</toetsscore></resultaat></toets>`;
}

/** Who a dossier is about, and what is in it. */
export interface InventedDossier {
  readonly brin?: string;
  readonly site?: string;
  readonly kind?: string;
  readonly key?: string | null;
  readonly callName?: string;
  readonly lastName?: string;
  readonly birthDate?: string;
  readonly bsn?: string | null;
  readonly tests?: readonly string[];
  /** After `toetslijst`. */
  readonly more?: string;
}

/** One `dossier`, without the XML declaration. */
export function osoDossier(given: InventedDossier = {}, attributes = ` xmlns="${osoNamespace()}"`): string {
  const { key = 'L1', callName = 'Sanne', lastName = 'Vries', birthDate = '2016-03-09', bsn = null } = given;
  const tests = given.tests ?? [osoTest()];
  return `<dossier${attributes}><metadata><deeldossier>LVS</deeldossier><pakketnaam>Oud-LVS</pakketnaam>
<pakketversie>1</pakketversie><datum>2026-12-01</datum><standaardversie>2019.1</standaardversie>
<validatieversie>2019.1.1</validatieversie></metadata>
<overdrachtsoort>${given.kind ?? 'overdrachtbinnenbrin'}</overdrachtsoort>
<huidigeschool><naam>De Proef</naam><brincode>${given.brin ?? '99XX'}</brincode>
<vestigingscode>${given.site ?? '00'}</vestigingscode><aanleverpunt>1</aanleverpunt>
<leerling><achternaam>${lastName}</achternaam><roepnaam>${callName}</roepnaam>
<geboortedatum>${birthDate}</geboortedatum>${bsn === null ? '' : `<bsn>${bsn}</bsn>`}${
  key === null ? '' : `<leerlingid>${key}</leerlingid>`}
${tests.length === 0 ? '' : `<toetslijst>${tests.join('\n')}</toetslijst>`}${given.more ?? ''}</leerling>
</huidigeschool></dossier>`;
}

/** A file with several dossiers. */
export function osoDossiers(dossiers: readonly InventedDossier[], after = ''): string {
  const inner = dossiers.map((one) => osoDossier(one, '')).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<dossiers xmlns="${osoNamespace()}">${inner}${after}</dossiers>`;
}

/** What else the schema has after the tests of a pupil, so that damage reaches it too. */
export const everythingElse = `<cijferlijstlijst><cijferlijst>
<cijferlijstTypelijst><naam>Taal</naam><onderdeel><naam>Spelling</naam>
<score><waarde>7</waarde></score><afnamedatum>2026-01-01</afnamedatum><jaargroep>5</jaargroep></onderdeel>
<score><waarde>8</waarde></score><score><kwalificatie>goed</kwalificatie></score><naam>Rekenen</naam>
<score><waarde>6</waarde></score></cijferlijstTypelijst><jaargroep>5</jaargroep></cijferlijst></cijferlijstlijst>
<overigdocumentlijst><document><bestandsnaam>a.txt</bestandsnaam><bestandsinhoud>YQ==</bestandsinhoud></document>
<document><bestandsnaam>b.txt</bestandsnaam><bestandsinhoud>Yg==</bestandsinhoud></document></overigdocumentlijst>
<verzorger><achternaam>Vries</achternaam><wettigevertegenwoordiger>true</wettigevertegenwoordiger></verzorger>
<bevorderd><elementcode>1234</elementcode><leerjaar>11</leerjaar></bevorderd>
<examenresultaat><examenjaar>2026</examenjaar></examenresultaat>
<resultaatvakkenvo><vakcode>1</vakcode><afgerond>true</afgerond><examenvak>false</examenvak><cijferse>7.5</cijferse>
<cijferse>8</cijferse></resultaatvakkenvo>
<resultaatvakkenvo><vakcode>2</vakcode><afgerond>true</afgerond><examenvak>false</examenvak><werkstuk>
<werkstuktitel>Bijen</werkstuktitel><werkstukbeoordeling>goed</werkstukbeoordeling></werkstuk></resultaatvakkenvo>
<certificaat>EHBO</certificaat><competenties><competentiestatus>klaar</competentiestatus></competenties>
<stage><begindatum>2026-01-01</begindatum><instelling><naam>Bakker</naam></instelling></stage>
<overigvombo><beroepskeuzetest>false</beroepskeuzetest><portfolio>1</portfolio><pop>0</pop>
<motivatiebrief>true</motivatiebrief><lobdossier>false</lobdossier></overigvombo>`;

/** A `terugkoppeling`, of secondary education. */
export const feedback = `<terugkoppeling><metadata><deeldossier>LAS</deeldossier>
<pakketnaam>x</pakketnaam><pakketversie>1</pakketversie>
<datum>2026-12-01</datum><standaardversie>2019.1</standaardversie><validatieversie>1</validatieversie></metadata>
<voschool><school><naam>VO</naam><brincode>99YY</brincode><vestigingscode>00</vestigingscode>
<aanleverpunt>1</aanleverpunt></school></voschool><leerlingmatching><leerlingid>L9</leerlingid>
<voornaam>Oud</voornaam><achternaam>Leerling</achternaam><geslacht>2</geslacht>
<geboortedatum>2012-01-01</geboortedatum></leerlingmatching><terugkoppelinformatie><vertrek>
<vertrekdatum>2026-07-31</vertrekdatum></vertrek></terugkoppelinformatie></terugkoppeling>`;
