import { Button, ButtonRow } from '../../ui/components/button.tsx';
import { Checkbox } from '../../ui/components/choice-fields.tsx';
import { FieldSet, Form } from '../../ui/components/form.tsx';
import { SelectField } from '../../ui/components/select-field.tsx';
import { TextField } from '../../ui/components/text-field.tsx';
import { renderPage } from '../../ui/page.tsx';
import { SandboxPage } from '../frame.tsx';
import { faultNames, type Settings } from './faults.ts';
import type { Institution } from './institutions.ts';

/** Where a visitor turns what the sandbox Basispoort does. */
export function settingsPage({ settings, institutions, saved, now }: {
  readonly settings: Settings;
  readonly institutions: readonly Institution[];
  readonly saved: boolean;
  readonly now: Date;
}): string {
  const schools = institutions.map(({ id, name, brin, site }) =>
    ({ value: `${id}`, label: `${name} ${brin}${site}`.trim() }));
  return renderPage(
    <SandboxPage stranger="basispoort" title="Instellen" now={now}
      lead="Laat de proef-Basispoort doen wat de echte ook weleens doet."
      notices={saved ? [{ kind: 'success', title: 'Bewaard', text: null }] : []}>
      <Form action="/sandbox/basispoort/instellingen">
        <FieldSet legend="Toestemming">
          <Checkbox name="volgendeDag" checked={settings.nextDay} label="Een vinkje geldt pas na de nacht"
            hint="Zo doet de echte Basispoort het. De knop Vannacht laat de nacht voorbijgaan." />
        </FieldSet>
        <FieldSet legend="Storing"
          lead={"Alleen voor wat een uitgever vraagt; de pagina's doen het gewoon. "
            + 'Ligt Basispoort stil (503), dan kan ook niemand inloggen tot u het hier weer aanzet.'}>
          <SelectField name="storing" label="Wat gaat er mis?" emptyLabel="Niets" value={settings.faultCode}
            choices={Object.entries(faultNames).map(([value, label]) => ({ value, label }))} />
          <TextField name="aantal" label="Hoe vaak" width={4} inputMode="numeric"
            value={`${Math.max(1, settings.faultsLeft)}`} hint="Daarna gaat het vanzelf weer goed." />
          <TextField name="wachttijd" label="Wachttijd voor elk antwoord, in seconden" width={4} inputMode="numeric"
            value={`${settings.delayMs / 1000}`} />
        </FieldSet>
        <FieldSet legend="School gesloten of gefuseerd">
          <SelectField name="gesloten" label="Gesloten school" emptyLabel="Geen" choices={schools}
            value={settings.closedId === null ? null : `${settings.closedId}`} />
          <SelectField name="opgegaanIn" label="Opgegaan in" emptyLabel="Geen andere school" choices={schools}
            value={settings.closedInto === null ? null : `${settings.closedInto}`} />
        </FieldSet>
        <ButtonRow><Button variant="primary">Bewaren</Button></ButtonRow>
      </Form>
    </SandboxPage>,
  );
}
