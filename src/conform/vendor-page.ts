import { perCodeMax } from '../exchange/catalogue.ts';
import { contentType, soapActions } from '../exchange/uwlr/envelope.ts';
import { wireCodeOf } from '../exchange/uwlr/fault.ts';
import type { FaultCode } from '../exchange/uwlr/types.ts';
import { chapterNames } from './report.ts';
import { conformCases } from './run.ts';
import type { Chapter } from './types.ts';
import { vendorMessages, type VendorMessages } from './vendor-messages.ts';

/** Where the page stands in the project. */
export const vendorPagePath = 'docs/las-leverancier.md';

/** The page for the supplier of a LAS who wants to connect: every message is made by our own writers, every case
 * is one of `inbeeld conform`. */
export function vendorPage(): string {
  const messages = vendorMessages();
  return [
    opening, whoStarts, transport, header, versions(), wholeRoster(messages), stagedRoster(messages), results(messages),
    faults(messages), checking, testing, cases(), history, profiles,
  ].join('\n');
}

const opening = `# Een LAS aansluiten

Deze pagina is voor de leverancier van een leerlingadministratiesysteem (LAS) die zijn systeem met *Leerling in beeld* wil
laten praten. U leest wie wat begint, welke berichten er over de lijn gaan, wat wij controleren en hoe u uw server test zonder
ons te bellen. Alle berichten hieronder zijn gemaakt door onze eigen code, met verzonnen leerlingen; een test houdt ze gelijk
(\`INBEELD_REFRESH=1\` schrijft deze pagina opnieuw). De standaard is [UWLR 2.2](../src/exchange/uwlr/SPEC.md) van Edustandaard.
`;

const whoStarts = `## Wie begint wat

Wij bellen altijd, uw LAS antwoordt altijd: ook als de gegevens van ons naar u gaan.

| Wat | Wie begint | Bericht | Adres |
|---|---|---|---|
| leerlingen, groepen en leerkrachten, in één keer | wij, elke nacht en op verzoek | \`HaalLeerlinggegevens\` | leerlinggegevens |
| dezelfde gegevens in stappen | wij, als u dat liever hebt | \`HaalStructuur\`, \`HaalLeerlingen\`, \`HaalLeerkrachten\` | leerlinggegevens-getrapt |
| resultaten van toetsen | wij, zodra ze er zijn | \`BrengLeerresultaten\` | leerresultaten |
| oude resultaten | wij, één keer | geen standaard, zie [Oude resultaten](#oude-resultaten) | eigen adres |
| de autorisatiesleutel | de school, in uw LAS | gaat buiten de koppeling om | - |

Wat wij van u nodig hebben: de adressen, een klantnaam en een klantcode voor ons, en per school een autorisatiesleutel die de
beheerder in uw LAS maakt en bij ons invult.
`;

const transport = `## Hoe een bericht reist

- HTTP POST over https, SOAP 1.1, document/literal, \`Content-Type: ${contentType}\`.
- Herken het bericht aan het element in de Body. \`SOAPAction\` sturen wij wel, standaard tussen aanhalingstekens:
${Object.values(soapActions).map((action) => `  \`"${action}"\``).join('\n')}
- Prefixen liggen niet vast: kijk naar de naamruimte. Commentaar, CDATA en een andere opmaak veranderen een bericht niet.
- Wij vragen om gzip, maar hebben het niet nodig. Een omleiding (HTTP 301, 302) volgen wij niet: dan ging de sleutel mee.
- Weiger een DOCTYPE; wij doen dat ook. Wij lezen een antwoord tot 25 MB.
`;

const header = `## De header

Elk verzoek heeft er een, in deze volgorde. Een antwoord heeft er geen.

- \`autorisatiesleutel\`: van de school. Eén sleutel mag meer scholen openen, en opent nooit een school die er niet bij hoort.
- \`klantcode\` en \`klantnaam\`: van ons, door u gegeven. Vergelijk ze letterlijk, ook hoofdletters.

Zet de sleutel nooit in een antwoord of een logboek. Bij ons is hij versleuteld en staat hij in geen enkel verslag.
`;

function versions(): string {
  return `## Versies

Wij sturen \`xsdversie\` 2.2. Spreekt u 2.3, dan vragen wij eerst 2.3; antwoordt u met \`${wireCodeOf('XsdVersieOngeldig')}\`, dan
proberen wij 2.2 en onthouden dat. Antwoord in de versie van het verzoek en zeg die in \`school/xsdversie\`: wie 2.1 vraagt, krijgt
geen \`eckid\`. Wat wij van 2.3 weten en niet weten, staat in [SPEC.md](../src/exchange/uwlr/SPEC.md).

Schooljaren na 2024-2025 staan niet in het officiële schema. Wij nemen ze aan en sturen ze ook.
`;
}

function wholeRoster({ whole, sinceLast, wholeAnswer, unchanged, nothing }: VendorMessages): string {
  return `## Leerlinggegevens in één keer

Altijd de hele school in één schooljaar, nooit een verschil. Wie er niet in staat, is bij ons van school. Verdwijnt meer dan een
vijfde van de leerlingen, dan vragen wij eerst de school of dat klopt.

Het verzoek:

${xml(whole)}
Het antwoord. Een leerling heeft ten minste \`@key\` (in 2.3 \`@eckid\`), een naam, een geboortedatum, een geslacht en een jaargroep
(de LVS-set). Sleutels blijven de hele schooltijd gelijk en krijgen nooit een andere eigenaar.

${xml(wholeAnswer)}
Hebben wij al gegevens, dan sturen wij mee wanneer wij die kregen:

${xml(sinceLast)}
Is er sindsdien niets veranderd, antwoord dan:

${xml(unchanged)}
Zijn er geen gegevens, ook als de school geen enkele leerling heeft:

${xml(nothing)}`;
}

function stagedRoster(messages: VendorMessages): string {
  const { structure, structureAnswer, pupils, pupilsAnswer, staff, staffAnswer } = messages;
  return `## Leerlinggegevens in stappen (getrapt)

Drie verzoeken na elkaar. Wij vragen daarna ook om wie in geen groep zit: \`<groep/>\` zonder sleutel. Een leerling mag in meer
antwoorden staan; wij voegen ze samen op de sleutel. Ook hier mag elk antwoord \`geenwijzigingen\` of \`geengegevens\` zijn.

1. De structuur: vestigingen en groepen.

${xml(structure)}
${xml(structureAnswer)}
2. De leerlingen van de groepen die wij noemen.

${xml(pupils)}
${xml(pupilsAnswer)}
3. De leerkrachten.

${xml(staff)}
${xml(staffAnswer)}`;
}

function results({ results: delivery, confirmation }: VendorMessages): string {
  return `## Leerresultaten

Resultaten en hun toetsen in één bericht. Wij sturen de vaardigheidsscore met haar interval (90 %), de niveaus I-V (\`IV\`) en A-E
(\`AE\`) en het functioneringsniveau (\`FN\`), alleen met vergelijkingsgroep \`Landelijk\`. Reken er geen eigen norm overheen.

${xml(delivery)}
U neemt het bericht in zijn geheel aan:

${xml(confirmation)}
of in zijn geheel niet, met een fout. Dit mag u van ons verwachten:

- \`resultaat/@key\` hoort voor altijd bij één afname. Komt dezelfde sleutel nog eens, dan is dat een verbetering of een herhaling:
  zet het nieuwe in de plaats van het oude.
- \`school/aanmaakdatum\` loopt per school altijd op, in hele seconden, ook bij een herhaling. Per school sturen wij één bericht
  tegelijk. Een bericht dat niet later gemaakt is dan het vorige, weigert u.
- Krijgen wij geen antwoord, dan sturen wij later dezelfde resultaten opnieuw, met dezelfde sleutels.
- Een resultaat intrekken kan in UWLR niet. Dan vragen wij de school om het in uw LAS weg te halen.
- Resultaten die u ons als oude resultaten gaf, sturen wij nooit terug.
`;
}

/** What we do on a fault: about the roster, and about results. */
const reactions: { readonly [C in FaultCode]: string } = {
  OngeldigBericht: 'stoppen en zelf kijken; bij resultaten één keer opnieuw met een latere aanmaakdatum',
  OngeldigeKlantIdentificatie: 'stoppen voor dit LAS; wij nemen contact met u op',
  AutorisatieOngeldig: 'stoppen voor deze school, en de school om een nieuwe sleutel vragen',
  VocabulaireTermOngeldig: 'de toets zoeken waar het om gaat; de andere resultaten gaan door',
  XsdVersieOngeldig: 'de volgende versie proberen die wij met u hebben afgesproken',
  LeerlingOngeldig: 'het bericht halveren tot alleen deze leerling overblijft; de andere resultaten gaan door',
  ToetsNormeringOngeldig: 'de toets zoeken waar het om gaat; de andere resultaten gaan door',
  ScoreOngeldig: 'het resultaat zoeken waar het om gaat; de andere gaan door',
  EldResultaatOngeldig: 'het resultaat zoeken waar het om gaat; de andere gaan door',
  InterneFout: 'later opnieuw, met dezelfde sleutels; blijft het, dan zoeken welk resultaat het veroorzaakt',
  TijdelijkNietBeschikbaar: 'later opnieuw: na een halve minuut, steeds twee keer zo lang, hoogstens een uur',
};

function faults({ faults: all }: VendorMessages): string {
  const parts = all.map(([code, message]) => `### ${wireCodeOf(code)}\n\nWat wij doen: ${reactions[code]}.\n\n${xml(message)}`);
  return `## Fouten

Een fout is een \`soap:Fault\` met HTTP-status 500. De code staat achter de prefix van de envelop; de tekst is vrij, en zonder
namen. Wij lezen ook codes zonder prefix, een fout met HTTP 200 en een foutpagina in HTML, maar dan weten wij minder.

Kijk in deze volgorde: is er een header, kloppen de velden en de versie, kennen wij de klant, opent de sleutel deze school, en
dan pas de inhoud.

${parts.join('\n')}`;
}

const checking = `## Wat wij controleren

Streng in wat wij sturen, soepel in wat wij krijgen. Een afwijking wordt een bevinding met een code, een regel en een zin die
zegt wat er te herstellen is; van één code tonen wij hoogstens ${perCodeMax} plaatsen. Elke code staat met een voorbeeld in
[findings.md](findings.md). Alleen wat onveilig zou zijn, houdt het inlezen tegen: geen school of schooljaar, dubbele sleutels of
ECK iD's, een verwijzing naar een groep die er niet is, niemand met een sleutel.

De regels over sleutels en verwijzingen staan wel in het schema van UWLR, maar werken daar niet. Wij controleren ze zelf.
`;

const testing = `## Zelf testen

**Een bestand of een bericht.** Op uw eigen computer, zonder server:

\`\`\`sh
npm run -s inbeeld -- check antwoord.xml             # leesbaar
npm run -s inbeeld -- check *.xml --junit > check.xml   # voor Jenkins, GitLab en andere bouwservers
npm run -s inbeeld -- check *.xml --sarif > check.sarif # voor codehosts en editors
\`\`\`

De status is 0 zonder fouten, 1 met fouten en 2 als een bestand niet te lezen is; met \`--strict\` telt een waarschuwing ook.
Zonder installatie kan het op de pagina \`/controleren\` van elke server: er blijft niets van bewaard, en met \`?vorm=json\`,
\`?vorm=junit\` of \`?vorm=sarif\` ook voor een programma.

**Uw server.** \`conform\` legt hem langs alle gevallen hieronder en zegt per geval wat er gestuurd is, wat er moest komen en wat er
kwam:

\`\`\`sh
export INBEELD_CONFORM_KEY=...      # de autorisatiesleutel van een proefschool; hij komt in geen enkel verslag
npm run -s inbeeld -- conform https://uw-las.example/uwlr/leerlinggegevens --school 99XX00 \\
  --client-code CODE --client-name NAAM \\
  --staged https://uw-las.example/uwlr/leerlinggegevens-getrapt --results https://uw-las.example/uwlr/leerresultaten
\`\`\`

Zonder \`--deliver\` blijft er niets achter in uw LAS: wat er dan aan resultaten gaat, is van een leerling die niet bestaat. Met
\`--deliver\` komt er één herkenbaar proefresultaat van toets \`CONFORM-TEST\` bij de eerste leerling. Gebruik een proefschool. Andere
vlaggen: \`--year\`, \`--version\`, \`--data-set\`, \`--only\` (een hoofdstuk of een geval), \`--timeout\`, \`--json\`, \`--junit\`,
\`--strict\`. Zonder https gaat er geen sleutel over de lijn, behalve op uw eigen computer of met \`--insecure\`.

**Tegen een LAS dat het goed doet.** \`npm start\` zet een oefen-LAS neer op \`/sandbox/las\`, met een WSDL en een lijst van alle
berichten die het kreeg.
`;

function cases(): string {
  const chapters = [...new Set(conformCases.map(({ chapter }) => chapter))];
  return `## Alle gevallen van conform

*Moet*: de standaard zegt het, of niemand kan er anders mee werken. *Aangeraden*: het is verstandig; het telt alleen met
\`--strict\`.

${chapters.map(chapter).join('\n')}`;
}

function chapter(of: Chapter): string {
  const rows = conformCases.filter((one) => one.chapter === of).map(({ id, weight, title, expected }) =>
    `| \`${id}\` | ${weight === 'must' ? 'moet' : 'aangeraden'} | ${cell(title)} | ${cell(expected)} |`);
  return `### ${chapterNames[of]} (\`${of}\`)\n\n| Geval | | Wat er gebeurt | Wat er moet komen |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

const history = `## Oude resultaten

UWLR heeft geen bericht voor oude resultaten van een LAS naar een leerlingvolgsysteem. Wij nemen ze op drie manieren, alle drie
buiten de standaard om: een bestand (of een adres) met een UWLR-bericht met leerresultaten, een OSO-dossier en een CSV.
[history-file.md](history-file.md) zegt precies hoe, met een voorbeeld; \`inbeeld check\` kent ze alle drie.
`;

const profiles = `## Wat per LAS anders mag

Wij stellen per LAS in: de versies, in één keer of getrapt, of \`laatstontvangengegevens\` werkt, een \`gegevenssetid\`, de schrijfwijze
van het functioneringsniveau, hoeveel resultaten er in een bericht mogen, aanhalingstekens om SOAPAction, HTTP-headers die u wilt
zien, een clientcertificaat, en of een leerling alleen met een ECK iD genoemd mag worden. De lijst staat in
[las-suppliers.md](las-suppliers.md).
`;

function xml(message: string): string {
  return `\`\`\`xml\n${message.trimEnd()}\n\`\`\`\n`;
}

function cell(text: string): string {
  return text.replace(/<([^>]*)>/g, '`<$1>`').replaceAll('|', '\\|');
}
