import type { VNode } from 'preact';
import { totalsMethodName } from '../../psychometrics/ability-of-totals.ts';
import { normalQuantile } from '../../psychometrics/normal.ts';
import { shownCoverage } from '../../psychometrics/scale.ts';
import { DataTable } from '../../ui/components/data-table.tsx';
import { DefinitionList } from '../../ui/components/definition-list.tsx';
import { Section } from '../../ui/components/section.tsx';
import { formatScaleScore } from '../../ui/format.ts';
import { shownScore } from '../honest/scores.ts';
import type { ComputedView, NormMomentView } from './computed-view.ts';
import { shownNumber } from './computed-words.ts';

const HALF_INTERVAL = normalQuantile((1 + shownCoverage) / 2);

/** From points to ability, from ability to the scale, and the interval round it. */
export function AbilitySteps({ view: { result, taken, scale } }: { readonly view: ComputedView }): VNode | null {
  const { theta, thetaSe, scaleScore, scaleSe, intervalLow, intervalHigh } = result;
  if (theta === null || thetaSe === null || scaleSe === null || !scale) return null;
  const byTotal = result.codeVersion.endsWith(totalsMethodName);
  const weighted = taken.reduce((sum, taak) => sum + (taak.weighted ?? 0), 0);
  const most = taken.reduce((sum, taak) => sum + (taak.total === null ? taak.weightedMax : 0), 0);
  const shown = formatScaleScore(shownScore(scaleScore));
  const reach = `${shownNumber(HALF_INTERVAL, 3)} × ${shownNumber(scaleSe, 3)}`;
  return (
    <>
      <Section title="2. Van punten naar vaardigheid"
        lead="Van elke opgave is vooraf gemeten hoe moeilijk hij is: dat is de ijking.">
        <p>
          {byTotal
            ? 'Van een taak is alleen het totaal bekend. De gewichten zijn dan weg, en de onzekerheid is groter. '
            : `Samen zijn het ${weighted} van ${most} gewogen punten. `}
          Bij die punten, op precies deze opgaven, hoort één vaardigheid. Die heet theta. De standaardfout zegt hoe ver
          theta ernaast kan zitten.
        </p>
        <DefinitionList items={[
          ['Vaardigheid (theta)', shownNumber(theta, 4)],
          ['Standaardfout', shownNumber(thetaSe, 4)],
          ['Rekenwijze', `gewogen aannemelijkheid (Warm, 1989)${byTotal ? ', op het totaal' : ''}; fout als in dexter`],
        ]} />
      </Section>
      <Section title="3. Van vaardigheid naar score"
        lead="Theta is een klein getal met een komma. Daarom wordt hij omgerekend naar de schaal van het vak.">
        <p>Theta keer {shownNumber(scale.slope)} (de helling), plus {shownNumber(scale.intercept)} (het begin van de
          schaal), is de vaardigheidsscore. Op het scherm staat die in hele punten.</p>
        <DefinitionList items={[
          ['Vaardigheidsscore', `${shownNumber(scale.slope)} × ${shownNumber(theta, 4)} + `
            + `${shownNumber(scale.intercept)} = ${shownNumber(scaleScore, 3)}, getoond als ${shown}`],
          ['Standaardfout', `${shownNumber(scale.slope)} × ${shownNumber(thetaSe, 4)} = ${shownNumber(scaleSe, 3)}`],
        ]} />
      </Section>
      {intervalLow !== null && intervalHigh !== null && (
        <Section title="4. Het score-interval"
          lead="Maakte de leerling heel vaak zo'n toets, dan ligt de echte score 90 van de 100 keer in het interval.">
          <DefinitionList items={[
            ['Ondergrens', `${shownNumber(scaleScore, 3)} − ${reach} = `
              + `${shownNumber(intervalLow, 3)}, getoond als ${formatScaleScore(shownScore(intervalLow))}`],
            ['Bovengrens', `${shownNumber(scaleScore, 3)} + ${reach} = `
              + `${shownNumber(intervalHigh, 3)}, getoond als ${formatScaleScore(shownScore(intervalHigh))}`],
          ]} />
        </Section>
      )}
    </>
  );
}

/** What the score means: level and functioning level, by the norm of then. */
export function MeaningSteps({ view }: { readonly view: ComputedView }): VNode {
  const { result, norm, taken } = view;
  const step = taken.length > 0 ? ['5. ', '6. '] : ['', ''];
  if (!norm) {
    return (
      <Section title={`${step[0]}Niveau`}>
        <p>Voor de schaal {result.scaleCode} is geen norm geladen. Daarom staat er een score, en geen niveau.</p>
      </Section>
    );
  }
  return (
    <>
      <Section title={`${step[0]}Van score naar niveau`}
        lead="De norm zegt hoe leerlingen in het hele land scoren op een moment. Het niveau is de plaats tussen hen.">
        {norm.own ? <LevelStep view={view} own={norm.own} /> : <p>{noLevelWords(view)}</p>}
      </Section>
      <Section title={`${step[1]}Functioneringsniveau`} lead={functioningWords(view)}>
        <details>
          <summary>Landelijk gemiddelde en spreiding van elk moment</summary>
          <DataTable caption="Landelijk gemiddelde per moment" captionHidden narrow="scroll" rows={norm.moments}
            empty={null}
            rowKey={({ moment }) => moment} columns={[
              { key: 'moment', header: 'Moment', rowHeader: true, cell: ({ moment }) => momentWords(view, moment) },
              { key: 'mean', header: 'Gemiddelde', align: 'numeric', cell: ({ mean }) => shownNumber(mean, 1) },
              { key: 'sd', header: 'Spreiding', align: 'numeric', cell: ({ sd }) => shownNumber(sd, 1) },
            ]} />
        </details>
      </Section>
    </>
  );
}

type OwnNorm = NonNullable<NonNullable<ComputedView['norm']>['own']>;

function LevelStep({ view: { result }, own }: { readonly view: ComputedView; readonly own: OwnNorm }): VNode {
  return (
    <>
      <p>Op {own.moment} is het landelijk gemiddelde {shownNumber(own.mean, 1)}, met een spreiding (standaardafwijking)
        van {shownNumber(own.sd, 1)} punten. De score is {shownNumber(result.scaleScore, 3)}.</p>
      <DefinitionList items={[
        ['Niveau I-V', `${result.roman ?? '–'}; de grenzen tussen V, IV, III, II en I zijn ${cutWords(own.romanCuts)}`],
        ['Niveau A-E', `${result.letter ?? '–'}; de grenzen tussen E, D, C, B en A zijn ${cutWords(own.letterCuts)}`],
        ...(result.romanByTest !== null && result.testMoment !== result.moment
          ? [[`Volgens toets ${result.testMoment}`, result.romanByTest] as const] : []),
      ]} />
      <p>Het niveau volgt uit de score met alle cijfers achter de komma. Wie precies op een grens zit, hoort bij het
        hogere niveau.</p>
    </>
  );
}

function noLevelWords({ result }: ComputedView): string {
  return result.moment === null
    ? 'De toets is buiten de normperiode gemaakt. Daarom is er geen niveau, alleen een score en een '
      + 'functioneringsniveau.'
    : `De norm kent ${result.moment} niet. Daarom is er geen niveau.`;
}

function functioningWords({ result: { functioningLevel }, norm }: ComputedView): string {
  const rule = norm?.table.fnMethod === 'highestReached'
    ? 'het laatste moment waarvan het gemiddelde is gehaald'
    : 'het moment waarvan het gemiddelde het dichtst bij deze score ligt';
  return `Het functioneringsniveau is ${rule}: ${functioningLevel ?? 'niet te bepalen'}.`;
}

function momentWords({ result }: ComputedView, moment: NormMomentView['moment']): string {
  const marks = [
    ...(moment === result.moment ? ['moment van afname'] : []),
    ...(moment === result.functioningLevel ? ['functioneringsniveau'] : []),
  ];
  return marks.length === 0 ? moment : `${moment} (${marks.join(' en ')})`;
}

function cutWords(cuts: readonly number[]): string {
  return cuts.map((cut) => shownNumber(cut)).join(' / ');
}
