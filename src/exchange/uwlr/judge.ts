import type { Finding } from '../../base/findings.ts';
import type { Result } from '../../base/result.ts';
import type { UwlrReading } from './read.ts';
import type { Fault, FaultCode, ResultsDocument, RosterRequest, SchoolRef, Term } from './types.ts';
import { ok, refuse } from '../../base/result.ts';
import { fault } from './fault.ts';
import { uwlrFindings } from './findings.ts';

/** What a LAS knows when a call comes in. */
export interface CallFacts {
  readonly temporarilyDown: boolean;
  /** Values of `xsdversie` that it serves. */
  readonly versions: readonly string[];
  /** Clients it has issued a name and code to. */
  readonly clients: readonly { readonly name: string; readonly code: string }[];
  /** The schools that this call's autorisatiesleutel opens; null when there is no such key. */
  readonly schoolsOfKey: readonly SchoolRef[] | null;
  /** `aanmaakdatum` of the last results accepted for this school; null before the first. */
  readonly lastResultsAt: Date | null;
  readonly knowsPupil: (pupilKey: string, eckId: string | null) => boolean;
  /** Terms of the vocabularies that it holds, by URI; values of other vocabularies are not judged. */
  readonly vocabularies: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A call that may be carried out. */
export type AcceptedCall =
  | { readonly type: 'roster'; readonly request: RosterRequest }
  | { readonly type: 'results'; readonly document: ResultsDocument };

/** Judges a call as a LAS does, in the order of its conformance test: header, fields and version, client,
 * key, school, data.
 * Source: exchange.md sections 4.2, 4.3 and 5. The first thing that is wrong decides the fault. */
export function judgeCall(reading: UwlrReading, facts: CallFacts): Result<AcceptedCall, Fault> {
  if (facts.temporarilyDown) {
    return refuse(fault(
      'TijdelijkNietBeschikbaar',
      'Het systeem is even niet beschikbaar. Probeer het later opnieuw.',
    ));
  }
  const trouble = judgeHeader(reading) ?? judgeFields(reading) ?? judgeVersion(
    reading,
    facts,
  ) ?? judgeCaller(reading, facts);
  if (trouble !== null) return refuse(trouble);
  const { message } = reading;
  if (message?.type === 'roster-request') return ok({ type: 'roster', request: message.request });
  if (message?.type !== 'results') return refuse(fault(
    'OngeldigBericht',
    'Dit is geen verzoek aan een LAS.',
  ));
  const wrong = judgeResults(message.document, reading.findings, facts);
  return wrong === null ? ok({ type: 'results', document: message.document }) : refuse(wrong);
}

function judgeHeader(reading: UwlrReading): Fault | null {
  if (!reading.findings.some((finding) => headerCodes.has(finding.code))) return null;
  return fault(
    'AutorisatieOngeldig',
    'De header met autorisatiesleutel, klantcode en klantnaam ontbreekt of is niet volledig.',
  );
}

/** Everything the schema judges, and what a request needs beyond it. The content of results comes later. */
function judgeFields(reading: UwlrReading): Fault | null {
  if (!reading.enveloped) return fault('OngeldigBericht', 'Het bericht staat niet in een SOAP-envelop.');
  const wrong = reading.findings.find(
    (finding) => finding.severity === 'error' && contentFault(finding) === null
  );
  if (wrong !== undefined) return fault('OngeldigBericht', withPlace(wrong));
  return reading.message === null ? fault('OngeldigBericht', 'Het bericht is niet volledig.') : null;
}

function judgeVersion(reading: UwlrReading, facts: CallFacts): Fault | null {
  const { version } = reading.summary;
  if (version === null || facts.versions.includes(version)) return null;
  return fault(
    'XsdVersieOngeldig',
    `Deze xsdversie wordt niet ondersteund; wel: ${facts.versions.join(', ')}.`,
  );
}

function judgeCaller({ authorisation, message }: UwlrReading, facts: CallFacts): Fault | null {
  const { name, code } = { name: authorisation?.clientName, code: authorisation?.clientCode };
  if (!facts.clients.some((client) => client.name === name && client.code === code)) {
    return fault(
      'OngeldigeKlantIdentificatie',
      'De klantnaam en klantcode zijn niet bekend of horen niet bij elkaar.',
    );
  }
  if (facts.schoolsOfKey === null) return fault(
    'AutorisatieOngeldig',
    'De autorisatiesleutel is niet geldig.',
  );
  const asked = schoolAsked(message);
  if (asked === null || facts.schoolsOfKey.some((school) => sameSchool(school, asked))) return null;
  return fault('AutorisatieOngeldig', 'De autorisatiesleutel geeft geen toegang tot de gevraagde school.');
}

function schoolAsked(message: UwlrReading['message']): SchoolRef | null {
  if (message?.type === 'roster-request') return message.request.school;
  return message?.type === 'results' ? message.document.school.school : null;
}

/** A key may be valid for one site of a school and not for another (exchange.md 15.10). */
export function sameSchool(a: SchoolRef, b: SchoolRef): boolean {
  if (a.kind === 'brin' && b.kind === 'brin') return a.brin === b.brin && a.site === b.site;
  return a.kind === 'schoolKey' && b.kind === 'schoolKey' && a.schoolKey === b.schoolKey;
}

function judgeResults(
  document: ResultsDocument,
  findings: readonly Finding[],
  facts: CallFacts,
): Fault | null {
  const { lastResultsAt } = facts;
  if (lastResultsAt !== null && document.school.createdAt.getTime() <= lastResultsAt.getTime()) {
    return fault(
      'OngeldigBericht',
      'De aanmaakdatum ligt niet na die van het vorige bericht voor deze school.',
    );
  }
  const unknownTerm = termsOf(document).find((term) => !inVocabulary(term, facts.vocabularies));
  if (unknownTerm !== undefined) {
    return fault('VocabulaireTermOngeldig', 'Een term staat niet in het vocabulaire dat erbij genoemd is.');
  }
  for (const [at, { pupilKey, eckId }] of document.administrations.entries()) {
    if (facts.knowsPupil(pupilKey, eckId)) continue;
    return fault('LeerlingOngeldig', `De leerling van toetsafname ${at + 1} is niet bekend op deze school.`);
  }
  const wrong = findings.find((finding) => contentFault(finding) !== null);
  return wrong === undefined ? null : fault(contentFault(wrong) ?? 'OngeldigBericht', withPlace(wrong));
}

function termsOf(document: ResultsDocument): readonly Term[] {
  const terms = document.tests.flatMap((test) => [
    test.code,
    test.version,
    test.yearGroup,
    test.subject,
    ...test.hierarchy.map((step) => step.entry),
    ...test.parts.map((part) => part.code),
  ]);
  return terms.filter((term) => term !== null);
}

function inVocabulary(term: Term, vocabularies: CallFacts['vocabularies']): boolean {
  const list = term.vocabulary === null ? undefined : vocabularies.get(term.vocabulary);
  return list === undefined || list.has(term.text);
}

const headerCodes: ReadonlySet<string> = new Set([
  uwlrFindings['UWLR-HEADER-MISSING'].code,
  uwlrFindings['UWLR-HEADER-INCOMPLETE'].code,
]);

/** The fault for what the schema allows and the content rules do not; null for everything else. */
function contentFault(finding: Finding): FaultCode | null {
  return contentFaults.get(finding.code) ?? null;
}

const contentFaults: ReadonlyMap<string, FaultCode> = new Map([
  [uwlrFindings['UWLR-NORMS'].code, 'ToetsNormeringOngeldig'],
  [uwlrFindings['UWLR-SCORE'].code, 'ScoreOngeldig'],
  [uwlrFindings['UWLR-OSO-EMPTY'].code, 'EldResultaatOngeldig'],
  [uwlrFindings['UWLR-OSO-REFERENCE'].code, 'EldResultaatOngeldig'],
  [uwlrFindings['UWLR-OSO-COMPARISON'].code, 'EldResultaatOngeldig'],
  [uwlrFindings['UWLR-OSO-NUMBERS'].code, 'EldResultaatOngeldig'],
]);

function withPlace({ message, line }: Finding): string {
  return line === null ? message : `${message} (regel ${line})`;
}
