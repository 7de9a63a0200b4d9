import type { Fetch, Transport } from "../contract/http.js";
import { standardLimit, tooLong } from "./limit.js";

/** Sends by `fetch`, by default by the global one, whichever it is when the call is made. */
export const fetchTransport: Transport = async (
  request,
  ending,
  { fetch: send = fetch, maxResponseBytes = standardLimit },
) => {
  const controller = new AbortController();
  ending.abort = (reason) => controller.abort(reason);
  const response = await (send as Fetch)(request.origin + request.path, {
    ...request,
    signal: controller.signal,
    redirect: "manual",
    duplex: "half",
  });
  const { status, headers } = response;
  const body = response.body as ReadableStream<Uint8Array> | null | undefined;
  return {
    status,
    headers,
    body,
    async text() {
      // What only has the shape of `fetch` may have no stream of the web.
      if (!body?.getReader) return response.text();
      const reader = body.getReader();
      const decoder = new TextDecoder();
      let text = "";
      let left = maxResponseBytes;
      let chunk;
      while (!(chunk = await reader.read()).done) {
        if ((left -= chunk.value.length) < 0) throw tooLong();
        text += decoder.decode(chunk.value, { stream: true });
      }
      return text + decoder.decode();
    },
  };
};
