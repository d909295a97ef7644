import type { CatalogueEntry } from '../catalogue.ts';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { catalogues } from './catalogues.ts';

const path = join(import.meta.dirname, '../../../docs/findings.md');

test('docs/findings.md lists every code as the catalogues have it (INBEELD_REFRESH=1 writes it)', () => {
  const expected = page();
  if (process.env['INBEELD_REFRESH'] === '1') writeFileSync(path, expected);
  assert.equal(readFileSync(path, 'utf8'), expected);
});

test('a code stands in one catalogue only, under its own name, and says what to mend', () => {
  const all = catalogues.flatMap(({ entries }) => Object.entries(entries));
  assert.equal(new Set(all.map(([code]) => code)).size, all.length);
  for (const [code, entry] of all) {
    assert.equal(entry.code, code);
    assert.match(entry.meaning, /^\p{Lu}.*\.$/u, code);
    assert.match(entry.mend, /^\p{Lu}.*\.$/u, code);
  }
});

test('what blocks the import is always an error', () => {
  for (const { entries } of catalogues) {
    for (const entry of Object.values(entries)) assert.ok(
      !entry.blocks || entry.severity === 'error',
      entry.code,
    );
  }
});

function page(): string {
  const parts = catalogues.map(({ title, entries }) => section(title, Object.values(entries)));
  return `${head}\n${parts.join('\n')}`;
}

const head = `# Bevindingen

Elke code die \`inbeeld check\` en de importpagina's kunnen noemen: wat er aan de hand is en wat u herstelt.
Een *fout* is strijdig met de standaard, een *waarschuwing* kan misgaan, een *weetje* is goed om te weten.
*Houdt tegen*: wij lezen het bestand niet in zolang dit erin staat.
Van één code tonen wij hoogstens 100 plaatsen.

Deze lijst wordt gemaakt uit de catalogi in de code (\`src/exchange/*/findings.ts\`);
een test houdt hem gelijk.
`;

function section(title: string, entries: readonly CatalogueEntry[]): string {
  const rows = entries.map(
    ({ code, severity, blocks, meaning, mend }) =>
      `| \`${code}\` | ${names[severity]} | ${blocks ? 'ja' : 'nee'} | ${cell(meaning)} | ${cell(mend)} |`,
  );
  const columns = '| Code | Soort | Houdt tegen | Betekenis | Wat te doen |\n|---|---|---|---|---|';
  return `## ${title}\n\n${columns}\n${rows.join('\n')}\n`;
}

const names = { error: 'fout', warning: 'waarschuwing', note: 'weetje' } as const;

function cell(text: string): string {
  return text.replace(/<([^>]*)>/g, '`<$1>`').replaceAll('|', '\\|');
}
