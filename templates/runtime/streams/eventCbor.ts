import type { EventFormat } from "../contract/events.js";
import { decodeCbor, encodeCbor } from "../serde/cbor.js";

/** Events whose documents are CBOR. */
export const cborEvents: EventFormat = {
  type: "application/cbor",
  write: encodeCbor,
  read: decodeCbor,
};
