import type { EventFormat } from "../contract/events.js";
import { encodeCbor } from "../serde/cbor.js";
import { decodeBigCbor } from "../serde/cborBigNumbers.js";

/** Events whose documents are CBOR, with numbers of any size. */
export const bigCborEvents: EventFormat = {
  type: "application/cbor",
  write: encodeCbor,
  read: decodeBigCbor,
};
