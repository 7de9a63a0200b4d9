import type { EventFormat } from "../contract/events.js";

/** Events whose documents are JSON. */
export const jsonEvents: EventFormat = {
  type: "application/json",
  write: (document) => JSON.stringify(document),
  read: (bytes) => JSON.parse(new TextDecoder().decode(bytes)) as unknown,
};
