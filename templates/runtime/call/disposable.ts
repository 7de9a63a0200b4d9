import { closeIdle } from "#platform";
import { callError } from "../contract/errors.js";
import type { Client } from "../contract/service.js";

declare global {
  // TypeScript knows it since 5.2, and by a library of its own.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}

/** What a client has that can be ended. */
export interface DisposableClient {
  /**
   * Ends the client. Calls that are on their way go on; those that are made later are `ConfigError`s.
   * The client keeps nothing, credentials included. On Node, connections that wait for a next request
   * are closed, also those that other clients of the package would use again: they open new ones.
   */
  destroy(): void;
  /** The same, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * The same client, with `destroy()`, which none has to call: what a client keeps open does not keep
 * its process alive.
 */
export function disposable<C extends Client>(client: C): C & DisposableClient {
  const { service } = client;
  let open: C | undefined = client;
  const call: Client["call"] = async (operation, input, options) => {
    if (open) return open.call(operation, input, options);
    const facts = { service: service.id, operation: operation.name, attempts: 0 };
    const error = callError("ConfigError", "The client was destroyed", facts);
    return { ok: false, error: error as never, metadata: { attempts: 0 } };
  };
  const destroy = () => {
    open = undefined;
    closeIdle();
  };
  return {
    ...client,
    call,
    // By way of `open`, as the client's own would hold its credentials.
    ...(client.settings && { settings: () => open?.settings?.() ?? {} }),
    destroy,
    [Symbol.dispose ?? "dispose"]: destroy,
  } as C & DisposableClient;
}
