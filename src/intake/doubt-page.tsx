import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { CandidateTable, type ComparedPerson } from '../roster/candidate-table.tsx';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Form } from '../ui/components/form.tsx';
import { Section } from '../ui/components/section.tsx';
import { choosingKeys, Shortcuts } from '../ui/components/shortcuts.tsx';
import { callNameAndLast } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import type { OpenDoubt } from './doubt-view.ts';
import { doubtWords } from './nl.ts';

/**
 * The people of the roster about whom there is a doubt, one at a time: the same person as somebody we know,
 * or somebody new. Keys as on the page for old results.
 */
export function doubtPage(platform: Platform, viewer: SchoolViewer, doubts: readonly OpenDoubt[], shown: {
  /** Which question, from 0; beyond the last it starts again. Null: the page is opened anew. */
  readonly at: number | null;
  readonly notices?: readonly PageNotice[];
}): string {
  const at = doubts.length === 0 ? 0 : (shown.at ?? 0) % doubts.length;
  const current = doubts[at];
  const seesDeliveries = may(viewer, 'see-onboarding');
  return schoolPage(platform, viewer, {
    title: 'Twijfel over de leerlingenlijst',
    current: '/beheer/koppelen',
    breadcrumbs: [{ href: '/beheer/koppelen', label: 'Koppelen' }],
    notices: shown.notices ?? [],
    wide: true,
    lead: current
      ? 'Zeg of dit iemand is die al in uw school staat. We onthouden het voor de volgende levering.'
      : 'Hier zegt u wie iemand uit het LAS is, als wij het niet zeker weten.',
    children: current
      ? <Question doubts={doubts} current={current} at={at} focus={shown.at !== null} {...{ seesDeliveries }} />
      : (
        <EmptyState title="Er wacht niemand op u" icon="check"
          action={seesDeliveries && <LinkButton href="/beheer/gegevens">Naar de gegevens uit het LAS</LinkButton>}>
          <p>Van iedereen die uw LAS noemde, weten wij wie het is.</p>
        </EmptyState>
      ),
  });
}

function Question({ doubts, current: { doubt, candidates }, at, focus, seesDeliveries }: {
  readonly doubts: readonly OpenDoubt[];
  readonly current: OpenDoubt;
  readonly at: number;
  /** Whether the page was reached by deciding: then the question is where the keyboard goes on. */
  readonly focus: boolean;
  readonly seesDeliveries: boolean;
}): VNode {
  const { identity, deliveryId, doubtNo, who, reasonCode } = doubt;
  const count = doubts.length;
  const asked = identity && {
    ...identity, callName: identity.callName ?? '', where: identity.yearGroup ? `groep ${identity.yearGroup}` : '',
  } satisfies ComparedPerson;
  const name = asked ? callNameAndLast(asked) : 'Iemand van wie de naam niet meer bewaard is';
  return (
    <Section title={count === 1 ? 'Wie is dit?' : `Wie is dit? ${at + 1} van ${count}`} lead={doubtWords[reasonCode]}>
      <p id="vraag" tabIndex={-1} autoFocus={focus || undefined}>
        <strong>{name}</strong>, {identity?.key ? `sleutel ${identity.key}` : 'geen vaste sleutel'}.
      </p>
      <Form action="/beheer/koppelen/lijst">
        <input type="hidden" name="levering" value={deliveryId} />
        <input type="hidden" name="twijfel" value={String(doubtNo)} />
        <input type="hidden" name="vraag" value={String(at)} />
        {candidates.length > 0 && (
          <CandidateTable asked={asked} askedLabel="In de levering" candidates={candidates} field="wie"
            likely={reasonCode === 'similar-candidate'} />
        )}
        <div data-arrows>
          <ButtonRow>
            <Button name="wie" value="nieuw" shortcut="n">
              {who === 'pupil' ? 'Iemand anders: een nieuwe leerling' : 'Iemand anders: een nieuwe medewerker'}
            </Button>
            {count > 1 && (
              <LinkButton href={`/beheer/koppelen/lijst?vraag=${(at + 1) % count}`} shortcut="o">Later</LinkButton>
            )}
          </ButtonRow>
        </div>
      </Form>
      <p>
        {seesDeliveries
          ? <>Verkeerd gekozen? Draai dan <a href={`/beheer/gegevens/${deliveryId}`}>deze levering</a> terug.</>
          : 'Verkeerd gekozen? Vraag de beheerder om deze levering terug te draaien.'}{' '}
        Dan wordt ook de keuze ongedaan gemaakt.
      </p>
      <Shortcuts shortcuts={[
        ...choosingKeys(candidates.length),
        { keys: 'n', does: 'iemand anders' }, ...count > 1 ? [{ keys: 'o', does: 'later' }] : [],
        { keys: '↑ ↓', does: 'langs de knoppen' },
      ]} />
    </Section>
  );
}
