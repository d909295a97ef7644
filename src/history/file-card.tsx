import type { VNode } from 'preact';
import { Button, ButtonRow } from '../ui/components/button.tsx';
import { FileField } from '../ui/components/file-field.tsx';
import { errorOf, Form, type FieldError } from '../ui/components/form.tsx';
import { Card } from '../ui/components/section.tsx';

/** Where files with old results are chosen; several at once, as a dossier holds one pupil. */
export function FileCard({ errors }: { readonly errors: readonly FieldError[] }): VNode {
  return (
    <Card title="Uit bestanden" lead="Uit Computerprogramma LOVS, uw LAS of een andere school.">
      <Form action="/beheer/geschiedenis/bestand" encType="multipart/form-data" errors={errors}>
        <FileField
          name="bestand"
          label="Bestanden"
          multiple
          accept=".csv,.txt,.xml,text/csv,text/xml"
          error={errorOf(errors, 'bestand')}
          hint={'CSV, OSO-dossier of UWLR-bestand. U mag er meer tegelijk kiezen. '
            + 'Eerst laten wij zien wat er zou gebeuren.'}
        />
        <ButtonRow>
          <Button icon="upload">Bestanden bekijken</Button>
        </ButtonRow>
      </Form>
      <FileHelp />
    </Card>
  );
}

function FileHelp(): VNode {
  return (
    <details>
      <summary>Welke kolommen horen in een CSV-bestand?</summary>
      <p>
        Nodig: <code>achternaam</code>, <code>roepnaam</code> en <code>geboortedatum</code> (of de{' '}
        <code>leerlingsleutel</code>), <code>vak</code>, <code>toets</code> (zoals M5), <code>generatie</code>,{' '}
        <code>afnamedatum</code> en <code>vaardigheidsscore</code>.
      </p>
      <p>
        Als u ze heeft: <code>voorvoegsel</code>, <code>jaargroep</code>, <code>schaal</code>, <code>goed</code> en{' '}
        <code>opgaven</code>. De volgorde maakt niet uit. Andere kolommen slaan wij over en bewaren wij niet.
      </p>
      <p>
        <a href="/beheer/geschiedenis/voorbeeld.csv" download="voorbeeld-oude-resultaten.csv">
          Voorbeeldbestand met verzonnen leerlingen
        </a>
      </p>
    </details>
  );
}
