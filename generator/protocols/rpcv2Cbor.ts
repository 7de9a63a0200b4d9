import type { ServiceIr } from "../ir/ir.js";
import { cborCodec } from "./cborCodecs.js";
import { eventTransport } from "./eventStreams.js";
import { hasBigNumbers } from "./exact.js";
import { jsonCodecs } from "./jsonCodecs.js";
import { runtime, type WirePlan } from "./plan.js";
import { planRpc } from "./rpcv2.js";

/** Smithy's RPC protocol with CBOR: `@timestampFormat` does not count. */
export function planRpcv2Cbor(service: ServiceIr): WirePlan {
  return planRpc(service, {
    codecs: jsonCodecs({ exact: false, timestamps: "epoch-seconds", differing: cborCodec }),
    messages: {
      write: runtime("protocols/rpcv2Cbor", "writeRpcCbor"),
      read: hasBigNumbers(service)
        ? runtime("protocols/rpcv2CborBig", "readRpcCborBig")
        : runtime("protocols/rpcv2Cbor", "readRpcCbor"),
    },
    fake: { kind: "template", module: "testing/rpcv2Cbor", name: "fakeRpcCbor" },
    entries: eventTransport(service, runtime("http/byteTransport", "byteTransport")),
    name: "rpc-v2-cbor",
    events: hasBigNumbers(service)
      ? runtime("streams/eventBigCbor", "bigCborEvents")
      : runtime("streams/eventCbor", "cborEvents"),
  });
}
