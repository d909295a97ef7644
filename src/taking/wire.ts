// What the pupil's browser and the server say to each other while a test is taken. Typed once, for both
// sides; nothing in it is secret for the pupil: items travel without their key.

import { Type } from 'typebox';
import type { Static } from 'typebox';

import type { Accommodations } from '../planning/accommodations.ts';

export type { Accommodations };

/** One answer: the text typed or the identifier chosen; a list where more may be chosen; null when wiped. */
export const AnswerValue = Type.Union([
  Type.String({ maxLength: 10_000 }),
  Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 200 }),
  Type.Null(),
]);
export type AnswerValue = Static<typeof AnswerValue>;

/** The answers within one item, by response identifier of its QTI. */
export const ItemAnswers = Type.Record(Type.String({ maxLength: 200 }), AnswerValue);
export type ItemAnswers = Static<typeof ItemAnswers>;

/** A number from 0 that the database has room for; beyond it a message is none of the player's. */
const countMax = 2_147_483_647;
const Count = Type.Integer({ minimum: 0, maximum: countMax });

/** An item as a browser may have it. */
export const TaskItem = Type.Object({
  id: Type.String(),
  /** E.g. "Opgave 7". */
  title: Type.String(),
  /** QTI 3, through `stripAnswers`. */
  xml: Type.String(),
});
export type TaskItem = Static<typeof TaskItem>;

/** `GET /afname/:sittingId/taak`: everything to take the whole taak, also when the network drops afterwards.
 * Each load opens a new epoch; the answers of an older epoch are refused with `other-device`. */
export const Task = Type.Object({
  sittingId: Type.String(),
  /** Which taak of the test this is, from 1, and of how many. */
  partNo: Type.Integer(),
  partCount: Type.Integer(),
  /** The teacher lets the pupil wait. */
  paused: Type.Boolean(),
  title: Type.String(),
  /** Call name, so that a child sees that this is their own test. */
  pupilLabel: Type.String(),
  /** Stands behind the title, e.g. "synthetische opgaven, niet van Cito"; empty to show nothing. */
  formLabel: Type.String(),
  /** Whole number, one higher at each load of the taak. */
  epoch: Type.Integer(),
  /** Highest sequence already stored within this epoch; 0 or absent in a new one. */
  lastSequence: Type.Optional(Type.Integer()),
  items: Type.Array(TaskItem),
  /** Final answers so far, by item. */
  responses: Type.Record(Type.String(), ItemAnswers),
  /** Index of the item to show first, from 0. */
  position: Type.Integer(),
  /** Practice: nothing counts. */
  practice: Type.Optional(Type.Boolean()),
  state: Type.Union([Type.Literal('open'), Type.Literal('submitted')]),
  /** Signed by the server: says which sitting and epoch the device may send for. Sent back as it is. */
  pass: Type.Optional(Type.String()),
  /** Key under which the device keeps what is not yet sent, 32 bytes in base64url; never stored on the device. */
  storageKey: Type.Optional(Type.String()),
  /** Where the device keeps it: the address of its parcel. */
  parcelAddress: Type.Optional(Type.String()),
  /** The pupil's accommodations as they were when this taak started. */
  accommodations: Type.Unsafe<Accommodations>({}),
  /** Shown before the first item and never sent: how to answer. */
  practiceItem: Type.Optional(TaskItem),
});
export type Task = Static<typeof Task>;

/** One answer on its way. The pair (epoch, sequence) makes it the same answer however often it is sent. */
export const SentAnswer = Type.Object({
  /** From 1, rising within an epoch. */
  sequence: Type.Integer({ minimum: 1, maximum: countMax }),
  itemId: Type.String({ maxLength: 200 }),
  /** All answers of the item, not only what changed. */
  responses: ItemAnswers,
  /** The pupil's clock, ISO 8601; told to the teacher, never used for scoring. */
  at: Type.String({ maxLength: 40 }),
});
export type SentAnswer = Static<typeof SentAnswer>;

/** Most answers in one message. */
export const answersPerMessageMax = 100;

/** `POST /afname/:sittingId/antwoorden`. */
export const AnswersMessage = Type.Object({
  epoch: Count,
  answers: Type.Array(SentAnswer, { minItems: 1, maxItems: answersPerMessageMax }),
});
export type AnswersMessage = Static<typeof AnswersMessage>;

/** Everything up to and including `acknowledged` is on disk. */
export const AnswersReceipt = Type.Object({ acknowledged: Type.Integer(), epoch: Type.Integer() });
export type AnswersReceipt = Static<typeof AnswersReceipt>;

/** How a sitting stands, as every answer to the player tells it. */
export const SittingState = Type.Union([
  Type.Literal('open'), Type.Literal('paused'),
  /** Another device has it: what this one still had is stored, and it stops. */
  Type.Literal('other-device'),
  /** Handed in: what comes now is kept for the teacher to decide about. */
  Type.Literal('submitted'),
  /** Ended, taken back, or of an earlier school year. */
  Type.Literal('not-open'),
]);
export type SittingState = Static<typeof SittingState>;

const Pass = Type.String({ minLength: 1, maxLength: 2000 });

/** `POST /afname/antwoorden`: with the pass of the task, without a session. */
export const AnswersDelivery = Type.Object({
  pass: Pass,
  /** None: asks for the state alone. */
  answers: Type.Array(SentAnswer, { maxItems: answersPerMessageMax }),
  /** Index of the item that is shown, from 0, and how many items have an answer. */
  position: Count,
  answered: Count,
});
export type AnswersDelivery = Static<typeof AnswersDelivery>;

/** The sequences of this message that are on disk, and those that never will be (used for another answer, or of an item
 * that is not in the form): the device drops both. A pass that has ended is refused with status 401 (`pass-ended`: load
 * the taak again), a node that is full with 503 and `retry-after`. */
export const DeliveryReceipt = Type.Object({
  acknowledged: Type.Array(Type.Integer()), refused: Type.Array(Type.Integer()), state: SittingState,
});
export type DeliveryReceipt = Static<typeof DeliveryReceipt>;

/** `POST /afname/nabezorgen`: answers that an earlier load left on the device, as `parcel.ts` opens them. */
export const ParcelMessage = Type.Object({
  address: Type.String({ maxLength: 200 }),
  /** 12 bytes and the sealed answers, in base64url. */
  iv: Type.String({ maxLength: 24 }),
  sealed: Type.String({ maxLength: 900_000 }),
});
export type ParcelMessage = Static<typeof ParcelMessage>;

/** What a parcel holds once it is open. */
export const ParcelContent = Type.Object({ answers: Type.Array(SentAnswer, { maxItems: 1000 }) });
export type ParcelContent = Static<typeof ParcelContent>;

/** `POST /afname/:sittingId/inleveren` with the pass; refused unless every answer up to `lastSequence` is on disk. */
export const HandInDelivery = Type.Object({ pass: Pass, lastSequence: Count });
export type HandInDelivery = Static<typeof HandInDelivery>;

/** `POST /afname/:sittingId/hulp`: the pupil's hand goes up or down. */
export const HelpMessage = Type.Object({ pass: Pass, asks: Type.Boolean() });
export type HelpMessage = Static<typeof HelpMessage>;

/** `POST /afname/:sittingId/weg`: the page was left for another tab or program. */
export const LeftMessage = Type.Object({ pass: Pass });
export type LeftMessage = Static<typeof LeftMessage>;

/** Events of `GET /afname/:sittingId/lijn?pass=`; `help-coming` and `help-over` answer a raised hand. */
export const lineEvents = ['paused', 'resumed', 'ended', 'reopened', 'taken-over', 'help-coming', 'help-over'] as const;
export type LineEvent = typeof lineEvents[number];

/** `POST /afname/:sittingId/inleveren`; refused unless every answer up to `lastSequence` is on disk. */
export const HandInMessage = Type.Object({ epoch: Count, lastSequence: Count });
export type HandInMessage = Static<typeof HandInMessage>;

/** Answer to a hand-in that was accepted. `next`: the taak that the pupil may begin on `/afname`; null after the
 * last. */
export const HandInReceipt = Type.Object({
  ok: Type.Literal(true),
  next: Type.Union([Type.Object({ partNo: Type.Integer() }), Type.Null()]),
});
export type HandInReceipt = Static<typeof HandInReceipt>;

/** Why an answer or a hand-in is refused, with status 409. */
export const TakingRefusalCode = Type.Union([
  /** The taak was opened somewhere else: the last one in wins. */
  Type.Literal('other-device'),
  /** It was handed in already. */
  Type.Literal('submitted'),
  /** The teacher paused or closed it. */
  Type.Literal('not-open'),
  /** At hand-in: answers are missing on the server; send them first. */
  Type.Literal('answers-missing'),
]);
export type TakingRefusalCode = Static<typeof TakingRefusalCode>;

/** Body of a 409. */
export const TakingRefusal = Type.Object({ code: TakingRefusalCode });
export type TakingRefusal = Static<typeof TakingRefusal>;
