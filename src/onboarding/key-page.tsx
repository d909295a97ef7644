import type { VNode } from 'preact';
import { sandboxOf, schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { suppliersToChoose } from '../platform/las-suppliers.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { Form, errorOf, type FieldError } from '../ui/components/form.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Section } from '../ui/components/section.tsx';
import { SelectField } from '../ui/components/select-field.tsx';
import { TextArea } from '../ui/components/text-field.tsx';
import { formatDateTime } from '../ui/format.ts';
import type { KeyRefusal } from './types.ts';
import type { OnboardingView } from './view.ts';

/** The page where the autorisatiesleutel is pasted. What was pasted never comes back on it. */
export function keyPage(
  platform: Platform, viewer: SchoolViewer, view: OnboardingView,
  refusal: { readonly code: KeyRefusal; readonly message: string } | null,
): string {
  const field = refusal ? errorFields[refusal.code] ?? 'sleutel' : 'sleutel';
  const errors: readonly FieldError[] = refusal ? [{ field, message: refusal.message }] : [];
  const suppliers = suppliersToChoose(platform.config.lasSuppliers);
  const replacing = view.las !== null;
  return schoolPage(platform, viewer, {
    title: 'Autorisatiesleutel',
    hasErrors: errors.length > 0,
    current: '/beheer',
    lead: replacing
      ? 'Hier vervangt u de sleutel waarmee we bij uw LAS de gegevens van uw school ophalen.'
      : 'Met deze sleutel geeft uw school ons toegang tot leerlingen, groepen en medewerkers in uw LAS.',
    breadcrumbs: [{ href: '/beheer', label: 'Gebruikersbeheer' }],
    children: (
      <>
        <BeforeTheKey view={view} />
        <Form action="/beheer/sleutel" errors={errors}>
          {suppliers.length > 1 && (
            <SelectField
              name="las"
              label="Uw LAS"
              emptyLabel="Kies uw LAS"
              choices={suppliers.map(({ code, name }) => ({ value: code, label: name }))}
              value={view.las?.supplierCode}
              error={errorOf(errors, 'las')}
            />
          )}
          {replacing && view.sites.length > 1 && (
            <SelectField
              name="vestiging"
              label="Voor welke vestiging?"
              emptyLabel="De hele school"
              choices={view.sites.map((site) => ({ value: site, label: `Vestiging ${site}` }))}
              hint="Geeft uw LAS een sleutel per vestiging? Kies dan de vestiging. Anders laat u dit staan."
              error={errorOf(errors, 'vestiging')}
            />
          )}
          <TextArea
            name="sleutel"
            label="Autorisatiesleutel"
            rows={3}
            monospace
            spellCheck={false}
            hint="Plak de sleutel zoals hij in uw LAS staat. Spaties en regeleinden geven niet."
            error={errorOf(errors, 'sleutel')}
          />
          <ButtonRow>
            <Button variant="primary" icon="key-round">
              {replacing ? 'Sleutel vervangen' : 'Sleutel opslaan'}
            </Button>
          </ButtonRow>
        </Form>
        {refusal?.code === 'key-other-site' && (
          <LinkButton href="/beheer/vestigingen">Dit is onze tweede vestiging</LinkButton>
        )}
        <KeysBySite view={view} />
        <WhereToFindIt />
        {sandboxOf(platform) && (
          <p>In de oefenomgeving maakt u de sleutel in het <a href="/sandbox/las">proef-LAS</a>.</p>
        )}
      </>
    ),
  });
}

const errorFields: Readonly<Partial<Record<KeyRefusal, string>>> = {
  'las-not-chosen': 'las', 'site-unknown': 'vestiging',
};

function KeysBySite({ view }: { readonly view: OnboardingView }): VNode | null {
  if (view.siteKeys.length === 0) return null;
  return (
    <Section title="Sleutels per vestiging">
      <ul>
        {view.siteKeys.map(({ site, keyHint, enteredAt }) => (
          <li>
            Vestiging {site}: ingevoerd op {formatDateTime(enteredAt)}
            {keyHint && <>, eindigt op <code>{keyHint}</code></>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function BeforeTheKey({ view }: { readonly view: OnboardingView }): VNode {
  return (
    <>
      {!view.agreementAccepted && (
        <Notice kind="warning" title="Eerst de verwerkersovereenkomst">
          <p>
            We mogen pas gegevens ophalen als uw school de{' '}
            <a href="/beheer/overeenkomst">verwerkersovereenkomst</a> heeft geaccepteerd.
          </p>
        </Notice>
      )}
      {view.las && (
        <Notice kind="info" title="Er is al een sleutel">
          <p>
            {view.las.keyHint && <>De sleutel eindigt op <code>{view.las.keyHint}</code>. </>}
            Een nieuwe sleutel komt ervoor in de plaats. Leerlingen en resultaten blijven bewaard.
            {view.keyTrial === 'no-answer' && <> Uw LAS heeft nog niet gezegd of deze sleutel goed is.</>}
          </p>
        </Notice>
      )}
    </>
  );
}

function WhereToFindIt(): VNode {
  return (
    <Section title="Waar vind ik de sleutel?">
      <p>
        De applicatiebeheerder van uw LAS maakt de sleutel. Zoek in het LAS bij koppelingen voor leermiddelen of
        toetsen, en kies onze naam. Heeft uw school vestigingen? Kies dan alle vestigingen die meedoen.
      </p>
      <p>
        De sleutel werkt als een wachtwoord. We bewaren hem versleuteld en laten hem nooit meer helemaal zien.
      </p>
    </Section>
  );
}
