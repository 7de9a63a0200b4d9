import type { RequestHints, Transport } from "../contract/http.js";

/** Sends as `send` does, in the way that the operation of a request has around that. */
export function operationTransport(send: Transport): Transport {
  return (request, ending, config) => (request.via?.(send) ?? send)(request, ending, config);
}

/** Several ways to send, each around the next. */
export const inTurn =
  (...all: readonly Via[]): Via =>
  (send) =>
    all.reduceRight((inner, via) => via(inner), send);

type Via = NonNullable<RequestHints["via"]>;
