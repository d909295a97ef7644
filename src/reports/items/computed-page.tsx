import type { VNode } from 'preact';
import { schoolPage } from '../../access/frame.tsx';
import type { SchoolViewer } from '../../access/types.ts';
import { domainNames, presentationNames, subjectNames } from '../../content/types.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Column, DataTable } from '../../ui/components/data-table.tsx';
import { DefinitionList } from '../../ui/components/definition-list.tsx';
import { Notice } from '../../ui/components/notice.tsx';
import { Section } from '../../ui/components/section.tsx';
import { LevelTag, SyntheticLabel } from '../../ui/components/tags.tsx';
import { formatDate, formatDateTime, formatScaleScore } from '../../ui/format.ts';
import { shownScore } from '../honest/scores.ts';
import { AbilitySteps, MeaningSteps } from './computed-steps.tsx';
import type { ComputedView, TaakView } from './computed-view.ts';
import { placeOfDifference } from './computed-view.ts';
import { changedNames, fieldNames, shownNumber, shownValue } from './computed-words.ts';
import type { TakenItem } from './taken-items.ts';

/** Whose result it is, and how it was taken. */
export interface ComputedOf {
  readonly pupilName: string;
  readonly breadcrumbs: readonly { readonly href: string; readonly label: string }[];
  /** How it was taken, in words. */
  readonly conditions: readonly string[];
  /** What the school administration has of it; null where that is no question. */
  readonly inLas: string | null;
}

/** How a result was computed, from the points of each item to the functioning level, made again while one looks. */
export function computedPage(
  platform: Platform, viewer: SchoolViewer, view: ComputedView,
  { pupilName, breadcrumbs, conditions, inLas }: ComputedOf,
): string {
  const { result, taken, norm, calibration } = view;
  const score = formatScaleScore(shownScore(result.scaleScore));
  const isOwn = taken.length > 0;
  return schoolPage(platform, viewer, {
    title: 'Hoe is dit berekend?', current: '/groepen', breadcrumbs,
    lead: `${subjectNames[result.subject]} van ${pupilName}, ${formatDate(result.takenOn)}: vaardigheidsscore `
      + `${score}. ${isOwn ? 'Hieronder staat elke stap, van punten tot niveau.' : 'Dit resultaat is overgenomen.'}`,
    children: (
      <>
        <Standing result={result} versions={view.versions} />
        <Verdict view={view} />
        {isOwn ? <PointsStep taken={taken} /> : <FromElsewhere view={view} />}
        {isOwn && <AbilitySteps view={view} />}
        <MeaningSteps view={view} />
        <Section title="Hoe is de toets gemaakt?"><p>{capital(conditions.join('; '))}.</p></Section>
        {inLas !== null && <Section title="Wat staat er in uw administratie?"><p>{inLas}</p></Section>}
        <Versions view={view} />
        <Earlier view={view} />
        {(norm?.table.synthetic ?? calibration?.synthetic ?? false) && <p><SyntheticLabel /></p>}
      </>
    ),
  });
}

function Standing({ result, versions }: Pick<ComputedView, 'result' | 'versions'>): VNode | null {
  const { resultId, supersededBy } = result;
  if (supersededBy === null) return null;
  if (supersededBy === resultId) {
    return (
      <Notice kind="info" title="Dit resultaat is ingetrokken">
        <p>Het telt nergens meer mee. De berekening blijft staan.</p>
      </Notice>
    );
  }
  const newest = versions[0]?.result.resultId ?? supersededBy;
  return (
    <Notice kind="info" title="Er is een nieuwer resultaat van deze toets">
      <p>Dit resultaat telt niet meer mee. <a href={`/resultaten/${newest}`}>Naar het nieuwste resultaat</a></p>
    </Notice>
  );
}

function Verdict({ view }: { readonly view: ComputedView }): VNode {
  const { recomputed } = view;
  if (recomputed.kind === 'not-recomputable') {
    return (
      <Notice kind="info" title="Nu niet na te rekenen">
        <p>{recomputed.reason === 'older-program'
          ? 'Dit resultaat is gemaakt door een oudere versie van het programma. Dit zijn de getallen van toen.'
          : 'Bij dit resultaat zijn geen antwoorden bewaard.'}</p>
      </Notice>
    );
  }
  const { differences } = recomputed;
  if (differences.length === 0) {
    return (
      <Notice kind="success" title="Nagerekend: klopt">
        <p>{recomputed.kind === 'recomputed'
          ? 'Bij het openen van deze bladzijde is alles opnieuw berekend, vanaf de bewaarde antwoorden. '
            + 'Elk getal is precies gelijk.'
          : 'Bij het openen van deze bladzijde zijn de niveaus opnieuw bepaald. Ze zijn precies gelijk.'}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="warning" title="Nagerekend: er is een verschil">
      <p>Wat bewaard is en wat er nu uitkomt, is niet gelijk. Geef dit door aan de klantenservice; gebruik dit resultaat
        tot die tijd niet.</p>
      <ul>
        {differences.map((difference) => {
          const place = placeOfDifference(view, difference);
          return (
            <li>
              {fieldNames[difference.field] ?? difference.field}
              {place && `, taak ${place.partNo} opgave ${place.position}`}: bewaard {shownValue(difference.stored)},
              nu {shownValue(difference.computed)}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

function PointsStep({ taken }: { readonly taken: readonly TaakView[] }): VNode {
  return (
    <Section title="1. Van antwoorden naar punten"
      lead={'Elke opgave is nagekeken met de sleutel van die opgave zelf. Geen antwoord geeft 0 punten. '
        + 'Punten keer gewicht zijn de gewogen punten.'}>
      {taken.map((taak) => <Taak taak={taak} />)}
    </Section>
  );
}

function Taak({ taak }: { readonly taak: TaakView }): VNode {
  const { partNo, moment, total, raw, rawMax, weighted, weightedMax, items } = taak;
  if (total !== null) {
    return (
      <p><strong>Taak {partNo}</strong> ({moment}): {raw} van {rawMax} punten. Alleen het totaal is ingevoerd, dus de
        punten per opgave zijn niet bekend.</p>
    );
  }
  return (
    <details>
      <summary>
        <strong>Taak {partNo}</strong> ({moment}): {raw} van {rawMax} punten; gewogen {weighted} van {weightedMax}
      </summary>
      <DataTable caption={`Taak ${partNo}: punten per opgave`} captionHidden narrow="scroll" columns={itemColumns}
        rows={items} rowKey={({ itemId }) => itemId} empty={null}
        foot={['Samen', '', '', '', `${raw} van ${rawMax}`, weighted]} />
    </details>
  );
}

const itemColumns: readonly Column<TakenItem>[] = [
  { key: 'position', header: 'Opgave', rowHeader: true, cell: ({ position }) => position },
  { key: 'domain', header: 'Onderdeel', cell: ({ domain }) => domainNames[domain] },
  { key: 'kind', header: 'Soort', cell: ({ presentation }) => presentationNames[presentation] },
  { key: 'weight', header: 'Gewicht', align: 'numeric', cell: ({ weight }) => weight },
  {
    key: 'score', header: 'Punten', align: 'numeric',
    cell: ({ score, maxScore, answered }) => `${score} van ${maxScore}${answered ? '' : ' (geen antwoord)'}`,
  },
  { key: 'weighted', header: 'Gewogen', align: 'numeric', cell: ({ score, weight }) => score * weight },
];

function FromElsewhere({ view: { result, scale } }: { readonly view: ComputedView }): VNode {
  const { scoreRaw, scoreMax, theta, formCode } = result;
  return (
    <Section title="Wat er bekend is">
      <p>{formCode === null
        ? 'De score is overgenomen zoals hij is aangeleverd en wordt nooit opnieuw berekend. Opgaven en antwoorden '
          + 'zijn niet meegekomen: hoe de score ontstond, is hier niet na te gaan.'
        : 'Dit resultaat is berekend op een andere school en bij een fusie overgenomen. De antwoorden bleven daar.'}
      </p>
      <DefinitionList items={[
        ['Vaardigheidsscore', shownNumber(result.scaleScore)],
        ['Goed', scoreRaw !== null && scoreMax !== null ? `${scoreRaw} van ${scoreMax}` : 'niet bekend'],
        ['Interval', result.intervalLow !== null && result.intervalHigh !== null
          ? `${shownNumber(result.intervalLow)} tot ${shownNumber(result.intervalHigh)}` : 'niet meegekomen'],
        ...(theta !== null && scale
          ? [['Vaardigheid (theta)', `${shownNumber(theta, 4)}, teruggerekend uit de score`] as const] : []),
      ]} />
    </Section>
  );
}

function Versions({ view: { result, taken, norm, calibration } }: { readonly view: ComputedView }): VNode {
  const scorings = [...new Set(taken.map(({ scoringVersion }) => scoringVersion))];
  const of = (code: string | null, version: number | null) => (code === null ? 'geen' : `${code}, versie ${version}`);
  return (
    <Section title="Welke versies?" lead="Met precies deze versies is het resultaat later weer na te rekenen.">
      <DefinitionList items={[
        ...taken.map(({ partNo, formCode, formVersion }): [string, string] =>
          [`Toetsversie taak ${partNo}`, of(formCode, formVersion)]),
        ['Schaal', `${result.scaleCode} (${result.generation})`],
        ['IJking', `${of(result.calibrationCode, result.calibrationVersion)}${sourceWords(calibration?.source)}`],
        ['Norm', `${of(result.normCode, result.normVersion)}${sourceWords(norm?.table.source)}`],
        ['Programma', [...scorings, result.codeVersion].join('; ')],
        ['Berekend op', formatDateTime(result.madeAt)],
        ['Nummer', result.resultId],
      ]} />
    </Section>
  );
}

function Earlier({ view: { versions, result } }: { readonly view: ComputedView }): VNode | null {
  if (versions.length < 2) return null;
  return (
    <Section title="Alle versies van dit resultaat"
      lead={`Een resultaat verandert nooit: een nieuwer komt ervoor in de plaats. Er zijn ${versions.length} versies.`}>
      <DataTable caption="Versies, de nieuwste eerst" captionHidden rows={versions}
        rowKey={(version) => version.result.resultId} empty={null} columns={[
          {
            key: 'made', header: 'Berekend', rowHeader: true,
            cell: ({ result: { madeAt, resultId } }) => (resultId === result.resultId
              ? `${formatDateTime(madeAt)} (deze)` : <a href={`/resultaten/${resultId}`}>{formatDateTime(madeAt)}</a>),
          },
          {
            key: 'points', header: 'Punten', align: 'numeric',
            cell: ({ result: { scoreRaw, scoreMax } }) => (scoreRaw === null ? '–' : `${scoreRaw} van ${scoreMax}`),
          },
          {
            key: 'score', header: 'Score', align: 'numeric',
            cell: (version) => formatScaleScore(shownScore(version.result.scaleScore)),
          },
          {
            key: 'level', header: 'Niveau',
            cell: ({ result: { roman } }) => (roman ? <LevelTag level={roman} /> : '–'),
          },
          {
            key: 'changed', header: 'Wat veranderde',
            cell: ({ changed }) => changed.map((field) => changedNames[field]).join(', ') || 'eerste versie',
          },
        ]} />
    </Section>
  );
}

function sourceWords(source: string | undefined): string {
  return source === undefined ? '' : `; ${source}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
