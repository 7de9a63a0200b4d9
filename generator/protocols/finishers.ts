import type { ServiceIr } from "../ir/ir.js";
import { streamIn } from "../ir/streams.js";
import { runtime, type Finisher, type Setting } from "./plan.js";

/** What finishes the requests of a service's operations, as their traits ask for it. */
export function finishersOf(service: ServiceIr): readonly Finisher[] {
  const { operations } = service;
  const hasStreams = operations.some(
    ({ input, output }) => streamIn(service, input) ?? streamIn(service, output),
  );
  return [
    ...(hasStreams
      ? [{ wrap: runtime("endpoints/finishing", "finishing"), settings: streamSettings }]
      : []),
    ...(operations.some(({ hostPrefix }) => hostPrefix)
      ? [{ wrap: runtime("endpoints/hostPrefix", "hostPrefix") }]
      : []),
    ...(operations.some(({ compressed }) => compressed)
      ? [{ wrap: runtime("streams/compression", "compressing"), settings: compressionSettings }]
      : []),
    ...(operations.some(({ unsignedPayload }) => unsignedPayload)
      ? [{ wrap: runtime("auth/unsignedPayload", "unsignedPayloads") }]
      : []),
    // Last, as it is of the body that is sent.
    ...(operations.some(({ checksumRequired }) => checksumRequired)
      ? [{ wrap: runtime("streams/contentMd5", "contentMd5") }]
      : []),
  ];
}

const streamSettings: readonly Setting[] = [
  {
    name: "idleTimeoutMs",
    type: "number",
    documentation:
      "Bound of a wait for more of a body that is a stream, in milliseconds. Default 60,000.",
  },
];

const compressionSettings: readonly Setting[] = [
  {
    name: "disableRequestCompression",
    type: "boolean",
    documentation:
      "Send all requests uncompressed. By default `AWS_DISABLE_REQUEST_COMPRESSION`, or `false`.",
  },
  {
    name: "requestMinCompressionSizeBytes",
    type: "number",
    documentation:
      "How large a body has to be to be compressed, from 0 to 10,485,760 bytes. By default\n" +
      "`AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`, or 10,240.",
  },
];
