import type { Block, HotspotQuestion } from '../../exchange/qti/write.ts';

const size = { width: 480, height: 280 } as const;

// A park with four places in its corners, seen from above.
const park = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}"`
  + ` width="${size.width}" height="${size.height}"><rect width="480" height="280" fill="#e6f0df"/>`
  + '<path d="M0 146H480M240 0V280" stroke="#f6efe0" stroke-width="32"/>'
  + '<g stroke="#1f2a37" stroke-width="2.5" stroke-linejoin="round">'
  + '<rect x="98" y="84" width="18" height="40" fill="#7a5538"/><circle cx="107" cy="60" r="42" fill="#7db37a"/>'
  + '<circle cx="80" cy="76" r="20" fill="#8fc48b"/><circle cx="134" cy="74" r="22" fill="#8fc48b"/>'
  + '<rect x="312" y="56" width="104" height="68" fill="#f3d9c4"/><path d="M300 60L364 18L428 60Z" fill="#c2543f"/>'
  + '<rect x="352" y="86" width="24" height="38" fill="#7a5538"/>'
  + '<rect x="322" y="70" width="20" height="20" fill="#cfe7f7"/>'
  + '<ellipse cx="112" cy="222" rx="82" ry="40" fill="#9cc8e6"/>'
  + '<path fill="none" d="M72 214q10-8 20 0t20 0M112 234q10-8 20 0t20 0"/>'
  + '<path d="M310 206H420V218H310ZM310 226H420V238H310Z" fill="#c99a63"/>'
  + '<path d="M322 238V258M408 238V258M322 206V196M408 206V196"/></g></svg>';

const description = 'Een kaart van een park met twee paden. Linksboven een boom, rechtsboven een huis, linksonder een'
  + ' vijver, rechtsonder een bank.';

/** The map of the park, to look at. */
export function route(): Block {
  return { kind: 'picture', svg: park, description, width: size.width };
}

/** The map of the park, to point at: A the tree, B the house, C the pond, D the bench. */
export function pointAtRoute(correct: string): HotspotQuestion {
  return {
    kind: 'hotspot', svg: park, description, ...size, correct,
    spots: [
      { identifier: 'A', label: 'linksboven, de boom', shape: 'circle', coords: [107, 70, 60] },
      { identifier: 'B', label: 'rechtsboven, het huis', shape: 'rect', coords: [298, 12, 430, 128] },
      { identifier: 'C', label: 'linksonder, de vijver', shape: 'rect', coords: [26, 178, 198, 266] },
      { identifier: 'D', label: 'rechtsonder, de bank', shape: 'rect', coords: [300, 190, 430, 262] },
    ],
  };
}

/** A bar for each value, with its name under it and its number above it. */
export function bars(heading: string, values: readonly (readonly [string, number])[]): Block {
  const highest = Math.max(...values.map(([, value]) => value));
  const drawn = values.map(([name, value], index) => {
    const [x, height] = [30 + index * 100, Math.round((value / highest) * 130)];
    return `<rect x="${x}" y="${180 - height}" width="60" height="${height}" fill="#7fb2d6" stroke="#1f2a37"/>`
      + `<text x="${x + 30}" y="${172 - height}" text-anchor="middle" font-size="16">${value}</text>`
      + `<text x="${x + 30}" y="202" text-anchor="middle" font-size="16">${name}</text>`;
  });
  const wide = 30 + values.length * 100;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} 214" width="${wide}" height="214"`
    + ' font-family="Andika, Verdana, sans-serif" fill="#1f2a37">'
    + `<path d="M10 180H${wide - 10}" stroke="#1f2a37" stroke-width="2"/>${drawn.join('')}</svg>`;
  const spoken = values.map(([name, value]) => `${name}: ${value}`).join('. ');
  return { kind: 'picture', svg, description: `Een staafgrafiek. ${heading}. ${spoken}.`, width: wide };
}
