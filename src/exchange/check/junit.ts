import type { XmlNode } from '../xml/write.ts';
import { leaf, node, writeXml } from '../xml/write.ts';

/** A row of cases, such as all that one file was checked for. */
export interface JunitSuite {
  readonly name: string;
  readonly startedAt: Date;
  readonly cases: readonly JunitCase[];
}

/** One thing that was looked at. */
export interface JunitCase {
  /** Groups cases on the screen of a build server, with dots: `inbeeld.edexml`. */
  readonly className: string;
  readonly name: string;
  readonly seconds: number;
  readonly outcome: JunitOutcome;
}

/** How it went. A remark on a case that passed goes to the output of its suite. */
export type JunitOutcome =
  | { readonly kind: 'passed'; readonly remark: string | null }
  | { readonly kind: 'failed'; readonly type: string; readonly message: string; readonly text: string }
  | { readonly kind: 'skipped'; readonly message: string };

/** Writes JUnit XML, as Jenkins, GitLab and Azure read it: the attributes and the order that the strictest
 * of the schemas in use (that of Ant's JUnitReport) asks, and nothing beyond it. */
export function writeJunit(suites: readonly JunitSuite[]): string {
  return writeXml(node('testsuites', {}, suites.map(suiteNode)));
}

function suiteNode({ name, startedAt, cases }: JunitSuite, at: number): XmlNode {
  const count = (kind: JunitOutcome['kind']) => cases.filter(({ outcome }) => outcome.kind === kind).length;
  return node('testsuite', {
    name, id: `${at}`, package: 'inbeeld', hostname: 'localhost',
    timestamp: startedAt.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length),
    tests: `${cases.length}`, failures: `${count('failed')}`, errors: '0', skipped: `${count('skipped')}`,
    time: secondsInText(cases.reduce((sum, { seconds }) => sum + seconds, 0)),
  }, [
    node('properties', {}),
    ...cases.map(caseNode),
    textNode('system-out', cases.flatMap(remarkOf).join('\n')),
    textNode('system-err', ''),
  ]);
}

function caseNode({ className, name, seconds, outcome }: JunitCase): XmlNode {
  const attributes = { classname: className, name, time: secondsInText(seconds) };
  if (outcome.kind === 'failed') {
    const { type, message, text } = outcome;
    return node('testcase', attributes, [leaf('failure', text, { type, message })]);
  }
  if (outcome.kind === 'skipped') {
    return node('testcase', attributes, [node('skipped', { message: outcome.message })]);
  }
  return node('testcase', attributes);
}

function remarkOf({ name, outcome }: JunitCase): readonly string[] {
  return outcome.kind === 'passed' && outcome.remark !== null ? [`${name}\n${outcome.remark}`] : [];
}

function textNode(name: string, text: string): XmlNode {
  return { name, attributes: [], content: text };
}

function secondsInText(seconds: number): string {
  return seconds.toFixed(3);
}
