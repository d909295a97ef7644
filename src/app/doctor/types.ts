/** One thing that was looked at. Its detail is Dutch, for a person; secrets never stand in it. */
export interface Check {
  readonly name: string;
  /** False when a person has something to do. */
  readonly ok: boolean;
  readonly detail: string;
}
