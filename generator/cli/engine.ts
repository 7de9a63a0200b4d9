import * as nodeModule from "node:module";
import { setFlagsFromString } from "node:v8";

/**
 * By V8's major version, the flag that makes it wait four times as long before it optimizes a
 * function. Where a run takes a few seconds, a third of the work is otherwise the compiler's, on
 * threads that take their time from ours, and most of what it makes is not used again. From version 13
 * on (Node 24) V8 is careful by itself.
 */
const OPTIMIZE_LATER: Readonly<Record<string, string>> = {
  "11": "--interrupt-budget=270000",
  "12": "--invocation-count-for-turbofan=12000",
};

/** Sets the JavaScript engine up for a process that is over soon. */
export function setUpEngine(): void {
  // The compiler in ts-morph is 10 MB of source. Node keeps what it made of it, from version 22.1 on.
  (nodeModule as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();
  const flag = OPTIMIZE_LATER[process.versions.v8?.split(".")[0] ?? ""];
  if (flag !== undefined) setFlagsFromString(flag);
}
