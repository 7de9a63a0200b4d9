import type { AuthScheme } from "../contract/service.js";
import { signing } from "./sigv4Auth.js";
import { sign } from "./targets.js";

/** Signature Version 4 of requests with paths and queries of their own, beside other schemes. */
export const targetsAuth: AuthScheme = {
  name: "sigv4",
  setting: "credentials",
  identity: (config, isLast) => signing(config, sign, isLast),
};
