import { Button, ButtonRow, LinkButton } from '../../ui/components/button.tsx';
import { DataTable } from '../../ui/components/data-table.tsx';
import { Card, Columns, Section } from '../../ui/components/section.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { renderPage } from '../../ui/page.tsx';
import { SandboxPage } from '../frame.tsx';
import type { SchoolPlan } from '../school/types.ts';
import type { SeededPerson } from '../types.ts';

/** The first page of the sandbox: what the strangers are, what time it is, which schools there are. */
export function homePage({ now, schools, people }: {
  readonly now: Date;
  readonly schools: readonly SchoolPlan[];
  readonly people: readonly SeededPerson[];
}): string {
  return renderPage(
    <SandboxPage stranger="home" title="Oefenomgeving" now={now}
      lead="Hier staan de systemen waarmee het platform praat, nagebouwd om mee te oefenen. Alle scholen en kinderen
        zijn verzonnen.">
      <Section title="De klok" lead={`Het is hier ${formatDateTime(now)}.`}>
        <p>Sommige dingen gebeuren pas later. U kunt de klok vooruitzetten, niet terug.</p>
        <ButtonRow>
          <form method="post" action="/sandbox/klok/vannacht">
            <Button icon="clock">Vannacht</Button>
          </form>
          <form method="post" action="/sandbox/klok/drie-dagen-later">
            <Button icon="calendar">Drie dagen later</Button>
          </form>
        </ButtonRow>
        <p>"Vannacht" gaat naar 02.00 uur en dan door naar 08.30 uur de volgende ochtend.</p>
      </Section>
      <Section title="De systemen">
        <Columns>
          <Card title="LAS" lead="De administratie van de school. Hier maakt u een autorisatiesleutel en ziet u welke
            resultaten zijn aangekomen." actions={<LinkButton href="/sandbox/las">Naar het LAS</LinkButton>} />
          <Card title="Basispoort" lead="Hier geeft de school toestemming. Hier loggen leerkrachten en leerlingen in."
            actions={<LinkButton href="/sandbox/basispoort">Naar Basispoort</LinkButton>} />
          <Card title="Postbakje" lead="Hier leest u de mail die het platform stuurt."
            actions={<LinkButton href="/sandbox/mail">Naar het postbakje</LinkButton>} />
        </Columns>
      </Section>
      <Section title="De scholen">
        <DataTable caption="Verzonnen scholen" captionHidden rows={schools} rowKey={({ letter }) => letter} empty={null}
          columns={[
            { key: 'name', header: 'School', rowHeader: true, cell: ({ name }) => name },
            { key: 'code', header: 'BRIN en vestiging', tight: true, cell: ({ brin, site }) => `${brin} ${site}` },
            { key: 'purpose', header: 'Waarvoor', cell: ({ purpose }) => purpose },
          ]} />
      </Section>
      <Section title="Wie kunnen inloggen" lead="Enkele van de mensen die u in de proef-Basispoort kunt kiezen.">
        <DataTable caption="Mensen die kunnen inloggen" captionHidden rows={people} empty={null}
          rowKey={({ schoolCode, name }) => `${schoolCode} ${name}`} columns={[
            { key: 'name', header: 'Naam', rowHeader: true, cell: ({ name }) => name },
            { key: 'role', header: 'Rol', cell: ({ role }) => role },
            { key: 'school', header: 'School', cell: ({ school }) => school },
          ]} />
      </Section>
    </SandboxPage>,
  );
}
