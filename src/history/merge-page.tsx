import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { Form } from '../ui/components/form.tsx';
import { Section } from '../ui/components/section.tsx';
import { callNameAndLast, formatDateShort, plural, sortName } from '../ui/format.ts';
import type { JudgedRow } from './decide.ts';
import { groupWords, type PupilInDoubt, type RosterSide } from './match-view.ts';
import { reasonWords, statusWords, testTitle } from './nl.ts';

/** What a merge would do, before it is done: who would be one child, and what becomes of every result. */
export function mergePage(platform: Platform, viewer: SchoolViewer, shown: {
  readonly at: number;
  readonly sources: readonly PupilInDoubt[];
  readonly pupil: RosterSide;
  readonly judged: readonly JudgedRow[];
}): string {
  const { at, sources, pupil, judged } = shown;
  const taken = judged.filter(({ outcome }) => outcome.status === 'taken').length;
  return schoolPage(platform, viewer, {
    title: 'Samenvoegen',
    current: '/beheer/koppelen',
    breadcrumbs: [{ href: '/beheer/koppelen', label: 'Koppelen' }],
    wide: true,
    lead: `In het oude bestand lijken dit ${sources.length} keer dezelfde leerling. `
      + 'Kijk wat er gebeurt als u ze samenvoegt. Er is nog niets gewijzigd, en u kunt het later terugnemen.',
    children: (
      <>
        <Section title={`Samen worden zij ${callNameAndLast(pupil)}, ${groupWords(pupil)}`}>
          <DataTable caption="Leerlingen in het oude bestand" captionHidden rows={sources} empty={null}
            rowKey={({ sourcePupil }) => sourcePupil}
            columns={[
              {
                key: 'who', header: 'In het oude bestand', rowHeader: true,
                cell: ({ source: { person, key } }) => (person ? sortName(person) : `sleutel ${key}`),
              },
              {
                key: 'born', header: 'Geboren',
                cell: ({ source: { person } }) => person?.birthDate && formatDateShort(person.birthDate),
              },
              { key: 'key', header: 'Sleutel', cell: ({ source: { key } }) => key ?? 'geen' },
              { key: 'count', header: 'Resultaten', align: 'numeric', cell: ({ records }) => records.length },
            ]} />
        </Section>
        <Section title={`${plural(taken, 'resultaat telt', 'resultaten tellen')} mee`}
          lead="Elk resultaat houdt bij waar het vandaan komt. Wat twee keer voorkomt, telt één keer.">
          <Results judged={judged} />
        </Section>
        <Form action="/beheer/koppelen/samen">
          {sources.map(({ sourcePupil }, index) => (
            <input type="hidden" name={`bron-${index + 1}`} value={sourcePupil} />
          ))}
          <input type="hidden" name="leerling" value={pupil.pupilId} />
          <ButtonRow>
            <Button variant="primary" icon="check">Samenvoegen</Button>
            <LinkButton href={`/beheer/koppelen?vraag=${at}`}>Niet samenvoegen, terug</LinkButton>
          </ButtonRow>
        </Form>
      </>
    ),
  });
}

function Results({ judged }: { readonly judged: readonly JudgedRow[] }) {
  return (
    <DataTable caption="Wat er van de resultaten wordt" captionHidden rows={judged} empty={null}
      rowKey={({ row }) => `${row.deliveryId} ${row.recordNo}`}
      columns={[
        { key: 'test', header: 'Toets', rowHeader: true, cell: ({ row: { record } }) => testTitle(record) },
        {
          key: 'day', header: 'Afgenomen',
          cell: ({ row: { record } }) => record.takenOn && formatDateShort(record.takenOn),
        },
        { key: 'score', header: 'Score', align: 'numeric', cell: ({ row: { record } }) => record.score },
        {
          key: 'from', header: 'Van',
          cell: ({ row: { record: { pupil: { key, person } } } }) =>
            [person && callNameAndLast(person), key && `sleutel ${key}`].filter(Boolean).join(', '),
        },
        {
          key: 'becomes', header: 'Wordt',
          cell: ({ outcome }) => ('reason' in outcome ? reasonWords(outcome.reason) : statusWords[outcome.status]),
        },
      ]} />
  );
}
