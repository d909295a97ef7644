/** How much a text may ask of us. */
export interface XmlLimits {
  readonly bytesMax: number;
  readonly depthMax: number;
  /** Most records; `recordsMax` unless told. */
  readonly recordsMax?: number;
}

/** For files that a person chooses and that are read whole. */
export const fileLimits: XmlLimits = { bytesMax: 100_000_000, depthMax: 40 };

/** For messages that come in over a link. */
export const messageLimits: XmlLimits = { bytesMax: 25_000_000, depthMax: 40 };

/** For files that only flow past, such as those that are checked: what is kept of them is keys. */
export const streamLimits: XmlLimits = { bytesMax: 500_000_000, depthMax: 40 };

/** Longest name of an element, in characters; the longest of any standard here has 36. */
export const nameMax = 1000;

/** Longest start tag in characters, with its attributes and namespaces; the longest value that a standard
 * allows has 256. */
export const tagMax = 100_000;

/** Longest stretch of text, comment or instruction without an element, and longest text in one record, in
 * characters; an OSO dossier may hold documents as base64. */
export const textMax = 16_000_000;

/** Most elements in what is collected at once, such as one pupil. */
export const recordElementsMax = 100_000;

/** Most kinds of children of one element that is walked through. */
export const childNamesMax = 1000;

/** Most records of a document (pupils, groups, results), and most references that wait for what they point at;
 * the largest school has some thousands. */
export const recordsMax = 1_000_000;
