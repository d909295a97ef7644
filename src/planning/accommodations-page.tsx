import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import type { ClassGroup } from '../roster/types.ts';
import { Button, ButtonRow } from '../ui/components/button.tsx';
import { Checkbox, RadioGroup } from '../ui/components/choice-fields.tsx';
import { DataTable, type Column } from '../ui/components/data-table.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { callNameAndLast, plural, sortName } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import type { PupilAccommodations } from './accommodations-actions.ts';
import { accommodationField, accommodationPupilField, asText, shownField } from './accommodations-form.ts';
import { accommodationChoices, type AccommodationName, type Accommodations } from './accommodations.ts';
import { contrastNames } from './nl.ts';

const fixedOnceBegun = 'Een taak die al begonnen is, houdt de aanpassingen waarmee hij begon.';

/** What each setting and each of its values is called. */
const words = {
  textSize: { label: 'Lettergrootte', values: { 100: 'Gewoon', 125: '125 %', 150: '150 %', 200: '200 %' } },
  lineSpacing: { label: 'Ruimte tussen regels', values: { normal: 'Gewoon', wide: 'Ruim' } },
  letter: { label: 'Lettertype', values: { andika: 'Leesletter', sans: 'Schreefloos' } },
  contrast: { label: 'Contrast', values: contrastNames },
  readAloudSpeed: { label: 'Tempo van voorlezen', values: { 0.75: 'Langzaam', 1: 'Gewoon', 1.25: 'Vlot' } },
} as const;

type ChoiceName = keyof typeof words;

/** What can only be on or off. */
const switches = {
  readingRuler: { label: 'Leesliniaal', hint: 'Een balk die laat zien welke regel aan de beurt is.' },
  readAloud: {
    label: 'Voorlezen', hint: 'De computer leest voor. Niet bij begrijpend lezen: daar gaat het om zelf lezen.',
  },
  extraBreaks: { label: 'Extra pauzes', hint: 'De leerling mag tussendoor stoppen. Er loopt nooit een klok.' },
} as const;

function choicesOf(name: ChoiceName): readonly { readonly value: string; readonly label: string }[] {
  const values: Readonly<Record<string, string>> = words[name].values;
  return accommodationChoices[name].map((value) => ({ value: String(value), label: values[String(value)] ?? '' }));
}

/** The page of one pupil. */
export function pupilAccommodationsPage(platform: Platform, viewer: SchoolViewer, { pupil, settings, groups, saved }: {
  readonly groups: readonly ClassGroup[]; readonly saved: boolean;
} & PupilAccommodations): string {
  const [group] = groups;
  return schoolPage(platform, viewer, {
    title: `Aanpassingen voor ${callNameAndLast(pupil)}`, current: '/groepen',
    lead: 'Wat deze leerling in de klas gebruikt, mag ook bij een toets op het scherm.',
    breadcrumbs: group ? [
      { href: '/groepen', label: 'Groepen' }, { href: `/groepen/${group.groupId}`, label: group.name },
      { href: `/groepen/${group.groupId}/aanpassingen`, label: 'Aanpassingen' },
    ] : [{ href: '/groepen', label: 'Groepen' }],
    notices: saved ? [{ kind: 'success', title: 'De aanpassingen zijn bewaard', text: fixedOnceBegun }] : [],
    children: (
      <form class="form" method="post">
        <input type="hidden" name={shownField(pupil.pupilId)} value={asText(settings)} />
        {(Object.keys(words) as ChoiceName[]).filter((name) => name !== 'readAloudSpeed').map((name) => (
          <ChoiceField name={name} pupilId={pupil.pupilId} settings={settings} />
        ))}
        {(Object.keys(switches) as (keyof typeof switches)[]).map((name) => (
          <Checkbox name={accommodationField(name, pupil.pupilId)} label={switches[name].label} value="true" optional
            hint={switches[name].hint} checked={settings[name]} />
        ))}
        <ChoiceField name="readAloudSpeed" pupilId={pupil.pupilId} settings={settings} />
        <p class="field__hint">{fixedOnceBegun}</p>
        <ButtonRow><Button variant="primary" icon="check">Bewaar</Button></ButtonRow>
      </form>
    ),
  });
}

function ChoiceField({ name, pupilId, settings }: {
  readonly name: ChoiceName; readonly pupilId: string; readonly settings: Accommodations;
}): VNode {
  return (
    <RadioGroup name={accommodationField(name, pupilId)} label={words[name].label} inline choices={choicesOf(name)}
      value={String(settings[name])} />
  );
}

/** The list of a group, to set everybody's quickly. */
export function groupAccommodationsPage(platform: Platform, viewer: SchoolViewer, { group, pupils, saved }: {
  readonly group: ClassGroup; readonly pupils: readonly PupilAccommodations[]; readonly saved: number | null;
}): string {
  const notices: readonly PageNotice[] = saved === null ? [] : [{
    kind: 'success', text: null,
    title: saved === 0 ? 'Er was niets te veranderen' : `Bewaard voor ${plural(saved, 'leerling', 'leerlingen')}`,
  }];
  return schoolPage(platform, viewer, {
    title: `Aanpassingen in ${group.name}`, current: '/groepen', wide: true, notices,
    lead: 'Wat een leerling in de klas gebruikt, mag ook bij een toets op het scherm.',
    breadcrumbs: [{ href: '/groepen', label: 'Groepen' }, { href: `/groepen/${group.groupId}`, label: group.name }],
    children: pupils.length === 0 ? (
      <EmptyState title="Deze groep heeft geen leerlingen" icon="users">
        <p>Leerlingen komen uit uw administratie. Zet ze daar in deze groep.</p>
      </EmptyState>
    ) : (
      <form class="flow" method="post">
        <p class="field__hint">{fixedOnceBegun} Voorlezen geldt niet bij begrijpend lezen.</p>
        <DataTable caption="Leerlingen met hun aanpassingen" captionHidden rows={pupils} empty={null}
          rowKey={({ pupil }) => pupil.pupilId} narrow="scroll" columns={listColumns} />
        <ButtonRow><Button variant="primary" icon="check">Bewaar</Button></ButtonRow>
      </form>
    ),
  });
}

const listColumns: readonly Column<PupilAccommodations>[] = [
  { key: 'name', header: 'Leerling', rowHeader: true, cell: ({ pupil, settings }) => (
    <>
      <input type="hidden" name={accommodationPupilField} value={pupil.pupilId} />
      <input type="hidden" name={shownField(pupil.pupilId)} value={asText(settings)} />
      <a href={`/leerlingen/${pupil.pupilId}/aanpassingen`}>{sortName(pupil)}</a>
    </>
  ) },
  ...(['textSize', 'lineSpacing', 'letter', 'contrast'] as const).map((name): Column<PupilAccommodations> => ({
    key: name, header: words[name].label, cell: (row) => <Select name={name} row={row} />,
  })),
  ...(['readingRuler', 'readAloud'] as const).map(switchColumn),
  { key: 'speed', header: words.readAloudSpeed.label, cell: (row) => <Select name="readAloudSpeed" row={row} /> },
  switchColumn('extraBreaks'),
];

function switchColumn(name: keyof typeof switches): Column<PupilAccommodations> {
  return {
    key: name, header: switches[name].label, align: 'center', cell: ({ pupil, settings }) => (
      <input class="choice__control" type="checkbox" name={accommodationField(name, pupil.pupilId)} value="true"
        checked={settings[name]} aria-label={aboutOf(name, pupil)} />
    ),
  };
}

function Select({ name, row: { pupil, settings } }: {
  readonly name: ChoiceName; readonly row: PupilAccommodations;
}): VNode {
  return (
    <select class="input input--10" name={accommodationField(name, pupil.pupilId)} aria-label={aboutOf(name, pupil)}>
      {choicesOf(name).map(({ value, label }) => (
        <option value={value} selected={value === String(settings[name])}>{label}</option>
      ))}
    </select>
  );
}

function aboutOf(name: AccommodationName, pupil: PupilAccommodations['pupil']): string {
  const known = { ...words, ...switches };
  return `${known[name].label} voor ${sortName(pupil)}`;
}
