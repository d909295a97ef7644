import { schoolPage } from '../../access/frame.tsx';
import type { SchoolViewer } from '../../access/types.ts';
import type { Platform } from '../../platform/platform.ts';
import { Button, ButtonRow } from '../../ui/components/button.tsx';
import { Checkbox, RadioGroup } from '../../ui/components/choice-fields.tsx';
import { Form } from '../../ui/components/form.tsx';
import type { PageNotice } from '../../ui/page.tsx';
import type { ParentsSee, ReportSetting } from './setting-store.ts';

const seeChoices: readonly { readonly value: ParentsSee; readonly label: string; readonly hint: string }[] = [
  {
    value: 'roman', label: 'Niveau I tot en met V',
    hint: 'Vijf even grote groepen. III is rond het gemiddelde.',
  },
  {
    value: 'letter', label: 'Niveau A tot en met E',
    hint: 'De groepen zijn niet even groot. C is net onder het gemiddelde; ouders lezen dat vaak als het midden.',
  },
  {
    value: 'functioning-level', label: 'Functioneringsniveau',
    hint: 'Bijvoorbeeld: scoort als een gemiddelde leerling midden groep 5.',
  },
];

/** The page on which a school says what parents see. */
export function settingPage(
  platform: Platform, viewer: SchoolViewer, { parentsSee, adviceShown }: ReportSetting,
  notices: readonly PageNotice[],
): string {
  return schoolPage(platform, viewer, {
    title: 'Instelling van het ouderrapport',
    lead: 'Dit geldt voor alle ouderrapporten van uw school die vanaf nu gemaakt worden.',
    notices,
    children: (
      <Form action="/beheer/ouderrapport">
        <RadioGroup name="niveau" label="Wat zien ouders?" choices={seeChoices} value={parentsSee} />
        <Checkbox name="advies" value="ja" checked={adviceShown} label="Ouders zien het verwachte advies van groep 7"
          hint="Staat dit uit, dan blijft het verwachte advies binnen de school." />
        <ButtonRow><Button variant="primary">Bewaar</Button></ButtonRow>
      </Form>
    ),
  });
}
