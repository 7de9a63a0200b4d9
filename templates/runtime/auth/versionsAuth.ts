import type { AuthScheme } from "../contract/service.js";
import { signing } from "./sigv4Auth.js";
import { sign } from "./versions.js";

/** Signature Version 4 beside other schemes, or 4a where the endpoint wants that. */
export const versionsAuth: AuthScheme = {
  name: "sigv4",
  setting: "credentials",
  identity: (config, isLast) => signing(config, sign, isLast),
};
