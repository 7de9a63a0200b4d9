import type { AuthScheme } from "../contract/service.js";
import { signing } from "./sigv4Auth.js";
import { sign } from "./sigv4a.js";
import { targetOf } from "./targets.js";

/** Signature Version 4a, where credentials are set, or in the environment. */
export const sigv4aAuth: AuthScheme = {
  name: "sigv4a",
  setting: "credentials",
  identity: (config, isLast) =>
    signing(
      config,
      (request, credentials, time, target) =>
        sign(request, credentials, time, target ?? targetOf(request)),
      isLast,
    ),
};
