import { createExchange, type Environment } from "../../../generator/source/exchange.js";
import type { Network } from "../../../generator/source/download.js";
import { LIMITS, type Limits } from "../../../generator/source/limits.js";
import type { Copy, Store } from "../../../generator/source/store.js";

export interface TestNetwork extends Network {
  /** How long was slept, each time. */
  readonly sleeps: number[];
  /** How long each attempt was given. */
  readonly timeouts: number[];
  /** Ends the time of the attempt under way. */
  readonly expire: () => void;
}

/** 2026-01-01T00:00:00Z. */
export const START = 1_767_225_600_000;

/** The real exchange, with a clock that only sleeping moves, and time for an attempt that only `expire` ends. */
export function testNetwork(
  limits: Partial<Limits> = {},
  environment: Environment = {},
): TestNetwork {
  const sleeps: number[] = [];
  const timeouts: number[] = [];
  let attempt = new AbortController();
  let now = START;
  return {
    exchange: createExchange(environment),
    sleep: async (ms) => {
      sleeps.push(ms);
      now += ms;
    },
    now: () => now,
    limits: { ...LIMITS, ...limits },
    timeout: (ms) => {
      timeouts.push(ms);
      attempt = new AbortController();
      return attempt.signal;
    },
    expire: () => attempt.abort(new DOMException("The time is over.", "TimeoutError")),
    sleeps,
    timeouts,
  };
}

/** A store in memory. */
export function testStore(): Store {
  const copies = new Map<string, Copy>();
  return {
    read: (name) => copies.get(name),
    write: (name, copy) => void copies.set(name, copy),
  };
}
