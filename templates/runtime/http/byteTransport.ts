import { transport } from "#platform";
import { callError, failure } from "../contract/errors.js";
import type { HttpResponse, Transport } from "../contract/http.js";
import { joined } from "./bytes.js";
import { fetchTransport } from "./fetchTransport.js";
import { standardLimit, tooLong } from "./limit.js";

/**
 * Sends as the platform's transport does, for protocols whose responses are not always text: gives
 * their bytes, the same however often they are asked for, and their text from these.
 */
export const byteTransport: Transport = async (request, ending, config) => {
  // It parses URLs, and takes such segments for steps though they are escaped: the request would be
  // for something else. What runs on Node without a `fetch` sends them.
  if (
    (config.fetch || transport === fetchTransport) &&
    /\/(%2E){1,2}(?![^/?])/i.test(request.path)
  ) {
    throw callError(
      "InputError",
      'Expected labels without the segments "." and "..", which fetch cannot send',
    );
  }
  const response = await transport(request, ending, config);
  let read: Promise<Uint8Array> | undefined;
  const bytes = () =>
    (read ??= collect(response, config.maxResponseBytes ?? standardLimit).catch((thrown) => {
      throw failure("TransportError", thrown);
    }));
  return {
    ...response,
    headers: named(response),
    bytes,
    text: async () => new TextDecoder().decode(await bytes()),
  };
};

/** The headers of a response with their names, which Node has beside the body. */
function named({ headers, body }: HttpResponse): HttpResponse["headers"] {
  if (headers.keys) return headers;
  const { headers: known } = (body ?? {}) as { readonly headers?: object };
  return { get: (name) => headers.get(name), keys: () => Object.keys(known ?? {}) };
}

/** A response of Node, and what it answers. */
interface Incoming extends AsyncIterable<Uint8Array> {
  readonly req?: { on(event: "error", listener: (error: Error) => void): unknown };
}

async function collect(response: HttpResponse, limit: number): Promise<Uint8Array> {
  const { body } = response;
  // What only has the shape of `fetch` may have no stream.
  if (!body) return new TextEncoder().encode(await response.text());
  const chunks: Uint8Array[] = [];
  let length = 0;
  const add = (chunk: Uint8Array) => {
    chunks.push(chunk);
    if ((length += chunk.length) > limit) throw tooLong();
  };
  if ("getReader" in body) {
    // Not every browser iterates over streams.
    const reader = body.getReader();
    for (let next; !(next = await reader.read()).done;) add(next.value);
  } else {
    let broken: Error | undefined;
    // Where the body ends with the connection, Node takes a broken one for the end.
    (body as Incoming).req?.on("error", (error) => (broken = error));
    for await (const chunk of body) add(chunk);
    if (broken) throw broken;
  }
  return joined(chunks);
}

/** The bytes of a response, also of one that an interceptor gave. */
export const bytesOf = (response: HttpResponse): Promise<Uint8Array> =>
  response.bytes?.() ?? collect(response, Infinity);
