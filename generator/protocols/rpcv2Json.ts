import type { ServiceIr, TypeIr } from "../ir/ir.js";
import { eventTransport, jsonEvents } from "./eventStreams.js";
import { hasBigLongs } from "./exact.js";
import { jsonCodecs } from "./jsonCodecs.js";
import { runtime, type Codec, type WirePlan } from "./plan.js";
import { planRpc } from "./rpcv2.js";
import { around, within } from "./wrappers.js";

/**
 * Smithy's RPC protocol with JSON: `@timestampFormat` and `@jsonName` do not count, and numbers of any
 * size are strings.
 */
export function planRpcv2Json(service: ServiceIr): WirePlan {
  // Of longs alone: what other numbers do not hold is no number here.
  const exact = hasBigLongs(service);
  const plain = jsonCodecs({ exact, timestamps: "epoch-seconds" });
  const timestamp = plain.codecOf({ kind: "timestamp", format: undefined });
  const differing = ({ kind }: TypeIr) => (kind === "timestamp" ? timestamp : bigNumbers.get(kind));
  return planRpc(service, {
    codecs: jsonCodecs({ exact, timestamps: "epoch-seconds", differing }),
    messages: {
      write: around(runtime("protocols/rpcv2Json", "writeRpcJson"), [
        [exact, within("runtime/protocols/exactJson", "exactWrite")],
      ]),
      read: around(runtime("protocols/rpcv2Json", "readRpcJson"), [
        [exact, within("runtime/protocols/exactJson", "exactRead")],
      ]),
    },
    fake: around({ kind: "template", module: "testing/rpcv2Json", name: "fakeRpcJson" }, [
      [exact, within("testing/exactJson", "exactFake")],
    ]),
    entries: eventTransport(service),
    name: "rpc-v2-json",
    events: jsonEvents(exact),
  });
}

const decimal = runtime("serde/textNumbers", "asDecimalText");

const bigNumbers: ReadonlyMap<TypeIr["kind"], Codec> = new Map([
  [
    "bigInteger",
    {
      read: runtime("serde/textNumbers", "readIntegerText"),
      write: runtime("serde/textNumbers", "writeIntegerText"),
    },
  ],
  ["bigDecimal", { read: decimal, write: decimal }],
]);
