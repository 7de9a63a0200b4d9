import type { EventFormat } from "../contract/events.js";
import { parseXml, toXml } from "../serde/xml.js";

/** Events whose documents are XML: objects with the one element that is the root. */
export const xmlEvents: EventFormat = {
  type: "application/xml",
  write(document) {
    const [[root, content] = [""]] = Object.entries(document as object);
    return toXml(root, content);
  },
  read(bytes) {
    const [, content] = parseXml(new TextDecoder().decode(bytes));
    return typeof content === "string" && !content.trim() ? undefined : content;
  },
};
