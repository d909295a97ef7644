import type { VNode } from 'preact';
import { sandboxOf } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { subjectNames } from '../content/types.ts';
import type { Platform } from '../platform/platform.ts';
import { Document } from '../ui/document.tsx';
import { enumerate } from '../ui/format.ts';
import { renderPage } from '../ui/page.tsx';
import { PupilButton, PupilPage } from '../ui/pupil-page.tsx';
import type { OpenTest } from './types.ts';

/**
 * What a pupil finds: the tests that lie ready. A test that was begun is the one thing to do; else the first one that
 * was planned, with the others beside it, for the class may do another one today.
 */
export function pupilHomePage(platform: Platform, viewer: SchoolViewer, tests: readonly OpenTest[]): string {
  const [next, ...later] = tests.toSorted((a, b) => placeOf(a) - placeOf(b));
  const isBetween = next !== undefined && next.partsIn > 0 && !next.isBusy && !next.isPaused;
  return renderPage(
    <PupilPage productName={platform.config.productName}
      title={isBetween ? `Taak ${next.partsIn} is klaar` : `Dag ${viewer.label}`} pupilName={viewer.label}
      sandboxDateLabel={sandboxOf(platform)?.dateLabel ?? null} moduleSrc="/assets/player/forward.js"
      lead={next ? leadOf(next) : 'Er is nu niets te doen. Je juf of meester zet een toets voor je klaar.'}>
      {next && !next.isPaused && (
        <form method="post" action={`/afname/${next.planId}/start`}>
          <PupilButton>{buttonOf(next)}</PupilButton>
        </form>
      )}
      {next?.isPaused && <PupilButton href="/afname">Kijk of je verder mag</PupilButton>}
      {next && <OtherTests next={next} later={later} />}
    </PupilPage>,
  );
}

/** Who has to wait for one test may go on with another; a taak that was begun goes first, then a test that was. */
function placeOf({ isPaused, isBusy, partsIn }: OpenTest): number {
  if (isPaused) return 3;
  if (isBusy) return 0;
  return partsIn > 0 ? 1 : 2;
}

/** The other tests: to begin with, or only named while a taak is not in yet. */
function OtherTests({ next, later }: { readonly next: OpenTest; readonly later: readonly OpenTest[] }): VNode | null {
  const ready = next.isBusy ? [] : later.filter(({ isPaused }) => !isPaused);
  const waiting = later.filter((test) => !ready.includes(test));
  if (later.length === 0) return null;
  return (
    <>
      {ready.length > 0 && <p>Doet jullie klas nu iets anders? Kies dan:</p>}
      {ready.map((test) => (
        <form key={test.planId} method="post" action={`/afname/${test.planId}/start`}>
          <PupilButton quiet>{testName(test)}</PupilButton>
        </form>
      ))}
      {waiting.length > 0 && <p>{`Later: ${enumerate(waiting.map(testName))}.`}</p>}
    </>
  );
}

/** A pupil is told the subject, never how hard the test is: `M4` in group 5 is nobody's business. */
function testName({ subject }: Pick<OpenTest, 'subject'>): string {
  return subjectNames[subject];
}

function buttonOf({ partsIn, isBusy }: OpenTest): string {
  if (isBusy) return 'Ga verder';
  return partsIn > 0 ? `Begin met taak ${partsIn + 1}` : 'Begin';
}

function leadOf(test: OpenTest): string {
  const { partsIn, partCount, isBusy, isPaused } = test;
  const name = testName(test);
  if (isPaused) return `Je wacht even met ${name}. Wat je al hebt gemaakt, is bewaard. Je juf of meester zegt wanneer `
    + 'je verder mag.';
  if (isBusy) return `Je bent bezig met ${name}${partCount > 1 ? `, taak ${partsIn + 1} van ${partCount}` : ''}. Je `
    + 'antwoorden zijn bewaard.';
  if (partsIn > 0) return `Goed gewerkt. Taak ${partsIn + 1} van ${partCount} van ${name} staat klaar. Vraag je juf of `
    + 'meester of je nu verdergaat.';
  return `Er staat een toets voor je klaar: ${name}.${partCount > 1 ? ` Die heeft ${partCount} taken.` : ''}`;
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
