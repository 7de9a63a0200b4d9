import type { Fetch, HttpResponse, Transport } from "../contract/http.js";
import { standardLimit, tooLong } from "./limit.js";

/** Sends by `fetch`, by default by the global one, whichever it is when the call is made. */
export const fetchTransport: Transport = async (
  request,
  ending,
  { fetch: send = fetch, maxResponseBytes = standardLimit },
) => {
  const controller = new AbortController();
  ending.abort = (reason) => controller.abort(reason);
  const response: HttpResponse = await (send as Fetch)(request.origin + request.path, {
    ...request,
    signal: controller.signal,
    redirect: "manual",
    duplex: "half",
  });
  const { status, headers } = response;
  const body = response.body as ReadableStream<Uint8Array> | null | undefined;
  let length = 0;
  const text = () =>
    // What only has the shape of `fetch` may have no stream of the web.
    body?.pipeThrough
      ? new Response(
          body.pipeThrough(
            new TransformStream<Uint8Array, Uint8Array>({
              transform(chunk, stream) {
                if ((length += chunk.length) > maxResponseBytes) throw tooLong();
                stream.enqueue(chunk);
              },
            }),
          ),
        ).text()
      : response.text();
  return { status, headers, body, text };
};
