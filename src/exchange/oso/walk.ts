import type { FindingList } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { XmlStart, XmlStep } from '../xml/read.ts';
import type { Field, Shape } from '../xml/shape.ts';
import { checkNoAttributes, checkShape } from '../xml/shape.ts';
import { osoFindings } from './findings.ts';
import { choices, osoShapeFindings as codes, streamed } from './wire.ts';
import { marksName } from './wire-support.ts';

/** Holds a document against its shape while it is read: large elements child by child, the others whole. */
export interface ShapeWalk {
  open(start: XmlStart, parent: XmlStart | null): XmlStep;
  /** A collected element; reports what deviates in it. */
  judge(element: XmlElement): void;
  close(start: XmlStart): void;
}

interface Level {
  readonly shape: Shape;
  readonly fields: ReadonlyMap<string, Field>;
  readonly seen: Set<string>;
  slot: number;
  orderTold: boolean;
}

/** Begins a walk.
 * @param rootShape of the root element
 * @param isKnownYear whether these shapes are the schema of the document; else only tests are held against them */
export function newShapeWalk(rootShape: Shape, findings: FindingList, isKnownYear: boolean): ShapeWalk {
  const levels: Level[] = [];
  const list = isKnownYear ? findings : silent;
  let collecting: Field['content'] = 'anything';

  const openChild = (start: XmlStart, level: Level, namespace: string): XmlStep => {
    const field = level.fields.get(start.name);
    if (field === undefined || start.namespace !== namespace) {
      list.add(codes.unknown, start, 'dit element hoort hier niet.');
      return 'skip';
    }
    const again = level.seen.has(start.name) && !field.many;
    if (again) list.add(codes.repeated, start, 'dit element staat hier vaker.');
    level.seen.add(start.name);
    if (field.slot < level.slot && !level.orderTold) {
      level.orderTold = true;
      list.add(codes.order, start, `<${start.name}> staat op de verkeerde plaats.`);
    }
    level.slot = Math.max(level.slot, field.slot);
    // A second pupil in one dossier must not lend its results to the first; a second list of tests is hers.
    if (again && start.name !== 'toetslijst') return 'skip';
    if (isStreamed(field.content)) {
      checkNoAttributes(start, codes, list);
      levels.push(newLevel(field.content));
      return 'descend';
    }
    collecting = field.content;
    return 'collect';
  };

  return {
    open(start, parent) {
      const level = levels.at(-1);
      if (parent !== null && level !== undefined) return openChild(start, level, parent.namespace);
      checkNoAttributes(start, codes, list);
      levels.push(newLevel(rootShape));
      return 'descend';
    },
    judge(element) {
      const into = isKnownYear || element.name === 'toets' ? findings : silent;
      judgeContent(element, collecting, into);
    },
    close(start) {
      const level = levels.pop();
      for (const field of level?.shape.fields ?? []) {
        if (!field.required || level?.seen.has(field.name) === true) continue;
        list.add(codes.missing, start, `<${field.name}> ontbreekt.`);
      }
      judgeChoices(start, [...(level?.seen ?? [])], list);
    },
  };
}

const silent: Pick<FindingList, 'add'> & FindingList = {
  add: () => undefined, hasErrors: () => false, blocks: () => false, all: () => [],
};

function isStreamed(content: Field['content']): content is Shape {
  return content !== 'anything' && 'fields' in content && streamed.has(content);
}

function newLevel(shape: Shape): Level {
  const fields = new Map(shape.fields.map((field) => [field.name, field]));
  return { shape, fields, seen: new Set(), slot: 0, orderTold: false };
}

function judgeContent(element: XmlElement, content: Field['content'], list: FindingList): void {
  if (content === 'anything') return;
  const shape = 'fields' in content ? content : { fields: [], text: content };
  checkShape(element, shape, codes, list);
  judgeDeeper(element, list);
}

/** What a sequence of fields cannot say: a choice, and a sequence that repeats as a whole. */
function judgeDeeper(element: XmlElement, list: FindingList): void {
  judgeChoices(element, element.children.map(({ name }) => name), list);
  if (element.name === marksName) judgeMarks(element, list);
  for (const child of element.children) if (child.children.length > 0 || choices.has(child.name)) {
    judgeDeeper(child, list);
  }
}

function judgeChoices(place: XmlStart, names: readonly string[], list: FindingList): void {
  for (const { of, required } of choices.get(place.name) ?? []) {
    const found = new Set(names.filter((name) => of.includes(name)));
    if (found.size > 1) list.add(
      osoFindings['OSO-CHOICE'],
      place,
      `hier staan ${[...found].join(' en ')} naast elkaar.`,
    );
    if (found.size === 0 && required) list.add(
      osoFindings['OSO-CHOICE'],
      place,
      `hier hoort een van deze elementen: ${of.join(', ')}.`,
    );
  }
}

/** `naam`, then any number of `onderdeel`, then one `score` or more; and that again. */
function judgeMarks(element: XmlElement, list: FindingList): void {
  const letters = element.children.map(({ name }) => name.charAt(0)).join('');
  if (!/^(no*s+)+$/.test(letters)) list.add(
    codes.order,
    element,
    'hier hoort steeds een naam, dan onderdelen, dan een score.',
  );
}
