import {
  eventsAnswered,
  eventsAsked,
  type AnyOperation,
  type EventFormat,
  type EventOperation,
} from "#runtime";
import type { FakeProtocol, FakeRequest } from "./fake.js";

/**
 * A protocol at the service's end, some of whose messages are streams of events.
 *
 * @param said - what responses tell as their `smithy-protocol`, if anything
 */
export const fakeEvents = (
  protocol: FakeProtocol,
  format: EventFormat,
  said?: string,
): FakeProtocol => ({
  ...protocol,
  async readRequest(service, url, init, operations, json): Promise<FakeRequest> {
    const { body } = init as { readonly body?: unknown };
    if (!(body as Partial<ReadableStream> | undefined)?.getReader) {
      return protocol.readRequest(service, url, init, operations, json);
    }
    const rest = { ...init, body: undefined };
    const [name, message] = await protocol.readRequest(service, url, rest, operations, json);
    const operation = operations.find((one) => one.name === name) as
      (AnyOperation & EventOperation) | undefined;
    if (!operation?.sends) return [name, message];
    const asked = await eventsAsked(body as ReadableStream<Uint8Array>, operation.sends, format);
    return [name, { ...(message as object), ...asked }];
  },
  writeOutput(output, operation: AnyOperation & EventOperation, json) {
    const { receives } = operation;
    if (!receives) return protocol.writeOutput(output, operation, json);
    const draft = output as {
      document?: unknown;
      headers?: Record<string, string>;
      body?: unknown;
    };
    const body = eventsAnswered(draft, receives, format);
    return { headers: { ...draft.headers, ...(said && { "smithy-protocol": said }) }, body };
  },
});
