import type { AuthConfig } from "../auth/auth.js";
import type { ClientConfig } from "../contract/config.js";
import type { Client, Service } from "../contract/service.js";
import { createClient } from "./client.js";

/** A client of a service with what goes by its settings: waiters, uploads. Otherwise as `createClient`. */
export function createWaitingClient<Id extends string, Config extends ClientConfig & AuthConfig>(
  service: Service<Id, Config>,
  config: Config,
): Client<Id> {
  // A function, so that no log of a client shows its credentials.
  return { ...createClient(service, config), settings: () => config };
}
