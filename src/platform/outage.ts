/**
 * Another party or a machine fails. Thrown; caught only by jobs and the http frame. Its message holds no
 * personal data.
 */
export class Outage extends Error {
  override name = 'Outage';
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;

  constructor(message: string, options: { readonly retryable: boolean; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable;
  }
}
