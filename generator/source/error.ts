/** A model could not be had: the message says whence, and why. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}

/** A failure that may be over when the same is asked again. */
export class PassingError extends SourceError {
  /** How long the other side asks to be left alone, in milliseconds. */
  readonly afterMs: number | undefined;

  constructor(message: string, afterMs?: number) {
    super(message);
    this.afterMs = afterMs;
  }
}
