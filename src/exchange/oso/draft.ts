import type { Brin, SiteCode } from '../../base/brin.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { SchoolYear } from '../../base/school-year.ts';
import type { FindingList } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { XmlStart } from '../xml/read.ts';
import type { OsoDossier, OsoMetadata, OsoTest } from './types.ts';
import { parseBrin, parseSiteCode } from '../../base/brin.ts';
import { parseSchoolYear } from '../../base/school-year.ts';
import { dateOf } from '../edexml/values.ts';
import { childOf, childrenOf, textOf } from '../xml/element.ts';
import { osoFindings } from './findings.ts';
import { outcomeOf } from './outcome.ts';
import { dossierParts, kinds, yearGroups, yearOfNamespace } from './wire.ts';

/** One dossier while it is read. */
export interface Draft {
  metadata: OsoMetadata;
  kind: string | null;
  brin: Brin | null;
  site: SiteCode | null;
  schoolYear: SchoolYear | null;
  pupilSeen: boolean;
  key: string | null;
  lastName: string | null;
  prefix: string | null;
  callName: string | null;
  firstName: string | null;
  birthDate: PlainDate | null;
  readonly tests: OsoTest[];
  readonly testsSeen: Set<string>;
  /** Whether it was told that the dossier holds more than we use; once is enough. */
  unusedTold: boolean;
}

/** An empty dossier. */
export function newDraft(): Draft {
  return {
    metadata: { version: null, part: null, createdOn: null },
    kind: null, brin: null, site: null, schoolYear: null,
    pupilSeen: false, key: null, lastName: null, prefix: null, callName: null, firstName: null, birthDate: null,
    tests: [], testsSeen: new Set(), unusedTold: false,
  };
}

/** Takes an element that was read whole. Of one that stands there twice the first counts. */
export function takeElement(element: XmlElement, draft: Draft, findings: FindingList): void {
  const below = element.path.split('/').at(-2)?.replace(/\[\d+\]$/, '');
  if (below === 'dossier') takeAboutDossier(element, draft, findings);
  else if (below === 'huidigeschool') takeAboutSchool(element, draft);
  else if (below === 'leerling') takeAboutPupil(element, draft, findings);
  else if (below === 'toetslijst') takeTest(element, draft, findings);
  else if (element.name === 'document') notUsed(element, draft, findings);
}

function takeAboutDossier(element: XmlElement, draft: Draft, findings: FindingList): void {
  if (element.name === 'metadata') {
    draft.metadata = {
      version: textOf(element, 'standaardversie'),
      part: textOf(element, 'deeldossier'),
      createdOn: dateOf(element, 'datum'),
    };
    judgeMetadata(element, draft.metadata, findings);
  } else if (element.name === 'overdrachtsoort') {
    draft.kind ??= ownText(element);
    if (draft.kind !== null && !kinds.includes(draft.kind)) {
      findings.add(osoFindings['OSO-KIND'], element, 'deze overdrachtsoort kennen wij niet.');
    }
  } else if (element.name === 'inzage' && textOf(element, 'toestemming')?.toLowerCase() === 'nee') {
    findings.add(osoFindings['OSO-NO-CONSENT'], element, 'de ouders gaven geen toestemming.');
  }
}

function judgeMetadata(element: XmlElement, metadata: OsoMetadata, findings: FindingList): void {
  const { part, version } = metadata;
  if (part !== null && !dossierParts.includes(part)) {
    findings.add(osoFindings['OSO-PART'], childOf(element, 'deeldossier') ?? element, 'dit deel kennen wij niet.');
  }
  const year = yearOfNamespace(element.namespace);
  if (version !== null && year !== null && version !== year && !version.startsWith(`${year}.`)) {
    const what = `de naamruimte is die van ${year}.`;
    findings.add(osoFindings['OSO-VERSION'], childOf(element, 'standaardversie') ?? element, what);
  }
}

function takeAboutSchool(element: XmlElement, draft: Draft): void {
  const text = ownText(element) ?? '';
  const brin = element.name === 'brincode' ? parseBrin(text) : null;
  if (brin?.ok === true) draft.brin ??= brin.value;
  const site = element.name === 'vestigingscode' ? parseSiteCode(text) : null;
  if (site?.ok === true) draft.site ??= site.value;
}

/** Parts of a pupil that are judged and not kept, big enough to tell the reader about. */
const unused: ReadonlySet<string> = new Set([
  'adreslijst', 'communicatielijst', 'gba', 'huisarts', 'overstapadvies', 'voorschools', 'vroegschools',
  'onderwijsondersteuning', 'verzuim', 'eindtoets_basisonderwijs', 'cijferlijstlijst', 'verzorger',
]);

function takeAboutPupil(element: XmlElement, draft: Draft, findings: FindingList): void {
  const own = ownText(element);
  switch (element.name) {
    case 'leerlingid': draft.key ??= own; break;
    case 'achternaam': draft.lastName ??= own; break;
    case 'voorvoegsel': draft.prefix ??= own; break;
    case 'roepnaam': draft.callName ??= own; break;
    case 'voornaam': draft.firstName ??= own; break;
    case 'geboortedatum': draft.birthDate ??= dateOf({ ...element, children: [element] }, 'geboortedatum'); break;
    case 'bsn':
    case 'onderwijsnummer':
      findings.add(osoFindings['OSO-BSN-DROPPED'], element, 'hier staat een persoonsnummer.');
      break;
    case 'schoolloopbaanlijst': draft.schoolYear ??= latestSchoolYear(element); break;
    default: if (unused.has(element.name)) notUsed(element, draft, findings);
  }
}

function notUsed(element: XmlElement, draft: Draft, findings: FindingList): void {
  if (draft.unusedTold) return;
  draft.unusedTold = true;
  findings.add(osoFindings['OSO-NOT-USED'], element, `<${element.name}> nemen wij niet over.`);
}

function latestSchoolYear(element: XmlElement): SchoolYear | null {
  const years = childrenOf(element, 'schoolloopbaan').flatMap((one) => {
    const parsed = parseSchoolYear(textOf(one, 'schooljaar') ?? '');
    return parsed.ok ? [parsed.value] : [];
  });
  return years.toSorted().at(-1) ?? null;
}

function takeTest(element: XmlElement, draft: Draft, findings: FindingList): void {
  const identity = childOf(element, 'toetsidentificatie');
  const taking = childOf(element, 'afname');
  const result = childOf(element, 'resultaat');
  const parts = childrenOf(element, 'toetsonderdeel').map((part) => {
    const outcome = childOf(part, 'resultaat');
    return {
      code: textOf(part, 'eldonderdeelcode'),
      name: textOf(part, 'onderdeelnaam'),
      outcome: outcome === undefined ? null : outcomeOf(outcome, findings),
    };
  });
  const test: OsoTest = {
    code: identity === undefined ? null : textOf(identity, 'eldtoetscode'),
    subject: identity === undefined ? null : textOf(identity, 'leergebied'),
    name: identity === undefined ? null : textOf(identity, 'toetsnaam'),
    version: identity === undefined ? null : textOf(identity, 'toetsversie'),
    takenOn: taking === undefined ? null : dateOf(taking, 'afnamedatum'),
    yearGroup: taking === undefined ? null : yearGroupOf(taking, findings),
    outcome: result === undefined ? null : outcomeOf(result, findings),
    parts,
    line: element.line,
  };
  judgeTest(element, test, draft, findings);
  draft.tests.push(test);
}

function yearGroupOf(taking: XmlElement, findings: FindingList): string | null {
  const text = textOf(taking, 'jaargroep');
  if (text === null || yearGroups.includes(text)) return text;
  findings.add(osoFindings['OSO-YEARGROUP'], childOf(taking, 'jaargroep') ?? taking, 'deze jaargroep bestaat niet.');
  return null;
}

function judgeTest(element: XmlElement, test: OsoTest, draft: Draft, findings: FindingList): void {
  const { createdOn } = draft.metadata;
  const hasDocument = childOf(element, 'resultaat')?.children.some(({ name }) => name === 'document') ?? false;
  if (test.outcome === null && test.parts.length === 0 && !hasDocument) {
    findings.add(osoFindings['OSO-RESULT-EMPTY'], element, 'er staat geen score in.');
  }
  if (test.takenOn !== null && createdOn !== null && test.takenOn > createdOn) {
    findings.add(osoFindings['OSO-DATE-AFTER'], element, 'de toets is van na de datum van het dossier.');
  }
  const identity = `${test.code}|${test.version}|${test.takenOn}`;
  if (test.code !== null && test.takenOn !== null && draft.testsSeen.has(identity)) {
    findings.add(osoFindings['OSO-TEST-DOUBLE'], element, 'deze toets van deze dag staat er al.');
  }
  draft.testsSeen.add(identity);
}

/** What the whole dossier must have, and the dossier itself. */
export function finishDossier(draft: Draft, place: XmlStart, findings: FindingList): OsoDossier {
  const { key, lastName, prefix, birthDate } = draft;
  const callName = draft.callName ?? draft.firstName;
  if (key === null && (birthDate === null || lastName === null)) {
    findings.add(osoFindings['OSO-PUPIL-UNIDENTIFIED'], place, 'de leerling is niet te herkennen.');
  }
  if (draft.brin === null) {
    findings.add(osoFindings['OSO-SCHOOL-UNIDENTIFIED'], place, 'de huidige school heeft geen bruikbaar BRIN.');
  }
  if (draft.tests.length === 0) findings.add(osoFindings['OSO-NO-TESTS'], place, 'Er staan geen toetsen in.');
  return {
    metadata: draft.metadata,
    kind: draft.kind,
    school: { brin: draft.brin, site: draft.site },
    schoolYear: draft.schoolYear,
    pupil: { key, lastName, prefix, callName, birthDate },
    tests: draft.tests,
  };
}

function ownText(element: XmlElement): string | null {
  const text = element.text.trim();
  return text === '' ? null : text;
}
