import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../ui/components/button.tsx';
import { Checkbox } from '../../ui/components/choice-fields.tsx';
import { FieldSet, Form } from '../../ui/components/form.tsx';
import { Section } from '../../ui/components/section.tsx';
import { SelectField, type Choice } from '../../ui/components/select-field.tsx';
import { TextField } from '../../ui/components/text-field.tsx';
import { plural } from '../../ui/format.ts';
import { chosenFaults, lineTroubles } from './faults.ts';
import { dataSetWords, dialectWords, faultShapes, servedVersions, yearWords, type LasHabits } from './habits.ts';
import type { LasSchool } from './school-store.ts';

/** What can be turned at the LAS of one school: what changes there, what goes wrong, and what it does its own way. */
export function KnobSection({ code, settings }: { readonly code: string; readonly settings: LasSchool }): VNode {
  return (
    <Section title="Draaiknoppen" lead="Zo ziet u wat er gebeurt als er in het LAS iets verandert of misgaat.">
      <ButtonRow>
        <form method="post" action={`/sandbox/las/${code}/nieuwe-leerling`}>
          <Button icon="user-round">Nieuwe leerling inschrijven</Button>
        </form>
      </ButtonRow>
      {settings.newcomerCount > 0 && (
        <p>
          Zo kwamen er {plural(settings.newcomerCount, 'nieuwe leerling', 'nieuwe leerlingen')} bij, in groep 5.
        </p>
      )}
      <Form action={`/sandbox/las/${code}/knoppen`}>
        <Trouble settings={settings} />
        <details>
          <summary>Hoe dit LAS antwoordt</summary>
          <Habits habits={settings.habits} typedResultsLink={settings.typedResultsLink} />
        </details>
        <ButtonRow><Button>Bewaren</Button></ButtonRow>
      </Form>
    </Section>
  );
}

function Trouble({ settings }: { readonly settings: LasSchool }): VNode {
  return (
    <FieldSet legend="Wat er misgaat">
      <SelectField name="faultCode" label="Wat een vraag tegenkomt" emptyLabel="Niets, alles gaat goed"
        value={settings.faultsLeft > 0 ? settings.faultCode : null}
        choices={[
          ...choicesOf(lineTroubles), ...chosenFaults.map((value) => ({ value, label: `fout ${value}` })),
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

function choicesOf(words: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
