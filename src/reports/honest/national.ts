import type { BandKind, PerBand } from '../../ui/charts/types.ts';

/** Shares of the norm population in each band, the lowest first; each sums to 1 (domain.md 1.4). */
export const NATIONAL_SHARES: Readonly<Record<BandKind, PerBand>> = {
  roman: [0.2, 0.2, 0.2, 0.2, 0.2],
  letter: [0.1, 0.15, 0.25, 0.25, 0.25],
};

/** Rule 7 of domain.md 6.2: said wherever a group or school is laid beside the national pattern. */
export const nationalPatternRemark = 'De landelijke verdeling is een ijkpunt, geen doel: de leerlingen van een school '
  + 'kunnen een andere samenstelling hebben.';
