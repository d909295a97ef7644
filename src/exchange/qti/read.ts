import type { Finding } from '../../base/findings.ts';
import type { Result } from '../../base/result.ts';
import { ok, refuse } from '../../base/result.ts';
import type { OutcomeDeclaration, ResponseDeclaration } from './declarations.ts';
import { readOutcomeDeclaration, readResponseDeclaration } from './declarations.ts';
import { isSupportedOperator } from './expressions.ts';
import type { Expression } from './operator.ts';
import type { XmlElement } from './tree.ts';
import { childElements, childNamed, decodeXml, parseTree, qtiFinding, textOf } from './tree.ts';
import { expandTemplate } from './templates.ts';
import { isSupportedRule } from './rules.ts';
import type { Branch, Rule } from './rules.ts';

/** An interaction in the body: what the pupil does, and which response it fills. */
export interface Interaction {
  /** Local element name, e.g. `qti-choice-interaction`. */
  readonly kind: string;
  readonly responseIdentifier: string;
}

/** A QTI 3.0 item: its declarations, its interactions and its processing. */
export interface QtiItem {
  readonly identifier: string;
  readonly title: string;
  readonly adaptive: boolean;
  readonly responses: ReadonlyMap<string, ResponseDeclaration>;
  readonly outcomes: ReadonlyMap<string, OutcomeDeclaration>;
  /** Template variables with their defaults; template processing itself is not supported. */
  readonly templates: ReadonlyMap<string, OutcomeDeclaration>;
  readonly hasTemplateProcessing: boolean;
  readonly interactions: readonly Interaction[];
  /** The rules in order, a standard template already written out; null when the item has no processing. */
  readonly processing: readonly Rule[] | null;
}

/** An item with what is to be said about it. */
export interface ReadItem {
  readonly item: QtiItem;
  /** Warnings and notes; an operator that we cannot compute is a warning that blocks import. */
  readonly findings: readonly Finding[];
}

/** Reads a QTI 3.0 assessment item; refuses with findings when it cannot be an item or breaks the
 * standard. */
export function readItem(source: string | Uint8Array): Result<ReadItem, readonly Finding[]> {
  const text = typeof source === 'string' ? ok(source) : decodeXml(source);
  if (!text.ok) return refuse([text.refusal]);
  const tree = parseTree(text.value);
  if (!tree.ok) return refuse([tree.refusal]);
  const root = tree.value;
  if (root.name !== 'qti-assessment-item') {
    return refuse([qtiFinding('QTI-ROOT', 'Dit is geen item van QTI 3 (qti-assessment-item).', root)]);
  }
  const findings: Finding[] = [];
  const item = readRoot(root, findings);
  return findings.some((finding) => finding.severity === 'error') ? refuse(findings) : ok({ item, findings });
}

function readRoot(root: XmlElement, findings: Finding[]): QtiItem {
  const body = childNamed(root, 'qti-item-body');
  const outcomes = declared(root, 'qti-outcome-declaration', readOutcomeDeclaration, findings);
  const responses = declared(root, 'qti-response-declaration', readResponseDeclaration, findings);
  return {
    identifier: root.attributes.get('identifier') ?? '',
    title: root.attributes.get('title') ?? '',
    adaptive: root.attributes.get('adaptive') === 'true',
    responses,
    outcomes,
    templates: declared(root, 'qti-template-declaration', readOutcomeDeclaration, findings),
    hasTemplateProcessing: childNamed(root, 'qti-template-processing') !== undefined,
    interactions: body === undefined ? [] : findInteractions(body),
    processing: readProcessing(root, findings),
  };
}

function declared<D extends { readonly identifier: string }>(
  root: XmlElement,
  name: string,
  read: (element: XmlElement, findings: Finding[]) => D | null,
  findings: Finding[],
): ReadonlyMap<string, D> {
  const byIdentifier = new Map<string, D>();
  for (const element of childElements(root).filter((child) => child.name === name)) {
    const declaration = read(element, findings);
    if (declaration === null) continue;
    if (byIdentifier.has(declaration.identifier)) {
      const message = `Variabele ${declaration.identifier} is twee keer gedeclareerd.`;
      findings.push(qtiFinding('QTI-DECLARED-TWICE', message, element));
    }
    byIdentifier.set(declaration.identifier, declaration);
  }
  return byIdentifier;
}

function findInteractions(element: XmlElement): Interaction[] {
  return childElements(element).flatMap((child) => {
    const responseIdentifier = child.attributes.get('response-identifier');
    const here = child.name.endsWith('-interaction') && responseIdentifier !== undefined
      ? [{ kind: child.name, responseIdentifier }]
      : [];
    return [...here, ...findInteractions(child)];
  });
}

function readProcessing(root: XmlElement, findings: Finding[]): readonly Rule[] | null {
  const processing = childNamed(root, 'qti-response-processing');
  if (processing === undefined) return null;
  const rules = childElements(processing);
  if (rules.length > 0) return rules.map((rule) => readRule(rule, findings));
  const template = processing.attributes.get('template');
  if (template === undefined) return [];
  const expanded = expandTemplate(template, processing);
  if (expanded !== null) return expanded;
  findings.push(unsupported('Dit responsverwerkingssjabloon kennen we niet.', processing));
  return [{ kind: 'unsupported', name: 'template', line: processing.line, column: processing.column }];
}

function unsupported(message: string, place: { line: number; column: number }): Finding {
  return { ...qtiFinding('QTI-UNSUPPORTED', message, place, 'warning'), blocks: true };
}

function readRule(element: XmlElement, findings: Finding[]): Rule {
  const place = { line: element.line, column: element.column };
  const children = childElements(element);
  const identifier = element.attributes.get('identifier') ?? '';
  switch (element.name) {
    case 'qti-response-condition':
      return { kind: 'condition', branches: children.map((branch) => readBranch(branch, findings)) };
    case 'qti-set-outcome-value':
    case 'qti-lookup-outcome-value': {
      const [first] = children;
      const expression = first === undefined ? null : readExpression(first, findings);
      const kind = element.name === 'qti-set-outcome-value' ? 'set' : 'lookup';
      return { kind, identifier, expression, ...place };
    }
    case 'qti-exit-response':
      return { kind: 'exit' };
    case 'qti-response-processing-fragment':
      return { kind: 'fragment', rules: children.map((child) => readRule(child, findings)) };
    default:
      if (!isSupportedRule(element.name)) {
        findings.push(unsupported(`De regel ${element.name} ondersteunen we niet.`, element));
      }
      return { kind: 'unsupported', name: element.name, ...place };
  }
}

function readBranch(element: XmlElement, findings: Finding[]): Branch {
  const children = childElements(element);
  const [first] = children;
  if (element.name === 'qti-response-else') {
    return { condition: null, rules: children.map((child) => readRule(child, findings)) };
  }
  if (first === undefined) {
    findings.push(qtiFinding('QTI-CONDITION', 'Een voorwaarde is leeg.', element));
    return { condition: null, rules: [] };
  }
  const condition = readExpression(first, findings);
  return { condition, rules: children.slice(1).map((child) => readRule(child, findings)) };
}

/** Reads an expression with its operands; an operator that we do not know becomes a finding. */
function readExpression(element: XmlElement, findings: Finding[]): Expression {
  const operator = element.name.replace(/^qti-/, '');
  if (!isSupportedOperator(operator)) {
    findings.push(unsupported(`De operator ${element.name} ondersteunen we niet.`, element));
  }
  const operands = childElements(element);
  return {
    operator,
    attributes: element.attributes,
    operands: operands.map((operand) => readExpression(operand, findings)),
    text: operands.length === 0 ? textOf(element) : '',
    line: element.line,
    column: element.column,
  };
}
