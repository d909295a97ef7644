import { isDeepStrictEqual } from 'node:util';
import type { VNode } from 'preact';
import { Button, ButtonRow, LinkButton } from '../../ui/components/button.tsx';
import { Checkbox } from '../../ui/components/choice-fields.tsx';
import { FieldSet, Form } from '../../ui/components/form.tsx';
import { Section } from '../../ui/components/section.tsx';
import { SelectField, type Choice } from '../../ui/components/select-field.tsx';
import { TextField } from '../../ui/components/text-field.tsx';
import { plural } from '../../ui/format.ts';
import { chosenFaults, isFault, lineTroubles, troubleOf, type LasTrouble } from './faults.ts';
import {
  dataSetWords, dialectWords, faultShapes, ordinaryHabits, servedVersions, yearWords, type LasHabits,
} from './habits.ts';
import type { LasSchool } from './school-store.ts';

/** On the page of a school: what can happen there, how its LAS is set, and where that is turned. */
export function KnobSection({ code, settings }: { readonly code: string; readonly settings: LasSchool }): VNode {
  const { newcomerCount } = settings;
  return (
    <Section title="Draaiknoppen" lead="Zo ziet u wat er gebeurt als er in het LAS iets verandert of misgaat.">
      {newcomerCount > 0 && (
        <p>Zo kwamen er {plural(newcomerCount, 'nieuwe leerling', 'nieuwe leerlingen')} bij, in groep 5.</p>)}
      <p>{inWords(settings)}</p>
      <form method="post" action={`/sandbox/las/${code}/nieuwe-leerling`}>
        <ButtonRow>
          <Button icon="user-round">Nieuwe leerling inschrijven</Button>
          <LinkButton href={`/sandbox/las/${code}/knoppen`} icon="settings">Aan de knoppen draaien</LinkButton>
        </ButtonRow>
      </form>
    </Section>
  );
}

function inWords({ faultsLeft, faultCode, delayMs, habits }: LasSchool): string {
  const trouble = troubleOf(faultCode);
  const wrong = faultsLeft > 0 && trouble !== null
    ? `De volgende ${plural(faultsLeft, 'vraag gaat', 'vragen gaan')} mis: ${nameOf(trouble)}.` : '';
  const slow = delayMs > 0 ? 'Antwoorden komen later.' : '';
  const own = isDeepStrictEqual(habits, ordinaryHabits) ? '' : 'Dit LAS heeft eigen gewoonten.';
  return [wrong, slow, own].filter((sentence) => sentence !== '').join(' ') || 'Alles staat gewoon.';
}

/** What can be turned at the LAS of one school: what goes wrong, and what it does its own way. */
export function KnobForm({ code, settings }: { readonly code: string; readonly settings: LasSchool }): VNode {
  return (
    <Form action={`/sandbox/las/${code}/knoppen`}>
      <Trouble settings={settings} />
      <Habits habits={settings.habits} typedResultsLink={settings.typedResultsLink} />
      <ButtonRow><Button variant="primary">Bewaren</Button></ButtonRow>
    </Form>
  );
}

function Trouble({ settings }: { readonly settings: LasSchool }): VNode {
  return (
    <FieldSet legend="Wat er misgaat">
      <SelectField name="faultCode" label="Wat een vraag tegenkomt" emptyLabel="Niets, alles gaat goed"
        value={settings.faultsLeft > 0 ? settings.faultCode : null}
        choices={[
          ...choicesOf(lineTroubles), ...chosenFaults.map((value) => ({ value, label: nameOf(value) })),
        ]} />
      <TextField name="faultsLeft" label="Zo vaak" inputMode="numeric" width={4}
        value={`${settings.faultsLeft || 1}`} />
      <SelectField name="faultShape" label="Hoe een fout eruitziet" value={settings.habits.faultShape}
        choices={choicesOf(faultShapes)} />
      <TextField name="refusedPupils" label="Weiger resultaten van deze leerlingen"
        hint="Sleutels van leerlingen, met een spatie ertussen." value={settings.habits.refusedPupils.join(' ')} />
      <TextField name="delayMs" label="Wacht zo veel milliseconden met antwoorden" inputMode="numeric" width={10}
        value={`${settings.delayMs}`} />
    </FieldSet>
  );
}

function Habits({ habits, typedResultsLink }: {
  readonly habits: LasHabits;
  readonly typedResultsLink: boolean;
}): VNode {
  const versions = Object.entries(servedVersions).map(([value, served]) => ({ value, label: served.join(', ') }));
  return (
    <FieldSet legend="Gewoonten van dit LAS">
      <SelectField name="dataSet" label="Wat het van leerlingen geeft" value={habits.dataSet}
        choices={choicesOf(dataSetWords)} />
      <SelectField name="versions" label="Versies van UWLR" value={habits.versions} choices={versions}
        hint="2.3 is nagebouwd naar wat erover bekend is; het schema hebben we niet." />
      <Checkbox name="eckIdAlone" label="In 2.3 alleen het ECK iD, zonder sleutel" checked={habits.eckIdAlone} />
      <TextField name="dataSetId" label="Verlangt dit gegevenssetid" hint="Leeg: het verlangt er geen."
        value={habits.dataSetId ?? ''} />
      <SelectField name="dialect" label="Schrijfwijze" value={habits.dialect} choices={choicesOf(dialectWords)} />
      <SelectField name="years" label="Schooljaren" value={habits.years} choices={choicesOf(yearWords)} />
      <Checkbox name="typedResultsLink" label="De school heeft een koppeling voor met de hand ingevoerde resultaten"
        checked={typedResultsLink} />
    </FieldSet>
  );
}

function nameOf(trouble: LasTrouble): string {
  return isFault(trouble) ? `fout ${trouble}` : lineTroubles[trouble];
}

function choicesOf(words: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
