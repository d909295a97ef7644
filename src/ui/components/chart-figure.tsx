import type { ComponentChildren, VNode } from 'preact';

/** A chart in a page. On a narrow screen it scrolls sideways inside its frame, so that its letters stay
 * readable; the same numbers belong in a table under it. */
export function ChartFigure({ label, svg, children }: {
  /** Name of the scrolling frame, e.g. "Grafiek"; the chart itself has its own name. */
  readonly label: string;
  /** What growthChart, groupChart or distributionChart returned. */
  readonly svg: string;
  /** What stands under it: how to read it, or where the numbers are. */
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <figure class="chart">
      <div class="chart__frame" role="group" aria-label={label} tabIndex={0}
        dangerouslySetInnerHTML={{ __html: svg }} />
      {children && <figcaption>{children}</figcaption>}
    </figure>
  );
}
