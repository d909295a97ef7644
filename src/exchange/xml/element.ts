import type { Place } from '../catalogue.ts';

/** An element with all that is in it. Names are local names; a path has them too, with an index inside
 * lists. */
export interface XmlElement extends Place {
  readonly name: string;
  readonly namespace: string;
  /** By name, with the prefix of one in a namespace: `xsi` and `xml` for what those always mean. Left out are
   * declarations of namespaces, and where somebody says that a schema lies. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All character data directly in it, untrimmed. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  /** What a prefix stands for here, such as one inside a value; null for one that nobody declared. */
  namespaceOf(prefix: string): string | null;
}

/** The first child of that name, or undefined. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** All children of that name, in order. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Without the white space of XML round it: space, tab, line ends. Other spaces are text to a schema; the readers
 * take them for what they look like. */
export function withoutWhiteSpace(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

/** The trimmed text of the first child of that name; null when absent or empty. */
export function textOf(element: XmlElement, name: string): string | null {
  const text = childOf(element, name)?.text.trim();
  return text === undefined || text === '' ? null : text;
}

/** A trimmed attribute; null when absent or empty. */
export function attributeOf(element: XmlElement, name: string): string | null {
  const text = element.attributes.get(name)?.trim();
  return text === undefined || text === '' ? null : text;
}

/** The place of an attribute of that element. */
export function atAttribute(element: Place, name: string): Place {
  return within(element, `@${name}`);
}

/** The place of something inside what stands there; its path is worked out when somebody asks. */
export function within(place: Place, step: string): Place {
  return {
    line: place.line,
    column: place.column,
    get path() {
      return `${place.path}/${step}`;
    },
  };
}
