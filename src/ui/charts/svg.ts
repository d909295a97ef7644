/** What stands in an element: text is escaped before it comes here, elements are texts already. */
export type SvgContent = string | readonly string[];

/** Writes an element. Attributes that are undefined are left out; numbers are rounded to two decimals, so
 * that the same picture has the same bytes on every machine. */
export function svgElement(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: SvgContent = '',
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === undefined) return [];
    return [` ${key}="${typeof value === 'number' ? svgNumber(value) : escapeXml(value)}"`];
  });
  const inside = typeof content === 'string' ? content : content.join('\n');
  return inside === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inside}</${name}>`;
}

/** A number with at most two decimals, without a sign before zero. */
export function svgNumber(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

/** Text as it may stand in an element or an attribute. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`);
}

/** A text at a place; `anchor` tells which end of it stands there. */
export function svgText(
  x: number, y: number, text: string,
  { anchor, size, weight, fill, halo }: {
    readonly anchor?: 'start' | 'middle' | 'end';
    readonly size?: number;
    readonly weight?: number;
    readonly fill?: string;
    /** Colour of an edge round the letters, which keeps them readable on lines. */
    readonly halo?: string;
  } = {},
): string {
  return svgElement('text', {
    x, y, fill, 'text-anchor': anchor === 'start' ? undefined : anchor, 'font-size': size,
    'font-weight': weight,
    ...(halo === undefined ? {} : {
      stroke: halo, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke',
    }),
  }, escapeXml(text));
}

/** About how wide a text is, in pixels: pictures are drawn without measuring letters. Errs on the wide
 * side. */
export function estimatedWidth(text: string, size: number): number {
  return text.length * size * 0.56;
}
