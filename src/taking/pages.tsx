import type { VNode } from 'preact';
import { sandboxOf } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { subjectNames } from '../content/types.ts';
import type { PlannedTest } from '../planning/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Document } from '../ui/document.tsx';
import { renderPage } from '../ui/page.tsx';
import { PupilButton, PupilPage } from '../ui/pupil-page.tsx';

/** What a pupil finds: the tests that lie ready, the first one as the one thing to do. */
export function pupilHomePage(
  platform: Platform, viewer: SchoolViewer, plans: readonly PlannedTest[],
): string {
  const [next, ...later] = plans;
  return renderPage(
    <PupilPage productName={platform.config.productName} title={`Dag ${viewer.label}`} pupilName={viewer.label}
      sandboxDateLabel={sandboxOf(platform)?.dateLabel ?? null} moduleSrc="/assets/player/forward.js"
      lead={next ? leadOf(next) : 'Er is nu niets te doen. Je juf of meester zet een toets voor je klaar.'}>
      {next && (
        <form method="post" action={`/afname/${next.planId}/start`}>
          <PupilButton>{next.status === 'started' ? 'Ga verder' : 'Begin'}</PupilButton>
        </form>
      )}
      {later.length > 0 && <p>{`Daarna: ${later.map(testName).join(' en ')}.`}</p>}
    </PupilPage>,
  );
}

/** A pupil is told the subject, never how hard the test is: `M4` in group 5 is nobody's business. */
function testName({ subject }: PlannedTest): string {
  return subjectNames[subject];
}

function leadOf(plan: PlannedTest): string {
  return plan.status === 'started'
    ? `Je bent bezig met ${testName(plan)}. Je antwoorden zijn bewaard.`
    : `Er staat een toets voor je klaar: ${testName(plan)}.`;
}

/** What a pupil reads who pressed the button of a test of an earlier school year. */
export function pastTestPage(platform: Platform, viewer: SchoolViewer): string {
  return renderPage(
    <PupilPage productName={platform.config.productName} title="Deze toets is voorbij" pupilName={viewer.label}
      sandboxDateLabel={sandboxOf(platform)?.dateLabel ?? null}
      lead="De toets was voor vorig schooljaar. Je juf of meester zet een nieuwe toets voor je klaar.">
      <PupilButton href="/afname">Naar mijn toetsen</PupilButton>
    </PupilPage>,
  );
}

/** The page that the player fills. */
export function playerPage(platform: Platform, sittingId: string): string {
  return renderPage(
    <Document title={`Toets - ${platform.config.productName}`} stylesheet="pupil.css" bodyClass="pupil pupil--player"
      moduleSrc="/assets/player/player.js">
      <link rel="stylesheet" href="/assets/player/player.css" />
      <main id="player" data-sitting={sittingId} data-home="/afname">
        <NoScript />
      </main>
    </Document>,
  );
}

function NoScript(): VNode {
  return (
    <noscript>
      <p>Deze toets heeft JavaScript nodig. Vraag je juf of meester om hulp.</p>
    </noscript>
  );
}
