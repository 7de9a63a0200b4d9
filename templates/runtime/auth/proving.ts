import { transport } from "#platform";
import type { Transport } from "../contract/http.js";
import { prove } from "./sigv4a.js";

/** Sends as `send` does, by default the platform's transport, once a signature is there that takes time. */
export const proving =
  (send: Transport = transport): Transport =>
  async (request, ending, config) => {
    await prove(request.headers);
    if (ending.error) throw ending.error;
    return send(request, ending, config);
  };
