import type { VNode } from 'preact';
import { Button, ButtonRow, LinkButton } from '../components/button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup } from '../components/choice-fields.tsx';
import { FileField } from '../components/file-field.tsx';
import { errorOf, FieldSet, Form } from '../components/form.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TextArea, TextField } from '../components/text-field.tsx';
import { ErrorPage, errorWords } from '../error-page.tsx';
import { PlainPage } from '../page.tsx';
import { PupilButton, PupilPage } from '../pupil-page.tsx';
import { frame } from './staff-pages.tsx';

const errors = [
  { field: 'brin', message: 'Vul een BRIN in van twee cijfers en twee letters, bijvoorbeeld 99XX.' },
  { field: 'pakket', message: 'Kies een pakket.' },
  { field: 'overeenkomst', message: 'Zonder verwerkersovereenkomst mogen we geen gegevens ophalen.' },
];

/** An order that was sent in with mistakes. */
export function OrderSample(): VNode {
  return (
    <PlainPage {...frame} title="Bestellen" hasErrors
      lead="Bestel een licentie voor uw school. Daarna krijgt u een mail met de drie stappen.">
      <Form action="/bestellen" errors={errors}>
        <FieldSet legend="Uw school">
          <TextField name="brin" label="BRIN en vestiging" width={10} autoComplete="off" value="99X"
            hint="Staat op brieven van DUO. Zonder vestiging nemen we 00." error={errorOf(errors, 'brin')} />
          <TextField name="school" label="Naam van de school" width="full" autoComplete="organization"
            value="Basisschool De Regenboog" />
          <SelectField name="schooljaar" label="Schooljaar" emptyLabel="Kies een schooljaar" value="2026-2027"
            choices={['2026-2027', '2027-2028'].map((year) => ({ value: year, label: year }))} />
        </FieldSet>
        <RadioGroup name="pakket" label="Pakket" error={errorOf(errors, 'pakket')} choices={[
          { value: 'basis', label: 'Basis', hint: 'Toetsen op papier, leerlingrapport en groepsrapport.' },
          { value: 'compleet', label: 'Compleet',
            hint: 'Ook toetsen op het scherm, adaptief, en schoolrapporten.' },
        ]} />
        <TextField name="telefoon" type="tel" label="Telefoon" optional autoComplete="tel" />
        <Checkbox name="overeenkomst" label="Ik ga namens de school akkoord met de verwerkersovereenkomst."
          error={errorOf(errors, 'overeenkomst')} hint="U kunt haar eerst lezen en bewaren." />
        <ButtonRow>
          <Button variant="primary">Bestellen</Button>
          <LinkButton href="/" variant="quiet">Annuleren</LinkButton>
        </ButtonRow>
      </Form>
    </PlainPage>
  );
}

/** The other kinds of fields, without mistakes. */
export function FieldsSample(): VNode {
  return (
    <PlainPage {...frame} title="Stap 1: leerlingen ophalen"
      lead="Plak de sleutel uit uw LAS, of kies een bestand.">
      <Form action="/stap-1" encType="multipart/form-data">
        <TextArea name="sleutel" label="Autorisatiesleutel" rows={3} monospace spellCheck={false}
          hint="Spaties en nieuwe regels zijn geen probleem." />
        <FileField name="bestand" label="EDEXML-bestand" optional accept=".xml,text/xml" />
        <RadioGroup name="niveau" inline label="Niveaus tonen als" value="roman" choices={[
          { value: 'roman', label: 'I tot en met V' }, { value: 'letter', label: 'A tot en met E' },
        ]} />
        <CheckboxGroup name="groepen" label="Groepen" values={['5']} choices={[
          { value: '5', label: 'Groep 5' }, { value: '5-6', label: 'Groep 5/6' },
          { value: 'plus', label: 'Plusgroep', disabled: true },
        ]} />
        <ButtonRow><Button variant="primary" icon="download">Leerlingen ophalen</Button></ButtonRow>
      </Form>
    </PlainPage>
  );
}

/** What a person reads when we failed. */
export function ErrorSample(): VNode {
  return (
    <ErrorPage productName={frame.productName} status={500} {...errorWords(500)} correlationId="r-4f2a91"
      sandbox={frame.sandbox} />
  );
}

/** What a pupil sees before a test. */
export function PupilSample(): VNode {
  return (
    <PupilPage productName={frame.productName} title="Hoi Sanne, deze toets staat voor je klaar"
      lead="Rekenen-Wiskunde, taak 1. Je mag er rustig de tijd voor nemen." pupilName="Sanne"
      sandboxDateLabel={frame.sandbox.dateLabel}>
      <PupilButton href="/toets/1">Beginnen</PupilButton>
    </PupilPage>
  );
}
