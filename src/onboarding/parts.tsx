import type { VNode } from 'preact';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { DefinitionList } from '../ui/components/definition-list.tsx';
import { StatusTag } from '../ui/components/tags.tsx';
import { formatDate, formatDateTime, plural } from '../ui/format.ts';
import type { OnboardingView } from './view.ts';

/** What step 1 is made of, and how far each part is. */
export function StepOneParts({ view }: { readonly view: OnboardingView }): VNode {
  return (
    <>
      {!view.step1CompletedAt && (
        <p>
          U doet twee dingen, in de volgorde die u het beste uitkomt. Daarna halen we leerlingen, groepen en
          medewerkers op en staat onze tegel in Basispoort.
        </p>
      )}
      <DefinitionList
        items={[
          [
            'Verwerkersovereenkomst',
            view.agreementAccepted ? (
              <StatusTag tone="success">geaccepteerd</StatusTag>
            ) : (
              <StatusTag tone="neutral">nog accepteren</StatusTag>
            ),
          ],
          ['Autorisatiesleutel', keyState(view)],
          ['Basispoort', basispoortState(view)],
          ['Leerlingen en groepen', rosterState(view)],
        ]}
      />
    </>
  );
}

function keyState({ keyAcceptedAt, las }: OnboardingView): VNode {
  if (!keyAcceptedAt) return <StatusTag tone="neutral">nog invoeren</StatusTag>;
  return (
    <>
      <StatusTag tone="success">ingevoerd</StatusTag> op {formatDate(plainDateInAmsterdam(keyAcceptedAt))}
      {las?.keyHint && (
        <>
          , eindigt op <code>{las.keyHint}</code>
        </>
      )}
    </>
  );
}

function basispoortState({ basispoortAcceptedAt, basispoort }: OnboardingView): VNode {
  if (basispoortAcceptedAt) {
    return (
      <>
        <StatusTag tone="success">geaccepteerd</StatusTag> op{' '}
        {formatDate(plainDateInAmsterdam(basispoortAcceptedAt))}
      </>
    );
  }
  if (basispoort.some(({ revokedAt }) => revokedAt))
    return <StatusTag tone="error">toestemming ingetrokken</StatusTag>;
  return basispoort.length > 0
    ? <StatusTag tone="busy">gevraagd, wacht op de ICT-coördinator</StatusTag>
    : <StatusTag tone="neutral">nog accepteren</StatusTag>;
}

function rosterState({ rosterStatus, rosterProgress, keyAcceptedAt, rosterDueAt }: OnboardingView): VNode {
  if (rosterStatus === 'loading') return <StatusTag tone="busy">bezig met ophalen</StatusTag>;
  if (rosterStatus === 'failed') return <StatusTag tone="error">lukte niet</StatusTag>;
  if (rosterStatus === 'none') return <StatusTag tone="neutral">komt vanzelf</StatusTag>;
  return (
    <>
      <StatusTag tone="success">opgehaald</StatusTag>
      {' '}{plural(rosterProgress?.pupils ?? 0, 'leerling', 'leerlingen')},
      {' '}{plural(rosterProgress?.groups ?? 0, 'groep', 'groepen')},
      {' '}{plural(rosterProgress?.staff ?? 0, 'medewerker', 'medewerkers')}
      {keyAcceptedAt && rosterDueAt && (
        <>. We doen dit elke nacht. De volgende keer: {formatDateTime(rosterDueAt)}</>
      )}
    </>
  );
}
