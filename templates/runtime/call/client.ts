import { configured } from "#platform";
import { identitySource, type AuthConfig } from "../auth/auth.js";
import type { ClientConfig } from "../contract/config.js";
import { callError, failure, type Metadata } from "../contract/errors.js";
import type { Client, Service } from "../contract/service.js";
import { call, type ClientState } from "./call.js";
import { standardRetry } from "./retry.js";

/** As all have it: where services share a runtime, it is the service that knows. */
type IdentitySource<Config extends ClientConfig> = (
  config: Config,
  service: Service<string, Config>,
) => ReturnType<typeof identitySource>;

/** A client of a service. Does no work and cannot fail: a bad `config` is the first call's error. */
export function createClient<Id extends string, Config extends ClientConfig & AuthConfig>(
  service: Service<Id, Config>,
  config: Config,
): Client<Id> {
  const begin = (config: Config): ClientState => ({
    service: service,
    config,
    identityOf: (identitySource as IdentitySource<Config>)(config, service),
    backoff: standardRetry(config, service.retry),
    clockOffset: 0,
  });
  // In this closure and nowhere else, so that no log of a client shows its credentials.
  let state: ClientState | Promise<ClientState> | undefined;
  return {
    service,
    async call(operation, input, options = {}) {
      const metadata: Metadata = { attempts: 0 };
      state ??= configured(service, config, begin);
      const run = (state: ClientState) => call(state, operation, input, options, metadata);
      const fail = (thrown: unknown) => {
        const failed = failure("ConfigError", thrown);
        // One of its own for each call: what was thrown may have ended others too.
        const error = Object.assign(
          callError(failed.name, failed.message, failed),
          { service: service.id, operation: operation.name },
          metadata,
        );
        // As AWS SDK v3 has it; hidden, since it says nothing new.
        Object.defineProperty(error, "$metadata", {
          value: { ...metadata, httpStatusCode: metadata.statusCode },
        });
        return { ok: false as const, error: error as never, metadata };
      };
      return (
        // At once, where nothing has to be loaded: a call's time runs from here.
        ("then" in state ? state.then(run) : run(state))
          .then((value) => ({ ok: true as const, value: value as never, metadata }), fail)
          // Interceptors see failures, and may have meddled with them.
          .catch(fail)
      );
    },
  };
}
