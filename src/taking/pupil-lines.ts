import type { FastifyReply } from 'fastify';
import type { EventStream, EventStreams } from '../platform/http/event-stream.ts';
import type { Live, LiveEvent } from '../platform/live/live.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { PassClaims } from './pass.ts';
import type { Presence } from './presence.ts';
import { planTopic, sittingTopic, type TakingEvent } from './topics.ts';
import type { LineEvent, SittingState } from './wire.ts';

/** The lines of the pupils at this node: each device is told at once what its teacher does, and is seen to be there. */
export interface PupilLines {
  /** @param state how the sitting stands now: told first, since something may have happened before the line was open */
  open(claims: PassClaims, reply: FastifyReply, state: SittingState): void;
}

/** What a device that comes (back) is told of how things stand. */
const firstEvents: Readonly<Record<SittingState, LineEvent>> = {
  'open': 'resumed', 'paused': 'paused', 'other-device': 'taken-over', 'submitted': 'ended', 'not-open': 'ended',
};

/** Opens the switchboard. */
export function openPupilLines(
  { live, clock }: { readonly live: Live; readonly clock: Clock }, streams: EventStreams, presence: Presence,
): PupilLines {
  const lines = new Set<Line>();
  // Browsers come back and hear how things stand.
  live.onGap(() => { for (const line of lines) line.hangUp(); });
  return {
    open({ schoolId, sittingId, planId, epoch }, reply, state) {
      const line = new Line({ schoolId, sittingId, epoch }, clock.now());
      const hear = (event: LiveEvent): void => line.tell(event as unknown as TakingEvent);
      const topics = [planTopic(schoolId, planId), sittingTopic(schoolId, sittingId)];
      const deaf = topics.map((topic) => live.listen(topic, hear));
      lines.add(line);
      line.attach(streams.open(reply, {
        onBeat: () => presence.notice(line.of, { online: true, lineAt: line.openedAt }),
        onClose() {
          lines.delete(line);
          for (const stop of deaf) stop();
          presence.notice(line.of, { online: false, lineAt: line.openedAt });
        },
      }));
      presence.notice(line.of, { online: true, lineAt: line.openedAt });
      line.tell({ event: firstEvents[state] });
    },
  };
}

/** One device. */
class Line {
  readonly of: { readonly schoolId: string; readonly sittingId: string; readonly epoch: number };
  readonly openedAt: Date;
  #stream: EventStream | null = null;

  constructor(of: Line['of'], openedAt: Date) {
    this.of = of;
    this.openedAt = openedAt;
  }

  attach(stream: EventStream): void {
    this.#stream = stream;
  }

  tell({ event, epoch }: TakingEvent): void {
    // The device that took over hears nothing of it.
    if (event === 'taken-over' && epoch !== undefined && epoch <= this.of.epoch) return;
    this.#stream?.send(event, {});
  }

  hangUp(): void {
    this.#stream?.end();
  }
}
