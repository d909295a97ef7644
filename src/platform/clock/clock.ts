/** The one clock of everything of the domain. Tokens and TLS use real time; nothing else does. */
export interface Clock {
  now(): Date;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that a test or the demonstration sets by hand. */
export interface SetClock extends Clock {
  set(at: Date): void;
  advance(ms: number): void;
}

/** A clock that stands still until it is moved. */
export function setClock(start: Date): SetClock {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    set: (next) => { at = next.getTime(); },
    advance: (ms) => { at += ms; },
  };
}
