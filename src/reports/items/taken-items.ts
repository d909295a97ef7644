import type { PublishedForm } from '../../content/store.ts';
import type { Domain, Presentation } from '../../content/types.ts';

/** A taak of a test as a pupil took it: its form, and the points by item or only their sum. */
export interface TakenTaak {
  readonly partNo: number;
  readonly form: PublishedForm;
  /** Points without weight by item; empty when only the total was entered. */
  readonly points: ReadonlyMap<string, PointsOfItem>;
  /** Points without weights of the whole taak, when nothing else is known. */
  readonly total: number | null;
}

/** Points on one item, and whether anything was answered. */
export interface PointsOfItem {
  readonly score: number;
  readonly answered: boolean;
}

/** An item as a report may show it: its place and kind, never its text. */
export interface TakenItem {
  readonly itemId: string;
  readonly partNo: number;
  /** From 1 in its taak. */
  readonly position: number;
  readonly domain: Domain;
  readonly presentation: Presentation;
  readonly weight: number;
  readonly maxScore: number;
  readonly score: number;
  readonly answered: boolean;
}

/** Every item of the taken that were entered item by item, in the order of the test. */
export function itemsOf(taken: readonly TakenTaak[]): readonly TakenItem[] {
  return taken.toSorted((a, b) => a.partNo - b.partNo).flatMap(({ partNo, form, points, total }) =>
    (total !== null ? [] : form.items.map(({ position, weight, item }) => ({
      itemId: item.id, partNo, position, weight, maxScore: item.maxScore, domain: item.domain,
      presentation: item.presentation, score: points.get(item.id)?.score ?? 0,
      answered: points.get(item.id)?.answered ?? false,
    }))));
}

/** The most points, without and with weights, that a form can give. */
export function mostPoints(form: PublishedForm): { readonly raw: number; readonly weighted: number } {
  return form.items.reduce((sum, { weight, item }) => ({
    raw: sum.raw + item.maxScore, weighted: sum.weighted + weight * item.maxScore,
  }), { raw: 0, weighted: 0 });
}
