import type { ServiceIr } from "../ir/ir.js";
import { errorTables, hasRenamedErrors, operationTables } from "./entries.js";
import { planEvents } from "./eventStreams.js";
import { structureCodec, type JsonCodecs } from "./jsonCodecs.js";
import { runtime, type Codec, type Entry, type Expression, type WirePlan } from "./plan.js";
import { planStructures } from "./structures.js";
import { around, within } from "./wrappers.js";

/** What one of Smithy's RPC protocols has of its own. */
export interface RpcFormat {
  readonly codecs: JsonCodecs;
  readonly messages: Codec;
  readonly fake: Expression;
  /** What the runtime is told of the service, beside what it is told whatever the protocol is. */
  readonly entries: readonly Entry[];
  /** Its name, as requests and responses have it. */
  readonly name: string;
  /** The form of documents in events. */
  readonly events: Expression;
}

/**
 * Smithy's RPC protocols (https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html): every
 * structure is a map under its members' own names, and what has no input has no body.
 */
export function planRpc(
  service: ServiceIr,
  { codecs, messages, fake, entries, name, events }: RpcFormat,
): WirePlan {
  const { queryCompatible } = service;
  const nothing = structureCodec([]);
  const plan: WirePlan = {
    service: [...entries],
    messages: {
      write: around(messages.write, [
        [queryCompatible, within("runtime/protocols/queryCompatible", "queryMode")],
      ]),
      read: around(messages.read, [
        // Before the codes of AWS query take the place of those that tell names.
        [hasRenamedErrors(service), within("runtime/protocols/renamed", "renamed")],
        [queryCompatible, within("runtime/protocols/queryCompatible", "queryErrors")],
      ]),
    },
    fake: around(fake, [[queryCompatible, within("testing/queryCompatible", "queryFake")]]),
    structures: planStructures(service, codecs),
    unit: {
      codec: { read: nothing.read, write: runtime("serde/noBody", "writeNothing") },
      members: [],
    },
    operations: operationTables(service),
    errors: errorTables(service),
  };
  return planEvents(plan, service, {
    codecOf: ({ type }) => codecs.codecOf(type),
    payloadOf: ({ type }) => codecs.codecOf(type),
    format: events,
    said: name,
    error: runtime("protocols/failed", "serviceError"),
    isRpc: true,
    accepts: true,
  });
}
