import type { FindingList } from '../catalogue.ts';
import type { XmlElement } from '../xml/element.ts';
import type { XmlStart, XmlStep } from '../xml/read.ts';
import type { MessageForm, UwlrKind } from './message-kind.ts';
import type { UwlrMessage, UwlrSummary } from './read.ts';
import type { RosterRequest, SchoolRef } from './types.ts';
import type { Asked, Keeping } from '../edexml/draft.ts';
import { newDraft } from '../edexml/draft.ts';
import { summaryOf } from '../edexml/read.ts';
import { documentOf, finishRoster } from '../edexml/rules.ts';
import { rosterSections, takeRecord } from '../edexml/sections.ts';
import { newSectionWalk } from '../xml/sections.ts';
import { checkNoAttributes, checkNoText } from '../xml/shape.ts';
import { edexShapeFindings } from '../edexml/wire.ts';
import { checkFault, checkFaultCode, faultOf } from './fault.ts';
import { uwlrFindings } from './findings.ts';
import { rosterRequestOf } from './read-request.ts';
import {
  definitionSections,
  finishResults,
  judgeNorms,
  newResultsDraft,
  resultsDocumentOf,
  resultsSections,
  takeResultsRecord,
} from './results-draft.ts';
import { uwlrShapeFindings } from './wire.ts';

/** Reads one message below its root element. */
export interface MessageReader {
  readonly kind: UwlrKind;
  /** What to do with the root itself. */
  readonly rootStep: XmlStep;
  open(start: XmlStart, parent: XmlStart): XmlStep;
  element(element: XmlElement): void;
  close(start: XmlStart): void;
  /** The message, once its root has closed; null when it cannot be used, `counted` when it could but was not
   * kept. */
  finish(): UwlrMessage | 'counted' | null;
  summary(): UwlrSummary;
}

/** What the caller wants of a message. */
export interface Wanted {
  readonly keeping: Keeping;
  readonly asked: Asked;
  readonly recordsMax: number | undefined;
}

/** The summary of nothing. */
export const emptySummary: UwlrSummary = { ...summaryOf(newDraft('all', 'counted')), results: 0 };

/** The reader for a message of that form. */
export function readerOf(
  form: MessageForm,
  root: XmlStart,
  wanted: Wanted,
  findings: FindingList,
): MessageReader {
  switch (form.form) {
    case 'roster-answer':
      return rosterAnswerReader(form, root, wanted, findings);
    case 'results':
    case 'definitions':
      return resultsReader(form, root, wanted, findings);
    case 'roster-request':
      return requestReader(form, findings);
    case 'fault':
    case 'confirmation':
      return smallReader(form, findings);
  }
}

type FormOf<F extends MessageForm['form']> = Extract<MessageForm, { readonly form: F }>;

function rosterAnswerReader(
  form: FormOf<'roster-answer'>,
  root: XmlStart,
  { keeping, asked, recordsMax }: Wanted,
  findings: FindingList,
): MessageReader {
  const draft = newDraft(form.scope, keeping, asked, recordsMax);
  const walk = newSectionWalk(rosterSections(form.scope), edexShapeFindings, findings, recordsMax);
  checkNoAttributes(root, uwlrShapeFindings, findings);
  let content: XmlStart | null = root.name === form.content ? root : null;
  let exception: 'unchanged' | 'nothing' | null = null;
  const openChoice = (start: XmlStart): XmlStep => {
    const own = start.namespace === root.namespace && content === null && exception === null;
    if (own && start.name === form.content) content = start;
    else if (own && start.name === 'geenwijzigingen') exception = 'unchanged';
    else if (own && start.name === 'geengegevens') exception = 'nothing';
    else {
      findings.add(uwlrFindings['UWLR-UNKNOWN'], start, 'dit element hoort hier niet.');
      return 'skip';
    }
    if (start !== content) return 'collect';
    checkNoAttributes(start, edexShapeFindings, findings);
    return 'descend';
  };
  return {
    kind: form.kind,
    rootStep: 'descend',
    open: (start, parent) =>
      parent === root && content !== root ? openChoice(start) : walk.open(start, parent, parent === content),
    element: (element) => {
      if (content === null && exception !== null) reportContent(element, findings);
      else takeRecord(element, draft, 'uwlr', findings);
    },
    close: (start) => {
      if (start === content) walk.finish(start);
      else if (start !== root) walk.close(start);
    },
    finish: () => {
      const scope = form.scope;
      if (exception !== null) return { type: 'roster-answer', scope, answer: { kind: exception } };
      if (content === null) {
        findings.add(uwlrFindings['UWLR-ANSWER-EMPTY'], root, 'Het antwoord bevat niets.');
        return null;
      }
      finishRoster(draft, findings);
      if (keeping === 'counted') return 'counted';
      const document = documentOf(draft);
      return document === null ? null : {
        type: 'roster-answer',
        scope,
        answer: { kind: 'roster', document },
      };
    },
    summary: () => ({ ...summaryOf(draft), results: 0 }),
  };
}

function resultsReader(
  form: FormOf<'results' | 'definitions'>,
  root: XmlStart,
  { keeping, recordsMax }: Wanted,
  findings: FindingList,
): MessageReader {
  checkNoAttributes(root, uwlrShapeFindings, findings);
  const draft = newResultsDraft(keeping, recordsMax);
  const sections = form.form === 'results' ? resultsSections : definitionSections;
  const walk = newSectionWalk(sections, uwlrShapeFindings, findings, recordsMax);
  return {
    kind: form.kind,
    rootStep: 'descend',
    open: (start, parent) => walk.open(start, parent, parent === root),
    element: (element) => takeResultsRecord(element, draft, findings),
    close: (start) => (start === root ? walk.finish(start) : walk.close(start)),
    finish: () => {
      if (form.form === 'definitions') {
        judgeNorms(draft, findings);
        return { type: 'definitions', tests: draft.tests };
      }
      finishResults(draft, findings);
      if (keeping === 'counted') return draft.school === null ? null : 'counted';
      const document = resultsDocumentOf(draft);
      return document === null ? null : { type: 'results', document };
    },
    summary: () => ({
      ...schoolSummary(draft.school?.school ?? null),
      schoolYear: draft.school?.schoolYear ?? null,
      version: draft.school?.xsdVersion ?? null,
      pupils: draft.pupilKeys.size,
      results: draft.resultCount,
    }),
  };
}

function requestReader(form: FormOf<'roster-request'>, findings: FindingList): MessageReader {
  let request: RosterRequest | null = null;
  return {
    kind: form.kind,
    rootStep: 'collect',
    open: () => 'skip',
    element: (element) => {
      request = rosterRequestOf(element, form.scope, findings);
    },
    close: () => undefined,
    finish: () => (request === null ? null : { type: 'roster-request', request }),
    summary: () => ({
      ...schoolSummary(request?.school ?? null),
      schoolYear: request?.schoolYear ?? null,
      version: request?.xsdVersion ?? null,
    }),
  };
}

function smallReader(form: FormOf<'fault' | 'confirmation'>, findings: FindingList): MessageReader {
  let message: UwlrMessage | null = null;
  return {
    kind: form.kind,
    rootStep: 'collect',
    open: () => 'skip',
    element: (element) => {
      message = form.form === 'fault' ? readFault(element, findings) : readConfirmation(element, findings);
    },
    close: () => undefined,
    finish: () => message,
    summary: () => emptySummary,
  };
}

function readFault(element: XmlElement, findings: FindingList): UwlrMessage {
  const fault = faultOf(element);
  checkFault(element, findings);
  const code = /^[\w.]+$/.test(fault.wireCode) ? fault.wireCode : 'zonder leesbare code';
  findings.add(uwlrFindings['UWLR-FAULT'], element, `Dit is een foutmelding van een LAS: ${code}.`);
  checkFaultCode(element, fault, findings);
  if (fault.code === 'unknown') findings.add(
    uwlrFindings['UWLR-FAULT-CODE'],
    element,
    'Deze foutcode kent UWLR niet.',
  );
  return { type: 'fault', fault };
}

function readConfirmation(element: XmlElement, findings: FindingList): UwlrMessage {
  reportContent(element, findings);
  return { type: 'confirmation' };
}

/** For an element that is empty by nature. */
function reportContent(element: XmlElement, findings: FindingList): void {
  checkNoAttributes(element, uwlrShapeFindings, findings);
  checkNoText(element, uwlrShapeFindings, findings);
  for (const child of element.children) {
    findings.add(uwlrFindings['UWLR-UNKNOWN'], child, 'hier hoort niets te staan.');
  }
}

function schoolSummary(school: SchoolRef | null): UwlrSummary {
  return school?.kind === 'brin' ? { ...emptySummary, brin: school.brin, site: school.site } : emptySummary;
}
