import type { ServiceIr } from "../ir/ir.js";
import { errorTables, hasRenamedErrors, operationTables } from "./entries.js";
import { eventTransport, jsonEvents, planEvents } from "./eventStreams.js";
import { isExact } from "./exact.js";
import { jsonCodecs, structureCodec } from "./jsonCodecs.js";
import { json, runtime, type WirePlan } from "./plan.js";
import { planStructures } from "./structures.js";
import { around, within } from "./wrappers.js";

/**
 * AWS JSON 1.0 and 1.1 (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html): every
 * structure is a JSON object under its members' own names (`@jsonName` does not count), blobs are
 * base64, timestamps seconds unless `@timestampFormat` says otherwise.
 */
export function planAwsJson(service: ServiceIr, version: "1.0" | "1.1"): WirePlan {
  const exact = isExact(service);
  const codecs = jsonCodecs({ exact, timestamps: "epoch-seconds" });
  const { queryCompatible } = service;
  const plan: WirePlan = {
    service: [
      { name: "contentType", value: json(`application/x-amz-json-${version}`) },
      ...eventTransport(service),
    ],
    messages: {
      write: around(runtime("protocols/awsJson", "writeAwsJson"), [
        [exact, within("runtime/protocols/exactJson", "exactWrite")],
        [queryCompatible, within("runtime/protocols/queryCompatible", "queryMode")],
      ]),
      read: around(runtime("protocols/jsonText", "readJsonText"), [
        [exact, within("runtime/protocols/exactJson", "exactRead")],
        // Before the codes of AWS query take the place of those that tell names.
        [hasRenamedErrors(service), within("runtime/protocols/renamed", "renamed")],
        [queryCompatible, within("runtime/protocols/queryCompatible", "queryErrors")],
      ]),
    },
    fake: around({ kind: "template", module: "testing/awsJson", name: "fakeProtocol" }, [
      [exact, within("testing/exactJson", "exactFake")],
      [queryCompatible, within("testing/queryCompatible", "queryFake")],
    ]),
    structures: planStructures(service, codecs),
    unit: { codec: structureCodec([]), members: [] },
    operations: operationTables(service),
    errors: errorTables(service),
  };
  return planEvents(plan, service, {
    codecOf: ({ type }) => codecs.codecOf(type),
    payloadOf: ({ type }) => codecs.codecOf(type),
    format: jsonEvents(exact),
    error: runtime("protocols/failed", "serviceError"),
    isRpc: true,
  });
}
