import type { ClientConfig } from "../contract/config.js";
import type { TakenOperation } from "../contract/presigning.js";
import type { AnyOperation, ResolveEndpoint } from "../contract/service.js";

/** Finishes requests as `resolve` does, and hands those that are to be presigned to who does that. */
export function presignable<Config extends ClientConfig>(
  resolve: ResolveEndpoint<Config>,
): ResolveEndpoint<Config> {
  return async (...call) => {
    const found = await resolve(...call);
    const operation: AnyOperation & TakenOperation = call[2];
    return operation.take ? operation.take(found, ...call) : found;
  };
}
