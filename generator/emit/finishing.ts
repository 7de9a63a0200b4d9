import { code, literal, type Code, type Symbol } from "./printing/code.js";
import type { ClientContext } from "./context.js";
import { endpointFinder, endpointSettings } from "./endpoint/client.js";
import type { PropertyDeclaration } from "./printing/module.js";
import { runtime } from "./runtime.js";

/** The settings that a client has for its service alone, as members of its configuration. */
export function clientSettings(context: ClientContext): PropertyDeclaration[] {
  return [
    ...endpointSettings(context),
    ...(context.service.operations.some(({ compressed }) => compressed) ? compressionSettings : []),
  ];
}

const compressionSettings: readonly PropertyDeclaration[] = [
  {
    name: "disableRequestCompression",
    type: code`boolean | undefined`,
    optional: true,
    doc: "Send all requests uncompressed. By default `AWS_DISABLE_REQUEST_COMPRESSION`, or `false`.",
  },
  {
    name: "requestMinCompressionSizeBytes",
    type: code`number | undefined`,
    optional: true,
    doc:
      "How large a body has to be to be compressed, from 0 to 10,485,760 bytes. By default\n" +
      "`AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`, or 10,240.",
  },
];

/** The type arguments of the service: its configuration too, where that is its own. */
export function serviceTypes(context: ClientContext, config: string): Code {
  const own = clientSettings(context).length > 0 ? `, ${config}` : "";
  return code`${literal(context.service.clientName)}${own}`;
}

/**
 * The entry of the service that says where a request goes and finishes it: its endpoint's function,
 * and around that what the service's operations ask for.
 */
export function resolveEndpointEntry(context: ClientContext): Code {
  const { operations } = context.service;
  const finishers: readonly Symbol[] = [
    ...(operations.some((each) => each.hostPrefix)
      ? [runtime("endpoints/hostPrefix", "hostPrefix")]
      : []),
    ...(operations.some(({ endpointMember }) => endpointMember !== undefined)
      ? [runtime("services/machineLearning", "inputEndpoint")]
      : []),
    ...(operations.some(({ compressed }) => compressed)
      ? [runtime("streams/compression", "compressing")]
      : []),
    // Last, as it is of the body that is sent.
    ...(operations.some(({ checksumRequired }) => checksumRequired)
      ? [runtime("streams/contentMd5", "contentMd5")]
      : []),
  ];
  const finder = endpointFinder(context);
  if (finishers.length === 0 && finder.kind === "symbol") return code`${finder}`;
  const finished = finishers.reduce(
    (inner, finisher) => code`${finisher}(${inner})`,
    code`${finder}`,
  );
  return code`resolveEndpoint: ${finished}`;
}
