import type { MemberIr, ServiceIr } from "../ir/ir.js";
import { hasRenamedErrors } from "./entries.js";
import { isExact } from "./exact.js";
import { jsonEvents } from "./eventStreams.js";
import { planRest } from "./http/rest.js";
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
  return planRest(service, {
    documents: {
      codecOf: ({ type }) => codecs.codecOf(type),
      nameOf: jsonName,
      payloadOf: ({ type }) => codecs.codecOf(type),
    },
    structure: (shape, isNested) => planStructure(shape, codecs, isNested, jsonName),
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
    events: jsonEvents(exact),
  });
}

function jsonName({ name, wire }: MemberIr): string {
  return (wire.get("smithy.api#jsonName") as string | undefined) ?? name;
}
