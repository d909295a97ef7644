import type { XmlElement } from './element.ts';
import type { XmlStep } from './read.ts';

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const noChildren: readonly XmlElement[] = [];

/** An element while a document is walked through, and after. A file has millions, of which hardly any is ever
 * asked for its path, so that is worked out on demand. */
export class WalkedElement implements XmlElement {
  children: readonly XmlElement[] = noChildren;
  text = '';
  step: XmlStep = 'collect';
  strayTextTold = false;
  /** How many children of each name have been given their nth. */
  seen: Map<string, number> | null = null;
  /** The how-manieth of its name; 0 while nobody has asked. */
  nth = 0;
  /** How many of the children have been given their nth. */
  #numbered = 0;

  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** The prefixes declared at this element; null for the many that declare none. */
  readonly prefixes: Readonly<Record<string, string>> | null;
  readonly line: number;
  readonly column: number;
  readonly parent: WalkedElement | null;

  constructor(
    name: string,
    namespace: string,
    attributes: ReadonlyMap<string, string>,
    prefixes: Readonly<Record<string, string>> | null,
    line: number,
    column: number,
    parent: WalkedElement | null,
  ) {
    this.name = name;
    this.namespace = namespace;
    this.attributes = attributes;
    this.prefixes = prefixes;
    this.line = line;
    this.column = column;
    this.parent = parent;
  }

  get path(): string {
    const { parent, name } = this;
    if (parent === null) return `/${name}`;
    if (this.nth === 0) parent.#numberChildren();
    return `${parent.path}/${name}${this.nth > 1 || listNames.has(parent.name) ? `[${this.nth}]` : ''}`;
  }

  namespaceOf(prefix: string): string | null {
    const found = this.prefixes?.[prefix];
    if (found !== undefined) return found;
    if (this.parent !== null) return this.parent.namespaceOf(prefix);
    return prefix === 'xml' ? xmlNamespace : prefix === '' ? '' : null;
  }

  /** All at once: somebody may ask for each of a hundred thousand. */
  #numberChildren(): void {
    for (; this.#numbered < this.children.length; this.#numbered += 1) {
      const child = this.children[this.#numbered] as WalkedElement;
      child.nth = this.countChild(child.name);
    }
  }

  /** Counts a child, and tells the how-manieth of its name it is. */
  countChild(name: string): number {
    this.seen ??= new Map<string, number>();
    const nth = (this.seen.get(name) ?? 0) + 1;
    this.seen.set(name, nth);
    return nth;
  }

  /** Takes a child into the list of an element that is collected. */
  append(child: WalkedElement): void {
    if (this.children === noChildren) this.children = [child];
    else (this.children as XmlElement[]).push(child);
  }
}

/** Elements that hold a list of like elements; their children always carry an index in a path. */
const listNames: ReadonlySet<string> = new Set([
  'vestigingen', 'groepen', 'samengestelde_groepen', 'leerlingen', 'leerkrachten', 'toevoegingen',
  'toetsafnames', 'resultaten', 'toetsen', 'toetsonderdelen', 'toetshierarchie', 'toetsnormering',
  'toetsonderdeelnormering', 'osoresultaat', 'toetslijst',
]);
