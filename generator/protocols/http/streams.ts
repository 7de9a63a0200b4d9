import type { OperationIr, ServiceIr } from "../../ir/ir.js";
import { eventOperations } from "../../ir/events.js";
import { streamIn, type StreamIr } from "../../ir/streams.js";
import { json, runtime, type Entry, type Expression } from "../plan.js";

// Bodies that are streams of data (https://smithy.io/2.0/spec/streaming.html).

/** What the runtime is told of an operation whose bodies are streams. */
export function streamEntries(service: ServiceIr, operation: OperationIr): readonly Entry[] {
  const input = streamIn(service, operation.input);
  const output = streamIn(service, operation.output);
  const ways = [
    ...(output ? [runtime("streams/keeping", "keeping")] : []),
    ...(input ? [runtime("streams/uploading", "sending")] : []),
  ];
  const [way] = ways;
  const via = ways.length > 1 ? runtime("http/operationTransport", "inTurn", ways) : way;
  return [
    ...(output ? [{ name: "streams", value: json(output.name) }] : []),
    ...(input ? uploadEntries(service, operation, input) : []),
    ...(via ? [{ name: "via", value: via }] : []),
  ];
}

function uploadEntries(
  { structures }: ServiceIr,
  { input = "" }: OperationIr,
  { type }: StreamIr,
): readonly Entry[] {
  const length = structures.get(input)?.members.find(isLength)?.name ?? "";
  const needed = type.stream?.needsLength ? [json(length)] : [];
  return [
    // As long as may be: uploads are bounded by how long nothing more of them goes out.
    { name: "timeoutMs", value: json(2_000_000_000) },
    { name: "finish", value: runtime("streams/uploading", "uploading", needed) },
  ];
}

const isLength = ({ wire }: { readonly wire: ReadonlyMap<string, unknown> }): boolean =>
  /^content-length$/i.test(String(wire.get("smithy.api#httpHeader")));

/** What sends the requests of a service that has bodies of all kinds. */
export function transportEntry(service: ServiceIr): Entry {
  const bytes = runtime("http/byteTransport", "byteTransport");
  const hasStreams =
    eventOperations(service).length > 0 ||
    service.operations.some(
      ({ input, output }) => streamIn(service, input) ?? streamIn(service, output),
    );
  const value: Expression = hasStreams
    ? runtime("http/operationTransport", "operationTransport", [bytes])
    : bytes;
  return { name: "transport", value };
}
