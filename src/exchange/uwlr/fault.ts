import type { FindingList } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { Fault, FaultCode } from './types.ts';
import { childOf } from '../xml/element.ts';
import { checkNoAttributes, checkNoText } from '../xml/shape.ts';
import { clientFaultCodes, serverFaultCodes } from './types.ts';
import { uwlrFindings } from './findings.ts';
import { uwlrShapeFindings } from './wire.ts';

/** Reads a soap:Fault as leniently as exchange.md section 5 asks: any prefix or none, any case, a dot after
 * the prefix, a plain `Client` or `Server`, children qualified or not. */
export function faultOf(element: XmlElement): Fault {
  const wire = childOf(element, 'faultcode')?.text.trim() ?? '';
  const wireCode = wire.replace(/^.*:/, '').replace(/^soap(env)?\./i, '').slice(0, 64);
  const text = childOf(element, 'faultstring')?.text.trim() ?? '';
  const named = wireCode.split('.').at(-1)?.toLowerCase() ?? '';
  const known = [...clientFaultCodes, ...serverFaultCodes].find((code) => code.toLowerCase() === named);
  if (known !== undefined) return fault(known, text, wireCode);
  const side = /^server/i.test(wireCode) ? 'server' : 'client';
  return { code: 'unknown', wireCode, text, side, retryable: side === 'server' };
}

/** Reports where a Fault is written otherwise than SOAP 1.1 has it: two to four unqualified elements in their
 * order. */
export function checkFault(element: XmlElement, findings: FindingList): void {
  checkNoAttributes(element, uwlrShapeFindings, findings);
  checkNoText(element, uwlrShapeFindings, findings);
  const seen = new Set<string>();
  let furthest = 0;
  for (const child of element.children) {
    const at = faultParts.indexOf(child.name);
    const { unknown, repeated, order } = uwlrShapeFindings;
    if (at < 0 || child.namespace !== '') findings.add(unknown, child, 'dit element hoort hier niet.');
    else if (seen.has(child.name)) findings.add(repeated, child, 'dit element staat hier vaker.');
    else if (at < furthest) findings.add(order, child, `<${child.name}> staat op de verkeerde plaats.`);
    if (child.name !== 'detail') checkNoAttributes(child, uwlrShapeFindings, findings);
    for (const inner of child.name === 'detail' ? [] : child.children) {
      findings.add(unknown, inner, 'dit element hoort hier niet.');
    }
    seen.add(child.name);
    furthest = Math.max(furthest, at);
  }
  for (const name of ['faultcode', 'faultstring']) {
    if (!seen.has(name)) findings.add(uwlrShapeFindings.missing, element, `<${name}> ontbreekt.`);
  }
}

/** Tells how the code is written when that is not as it should; what it means is clear all the same. */
export function checkFaultCode(element: XmlElement, { code, side }: Fault, findings: FindingList): void {
  const child = childOf(element, 'faultcode');
  const [, prefix, rest = ''] = /^(?:(.*):)?(.*)$/s.exec(child?.text.trim() ?? '') ?? [];
  if (child === undefined || rest === '') return;
  const add = (what: string): void => findings.add(uwlrFindings['UWLR-FAULT-FORM'], child, what);
  if (/^soap(env)?\./i.test(rest)) add('achter het voorvoegsel hoort een dubbele punt en geen punt.');
  else if (prefix === undefined) add('het voorvoegsel van de envelop ontbreekt.');
  else if (child.namespaceOf(prefix) === null) add('het voorvoegsel heeft geen naamruimte.');
  const named = /(?:^|\.)(client|server)\./i.exec(rest)?.[1]?.toLowerCase();
  if (code !== 'unknown' && named !== undefined && named !== side) {
    add(`deze code hoort bij ${side === 'server' ? 'Server' : 'Client'}.`);
  }
}

const faultParts: readonly string[] = ['faultcode', 'faultstring', 'faultactor', 'detail'];

/** A fault with one of UWLR's own codes. Server faults may pass by themselves; client faults need somebody to
 * mend them. */
export function fault(code: FaultCode, text: string, wireCode: string = wireCodeOf(code)): Fault {
  const side = sideOf(code);
  return { code, wireCode, text, side, retryable: side === 'server' };
}

/** The dotted code as it goes on the wire, without the prefix of the envelope. */
export function wireCodeOf(code: FaultCode): string {
  return `${sideOf(code) === 'server' ? 'Server' : 'Client'}.${code}`;
}

function sideOf(code: FaultCode): Fault['side'] {
  return serverFaultCodes.some((one) => one === code) ? 'server' : 'client';
}
