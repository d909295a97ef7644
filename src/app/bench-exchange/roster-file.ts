import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** Whether the roster stands in an EDEXML file or in a UWLR answer. */
export type RosterFileKind = 'edexml' | 'uwlr';

/** Pupils of one group. */
const groupSize = 25;

/** Writes a roster of invented pupils of about that many bytes: some 510 a pupil, as administrations write them.
 * Everybody has an ECK iD, every tenth pupil is in a plus group.
 * @returns how many pupils are in it */
export async function writeRosterFile(path: string, bytes: number, kind: RosterFileKind): Promise<number> {
  const out = createWriteStream(path);
  const write = async (text: string): Promise<void> => {
    if (!out.write(text)) await once(out, 'drain');
  };
  const pupils = Math.ceil(bytes / (pupilText(99_999).length + groupText(9999).length / groupSize));
  await write(headText(kind));
  await write('  <groepen>\n');
  for (let group = 0; group * groupSize < pupils; group += 1) await write(groupText(group));
  await write('    <samengestelde_groep key="PLUS">\n      <naam>Plusklas</naam>\n    </samengestelde_groep>\n');
  await write('  </groepen>\n  <leerlingen>\n');
  for (let nth = 0; nth < pupils; nth += 1) await write(pupilText(nth));
  await write('  </leerlingen>\n');
  await write(kind === 'edexml' ? '</EDEX>\n' : '</leerlinggegevens>\n</leerlinggegevens_antwoord>\n');
  out.end();
  await once(out, 'finish');
  return pupils;
}

const uwlr = 'http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens';

function headText(kind: RosterFileKind): string {
  const root = kind === 'edexml' ? '<EDEX>' : `<leerlinggegevens_antwoord xmlns="${uwlr}">\n<leerlinggegevens>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
${root}
  <school>
    <schooljaar>2024-2025</schooljaar>
    <peildatum>2024-10-01</peildatum>
    <brincode>99XX</brincode>
    <dependancecode>00</dependancecode>
    <aanmaakdatum>2024-10-01T09:00:00+02:00</aanmaakdatum>
    <auteur>inbeeld bench</auteur>
    <xsdversie>2.1</xsdversie>
  </school>
`;
}

function groupText(group: number): string {
  return `    <groep key="G${group}">
      <naam>Groep ${group}</naam>
      <jaargroep>${1 + (group % 8)}</jaargroep>
    </groep>
`;
}

function pupilText(nth: number): string {
  const group = Math.floor(nth / groupSize);
  const eckId = `https://ketenid.nl/201703/${nth.toString(16).padStart(128, '0')}`;
  const day = String(1 + (nth % 28)).padStart(2, '0');
  const month = String(1 + (nth % 12)).padStart(2, '0');
  const plus = nth % 10 === 0
    ? '      <samengestelde_groepen>\n        <samengestelde_groep key="PLUS"/>\n      </samengestelde_groepen>\n'
    : '';
  return `    <leerling key="L${nth}" eckid="${eckId}">
      <achternaam>Voorbeeld-${nth}</achternaam>
      <voorvoegsel>van</voorvoegsel>
      <roepnaam>Ismaël</roepnaam>
      <geboortedatum>${2012 + (nth % 8)}-${month}-${day}</geboortedatum>
      <geslacht>${1 + (nth % 2)}</geslacht>
      <jaargroep>${1 + (group % 8)}</jaargroep>
      <groep key="G${group}"/>
${plus}      <instroomdatum>2021-08-01</instroomdatum>
    </leerling>
`;
}
