import type { XmlStart } from '../xml/read.ts';
import type { RosterPart } from '../edexml/draft.ts';
import type { RosterScope } from './types.ts';
import { namespaces } from './wire.ts';

/** What kind of message an element in the Body is, named after the element, with `-verzoek` for a request. */
export type UwlrKind =
  | 'uwlr-leerlinggegevens'
  | 'uwlr-structuur'
  | 'uwlr-leerlingen'
  | 'uwlr-leerkrachten'
  | 'uwlr-leerlinggegevens-verzoek'
  | 'uwlr-structuur-verzoek'
  | 'uwlr-leerlingen-verzoek'
  | 'uwlr-leerkrachten-verzoek'
  | 'uwlr-leerresultaten-verzoek'
  | 'uwlr-leerresultaten-bevestiging'
  | 'uwlr-toetsdefinities'
  | 'uwlr-fault';

/** How to read a message of a kind. */
export type MessageForm =
  | { readonly kind: UwlrKind; readonly form: 'roster-request'; readonly scope: RosterScope }
  /** `content` is the element that holds the roster inside the answer. */
  | {
      readonly kind: UwlrKind;
      readonly form: 'roster-answer';
      readonly scope: RosterPart;
      readonly content: string;
    }
  | { readonly kind: UwlrKind; readonly form: 'results' }
  | { readonly kind: UwlrKind; readonly form: 'confirmation' }
  | { readonly kind: UwlrKind; readonly form: 'definitions' }
  | { readonly kind: UwlrKind; readonly form: 'fault' };

/** The form of a message by its root element; null for one that UWLR 2.2 does not know. The prefix does not
 * matter. */
export function messageFormOf({ name, namespace }: Pick<XmlStart, 'name' | 'namespace'>): MessageForm | null {
  return forms.get(`${namespace}#${name}`) ?? null;
}

/** The form of a message whose name is nearly right: in other capitals (the profile schemas themselves have
 * `Structuur_verzoek`, exchange.md 7), or a Fault outside its namespace; null for any other. */
export function misnamedFormOf({ name, namespace }: Pick<XmlStart, 'name' | 'namespace'>): MessageForm | null {
  if (name === 'Fault') return messageFormOf({ name, namespace: soap });
  return lowerForms.get(`${namespace}#${name}`.toLowerCase()) ?? null;
}

/** Whether a root is worth reading as UWLR: an envelope, or anything in a namespace of UWLR, also an old
 * one. */
export function looksLikeUwlr({ name, namespace }: Pick<XmlStart, 'name' | 'namespace'>): boolean {
  return name === 'Envelope' || namespace.startsWith(family) || messageFormOf({ name, namespace }) !== null;
}

/** Whether a message is one of UWLR 1.0: by its namespace, or by a name that only 1.0 had. */
export function isUwlr1({ name, namespace }: Pick<XmlStart, 'name' | 'namespace'>): boolean {
  return namespace.startsWith(`${family}1/`) || (namespace.startsWith(family) && oldNames.has(name));
}

/** Without the underscore. */
const oldNames: ReadonlySet<string> = new Set([
  'leerlinggegevensverzoek', 'leerlinggegevensantwoord', 'leerresultatenverzoek', 'leerresultatenbevestiging',
]);

const family = 'http://www.edustandaard.nl/leerresultaten/';
const { lg, lr, td, soap } = namespaces;

const scopes = [
  ['leerlinggegevens', 'all', 'leerlinggegevens'],
  ['structuur', 'structure', 'leerlinggegevens-structuur'],
  ['leerlingen', 'pupils', 'leerlinggegevens-leerlingen'],
  ['leerkrachten', 'staff', 'leerlinggegevens-leerkrachten'],
] as const;

const forms: ReadonlyMap<string, MessageForm> = new Map<string, MessageForm>([
  ...scopes.flatMap(([name, scope, content]): readonly (readonly [string, MessageForm])[] => [
    [`${lg}#${name}_verzoek`, { kind: `uwlr-${name}-verzoek`, form: 'roster-request', scope }],
    [`${lg}#${name}_antwoord`, { kind: `uwlr-${name}`, form: 'roster-answer', scope, content }],
  ]),
  ...scopes.map(
    ([name, scope, content]) =>
      [`${lg}#${content}`, { kind: `uwlr-${name}`, form: 'roster-answer', scope, content }] as const,
  ),
  [`${lr}#leerresultaten_verzoek`, { kind: 'uwlr-leerresultaten-verzoek', form: 'results' }],
  [`${lr}#leerresultaten_bevestiging`, { kind: 'uwlr-leerresultaten-bevestiging', form: 'confirmation' }],
  [`${td}#Toetsdefinities`, { kind: 'uwlr-toetsdefinities', form: 'definitions' }],
  [`${soap}#Fault`, { kind: 'uwlr-fault', form: 'fault' }],
  [`${lg}#StructuurFault`, { kind: 'uwlr-fault', form: 'fault' }],
  [`${lg}#LeerlingenFault`, { kind: 'uwlr-fault', form: 'fault' }],
  [`${lg}#LeerkrachtenFault`, { kind: 'uwlr-fault', form: 'fault' }],
]);

const lowerForms: ReadonlyMap<string, MessageForm> = new Map(
  [...forms].map(([name, form]) => [name.toLowerCase(), form]),
);
