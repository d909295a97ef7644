import type { CatalogueEntry } from '../catalogue.ts';
import { perCodeMax } from '../catalogue.ts';
import { catalogues } from './catalogues.ts';
import { examples } from './examples/examples.ts';
import { helpPathOf } from './help-path.ts';
import { severityNames } from './words.ts';

/** The text of docs/findings.md: every code with its gravity, its meaning, what to mend, and an example. */
export function findingsInMarkdown(): string {
  return [head, ...catalogues.map(({ title, entries }) => section(title, Object.values(entries)))].join('\n');
}

const head = `# Bevindingen

Elke code die \`inbeeld check\` en de pagina \`/controleren\` kunnen noemen: wat er aan de hand is en wat u
herstelt. Een *fout* is strijdig met de standaard, een *waarschuwing* kan misgaan, een *weetje* is goed om te weten.
*Houdt tegen*: wij lezen het bestand niet in zolang dit erin staat. Op de importpagina's staan deze codes ook, naast
codes die met INTAKE en HISTORY beginnen: die gaan niet over het bestand maar over uw school.
Van één code tonen wij hoogstens ${perCodeMax} plaatsen; wat daarna komt, tellen wij.

Een code verandert nooit van betekenis en verdwijnt niet; andere programma's mogen erop rekenen.
Deze lijst wordt gemaakt uit de catalogi in de code (\`src/exchange/*/findings.ts\`); een test houdt hem gelijk
en laat elk voorbeeld de code opleveren waar het bij staat. De leerlingen zijn verzonnen.
`;

function section(title: string, entries: readonly CatalogueEntry[]): string {
  return `## ${title}\n\n${entries.map(entryInMarkdown).join('\n')}`;
}

function entryInMarkdown({ code, severity, blocks, meaning, mend }: CatalogueEntry): string {
  const shown = examples[code]?.shown ?? '';
  const gravity = `${severityNames[severity]}${blocks ? ', houdt tegen' : ''}`;
  const example = shown === '' ? '' : `\n\`\`\`\n${shown}\n\`\`\`\n`;
  const title = `### <a id="${helpPathOf(code).slice(1)}"></a>${code}`;
  return `${title}\n\n*${gravity}*. ${plain(meaning)} ${plain(mend)}\n${example}`;
}

/** Elements as code, so that a Markdown reader does not take them for HTML. */
function plain(text: string): string {
  return text.replace(/<\w[^<>]*>/g, (element) => `\`${element}\``).replace(/<(?!\w[^<>]*>`)/g, '\\<');
}
