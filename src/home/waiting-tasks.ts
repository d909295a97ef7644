import type { Task } from '../ui/components/task-list.tsx';

/** The way to people of the roster about whom there is a doubt. */
export function rosterDoubtTask(count: number): Task {
  return {
    title: 'Twijfel over de leerlingenlijst', count, href: '/beheer/koppelen/lijst', linkLabel: 'Kiezen',
    why: 'Uw LAS noemt iemand van wie wij niet zeker weten wie het is. Tot u kiest, verandert er niets.',
  };
}

/** The way to old results that contradict one that counts. */
export function conflictTask(count: number): Task {
  return {
    title: 'Oude resultaten die elkaar tegenspreken', count, href: '/beheer/geschiedenis/keuzes', linkLabel: 'Kiezen',
    why: 'Kies welk resultaat telt. Tot dan telt wat er al stond.',
  };
}
