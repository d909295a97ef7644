import type { Result } from '../../ability/types.ts';
import type { PublishedCalibration, PublishedForm } from '../../content/store.ts';
import { reportedScale } from '../../psychometrics/scale.ts';
import { itemParameters } from '../../psychometrics/types.ts';
import { inventedResult } from '../invented-results.ts';
import type { PupilTest } from './overview-view.ts';
import type { PointsOfItem } from './taken-items.ts';

/** For tests: the calibration of invented items `T1-1` to `T3-12`; weights go 1, 2, 3 and most points 1, 1, 2. */
export const inventedCalibration: PublishedCalibration = {
  code: 'PROEF-KAL', version: 1, scaleCode: 'PROEF', source: 'synthetisch, niet van Cito', synthetic: true,
  scale: reportedScale('PROEF', 75, 650),
  items: [1, 2, 3].flatMap((partNo) => Array.from({ length: 12 }, (_, at) => itemParameters(`T${partNo}-${at + 1}`,
    Array.from({ length: maxOf(at) }, (_each, step) => ({ score: weightOf(at) * (step + 1), beta: at / 4 - 1.5 }))))),
};

/** For tests: the form of a taak, with four domains after each other and two presentations by turns. */
export function inventedForm(partNo: number): PublishedForm {
  return {
    code: `PROEF-T${partNo}`, version: 1, testCode: 'PROEF', subject: 'arithmetic', moment: 'M5', medium: 'screen',
    title: `Proef taak ${partNo}`, generation: '3.0 (synthetisch)', scaleCode: 'PROEF', calibrationCode: 'PROEF-KAL',
    calibrationVersion: 1, synthetic: true,
    items: Array.from({ length: 12 }, (_, at) => ({
      position: at + 1, weight: weightOf(at), item: {
        id: `T${partNo}-${at + 1}`, version: 1, title: 'Opgave', qtiXml: '<geheim/>', maxScore: maxOf(at),
        domain: (['number', 'ratio', 'measurement', 'relations'] as const)[Math.floor(at / 3)]!,
        presentation: at % 2 === 0 ? 'formal' : 'functional', needsMarking: false,
      },
    })),
  };
}

/** For tests: a pupil with points on the items of each taak; a number instead of a list is a total. */
export function inventedTest(pupilId: string, taken: readonly (readonly number[] | number)[]): PupilTest {
  const tests = taken.map((points, index) => ({
    partNo: index + 1, form: inventedForm(index + 1), total: typeof points === 'number' ? points : null,
    points: new Map(typeof points === 'number' ? [] : points.map((score, at): [string, PointsOfItem] =>
      [`T${index + 1}-${at + 1}`, { score, answered: score > 0 }])),
  }));
  const sumOf = (points: readonly number[] | number): number =>
    (typeof points === 'number' ? points : points.reduce((sum, score) => sum + score, 0));
  const result: Result = {
    ...inventedResult({ takenOn: '2027-01-19', score: 640, yearGroup: '5', moment: 'M5', pupilId }),
    scoreRaw: taken.reduce<number>((sum, points) => sum + sumOf(points), 0),
  };
  return {
    result, taken: tests, calibration: inventedCalibration, totals: tests.filter(({ total }) => total !== null).length,
    name: { callName: `Kind ${pupilId}`, prefix: null, lastName: 'Toets' },
  };
}

/** Most points of the item at a place in a form. */
export function maxOf(at: number): number {
  return at % 3 === 2 ? 2 : 1;
}

function weightOf(at: number): number {
  return 1 + at % 3;
}
