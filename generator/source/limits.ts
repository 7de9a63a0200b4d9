/** How long, how often and how much is asked. */
export interface Limits {
  readonly maxBytes: number;
  /** For one attempt, its redirects included, until the last byte. */
  readonly attemptMs: number;
  /** For all attempts and the waits between them. */
  readonly totalMs: number;
  readonly attempts: number;
  readonly redirects: number;
  /** The longest wait that a server can ask for. */
  readonly maxWaitMs: number;
}

export const LIMITS: Limits = {
  maxBytes: 64 * 1_048_576,
  attemptMs: 60_000,
  totalMs: 180_000,
  attempts: 4,
  redirects: 5,
  maxWaitMs: 60_000,
};
