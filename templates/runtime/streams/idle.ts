import type { Clock } from "../contract/clock.js";
import { callError, type Failure } from "../contract/errors.js";
import type { TransportConfig } from "../contract/http.js";

/** The settings of a client some of whose bodies are streams. */
export interface StreamConfig extends TransportConfig {
  /** Bound of a wait for more of a body, in milliseconds. Default 60,000. */
  readonly idleTimeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

export const idleMs = ({ idleTimeoutMs = 60_000 }: StreamConfig): number => {
  const ms = +idleTimeoutMs;
  if (isNaN(ms)) throw callError("ConfigError", "idleTimeoutMs is no number");
  return ms;
};

/** What a body ends with of which nothing came for so long. */
export const idleError = (): Failure<"TimeoutError"> =>
  callError("TimeoutError", "idleTimeoutMs ran out");

/** The client's timer. The system's does not keep the process alive: what waits for bytes does. */
export function timerOf({ clock }: StreamConfig): Clock["after"] {
  if (clock) return (ms, callback) => clock.after(ms, callback);
  return (ms, callback) => {
    const timer: unknown = setTimeout(callback, Math.min(ms, 2e9));
    (timer as { unref?(): void }).unref?.();
    return () => clearTimeout(timer as number);
  };
}
