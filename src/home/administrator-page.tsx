import type { ComponentChildren, VNode } from 'preact';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import { nextActionWords } from '../onboarding/nl.ts';
import { nextAction, stepStates, type NextAction } from '../onboarding/rules.ts';
import type { Platform } from '../platform/platform.ts';
import { LinkButton } from '../ui/components/button.tsx';
import { DefinitionList } from '../ui/components/definition-list.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Section } from '../ui/components/section.tsx';
import { StepList, type Step } from '../ui/components/step-list.tsx';
import { StatusTag } from '../ui/components/tags.tsx';
import { TaskList, type Task } from '../ui/components/task-list.tsx';
import { formatDate } from '../ui/format.ts';
import type { SchoolState, Troubles } from './types.ts';
import { conflictTask, rosterDoubtTask } from './waiting-tasks.ts';

/** The first page of the administrator: the three steps, and what went wrong or waits. */
export function administratorPage(
  platform: Platform, viewer: SchoolViewer, state: SchoolState, troubles: Troubles,
): string {
  const next = nextAction(state);
  const tasks = troubleTasks(state, troubles);
  const hasButton = nextButtons[next] !== null;
  return schoolPage(platform, viewer, {
    title: 'Vandaag',
    lead: next === 'nothing' && tasks.length > 0
      ? 'Alle stappen zijn klaar. Er is nog iets dat om aandacht vraagt.' : nextActionWords[next],
    current: '/start',
    children: (
      <>
        {!hasButton && <Attention tasks={tasks} hasMain />}
        <Section title="De drie stappen"
          lead="Ongeveer een half uur bij elkaar, verspreid over een paar dagen.">
          <StepList steps={stepsOf(state, next)} />
        </Section>
        {hasButton && <Attention tasks={tasks} hasMain={false} />}
        {tasks.length === 0 && state.resultsLinkAt && state.historyCompletedAt && (
          <EmptyState title="Alles loopt vanzelf" icon="circle-check">
            <p>Leerlingen komen elke nacht uit het LAS. Resultaten gaan er vanzelf naartoe.</p>
          </EmptyState>
        )}
        {state.step1CompletedAt && <PortalDownHint />}
        {state.step1CompletedAt && <p><a href="/beheer/ouderrapport">Wat ouders te zien krijgen</a></p>}
      </>
    ),
  });
}

/** Where a class still begins when the portal does not answer. */
export function PortalDownHint(): VNode {
  return (
    <p class="field__hint">
      Doet Basispoort het niet? Een groep begint dan met een <a href="/klassencodes">klassencode</a>.
    </p>
  );
}

function Attention({ tasks, hasMain }: {
  readonly tasks: readonly Task[]; readonly hasMain: boolean;
}): VNode | null {
  if (tasks.length === 0) return null;
  return <Section title="Vraagt om aandacht"><TaskList tasks={tasks} hasMain={hasMain} /></Section>;
}

interface NextButton {
  readonly step: 1 | 2 | 3;
  readonly href: string;
  readonly label: string;
}

/** Where the next action is done; null when it is the turn of somebody or something else. */
const nextButtons: Readonly<Record<NextAction, NextButton | null>> = {
  'accept-agreement': { step: 1, href: '/beheer/overeenkomst', label: 'Lees de overeenkomst' },
  'enter-key': { step: 1, href: '/beheer/sleutel', label: 'Sleutel invoeren' },
  'accept-basispoort': { step: 1, href: '/beheer/basispoort', label: 'Verder met Basispoort' },
  'wait-for-roster': { step: 1, href: '/beheer/gegevens', label: 'Bekijk hoe ver het is' },
  'mend-roster': { step: 1, href: '/beheer', label: 'Bekijk wat er mis is' },
  'wait-for-opening': null,
  'import-history': { step: 2, href: '/beheer/geschiedenis', label: 'Oude resultaten ophalen' },
  'open-results-link': { step: 3, href: '/beheer/resultaten', label: 'Koppeling aanzetten' },
  nothing: null,
};

function stepsOf(state: SchoolState, next: NextAction): readonly Step[] {
  return stepStates(state).map(({ number, state: at, doneOn, opensOn }) => ({
    number, state: at,
    title: stepTitles[number],
    dateLabel: doneOn ? formatDate(doneOn) : opensOn && `vanaf ${formatDate(opensOn)}`,
    description: number === 1 ? <StepOneText state={state} /> : <p>{stepTexts[number]}</p>,
    action: actionOf(number, at, next),
  }));
}

/** The next action is the only filled button; steps 2 and 3 may be done in either order. */
function actionOf(step: 1 | 2 | 3, at: Step['state'], next: NextAction): ComponentChildren {
  const button = nextButtons[next];
  if (button?.step === step) {
    return <LinkButton href={button.href} variant="primary">{button.label}</LinkButton>;
  }
  const third = nextButtons['open-results-link'];
  if (third?.step !== step || at !== 'now') return null;
  return <LinkButton href={third.href}>{third.label}</LinkButton>;
}

const stepTitles = {
  1: 'Koppelen', 2: 'Oude resultaten ophalen', 3: 'Resultaten naar het LAS',
} as const;
const stepTexts = {
  2: 'Resultaten van eerdere toetsen (3.0) komen mee. Daarna zijn de rapporten compleet.',
  3: 'Nieuwe resultaten gaan vanzelf naar uw administratie. Scholen kennen dit als DULT.',
} as const;

function StepOneText({ state }: { readonly state: SchoolState }): VNode {
  const parts = [
    [state.agreementAcceptedAt, 'Verwerkersovereenkomst'],
    [state.keyAcceptedAt, 'Autorisatiesleutel'],
    [state.basispoortAcceptedAt, 'Basispoort'],
    [state.step1CompletedAt, 'Leerlingen en groepen'],
  ] as const;
  return (
    <DefinitionList items={parts.map(([doneAt, name]) => [
      name, <StatusTag tone={doneAt ? 'success' : 'neutral'}>{doneAt ? 'klaar' : 'nog niet'}</StatusTag>,
    ])} />
  );
}

/** What is wrong between us and the LAS: a refused key, else what stopped the roster, else the results. */
function lasTask({ lasFaultCode, rosterStatus, rosterProgress }: SchoolState): Task | false {
  if (lasFaultCode === 'AutorisatieOngeldig') {
    return {
      title: 'Het LAS laat ons niet binnen', href: '/beheer/sleutel', linkLabel: 'Bekijken',
      why: 'Wat er al was, is er nog. Nieuwe gegevens komen niet meer binnen tot dit is opgelost.',
    };
  }
  const fault = rosterStatus === 'failed' && rosterProgress?.fault;
  if (fault) {
    const href = fault.deliveryId ? `/beheer/gegevens/${fault.deliveryId}` : '/beheer';
    return {
      title: 'De gegevens uit het LAS zijn niet ingelezen', why: `${fault.text} ${fault.remedy}`,
      href, linkLabel: 'Bekijken',
    };
  }
  return lasFaultCode !== null && {
    title: 'De koppeling met het LAS hapert', href: '/beheer/resultaten', linkLabel: 'Bekijken',
    why: 'Er gaat niets verloren. Op de pagina staat wat er nodig is.',
  };
}

function troubleTasks(state: SchoolState, troubles: Troubles): readonly Task[] {
  const tasks: readonly (Task | false)[] = [
    state.step1CompletedAt !== null && state.basispoortAcceptedAt === null && {
      title: 'Niemand kan inloggen: de toestemming in Basispoort is weg', href: '/beheer/basispoort',
      linkLabel: 'Bekijken', why: 'De ICT-coördinator vinkt ons weer aan. Alle gegevens zijn bewaard.',
    },
    troubles.sitesAsked > 0 && {
      title: 'Hoort een vestiging bij uw school?', count: troubles.sitesAsked, href: '/beheer/vestigingen',
      linkLabel: 'Antwoorden', why: 'Iemand bestelde voor een vestiging met uw BRIN en wacht op uw antwoord.',
    },
    lasTask(state),
    troubles.refusedRosters > 0 && {
      title: 'Geweigerde leveringen', count: troubles.refusedRosters, href: '/beheer/gegevens',
      linkLabel: 'Bekijken', why: 'We zeggen erbij wat er in het LAS verbeterd moet worden.',
    },
    troubles.refusedHistories > 0 && {
      title: 'Geweigerde oude resultaten', count: troubles.refusedHistories, href: '/beheer/geschiedenis',
      linkLabel: 'Bekijken', why: 'We zeggen erbij wat er met het bestand of in het LAS anders moet.',
    },
    troubles.rosterDoubts > 0 && rosterDoubtTask(troubles.rosterDoubts),
    troubles.recordsInDoubt > 0 && {
      title: 'Oude resultaten die op u wachten', count: troubles.recordsInDoubt,
      href: '/beheer/koppelen', linkLabel: 'Koppelen',
      why: 'Zeg van wie ze zijn, of in welke groep de leerling zat. Tot dan staan ze in geen enkel rapport.',
    },
    troubles.conflicts > 0 && conflictTask(troubles.conflicts),
    troubles.refusedResults > 0 && {
      title: 'Resultaten die het LAS weigert', count: troubles.refusedResults, href: '/beheer/resultaten',
      linkLabel: 'Bekijken', why: 'Per resultaat staat erbij waarom, en wat u kunt doen.',
    },
  ];
  return tasks.filter((task) => task !== false);
}
