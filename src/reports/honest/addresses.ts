/** Where one result is explained: answers, points, ability, scale and norm, each with its version. */
export function howComputedHref(resultId: string): string {
  return `/resultaten/${resultId}`;
}
