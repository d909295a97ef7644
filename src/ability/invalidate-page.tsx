import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { EndCode } from '../planning/types.ts';
import type { Platform } from '../platform/platform.ts';
import { boardPath } from '../supervising/board-page.tsx';
import { endNames, subjectName } from '../supervising/nl.ts';
import type { TakingView } from '../supervising/taking-view.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { RadioGroup } from '../ui/components/choice-fields.tsx';
import { errorOf, Form, type FieldError } from '../ui/components/form.tsx';
import { callNameAndLast } from '../ui/format.ts';

/** Asks why a result may not count, and says what becomes of it. */
export function invalidatePage(
  platform: Platform, viewer: SchoolViewer, { group, plan, pupil }: TakingView, errors: readonly FieldError[],
): string {
  const path = `/groepen/${group.groupId}/afname/${plan.planId}`;
  return schoolPage(platform, viewer, {
    title: `Verklaar de toets van ${callNameAndLast(pupil)} ongeldig`, current: '/groepen',
    hasErrors: errors.length > 0,
    lead: `${subjectName(plan.subject)}, toets ${plan.testMoment}. Dit kan niet ongedaan worden gemaakt.`,
    breadcrumbs: [
      { href: '/groepen', label: 'Groepen' }, { href: `/groepen/${group.groupId}`, label: group.name },
      { href: boardPath(group.groupId, plan.subject), label: 'Afname' },
    ],
    children: (
      <Form action={`${path}/ongeldig`} errors={errors}>
        <p>De antwoorden en het resultaat blijven bewaard, maar het resultaat telt nergens meer mee: niet in rapporten,
          niet in het advies. Staat het al in het LAS? Dan leest u bij Naar het LAS wat daar nog moet gebeuren. Daarna
          kan de leerling de toets opnieuw maken.</p>
        <RadioGroup name="reden" label="Waarom?" error={errorOf(errors, 'reden')}
          choices={reasons.map((code) => ({ value: code, label: endNames[code] }))} />
        <ButtonRow>
          <Button variant="primary">Verklaar ongeldig</Button>
          <LinkButton href={path} variant="quiet">Niet doen</LinkButton>
        </ButtonRow>
      </Form>
    ),
  });
}

/** Reasons why a test that is in may not count, the likeliest first. */
const reasons: readonly EndCode[] = ['disturbed', 'helped', 'technical', 'wrong-test', 'ill', 'refused', 'other'];
