import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { brin6, type BrinSite } from '../base/brin.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow } from '../ui/components/button.tsx';
import { FileField } from '../ui/components/file-field.tsx';
import { Form, errorOf, type FieldError } from '../ui/components/form.tsx';
import { Section } from '../ui/components/section.tsx';
import { enumerate } from '../ui/format.ts';

/** Why a file was not even looked at. */
export type UploadRefusal = 'no-file' | 'too-large' | 'no-agreement';

/** The page where an EDEXML file is chosen; nothing is taken before it has been looked at. */
export function edexmlPage(
  platform: Platform,
  viewer: SchoolViewer,
  {
    sites,
    schoolYear,
    refusal,
  }: {
    readonly sites: readonly BrinSite[];
    readonly schoolYear: SchoolYear;
    readonly refusal: UploadRefusal | null;
  },
): string {
  const errors: readonly FieldError[] = refusal
    ? [{ field: 'bestand', message: uploadWords(refusal, platform.config.uploadBytesMax) }]
    : [];
  return schoolPage(platform, viewer, {
    title: 'EDEXML-bestand inlezen',
    current: '/beheer',
    hasErrors: errors.length > 0,
    lead: 'Heeft uw LAS geen koppeling? Lees dan een EDEXML-bestand in. U ziet eerst wat er verandert.',
    breadcrumbs: [{ href: '/beheer', label: 'Gebruikersbeheer' }],
    children: (
      <>
        <Form action="/beheer/edexml" encType="multipart/form-data" errors={errors}>
          <FileField
            name="bestand"
            label="EDEXML-bestand"
            accept=".xml,text/xml,application/xml"
            hint={`Meestal heet het EDEX.XML. Het gaat over ${enumerate(sites.map(brin6))}, ${schoolYear}.`}
            error={errorOf(errors, 'bestand')}
          />
          <ButtonRow>
            <Button variant="primary" icon="upload">
              Bestand bekijken
            </Button>
          </ButtonRow>
        </Form>
        <Section title="Zo maakt u het bestand">
          <ul>
            <li>
              <strong>ParnasSys:</strong> kies bij exporteren voor <em>EDEX &amp; UWLR (nieuw)</em>.
            </li>
            <li>
              <strong>ESIS:</strong> kies <em>EDEXML</em>, niet EDEX.
            </li>
            <li>
              Kies het hele schooljaar, met groepen en medewerkers, zonder filter. Wie niet in het bestand
              staat, is voor ons van school.
            </li>
          </ul>
          <p>BSN, adres en alles wat we niet gebruiken, bewaren we niet.</p>
        </Section>
      </>
    ),
  });
}

function uploadWords(refusal: UploadRefusal, bytesMax: number): string {
  const words: Readonly<Record<UploadRefusal, string>> = {
    'no-file': 'Kies eerst een bestand op uw computer.',
    'too-large':
      `Dit bestand is groter dan ${Math.floor(bytesMax / 1_000_000)} MB. Er is niets ingelezen. Kijk of u `
      + 'het goede bestand koos.',
    'no-agreement': 'Accepteer eerst de verwerkersovereenkomst. Daarna kunt u een bestand inlezen.',
  };
  return words[refusal];
}
