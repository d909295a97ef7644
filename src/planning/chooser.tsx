import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import type { GroupYears } from '../roster/types.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { CheckboxGroup, RadioGroup } from '../ui/components/choice-fields.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Section } from '../ui/components/section.tsx';
import { plural } from '../ui/format.ts';
import type { Board } from './board.ts';
import type { Bundle } from './bundles.ts';
import type { TestYearGroup } from './types.ts';

const testYearGroups: readonly TestYearGroup[] = [3, 4, 5, 6, 7, 8];

/** The first page of planning, for who has more than one group: which subject, for whom. */
export function chooserPage(platform: Platform, viewer: SchoolViewer, { groups, bundles }: {
  readonly groups: readonly GroupYears[]; readonly bundles: readonly Bundle[];
}): string {
  return schoolPage(platform, viewer, {
    title: 'Toetsen klaarzetten', current: '/klaarzetten',
    lead: 'Kies een vak en een jaargroep of groepen. De toets die past staat dan al ingevuld.',
    actions: <LinkButton href="/klaarzetten/overzicht" icon="clipboard-list">Wie moet nog?</LinkButton>,
    children: groups.length === 0 ? <NoGroups /> : <Chooser groups={groups} bundles={bundles} board={null} />,
  });
}

/** Subject, year group and groups; what was chosen before is filled in. */
export function Chooser({ groups, bundles, board }: {
  readonly groups: readonly GroupYears[]; readonly bundles: readonly Bundle[]; readonly board: Board | null;
}): VNode {
  const years = testYearGroups.map((year) => ({ year, ...ofYear(groups, year) })).filter(({ pupils }) => pupils > 0);
  return (
    <form class="flow" method="get" action="/klaarzetten">
      <RadioGroup name="vak" label="Vak" inline value={board?.bundle.code ?? bundles[0]?.code}
        choices={bundles.map(({ code, name }) => ({ value: code, label: name }))} />
      <Section title="Een hele jaargroep" lead="Ook de leerlingen van die jaargroep in een combinatiegroep.">
        <ButtonRow>
          {years.map(({ year, pupils, groups: count }) => (
            <Button name="jaargroep" value={String(year)}>
              {`Jaargroep ${year}`}
              <span class="field__hint">{` ${plural(pupils, 'leerling', 'leerlingen')}, `
                + plural(count, 'groep', 'groepen')}</span>
            </Button>
          ))}
        </ButtonRow>
      </Section>
      <Section title="Of losse groepen">
        <CheckboxGroup name="groep" label="Groepen" values={board?.yearGroup ? [] : board?.groups.map(idOf) ?? []}
          choices={groups.map(({ groupId, name, kind }) => ({
            value: groupId, label: kind === 'composite' ? `${name} (samengestelde groep)` : name,
          }))} />
        <ButtonRow><Button icon="arrow-right">Toon deze groepen</Button></ButtonRow>
      </Section>
    </form>
  );
}

/** The home groups with pupils of a year group, and how many those are. */
export function ofYear(
  groups: readonly GroupYears[], year: TestYearGroup,
): { readonly groups: number; readonly pupils: number; readonly groupIds: readonly string[] } {
  const classes = groups.filter(({ kind, years }) => kind === 'class' && (years[year] ?? 0) > 0);
  return {
    groups: classes.length, groupIds: classes.map(idOf),
    pupils: classes.reduce((sum, { years }) => sum + (years[year] ?? 0), 0),
  };
}

function idOf({ groupId }: { readonly groupId: string }): string {
  return groupId;
}

function NoGroups(): VNode {
  return (
    <EmptyState title="Er zijn hier nog geen groepen voor u" icon="users">
      <p>
        Groepen komen uit het leerlingadministratiesysteem (LAS). Staat u daar niet bij een groep? Vraag de
        beheerder van het LAS om u aan uw groep te koppelen. Morgen ziet u haar dan hier.
      </p>
    </EmptyState>
  );
}
