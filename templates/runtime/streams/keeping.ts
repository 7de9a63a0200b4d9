import type { Transport } from "../contract/http.js";

/** Sends as `send` does. Who takes the connection with the body has it for longer than the call. */
export function keeping(send: Transport): Transport {
  return async (request, ending, config) => {
    const response = await send(request, ending, config);
    const { abort } = ending;
    let isKept = false;
    ending.abort = (reason) => {
      if (!isKept) abort?.(reason);
    };
    return {
      ...response,
      keep() {
        isKept = true;
        return { config, release: (reason) => abort?.(reason) };
      },
    };
  };
}
