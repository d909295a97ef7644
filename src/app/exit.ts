/** Exit statuses of every command: design.md section 5. */
export const EXIT = {
  fine: 0,
  /** The input has errors or is refused. */
  refused: 1,
  wrongUsage: 2,
  ourBug: 70,
} as const;
