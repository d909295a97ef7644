import type { VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { Section } from '../ui/components/section.tsx';
import { StepList, type Step } from '../ui/components/step-list.tsx';
import { formatDate, formatDateTime } from '../ui/format.ts';
import type { PageNotice } from '../ui/page.tsx';
import { nextActionWords, stepsClosedSentence } from './nl.ts';
import { StepOneParts } from './parts.tsx';
import { RosterState } from './progress.tsx';
import { nextAction, stepStates, type NextAction, type StepState } from './rules.ts';
import type { OnboardingView } from './view.ts';

/** The page of the three steps. */
export function onboardingPage(
  platform: Platform, viewer: SchoolViewer, view: OnboardingView, notices: readonly PageNotice[],
): string {
  const next = nextAction(view);
  const states = stepStates(view);
  return schoolPage(platform, viewer, {
    title: 'Gebruikersbeheer', lead: leadOf(next, view), current: '/beheer', notices,
    children: (
      <>
        <RosterState view={view} />
        <Section title="De drie stappen">
          <StepList steps={states.map((state) => stepOf(state, view, next))} />
        </Section>
        <OtherPages view={view} />
      </>
    ),
  });
}

function leadOf(next: NextAction, view: OnboardingView): string {
  const { instructionsDueAt } = view;
  if (next !== 'wait-for-opening') return nextActionWords[next];
  const opensOn = instructionsDueAt && plainDateInAmsterdam(instructionsDueAt);
  return `${nextActionWords[next]} ${stepsClosedSentence({ code: 'steps-closed', opensOn })}`;
}

function stepOf({ number, state, doneOn, opensOn }: StepState, view: OnboardingView, next: NextAction): Step {
  const dateLabel = doneOn ? `sinds ${formatDate(doneOn)}` : opensOn ? `vanaf ${formatDate(opensOn)}` : null;
  const content = [
    {
      title: 'Koppelen met uw LAS en Basispoort',
      description: <StepOneParts view={view} />,
      action: <FirstAction {...{ view, next }} />,
    },
    {
      title: 'Oude resultaten ophalen',
      description: (
        <p>
          Resultaten van eerdere toetsen (3.0) komen uit uw LAS of uit een bestand. Daarna zijn de rapporten
          compleet en komt er planadvies.
        </p>
      ),
      action:
        state === 'later' ? null : (
          <StepLink href="/beheer/geschiedenis" main={next === 'import-history'}>
            Oude resultaten
          </StepLink>
        ),
    },
    {
      title: 'Resultaten naar het LAS',
      description: (
        <p>
          U zet de resultaatkoppeling aan, die scholen kennen als DULT. Nieuwe resultaten gaan dan vanzelf
          naar uw LAS, ook die van toetsen die u al afnam.
        </p>
      ),
      action:
        state === 'later' ? null : (
          <StepLink href="/beheer/resultaten" main={next === 'open-results-link'}>
            Resultaatkoppeling
          </StepLink>
        ),
    },
  ][number - 1];
  return {
    number,
    state,
    dateLabel,
    title: content?.title ?? '',
    description: content?.description,
    action: view.mayAct && content?.action,
  };
}

function StepLink({ href, main, children }: {
  readonly href: string; readonly main: boolean; readonly children: string;
}): VNode {
  return <LinkButton href={href} variant={main ? 'primary' : 'secondary'}>{children}</LinkButton>;
}

/** The one thing of step 1 that is to be done now. */
function FirstAction({
  view,
  next,
}: {
  readonly view: OnboardingView;
  readonly next: NextAction;
}): VNode | null {
  if (next === 'accept-agreement') {
    return (
      <LinkButton href="/beheer/overeenkomst" variant="primary">
        Lees en accepteer de overeenkomst
      </LinkButton>
    );
  }
  if (next === 'mend-roster') return <MendRoster view={view} />;
  if (view.step1CompletedAt) return null;
  const key = !view.keyAcceptedAt && (
    <LinkButton href="/beheer/sleutel" variant={next === 'enter-key' ? 'primary' : 'secondary'}>
      Sleutel invoeren
    </LinkButton>
  );
  const basispoort = !view.basispoortAcceptedAt && (
    <LinkButton href="/beheer/basispoort" variant={next === 'accept-basispoort' ? 'primary' : 'secondary'}>
      Basispoort koppelen
    </LinkButton>
  );
  if (!key && !basispoort) return null;
  return (
    <ButtonRow>
      {key}
      {basispoort}
    </ButtonRow>
  );
}

function MendRoster({ view }: { readonly view: OnboardingView }): VNode {
  const fault = view.rosterProgress?.fault;
  const again = view.keyAcceptedAt && (
    <form method="post" action="/beheer/ophalen"><Button variant="secondary">Opnieuw proberen</Button></form>
  );
  if (fault?.deliveryId) {
    return (
      <ButtonRow>
        <LinkButton href={`/beheer/gegevens/${fault.deliveryId}`} variant="primary">
          Bekijk wie er ontbreekt
        </LinkButton>
        {again}
      </ButtonRow>
    );
  }
  if (fault?.code === 'AutorisatieOngeldig') {
    return (
      <ButtonRow>
        <LinkButton href="/beheer/sleutel" variant="primary">
          Nieuwe sleutel invoeren
        </LinkButton>
        {again}
      </ButtonRow>
    );
  }
  if (fault?.code === 'refused') {
    return (
      <ButtonRow>
        <LinkButton href="/beheer/gegevens" variant="primary">
          Bekijk wat er niet klopt
        </LinkButton>
        {again}
      </ButtonRow>
    );
  }
  return <ButtonRow>{again}</ButtonRow>;
}

function OtherPages({ view }: { readonly view: OnboardingView }): VNode {
  return (
    <Section title="Verder in Gebruikersbeheer">
      <ul>
        <li>
          <a href="/beheer/stand">Stand van zaken</a>: wat werkt, wat nog niet, en wie er aan zet is
        </li>
        <li>
          <a href="/beheer/gegevens">Gegevens uit het LAS</a>: wat er is binnengekomen, en wat er niet klopte
        </li>
        {view.mayAct && (
          <li>
            <a href="/beheer/edexml">EDEXML-bestand inlezen</a>: als uw LAS geen koppeling heeft
          </li>
        )}
        {view.mayAct && (
          <li>
            <a href="/beheer/sleutel">Autorisatiesleutel</a>: bekijken of vervangen
          </li>
        )}
        {view.mayAct && (
          <li>
            <a href="/beheer/basispoort">Basispoort</a>: toestemming controleren
          </li>
        )}
        {view.mayAct && (
          <li>
            <a href="/beheer/vestigingen">Vestigingen en fusie</a>: een vestiging erbij, een nieuw BRIN
          </li>
        )}
        <li>
          <a href="/beheer/overeenkomst">Verwerkersovereenkomst</a>
        </li>
      </ul>
      {view.las && (
        <p class="quiet">De koppeling met uw LAS is gemaakt op {formatDateTime(view.las.createdAt)}.</p>
      )}
    </Section>
  );
}
