import { SaxesParser } from 'saxes';

/** What a drawing may consist of: shapes, text, colours; nothing that runs, moves, links or is fetched. */
const elements = new Set([
  'svg', 'g', 'defs', 'symbol', 'use', 'title', 'desc', 'metadata', 'style', 'path', 'rect', 'circle', 'ellipse',
  'line', 'polyline', 'polygon', 'text', 'tspan', 'textpath', 'image', 'marker', 'mask', 'clippath', 'pattern',
  'lineargradient', 'radialgradient', 'stop', 'filter', 'switch',
]);

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Why a drawing is not taken: something in it acts, something comes from outside, or it is no drawing at all. */
export interface SvgTrouble {
  readonly kind: 'active' | 'foreign' | 'unreadable';
  /** The end of a Dutch sentence. */
  readonly what: string;
}

/** Judges a drawing; null when it is only a drawing. */
export function svgTrouble(text: string): SvgTrouble | null {
  const parser = new SaxesParser({ xmlns: true });
  let trouble: SvgTrouble | null = null;
  const say = (kind: SvgTrouble['kind'], what: string): void => {
    trouble ??= { kind, what };
  };
  let root = '';
  parser.on('doctype', () => say('active', 'heeft een DOCTYPE'));
  parser.on('processinginstruction', () => say('active', 'heeft een verwerkingsopdracht'));
  parser.on('error', () => say('unreadable', 'is geen goed gevormde SVG'));
  parser.on('opentag', ({ local, uri, attributes }) => {
    root ||= local;
    // Drawing programs leave notes in namespaces of their own, which no browser draws.
    if (uri !== svgNamespace) {
      if (uri === 'http://www.w3.org/1999/xhtml') say('active', 'bevat HTML');
      return;
    }
    const name = local.toLowerCase();
    if (!elements.has(name) && !name.startsWith('fe')) say('active', `bevat <${local}>`);
    for (const { local: attribute, value } of Object.values(attributes)) judgeAttribute(attribute, value, say);
  });
  parser.on('text', (style) => judgeStyle(style, say));
  parser.on('cdata', (style) => judgeStyle(style, say));
  try {
    parser.write(text).close();
  } catch {
    say('unreadable', 'is geen goed gevormde SVG');
  }
  if (root !== 'svg') say('unreadable', 'is geen SVG');
  return trouble;
}

type Say = (kind: 'active' | 'foreign', what: string) => void;

function judgeAttribute(name: string, value: string, say: Say): void {
  const attribute = name.toLowerCase();
  if (attribute.startsWith('on')) say('active', `heeft het attribuut ${name}`);
  if (attribute === 'href' || attribute === 'src') {
    const inside = value.startsWith('#') || /^data:image\/(png|jpeg);base64,[A-Za-z0-9+/=\s]*$/.test(value);
    if (!inside) say('foreign', 'haalt iets van buiten');
  }
  if (attribute !== 'd' && attribute !== 'points') judgeStyle(value, say);
}

/** Style may name parts of the drawing itself, nothing else; escapes would hide what it names. */
function judgeStyle(text: string, say: Say): void {
  const addresses = [...text.matchAll(/url\s*\(\s*["']?\s*([^"')\s]*)/gi)].map(([, address]) => address ?? '');
  if (addresses.some((address) => !address.startsWith('#'))) say('foreign', 'haalt iets van buiten');
  if (/@import|(?:src|image|image-set|cross-fade|expression)\s*\(|javascript:/i.test(text)) {
    say('active', 'heeft opmaak die iets uitvoert of ophaalt');
  }
  if (/\\/.test(text) && /[{}:;]/.test(text)) say('active', 'heeft opmaak met verborgen tekens');
}
