import type { VNode } from 'preact';
import { Button, ButtonRow } from '../ui/components/button.tsx';
import { RadioGroup } from '../ui/components/choice-fields.tsx';
import { Form } from '../ui/components/form.tsx';
import { Card, Section } from '../ui/components/section.tsx';
import { callNameAndLast, sortName } from '../ui/format.ts';
import { bornWords } from './difference.ts';
import type { RosterDoubt } from './doubt-store.ts';
import { doubtWords } from './nl.ts';

/** Somebody whom only a person can recognise, with those of the roster who fit. */
export interface DoubtQuestion {
  readonly doubt: RosterDoubt;
  readonly candidates: readonly { readonly id: string; readonly words: string }[];
}

/** Asks for everyone in doubt who it is, one by one; each answer is kept at once. */
export function DoubtForms({ deliveryId, doubts, mayAct }: {
  readonly deliveryId: string; readonly doubts: readonly DoubtQuestion[]; readonly mayAct: boolean;
}): VNode {
  return (
    <Section
      title={`Twijfel: ${doubts.length}`} id="twijfel"
      lead="Wij kunnen niet zeker zeggen wie dit zijn. Kies, dan onthouden we het voor de volgende keer."
    >
      {doubts.map((question) => (
        <Question key={question.doubt.doubtNo} {...{ deliveryId, question, mayAct }} />
      ))}
    </Section>
  );
}

function Question({ deliveryId, question: { doubt, candidates }, mayAct }: {
  readonly deliveryId: string; readonly question: DoubtQuestion; readonly mayAct: boolean;
}): VNode {
  const { identity, doubtNo, who, reasonCode } = doubt;
  const name = identity ? callNameAndLast(identity) : 'Naam niet meer bewaard';
  const facts = [
    ...(who === 'pupil' && identity ? [bornWords(identity.birthDate)] : []),
    ...(identity?.yearGroup ? [`jaargroep ${identity.yearGroup}`] : []),
    ...(identity?.key ? [`sleutel ${identity.key}`] : []),
  ].join(', ');
  const asNew = who === 'pupil' ? 'Iemand anders: neem op als nieuwe leerling' : 'Iemand anders: neem op als nieuw';
  return (
    <Card title={identity ? sortName(identity) : name} id={`twijfel-${doubtNo}`} lead={facts}>
      <p>{doubtWords[reasonCode]}</p>
      {mayAct && (
        <Form action={`/beheer/gegevens/${deliveryId}/twijfel/${doubtNo}`}>
          <RadioGroup
            name="wie" id={`wie-${doubtNo}`} label={`Wie is ${name}?`}
            choices={[
              ...candidates.map(({ id, words }) => ({ value: id, label: words })),
              { value: 'nieuw', label: asNew },
            ]}
          />
          <ButtonRow><Button small about={`over ${name}`}>Bewaar keuze</Button></ButtonRow>
        </Form>
      )}
    </Card>
  );
}
