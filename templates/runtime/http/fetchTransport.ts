import type { Fetch, Transport } from "../contract/http.js";
import { standardLimit, tooLong } from "./limit.js";

/** Sends by `fetch`, by default by the global one, whichever it is when the call is made. */
export const fetchTransport: Transport = async (
  request,
  ending,
  { fetch: given, maxResponseBytes = standardLimit },
) => {
  const controller = new AbortController();
  // Of a request before, which an interceptor may have left to itself.
  const { abort } = ending;
  let isRead = false;
  ending.abort = (reason) => {
    abort?.(reason);
    // There is nothing left to abort then, which would take longer than all of this.
    if (!isRead) controller.abort(reason);
  };
  const send: Fetch = given ?? fetch;
  const response = await send(request.origin + request.path, {
    ...request,
    signal: controller.signal,
    redirect: "manual",
    duplex: "half",
  });
  // Not taken apart: that would be longer.
  return {
    status: response.status,
    headers: response.headers,
    body: response.body,
    async text() {
      // What only has the shape of `fetch` may have no stream of the web.
      const reader = (response.body as Partial<ReadableStream<Uint8Array>> | null)?.getReader?.();
      if (!reader) return response.text();
      const decoder = new TextDecoder();
      let left = maxResponseBytes;
      let text = "";
      let chunk;
      while (!(chunk = await reader.read()).done) {
        if ((left -= chunk.value.length) < 0) throw tooLong();
        text += decoder.decode(chunk.value, { stream: true });
      }
      isRead = true;
      return text + decoder.decode();
    },
  };
};
