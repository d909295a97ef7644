import type { MissingReason, AdvicePartResult, ExpectedAdvice } from './types.ts';
import { subjectNames } from '../../content/types.ts';
import { enumerate } from '../../ui/format.ts';

/** Said under every expected advice: what decides is something else. */
export const adviceRemarks: readonly string[] = [
  'Dit is geen doorstroomtoets en geen schooladvies. De doorstroomtoets in groep 8 telt; het advies geeft de school.',
  'De bandbreedte laat zien wat door de meetfout ook kan (90 %). Ze zegt niets over wat een leerling nog gaat leren.',
  'Een resultaat op een andere schaal, zoals van een oudere toetsgeneratie, telt niet mee.',
];

/** Said where an advice rests on results of half a year early. */
export const provisionalRemark = 'Een advies op M7 is voorlopig: na de toetsen van eind groep 7 (E7) komt er een '
  + 'nieuw.';

/** Said where the error of a result was not known. */
export const assumedErrorRemark = 'Van een resultaat uit een ander systeem is de meetfout niet bekend. Daarvoor is een '
  + 'ruime meetfout aangenomen.';

/** The rule and its weights, with whose rule it is. */
export function ruleRemark({ parts }: Pick<ExpectedAdvice, 'parts'>, source: string): string {
  const weights = parts.map(({ subject, weight }) => `${subjectNames[subject]} ${percent(weight)}`);
  return `Zo zwaar telt elk vak: ${enumerate(weights)}. Deze regel is ${source}.`;
}

/** A share in whole percents, as in "40 %". */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** The advice that the results point to, or a dash. */
export function adviceName({ range, advices }: ExpectedAdvice): string {
  return range ? advices[range.place]?.name ?? '–' : '–';
}

/** What the error leaves open: "vmbo-kb / vmbo-gl-tl tot en met havo / vwo"; a dash without an advice. */
export function rangeWords({ range, advices }: ExpectedAdvice): string {
  if (!range) return '–';
  const [lowest, highest] = [advices[range.lowest]?.name ?? '', advices[range.highest]?.name ?? ''];
  return range.lowest === range.highest ? `alleen ${lowest}` : `${lowest} tot en met ${highest}`;
}

const reasonWords: Readonly<Record<MissingReason, string>> = {
  missing: 'nog geen resultaat',
  'other-scale': 'alleen op een andere schaal',
  'without-norm': 'zonder norm',
};

/** Why a subject does not count, in a few words. */
export function missingWords(reason: MissingReason): string {
  return reasonWords[reason];
}

/** Which subjects an advice still needs; empty when it has all of them. */
export function lackWords({ parts }: { readonly parts: readonly AdvicePartResult[] }): string {
  const missing = parts.filter(({ result }) => result === null).map(({ subject }) => subjectNames[subject]);
  return missing.length === 0 ? '' : `Nog geen advies: ${enumerate(missing)} ${missing.length === 1 ? 'ontbreekt'
    : 'ontbreken'}`;
}
