import type { VNode } from 'preact';
import { Notice } from '../ui/components/notice.tsx';
import { Progress } from '../ui/components/progress.tsx';
import { plural } from '../ui/format.ts';
import { phaseWords } from './nl.ts';
import { rosterPhases, type Onboarding, type RosterProgress } from './types.ts';

/** The loading of the roster while it lasts, or what stopped it; nothing otherwise. */
export function RosterState({ view }: { readonly view: Onboarding }): VNode | null {
  const { rosterStatus, rosterProgress } = view;
  if (rosterStatus === 'loading') return <LoadingRoster progress={rosterProgress ?? { phase: 'asking' }} />;
  const fault = rosterStatus === 'failed' ? rosterProgress?.fault : undefined;
  if (!fault) return null;
  return (
    <Notice kind={fault.retrying ? 'warning' : 'error'} title={fault.text}>
      <p>{fault.remedy} {fault.retrying && 'We proberen het vanzelf opnieuw.'}</p>
      <p>Wat er al was, is er nog. Code: <code>{fault.code}</code></p>
    </Notice>
  );
}

/** The bar with its phase; it renews itself until the loading is over, and then the page does. */
export function LoadingRoster({ progress }: { readonly progress: RosterProgress }): VNode {
  const at = rosterPhases.indexOf(progress.phase);
  return (
    <Progress
      id="voortgang"
      label="Leerlingen, groepen en medewerkers ophalen"
      value={at + 1}
      max={rosterPhases.length}
      words={`${phaseWords[progress.phase]}${foundWords(progress)}`}
      pollHref="/beheer/voortgang"
      everySeconds={1}
    >
      <p>U kunt deze pagina verlaten. Het ophalen gaat door.</p>
    </Progress>
  );
}

function foundWords({ pupils, groups, staff }: RosterProgress): string {
  if (pupils === undefined) return '';
  return (
    ` Gevonden: ${plural(pupils, 'leerling', 'leerlingen')}, ${plural(groups ?? 0, 'groep', 'groepen')} en `
    + `${plural(staff ?? 0, 'medewerker', 'medewerkers')}.`
  );
}
