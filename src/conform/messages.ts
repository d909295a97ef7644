import { contentType, soapActions } from '../exchange/uwlr/envelope.ts';
import type {
  GroupRef, ResultsDocument, RosterRequest, RosterScope, SchoolRef,
} from '../exchange/uwlr/types.ts';
import { writeResultsRequest, writeRosterRequest } from '../exchange/uwlr/write.ts';
import type { Call, Target } from './types.ts';

/** A change to a message that was right. */
export type Edit = (xml: string) => string;

/** The school as this target names it. */
export function schoolOf({ school }: Target): SchoolRef {
  return { kind: 'brin', brin: school.brin, site: school.site };
}

/** A request for a roster that is right in all. */
export function rosterRequest(target: Target, changes: Partial<RosterRequest> = {}): string {
  const { schoolYear, version, dataSetId, authorisation } = target;
  return writeRosterRequest({
    scope: 'all', school: schoolOf(target), schoolYear, xsdVersion: version, dataSetId, lastReceivedAt: null,
    groups: [], ...changes,
  }, authorisation);
}

/** A call to alles-in-een. */
export function rosterCall(target: Target, body: string, soapAction: string | null = quoted('all')): Call {
  return { url: target.rosterUrl, method: 'POST', soapAction, contentType, body };
}

/** A call to one of the three steps. */
export function stagedCall(
  url: URL, target: Target, scope: RosterScope, groups: readonly GroupRef[], edit: Edit = (xml) => xml,
): Call {
  const body = edit(rosterRequest(target, { scope, groups }));
  return { url, method: 'POST', soapAction: quoted(scope), contentType, body };
}

/** A delivery of results. */
export function resultsCall(url: URL, target: Target, document: ResultsDocument, edit: Edit = (xml) => xml): Call {
  const body = edit(writeResultsRequest(document, target.authorisation));
  return { url, method: 'POST', soapAction: quoted('results'), contentType, body };
}

/** A SOAPAction as SOAP 1.1 writes it. */
export function quoted(action: keyof typeof soapActions): string {
  return `"${soapActions[action]}"`;
}

/** The content of the first element of that local name. */
export function content(name: string, value: string): Edit {
  return (xml) => xml.replace(new RegExp(`(<[\\w-]+:${name}>)[^<]*(</)`), (_all, open: string, close: string) =>
    `${open}${value}${close}`);
}

/** Without the first element of that local name, which has no elements in it. */
export function without(name: string): Edit {
  return (xml) => xml.replace(new RegExp(`\\s*<[\\w-]+:${name}>[^<]*</[\\w-]+:${name}>`), '');
}

/** With a fragment behind the first element of that local name. */
export function behind(name: string, fragment: string): Edit {
  return (xml) => xml.replace(new RegExp(`</[\\w-]+:${name}>`), (close) => `${close}${fragment}`);
}

/** Without the SOAP header. */
export const withoutHeader: Edit = (xml) => xml.replace(/\s*<soap:Header>.*?<\/soap:Header>/s, '');

/** Several changes, in that order. */
export function all(...edits: readonly Edit[]): Edit {
  return (xml) => edits.reduce((sofar, edit) => edit(sofar), xml);
}

/** A key that nobody has. */
export const strangeKey: Edit = content('autorisatiesleutel', 'conform-onbekende-sleutel');

/** A client that nobody knows. */
export const strangeClient: Edit = content('klantnaam', 'conform-onbekende-klant');
