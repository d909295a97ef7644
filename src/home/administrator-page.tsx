import type { ComponentChildren, VNode } from 'preact';
import { plainDateInAmsterdam } from '../base/plain-date.ts';
import { schoolPage } from '../access/frame.tsx';
import type { SchoolViewer } from '../access/types.ts';
import type { Platform } from '../platform/platform.ts';
import { LinkButton } from '../ui/components/button.tsx';
import { EmptyState } from '../ui/components/empty-state.tsx';
import { Section } from '../ui/components/section.tsx';
import { StepList, type Step } from '../ui/components/step-list.tsx';
import { StatusTag } from '../ui/components/tags.tsx';
import { TaskList, type Task } from '../ui/components/task-list.tsx';
import { formatDate } from '../ui/format.ts';
import { nextAct, stepStates, type NextAct } from './rules.ts';
import type { SchoolState, Troubles } from './types.ts';

/** The first page of the administrator: the three steps, and what went wrong or waits. */
export function administratorPage(
  platform: Platform, viewer: SchoolViewer, state: SchoolState, troubles: Troubles,
): string {
  const next = nextWords[nextAct(state)];
  const tasks = troubleTasks(state, troubles);
  return schoolPage(platform, viewer, {
    title: 'Vandaag',
    lead: next.lead,
    current: '/start',
    children: (
      <>
        <Section title="De drie stappen"
          lead="Ongeveer een half uur bij elkaar, verspreid over een paar dagen.">
          <StepList steps={stepsOf(state, next)} />
        </Section>
        {tasks.length > 0 && (
          <Section title="Vraagt om aandacht"><TaskList tasks={tasks} /></Section>
        )}
        {tasks.length === 0 && state.resultsLinkAt && state.historyCompletedAt && (
          <EmptyState title="Alles loopt vanzelf" icon="circle-check">
            <p>Leerlingen komen elke nacht uit het LAS. Resultaten gaan er vanzelf naartoe.</p>
          </EmptyState>
        )}
      </>
    ),
  });
}

interface NextWords {
  readonly lead: string;
  /** The step that the button belongs to; null when there is no button. */
  readonly step: 1 | 2 | 3 | null;
  readonly href?: string;
  readonly label?: string;
}

const nextWords: Readonly<Record<NextAct, NextWords>> = {
  'accept-agreement': {
    lead: 'Begin met de verwerkersovereenkomst. Daarna gaat stap 1 open.',
    step: 1, href: '/beheer/overeenkomst', label: 'Lees de overeenkomst',
  },
  'enter-key': {
    lead: 'De volgende stap: plak de autorisatiesleutel van uw LAS.',
    step: 1, href: '/beheer/sleutel', label: 'Sleutel invoeren',
  },
  'accept-basispoort': {
    lead: 'De volgende stap: vink ons aan in Basispoort. Dat doet de ICT-coördinator.',
    step: 1, href: '/beheer/basispoort', label: 'Verder met Basispoort',
  },
  'watch-roster': {
    lead: 'We halen leerlingen, groepen en medewerkers op. U hoeft niets te doen.',
    step: 1, href: '/beheer/gegevens', label: 'Bekijk hoe ver het is',
  },
  'mend-roster': {
    lead: 'Het ophalen van leerlingen lukte niet. Kijk wat er aan de hand is.',
    step: 1, href: '/beheer/gegevens', label: 'Bekijk wat er mis is',
  },
  wait: { lead: 'Stap 1 is klaar. Uw collega’s kunnen inloggen. U hoeft nu niets te doen.', step: null },
  'get-history': {
    lead: 'De volgende stap: haal de oude resultaten op.',
    step: 2, href: '/beheer/geschiedenis', label: 'Oude resultaten ophalen',
  },
  'open-results-link': {
    lead: 'De laatste stap: zet de resultaatkoppeling aan.',
    step: 3, href: '/beheer/resultaten', label: 'Koppeling aanzetten',
  },
  nothing: { lead: 'Alle drie de stappen zijn klaar. U hoeft niets te doen.', step: null },
};

function stepsOf(state: SchoolState, next: NextWords): readonly Step[] {
  const [first, second, third] = stepStates(state);
  const opens = state.instructionsDueAt
    ? `vanaf ${formatDate(plainDateInAmsterdam(state.instructionsDueAt))}` : 'na stap 1';
  const day = (at: Date | null) => at && formatDate(plainDateInAmsterdam(at));
  const action = (step: 1 | 2 | 3): { action?: ComponentChildren } => {
    if (next.step === step && next.href) {
      return { action: <LinkButton href={next.href} variant="primary">{next.label}</LinkButton> };
    }
    // Steps 2 and 3 may be done in either order.
    return step === 3 && third === 'now'
      ? { action: <LinkButton href="/beheer/resultaten">Koppeling aanzetten</LinkButton> } : {};
  };
  return [
    {
      number: 1, title: 'Koppelen', state: first, dateLabel: day(state.step1CompletedAt), ...action(1),
      description: <StepOneText state={state} />,
    },
    {
      number: 2, title: 'Oude resultaten ophalen', state: second, ...action(2),
      dateLabel: second === 'later' ? opens : day(state.historyCompletedAt),
      description: <p>Resultaten van eerdere toetsen (3.0) komen mee. Daarna zijn de rapporten compleet.</p>,
    },
    {
      number: 3, title: 'Resultaten naar het LAS', state: third, ...action(3),
      dateLabel: third === 'later' ? opens : day(state.resultsLinkAt),
      description: <p>Nieuwe resultaten gaan vanzelf naar uw administratie. Scholen kennen dit als DULT.</p>,
    },
  ];
}

function StepOneText({ state }: { readonly state: SchoolState }): VNode {
  const parts = [
    [state.agreementAcceptedAt, 'Verwerkersovereenkomst geaccepteerd'],
    [state.keyAcceptedAt, 'Autorisatiesleutel ingevoerd'],
    [state.basispoortAcceptedAt, 'Toestemming in Basispoort gegeven'],
    [state.step1CompletedAt, 'Leerlingen, groepen en medewerkers opgehaald'],
  ] as const;
  return (
    <ul>
      {parts.map(([doneAt, words]) => (
        <li>
          {words}{' '}
          <StatusTag tone={doneAt ? 'success' : 'neutral'}>{doneAt ? 'klaar' : 'nog niet'}</StatusTag>
        </li>
      ))}
    </ul>
  );
}

function troubleTasks(state: SchoolState, troubles: Troubles): readonly Task[] {
  const tasks: readonly (Task | false)[] = [
    state.lasFaultCode !== null && {
      title: 'Het LAS laat ons niet binnen', href: '/beheer/sleutel', linkLabel: 'Bekijken',
      why: 'Wat er al was, is er nog. Nieuwe gegevens komen niet meer binnen tot dit is opgelost.',
    },
    troubles.refusedDeliveries > 0 && {
      title: 'Geweigerde leveringen', count: troubles.refusedDeliveries, href: '/beheer/gegevens',
      linkLabel: 'Bekijken', why: 'We zeggen erbij wat er in het LAS verbeterd moet worden.',
    },
    troubles.recordsInDoubt > 0 && {
      title: 'Oude resultaten zonder zekere leerling', count: troubles.recordsInDoubt,
      href: '/beheer/koppelen', linkLabel: 'Koppelen', why: 'Zolang u niet kiest, staan ze in geen enkel rapport.',
    },
    troubles.refusedResults > 0 && {
      title: 'Resultaten die het LAS weigert', count: troubles.refusedResults, href: '/beheer/resultaten',
      linkLabel: 'Bekijken', why: 'Per resultaat staat erbij waarom, en wat u kunt doen.',
    },
  ];
  return tasks.filter((task) => task !== false);
}
