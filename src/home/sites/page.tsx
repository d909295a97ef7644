import type { VNode } from 'preact';
import { schoolPage } from '../../access/frame.tsx';
import type { SchoolViewer } from '../../access/types.ts';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import type { Merger } from '../../onboarding/site-store.ts';
import type { DatedSite } from '../../ordering/dated-sites.ts';
import type { SiteRequest } from '../../ordering/site-request-store.ts';
import type { Platform } from '../../platform/platform.ts';
import { Button, ButtonRow } from '../../ui/components/button.tsx';
import { DataTable } from '../../ui/components/data-table.tsx';
import { errorOf, FieldSet, Form, type FieldError } from '../../ui/components/form.tsx';
import { Notice } from '../../ui/components/notice.tsx';
import { Section } from '../../ui/components/section.tsx';
import { SelectField } from '../../ui/components/select-field.tsx';
import { TextField } from '../../ui/components/text-field.tsx';
import { formatDate, plural } from '../../ui/format.ts';
import type { PageNotice } from '../../ui/page.tsx';

/** What the page of the sites shows. */
export interface SitesView {
  readonly sites: readonly DatedSite[];
  readonly requests: readonly SiteRequest[];
  readonly mergers: readonly Merger[];
  readonly errors: readonly FieldError[];
  readonly notices: readonly PageNotice[];
}

const path = '/beheer/vestigingen';

/** The sites of the school with their dates, questions of other sites, another BRIN, and mergers. */
export function sitesPage(platform: Platform, viewer: SchoolViewer, view: SitesView): string {
  const { errors } = view;
  return schoolPage(platform, viewer, {
    title: 'Vestigingen en fusie',
    current: '/beheer',
    breadcrumbs: [{ href: '/beheer', label: 'Gebruikersbeheer' }],
    hasErrors: errors.length > 0,
    notices: view.notices,
    lead: 'Leerlingen van al uw vestigingen staan bij elkaar. Hier voegt u een vestiging toe of geeft u een nieuw '
      + 'BRIN door.',
    children: (
      <>
        {view.requests.map((request) => <RequestNotice request={request} />)}
        {view.mergers.filter(({ doneAt }) => doneAt === null).map((merger) => (
          <MergerNotice merger={merger} schoolId={viewer.schoolId} />))}
        <SiteTable sites={view.sites} />
        <Form action={`${path}/toevoegen`} errors={errors}>
          <FieldSet legend="Vestiging toevoegen" lead="Alleen een vestiging met hetzelfde BRIN als uw school.">
            <TextField name="vestiging" label="BRIN met vestiging" width={10} spellCheck={false} autoComplete="off"
              hint={`Bijvoorbeeld ${view.sites[0]?.brin ?? '99XX'}01.`} error={errorOf(errors, 'vestiging')} />
          </FieldSet>
          <ButtonRow><Button variant="secondary">Toevoegen</Button></ButtonRow>
        </Form>
        <BrinForm view={view} />
        <MergerForm errors={errors} />
        <DoneMergers mergers={view.mergers} />
      </>
    ),
  });
}

function SiteTable({ sites }: { readonly sites: readonly DatedSite[] }): VNode {
  return (
    <DataTable caption="Vestigingen" rows={sites} rowKey={({ brin, siteCode }) => `${brin}${siteCode}`} empty={null}
      columns={[
        {
          key: 'site', header: 'BRIN en vestiging', rowHeader: true,
          cell: ({ brin, siteCode }) => `${brin}${siteCode}`,
        },
        { key: 'from', header: 'Vanaf', tight: true, cell: ({ validFrom }) => formatDate(validFrom) },
        {
          key: 'to', header: 'Tot', tight: true,
          cell: ({ validTo }) => (validTo ? formatDate(validTo) : 'nu'),
        },
      ]} />
  );
}

function RequestNotice({ request }: { readonly request: SiteRequest }): VNode {
  const site = `${request.brin}${request.siteCode}`;
  return (
    <Notice kind="info" title={`Hoort vestiging ${site} bij uw school?`}>
      <p>
        {request.contactName} ({request.contactEmail}) bestelde daarvoor op{' '}
        {formatDate(plainDateInAmsterdam(request.requestedAt))}. Zegt u ja, dan voert u daarna voor die vestiging de
        sleutel in, en accepteert de ICT-coördinator ons daar in Basispoort. Ook als bestuur of contactpersoon anders
        is: kijk het eerst na.
      </p>
      <form method="post" action={`${path}/vraag/${request.requestId}`}>
        <ButtonRow>
          <Button name="antwoord" value="ja" variant="primary">Ja, dit is onze vestiging</Button>
          <Button name="antwoord" value="nee" variant="secondary">Nee, een andere school</Button>
        </ButtonRow>
      </form>
    </Notice>
  );
}

function MergerNotice({ merger, schoolId }: { readonly merger: Merger; readonly schoolId: string }): VNode {
  const { fromName, intoName, effectiveOn, intoConsentAt, mergerId } = merger;
  const mine = merger.intoSchoolId === schoolId;
  const title = `${fromName} gaat op ${formatDate(effectiveOn)} over naar ${intoName}`;
  if (intoConsentAt) {
    return (
      <Notice kind="success" title={title}>
        <p>Beide scholen zeiden ja. Op die dag nemen we leerlingen en resultaten over. U hoeft niets te doen.</p>
      </Notice>
    );
  }
  if (!mine) {
    return (
      <Notice kind="info" title={title}>
        <p>De beheerder van {intoName} moet nog ja zeggen, ook namens het bestuur. Tot dan verandert er niets.</p>
      </Notice>
    );
  }
  return (
    <Notice kind="info" title={title}>
      <p>
        {fromName} vraagt of u de leerlingen en hun resultaten overneemt. Ze worden gekopieerd, met waar ze vandaan
        komen. Zeg alleen ja als ook uw bestuur het wil.
      </p>
      <form method="post" action={`${path}/fusie/${mergerId}`}>
        <ButtonRow><Button variant="primary">Ja, namens ons bestuur</Button></ButtonRow>
      </form>
    </Notice>
  );
}

function BrinForm({ view: { sites, errors } }: { readonly view: SitesView }): VNode {
  const now = sites.filter(({ validTo }) => validTo === null).map(({ brin, siteCode }) => `${brin}${siteCode}`);
  return (
    <Form action={`${path}/brin`} errors={[]}>
      <FieldSet legend="Nieuw BRIN of nieuw vestigingsnummer"
        lead="Doe dit op de dag waarop uw LAS het nieuwe nummer gebruikt, meestal 1 augustus. Leerlingen en resultaten
          blijven staan. Uw LAS geeft misschien een nieuwe sleutel; die voert u daarna in.">
        <SelectField name="van" label="Nu" choices={now.map((site) => ({ value: site, label: site }))}
          value={now[0]} />
        <TextField name="naar" label="Nieuw BRIN met vestiging" width={10} spellCheck={false} autoComplete="off"
          error={errorOf(errors, 'naar')} />
      </FieldSet>
      <ButtonRow><Button variant="secondary">Vanaf vandaag gebruiken</Button></ButtonRow>
    </Form>
  );
}

function MergerForm({ errors }: { readonly errors: readonly FieldError[] }): VNode {
  return (
    <Form action={`${path}/fusie`} errors={[]}>
      <FieldSet legend="Uw school gaat over naar een andere school"
        lead="De andere school moet ook ja zeggen. Daarna kopiëren we op die dag leerlingen en resultaten. Hier blijft
          alles staan.">
        <TextField name="naarSchool" label="BRIN met vestiging van de andere school" width={10} spellCheck={false}
          autoComplete="off" error={errorOf(errors, 'naarSchool')} />
        <TextField name="op" label="Op welke dag" width={10} autoComplete="off" hint="Bijvoorbeeld 2027-08-01."
          error={errorOf(errors, 'op')} />
      </FieldSet>
      <ButtonRow><Button variant="secondary">Voorstellen namens ons bestuur</Button></ButtonRow>
    </Form>
  );
}

function DoneMergers({ mergers }: { readonly mergers: readonly Merger[] }): VNode | null {
  const done = mergers.filter(({ doneAt }) => doneAt !== null);
  if (done.length === 0) return null;
  return (
    <Section title="Overgenomen">
      <ul>
        {done.map(({ fromName, intoName, effectiveOn, counts }) => (
          <li>
            {formatDate(effectiveOn)}: {fromName} naar {intoName},{' '}
            {plural(counts?.['pupils'] ?? 0, 'leerling', 'leerlingen')} en{' '}
            {plural(counts?.['results'] ?? 0, 'resultaat', 'resultaten')}
          </li>
        ))}
      </ul>
    </Section>
  );
}
