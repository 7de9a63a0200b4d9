/** Time, as a client sees it. Tests inject one that they turn by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back after so many milliseconds, unless the returned function is called before. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    // Of three weeks at most: more than a timer can hold, 2 ** 31 - 1, would fire at once.
    const timer = setTimeout(callback, Math.min(ms, 2e9));
    return () => clearTimeout(timer);
  },
};
