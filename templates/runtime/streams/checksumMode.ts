import type { Finish } from "../contract/service.js";
import { whenSupported } from "./checksumUse.js";

/** Completes a request that can be answered with checksums: asks for them. @throws ConfigError */
export const checksumMode =
  (header: string, before: Finish = (found) => found): Finish =>
  async (given, call) => {
    const found = await before(given, call);
    const { config, request } = call;
    const headers = found.headers ?? request.headers;
    const isAsked =
      !headers[header] &&
      whenSupported(config, "responseChecksumValidation", "AWS_RESPONSE_CHECKSUM_VALIDATION");
    return isAsked ? { ...found, headers: { ...headers, [header]: "ENABLED" } } : found;
  };
