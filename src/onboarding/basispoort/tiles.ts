import type { TileSet } from './types.ts';

/** The method under which our tiles hang at the portal. */
export const METHOD_ID = 'leerling-in-beeld';

/** Our two tiles, by who may open them. Ids of tiles are unique for us (basispoort.md section 7). */
export const TILE_IDS = { staff: 'leerkracht', pupil: 'leerling' } as const;

/** Three rising bars: a pupil who grows. Drawn for 75 by 75 points, readable in black and white. */
const ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 75 75"><rect width="75" height="75" rx="12" '
  + 'fill="#0b4f6c"/><g fill="#fff"><rect x="14" y="42" width="12" height="18"/>'
  + '<rect x="32" y="30" width="12" height="30"/><rect x="50" y="15" width="12" height="45"/></g></svg>';

/** The method and its two tiles as the portal must know them. */
export function tilesOf(productName: string, publicUrl: string): TileSet {
  return {
    method: { id: METHOD_ID, name: productName, url: null, audience: null, iconSvg: ICON },
    tiles: [
      {
        id: TILE_IDS.staff, name: productName, url: `${publicUrl}/start`, audience: 'staff', iconSvg: ICON,
      },
      {
        id: TILE_IDS.pupil, name: `${productName}: toetsen`, url: `${publicUrl}/afname`, audience: 'pupils',
        iconSvg: ICON,
      },
    ],
  };
}
