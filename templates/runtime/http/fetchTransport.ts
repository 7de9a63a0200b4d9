import type { Transport } from "../contract/http.js";

/** Sends by `fetch`, by default by the global one, whichever it is when the call is made. */
export const fetchTransport: Transport = (request, ending, send = fetch) => {
  const controller = new AbortController();
  ending.abort = (reason) => controller.abort(reason);
  return send(request.origin + request.path, {
    ...request,
    signal: controller.signal,
    redirect: "manual",
  });
};
