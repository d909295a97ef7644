import type { VNode } from 'preact';
import { Button, ButtonRow } from '../ui/components/button.tsx';
import { Form } from '../ui/components/form.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Section } from '../ui/components/section.tsx';
import { NameList } from './change-lists.tsx';
import type { Listed } from './difference.ts';
import type { RosterDelivery } from './types.ts';

/** Offers to take the last delivery back, and says what that does and does not do. */
export function UndoForm({ delivery }: { readonly delivery: RosterDelivery }): VNode {
  return (
    <Section title="Terugdraaien">
      <p>
        Ging er iets mis in uw LAS? Dan zetten we leerlingen, groepen en medewerkers terug zoals ze voor deze
        levering waren. Resultaten blijven altijd bewaard. Heeft een nieuwe leerling al een toets of een
        resultaat? Dan blijft die leerling bewaard, maar niet in een groep.
      </p>
      {delivery.kind === 'roster-uwlr' && (
        <p>
          Uw LAS geeft bij de volgende keer ophalen weer hetzelfde, tot u het daar verbetert. Zet daarom het ophalen
          in de nacht stil, tot uw LAS klopt.
        </p>
      )}
      <Form action={`/beheer/gegevens/${delivery.deliveryId}/terugdraaien`}>
        <ButtonRow>
          <Button>Draai terug</Button>
          {delivery.kind === 'roster-uwlr' && (
            <Button name="stil" value="ja">Draai terug en zet het ophalen stil</Button>
          )}
        </ButtonRow>
      </Form>
    </Section>
  );
}

/** What was taken back, who stayed, and what the LAS will do about it. */
export function Undone({ stayed, paused, overLink, mayAct }: {
  readonly stayed: readonly Listed[]; readonly paused: boolean; readonly overLink: boolean;
  readonly mayAct: boolean;
}): VNode {
  return (
    <>
      <Notice kind={paused || !overLink ? 'info' : 'warning'} title="Deze levering is teruggedraaid">
        <p>Leerlingen, groepen en medewerkers zijn weer zoals ze daarvoor waren.</p>
        {overLink && (paused
          ? <p>Het ophalen in de nacht staat stil. Is uw LAS verbeterd? Zet het dan weer aan.</p>
          : <p>Verbeter uw LAS. Anders komt vannacht hetzelfde weer binnen.</p>)}
        {overLink && mayAct && <NightSwitch paused={paused} />}
      </Notice>
      <NameList title="Blijft bewaard, niet actief" people={stayed} open>
        <p>Hier hangt al iets aan, zoals een toets, een resultaat of een rol.</p>
      </NameList>
    </>
  );
}

/** Stops the fetching at night, or lets it go on. */
export function NightSwitch({ paused }: { readonly paused: boolean }): VNode {
  return (
    <form method="post" action="/beheer/gegevens/nacht">
      <input type="hidden" name="stil" value={paused ? 'nee' : 'ja'} />
      <Button small>{paused ? 'Zet het ophalen in de nacht weer aan' : 'Zet het ophalen in de nacht stil'}</Button>
    </form>
  );
}
