/** The stages of generating a package, in their order. */
export const STAGES = [
  "read",
  "load",
  "assemble",
  "select",
  "slice",
  "validate",
  "lower",
  "plan",
  "endpoints",
  "emit",
  "format",
  "compare",
  "write",
] as const;

export type Stage = (typeof STAGES)[number];

/** Does a stage's work. Where someone wants to know how long it took, it is timed. */
export type Timed = <T>(stage: Stage, work: () => T) => T;

/** Just does the work. */
export const untimed: Timed = (_stage, work) => work();

/** Milliseconds by stage; a stage that was not reached is not there. */
export type Timings = Partial<Record<Stage, number>>;

export interface Timer {
  readonly timed: Timed;
  /** What was measured so far. */
  readonly timings: Timings;
}

/**
 * A stopwatch for stages. Work that is asynchronous is timed until its promise settles.
 *
 * @param now a clock, in milliseconds from any fixed point.
 */
export function createTimer(now: () => number): Timer {
  const timings: Timings = {};
  const timed: Timed = (stage, work) => {
    const start = now();
    const stop = (): void => {
      timings[stage] = (timings[stage] ?? 0) + now() - start;
    };
    const result = work();
    if (result instanceof Promise) return result.finally(stop) as typeof result;
    stop();
    return result;
  };
  return { timed, timings };
}
