import type { VNode } from 'preact';
import { publicPage } from '../access/frame.tsx';
import type { CatalogueEntry } from '../exchange/catalogue.ts';
import { catalogues } from '../exchange/check/catalogues.ts';
import { examples } from '../exchange/check/examples/examples.ts';
import { helpPathOf } from '../exchange/check/help-path.ts';
import type { Platform } from '../platform/platform.ts';
import { Section } from '../ui/components/section.tsx';
import { SeverityTag } from './severity-tag.tsx';

/** Every finding there is: what it means, what to mend, and what makes it appear. */
export function cataloguePage(platform: Platform): string {
  return publicPage(platform, {
    title: 'Alle bevindingen',
    lead: 'Zoek de code uit uw verslag op. Bij elke code staat wat er aan de hand is, wat u herstelt en een '
      + 'voorbeeld dat de bevinding oplevert. Een code verandert nooit van betekenis.',
    children: (
      <>
        <p><a href="/controleren">Een bestand controleren</a></p>
        <nav aria-label="Onderwerpen">
          <ul>{catalogues.map(({ topic, title }) => <li><a href={`#${topic}`}>{title}</a></li>)}</ul>
        </nav>
        {catalogues.map(({ topic, title, entries }) => (
          <Section title={title} id={topic}>{Object.values(entries).map((entry) => <Entry entry={entry} />)}</Section>
        ))}
      </>
    ),
  });
}

function Entry({ entry: { code, severity, blocks, meaning, mend } }: { readonly entry: CatalogueEntry }): VNode {
  const shown = examples[code]?.shown ?? '';
  return (
    <article class="finding flow" id={helpPathOf(code).slice(1)}>
      <h3><code>{code}</code></h3>
      <p>
        <SeverityTag severity={severity} />
        {blocks && <span class="findings__blocks">houdt het inlezen tegen</span>}
      </p>
      <p>{meaning} {mend}</p>
      {shown !== '' && (
        <pre class="finding__example" tabIndex={0} role="region" aria-label={`Voorbeeld van ${code}`}>
          <code>{shown}</code>
        </pre>
      )}
    </article>
  );
}
