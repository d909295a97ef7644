import type { ComponentChildren, VNode } from 'preact';
import type { UiAssetPath } from './assets.ts';
import { assetUrl } from './assets.ts';
import { nl } from './nl.ts';

/** The outermost element of every page: language, title, stylesheet, script. */
export function Document({ title, hasErrors, stylesheet, bodyClass, moduleSrc, children }: {
  readonly title: string;
  /** Puts "Fout" before the title, so that who cannot see the page hears it first. */
  readonly hasErrors?: boolean | undefined;
  readonly stylesheet: Extract<UiAssetPath, `${string}.css`>;
  readonly bodyClass: string;
  /** Address of a module of its own, for the test player; other pages get htmx. */
  readonly moduleSrc?: string | undefined;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <title>{hasErrors ? `${nl.errorTitlePrefix}: ${title}` : title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <link rel="icon" href={assetUrl('mark.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetUrl(stylesheet)} />
        {moduleSrc === undefined
          ? <script src={assetUrl('htmx.js')} defer />
          : <script src={moduleSrc} type="module" />}
      </head>
      <body class={bodyClass}>{children}</body>
    </html>
  );
}
