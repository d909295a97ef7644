import type { AreaMapping, AreaShape, Mapping } from './declarations.ts';
import type { Atom, BaseType, Point, Value } from './values.ts';
import { atomsOf, parseAtom, sameAtom, single } from './values.ts';

/** Points for a response (qti-map-response). In a container each different value counts once, and the bounds
 * hold for the sum. NULL gives 0, as the standard says, whatever the bounds. */
export function mapResponse(response: Value, mapping: Mapping): Value {
  if (response === null) return single('float', 0);
  if (response.cardinality === 'record') return null;
  const { baseType } = response;
  const points = (atom: Atom): number => entryFor(atom, baseType, mapping);
  if (response.cardinality === 'single') return single('float', bounded(points(response.value), mapping));
  const different: Atom[] = [];
  for (const atom of atomsOf(response)) {
    if (!different.some((seen) => sameAtom(seen, atom, baseType))) different.push(atom);
  }
  return single('float', bounded(different.reduce<number>((sum, atom) => sum + points(atom), 0), mapping));
}

function entryFor(atom: Atom, baseType: BaseType, mapping: Mapping): number {
  const exact = mapping.entries.find((entry) => {
    const key = parseAtom(entry.key, baseType);
    return key !== undefined && sameAtom(key, atom, baseType);
  });
  if (exact !== undefined) return exact.mappedValue;
  const folded = mapping.entries.find((entry) =>
    !entry.caseSensitive && typeof atom === 'string' && entry.key.toLowerCase() === atom.toLowerCase());
  return folded?.mappedValue ?? mapping.defaultValue;
}

function bounded(sum: number, bounds: { lowerBound: number | null; upperBound: number | null }): number {
  const raised = bounds.lowerBound === null ? sum : Math.max(sum, bounds.lowerBound);
  return bounds.upperBound === null ? raised : Math.min(raised, bounds.upperBound);
}

/** Points for points on a picture (qti-map-response-point): each area counts once, each miss earns the
 * default. */
export function mapPoints(response: Value, mapping: AreaMapping): Value {
  if (response === null) return single('float', 0);
  if (response.cardinality === 'record' || response.baseType !== 'point') return null;
  const hit = new Set<number>();
  let sum = 0;
  for (const atom of atomsOf(response)) {
    const index = mapping.entries.findIndex(({ shape, coords }) => isInside(atom as Point, shape, coords));
    if (index < 0) {
      sum += mapping.defaultValue;
    } else if (!hit.has(index)) {
      hit.add(index);
      sum += mapping.entries[index]?.mappedValue ?? 0;
    }
  }
  return single('float', bounded(sum, mapping));
}

/** Whether a point lies in a shape, its edge included. Coords as in HTML image maps; `default` is
 * everywhere. */
export function isInside(point: Point, shape: AreaShape, coords: readonly number[]): boolean {
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN] = coords;
  switch (shape) {
    case 'default':
      return true;
    case 'circle':
      return (point.x - a) ** 2 + (point.y - b) ** 2 <= c ** 2;
    case 'rect':
      return point.x >= a && point.x <= c && point.y >= b && point.y <= d;
    case 'ellipse':
      return ((point.x - a) / c) ** 2 + ((point.y - b) / d) ** 2 <= 1;
    case 'poly':
      return isInsidePolygon(point, coords);
  }
}

// Even-odd rule: a ray to the right crosses the edge an odd number of times. Points on an edge are inside.
function isInsidePolygon(point: Point, coords: readonly number[]): boolean {
  const corners = Array.from({ length: Math.floor(coords.length / 2) }, (_, index): Point => ({
    x: coords[2 * index] ?? 0, y: coords[2 * index + 1] ?? 0,
  }));
  let inside = false;
  for (const [index, end] of corners.entries()) {
    const start = corners.at(index - 1) ?? end;
    if (isOnEdge(point, start, end)) return true;
    if (start.y > point.y === end.y > point.y) continue;
    const crossing = start.x + ((point.y - start.y) / (end.y - start.y)) * (end.x - start.x);
    if (point.x < crossing) inside = !inside;
  }
  return inside;
}

function isOnEdge(point: Point, start: Point, end: Point): boolean {
  const cross = (end.x - start.x) * (point.y - start.y) - (end.y - start.y) * (point.x - start.x);
  return cross === 0
    && point.x >= Math.min(start.x, end.x) && point.x <= Math.max(start.x, end.x)
    && point.y >= Math.min(start.y, end.y) && point.y <= Math.max(start.y, end.y);
}
