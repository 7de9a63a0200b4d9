import type { EventFormat } from "../contract/events.js";
import { parse, stringify } from "../serde/digits.js";

/** Events whose documents are JSON, with numbers that a JavaScript number may not hold. */
export const exactJsonEvents: EventFormat = {
  type: "application/json",
  write: stringify,
  read: (bytes) => parse(new TextDecoder().decode(bytes)),
};
