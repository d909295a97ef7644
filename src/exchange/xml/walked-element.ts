import type { XmlElement } from './element.ts';
import type { XmlStep } from './read.ts';

const noChildren: readonly XmlElement[] = [];

/** An element while a document is walked through, and after. A file has millions, of which hardly any is ever
 * asked for its path, so that is worked out on demand. */
export class WalkedElement implements XmlElement {
  children: readonly XmlElement[] = noChildren;
  text = '';
  step: XmlStep = 'collect';
  strayTextTold = false;
  /** How many children of each name came by, of an element whose children are not kept. */
  seen: Map<string, number> | null = null;
  /** The how-manieth of its name, under such a parent; else 0, and the parent's list tells. */
  nth = 0;

  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly line: number;
  readonly column: number;
  readonly parent: WalkedElement | null;

  constructor(
    name: string,
    namespace: string,
    attributes: ReadonlyMap<string, string>,
    line: number,
    column: number,
    parent: WalkedElement | null,
  ) {
    this.name = name;
    this.namespace = namespace;
    this.attributes = attributes;
    this.line = line;
    this.column = column;
    this.parent = parent;
  }

  get path(): string {
    const { parent, name } = this;
    if (parent === null) return `/${name}`;
    const nth = this.nth > 0 ? this.nth : placeAmong(parent.children, this);
    return `${parent.path}/${name}${nth > 1 || listNames.has(parent.name) ? `[${nth}]` : ''}`;
  }

  /** Takes a child into the list of an element that is collected. */
  append(child: WalkedElement): void {
    if (this.children === noChildren) this.children = [child];
    else (this.children as XmlElement[]).push(child);
  }
}

function placeAmong(siblings: readonly XmlElement[], element: WalkedElement): number {
  let nth = 0;
  for (const sibling of siblings) {
    if (sibling.name === element.name) nth += 1;
    if (sibling === element) break;
  }
  return Math.max(nth, 1);
}

/** Elements that hold a list of like elements; their children always carry an index in a path. */
const listNames: ReadonlySet<string> = new Set([
  'vestigingen', 'groepen', 'samengestelde_groepen', 'leerlingen', 'leerkrachten', 'toevoegingen',
  'toetsafnames', 'resultaten', 'toetsen', 'toetsonderdelen', 'toetshierarchie', 'toetsnormering',
  'toetsonderdeelnormering', 'osoresultaat', 'toetslijst',
]);
