/** Thrown where a page cannot be shown here but elsewhere; the http frame sends the browser there. */
export class Redirect extends Error {
  override name = 'Redirect';
  /** A path of our own, starting with one slash. */
  readonly location: string;

  constructor(location: string) {
    super('redirect');
    this.location = location;
  }
}

/** Thrown for what does not exist and for what this viewer may not know of: the answer is the same page, 404. */
export class NotFound extends Error {
  override name = 'NotFound';
  readonly statusCode = 404;

  constructor() {
    super('not found');
  }
}
