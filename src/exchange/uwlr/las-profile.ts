/* How a LAS wants to be spoken to, where the standard leaves a choice: data, one profile a LAS. Flows in: from
 * the row of a school's connection (`profile_code`). Flows out: to whoever writes a message or calls the LAS.
 * Source: exchange.md 2, 4, 9, 13, 15.5 and 15.6. */

/** What differs between one LAS and the next. */
export interface LasProfile {
  /** How a connection names it: `standaard`. */
  readonly code: string;
  /** For people. */
  readonly name: string;
  /** `xsdversie` that we ask and send, the one to try first in front; a next one is tried on
   * `XsdVersieOngeldig`. */
  readonly versions: readonly [XsdVersion, ...XsdVersion[]];
  /** The whole roster in one call (alles-in-een), or in steps (getrapt). */
  readonly rosterCalls: 'whole' | 'staged';
  /** Whether `laatstontvangengegevens` is honoured, so that nothing new costs nothing. */
  readonly incremental: boolean;
  /** `gegevenssetid` that it expects. */
  readonly dataSetId: string | null;
  /** How it writes a functioning level: `M5`, or with bounds such as `<M3`. */
  readonly functioningLevel: FunctioningLevelNotation;
  /** Whether it wants our client certificate (mutual TLS). */
  readonly clientCertificate: boolean;
  /** Names of HTTP headers that it wants beside the SOAP header; their values are settings. */
  readonly headerNames: readonly string[];
  /** Largest number of results in one message; null: no limit. */
  readonly resultsPerMessageMax: number | null;
}

/** A version of the messages that we can write. */
export type XsdVersion = '2.1' | '2.2' | '2.3';

/** `plain`: `M5`; `bounded`: `<M3` and `>E8` outside the range of the norms; `omitted`: no functioning level
 * goes out. */
export type FunctioningLevelNotation = 'plain' | 'bounded' | 'omitted';

/** The profiles that we know, by code. */
export const lasProfiles: { readonly [code: string]: LasProfile } = {
  standaard: {
    code: 'standaard', name: 'UWLR 2.2, zonder bijzonderheden',
    versions: ['2.2'], rosterCalls: 'whole', incremental: true, dataSetId: null, functioningLevel: 'plain',
    clientCertificate: false, headerNames: [], resultsPerMessageMax: null,
  },
};
