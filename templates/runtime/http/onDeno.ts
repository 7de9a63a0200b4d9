import type { ClientConfig } from "../contract/config.js";
import type { ServiceName } from "../contract/service.js";
import { env } from "./platform.web.js";
import { withSettings } from "./settings.js";
import type { Environment } from "./sharedFiles.js";

// What a runtime for all platforms loads on Deno.

/** What clients need of it (https://docs.deno.com/api/deno/~/Deno.permissions). */
interface Deno {
  readonly permissions: {
    querySync(wanted: { readonly name: "env"; readonly variable: string }): {
      readonly state: string;
    };
  };
}

/** Of files, which nobody expects a program to read unasked, and of certificates, which are Deno's. */
const left = /^AWS_(PROFILE|CA_BUNDLE)$/;
/** In the place of where files are, so that nothing looks for the user's home. */
const files = /^AWS_(CONFIG|SHARED_CREDENTIALS)_FILE$/;

/** The variables that the program may read: of others Deno would ask the user, or throw. */
const granted = new Proxy<Environment>(
  {},
  {
    get(_, variable: string) {
      if (left.test(variable)) return undefined;
      if (files.test(variable)) return "none";
      const { permissions } = (globalThis as unknown as { readonly Deno: Deno }).Deno;
      const { state } = permissions.querySync({ name: "env", variable });
      return state === "granted" ? env[variable] : undefined;
    },
  },
);

/** A client's configuration with what the environment adds to it. @throws ConfigError */
export const configured = <Config extends ClientConfig>(
  service: ServiceName,
  config: Config,
): Promise<Config> =>
  withSettings(service, { ...config, profile: undefined }, granted, () => Promise.resolve(""));
