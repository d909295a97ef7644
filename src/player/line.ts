import type { LineEvent } from '../taking/wire.ts';

// As lineEvents of wire.ts, which would bring the schemas into the bundle.
const events = ['paused', 'resumed', 'ended', 'reopened', 'taken-over', 'help-coming', 'help-over'] as const satisfies
  readonly LineEvent[];

// The browser reconnects by itself; only a refused connection is left to us.
const reconnectMs = 15_000;

/** What the server tells by itself; that it is open is how the server knows that the pupil is there.
 * @returns a function that closes the line */
export function openLine(address: string, onEvent: (event: LineEvent) => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource(address);
    for (const event of events) source.addEventListener(event, () => onEvent(event));
    source.addEventListener('error', () => {
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, reconnectMs);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
