import type { MemberIr, ServiceIr } from "../ir/ir.js";
import { errorTables, hasRenamedErrors, operationEntries } from "./entries.js";
import { isExact } from "./exact.js";
import { jsonEvents, planEvents } from "./eventStreams.js";
import { httpEntries } from "./http/entries.js";
import type { DocumentCodecs } from "./http/bindings.js";
import { headCodec, planMessages } from "./http/messages.js";
import { streamEntries, transportEntry } from "./http/streams.js";
import { jsonCodecs } from "./jsonCodecs.js";
import { planStructure } from "./structures.js";
import { runtime, type WirePlan } from "./plan.js";
import { around, within } from "./wrappers.js";

/**
 * AWS restJson1 (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html): members are bound
 * to parts of HTTP messages; the others are in a JSON object, by their `@jsonName`.
 */
export function planRestJson(service: ServiceIr): WirePlan {
  const exact = isExact(service);
  const codecs = jsonCodecs({ exact, timestamps: "epoch-seconds" });
  const inputs = new Set(service.operations.map(({ input }) => input));
  const documents: DocumentCodecs = {
    codecOf: ({ type }) => codecs.codecOf(type),
    nameOf: jsonName,
    payloadOf: ({ type }) => codecs.codecOf(type),
  };
  const { shapes, messages } = planMessages(service, documents);
  const plan: WirePlan = {
    service: [transportEntry(service)],
    messages: {
      write: around(runtime("protocols/restJson", "writeRestJson"), [
        [exact, within("runtime/protocols/exactJson", "exactWrite")],
      ]),
      read: around(runtime("protocols/restJson", "readRestJson"), [
        [exact, within("runtime/protocols/exactJson", "exactRead")],
        [hasRenamedErrors(service), within("runtime/protocols/renamed", "renamed")],
      ]),
    },
    fake: around({ kind: "template", module: "testing/restJson", name: "fakeRestJson" }, [
      [exact, within("testing/exactJson", "exactFake")],
    ]),
    structures: new Map([
      ...[...service.structures.values()].map(
        (shape) =>
          [
            shape.shape,
            shapes.get(shape.shape) ??
              planStructure(shape, codecs, !inputs.has(shape.shape), jsonName),
          ] as const,
      ),
      ...[...service.errors.keys()].map((id) => [id, shapes.get(id)!] as const),
    ]),
    whole: messages,
    hasTargets: true,
    presigning: {},
    unit: { codec: headCodec, members: [] },
    operations: new Map(
      service.operations.map((operation) => [
        operation.shape,
        [
          ...operationEntries(operation),
          ...httpEntries(operation),
          ...streamEntries(service, operation),
        ],
      ]),
    ),
    errors: errorTables(service),
  };
  return planEvents(plan, service, {
    ...documents,
    format: jsonEvents(exact),
    error: runtime("protocols/http/eventError", "eventError"),
    isRpc: false,
  });
}

function jsonName({ name, wire }: MemberIr): string {
  return (wire.get("smithy.api#jsonName") as string | undefined) ?? name;
}
