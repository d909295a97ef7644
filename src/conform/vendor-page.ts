import { present } from '../base/assert.ts';
import { wireCodeOf } from '../exchange/uwlr/fault.ts';
import { chapterNames } from './report.ts';
import { conformCases } from './run.ts';
import type { Chapter } from './types.ts';
import { vendorMessages } from './vendor-messages.ts';

/** The page for the supplier of a LAS who wants to connect, in the project. People write it, but for its examples
 * and its list of cases. */
export const vendorPagePath = 'docs/las-leverancier.md';

/** The messages of the page, by the name that stands before each of them. */
export function vendorExamples(): ReadonlyMap<string, string> {
  const { faults, ...messages } = vendorMessages();
  return new Map([...Object.entries(messages), ...faults.map(([code, xml]) => [wireCodeOf(code), xml] as const)]);
}

/** The page with its examples and its list of cases as our code makes them now: each `<!-- voorbeeld: ... -->` is
 * followed by that message. */
export function withOwnExamples(page: string): string {
  const examples = vendorExamples();
  return page
    .replace(exampleForm, (_all, before: string, name: string, end: string) =>
      `${before}${present(examples.get(name), `an example called ${name}`).trimEnd()}${end}`)
    .replace(casesForm, (_all, before: string, end: string) => `${before}${chapters()}${end}`);
}

const exampleForm = /(<!-- voorbeeld: ([\w.]+) -->\n```xml\n)[\s\S]*?(\n```)/g;
const casesForm = /(<!-- gevallen -->\n)[\s\S]*?(\n<!-- einde gevallen -->)/;

function chapters(): string {
  return [...new Set(conformCases.map(({ chapter }) => chapter))].map(chapterInMarkdown).join('\n\n');
}

function chapterInMarkdown(chapter: Chapter): string {
  const rows = conformCases.filter((one) => one.chapter === chapter).map(({ id, weight, title, expected }) =>
    `| \`${id}\` | ${weight === 'must' ? 'moet' : 'aangeraden'} | ${cell(title)} | ${cell(expected)} |`);
  return [
    `### ${chapterNames[chapter]} (\`${chapter}\`)`, '',
    '| Geval | | Wat er gebeurt | Wat er moet komen |', '|---|---|---|---|', ...rows,
  ].join('\n');
}

function cell(text: string): string {
  return text.replace(/<([^>]*)>/g, '`<$1>`').replaceAll('|', '\\|');
}
