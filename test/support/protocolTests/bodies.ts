import { decode } from "cbor-x";
import { XMLParser } from "fast-xml-parser";
import { decodeCbor } from "../../../templates/runtime/serde/cbor.js";

// Bodies in tests are texts; those of CBOR are its base64.

const isCbor = (mediaType: string | undefined): boolean => mediaType === "application/cbor";

/** The body that a test has, as a message has it. */
export function bodyOf({
  body = "",
  bodyMediaType,
}: {
  readonly body?: string;
  readonly bodyMediaType?: string;
}): string | Uint8Array<ArrayBuffer> {
  return isCbor(bodyMediaType) ? Uint8Array.from(Buffer.from(body, "base64")) : body;
}

/** What of a body counts, by its media type; of others, every byte. */
export function meaningOf(body: string | Uint8Array, mediaType: string | undefined): unknown {
  if (isCbor(mediaType)) return body.length ? (decode(body as Uint8Array) as unknown) : body;
  const text = typeof body === "string" ? body : new TextDecoder().decode(body);
  return text && (readers.get(mediaType ?? "")?.(text) ?? text);
}

const readers: ReadonlyMap<string, (text: string) => unknown> = new Map([
  ["application/json", (text: string) => JSON.parse(text) as unknown],
  ["application/xml", (text: string) => sorted(parser.parse(text))],
  ["application/x-www-form-urlencoded", (text: string) => text.split("&").sort()],
]);

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  parseTagValue: false,
  trimValues: false,
});

/** What XML says, without the white space between elements, and the order of those of other names. */
function sorted(nodes: unknown): unknown {
  if (!Array.isArray(nodes)) return nodes;
  const hasElements = nodes.some((node: object) => !("#text" in node));
  return nodes
    .filter((node: object) => !hasElements || !("#text" in node))
    .map((node: object) =>
      Object.fromEntries(
        Object.entries(node)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, value]) => [name, name === ":@" ? value : sorted(value)]),
      ),
    )
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** What elements are sorted by: their names, and entries of maps, which are in no order, by the rest. */
function keyOf(node: object): string {
  const name = nameOf(node);
  const content = (node as Readonly<Record<string, unknown>>)[name];
  const isEntry = Array.isArray(content) && content.length === 2;
  return isEntry ? name + JSON.stringify(content) : name;
}

const nameOf = (node: object): string => Object.keys(node).find((name) => name !== ":@") ?? "";

/** A body as a text with all digits of its numbers. */
export function digitsIn(test: Parameters<typeof bodyOf>[0]): string {
  if (!isCbor(test.bodyMediaType)) return test.body ?? "";
  const body = bodyOf(test) as Uint8Array;
  // Not by `cbor-x`, which knows no texts in chunks.
  return body.length === 0
    ? ""
    : JSON.stringify(decodeCbor(body), (_, value: unknown) =>
        typeof value === "bigint" ? String(value) : value,
      );
}
