import { fromHex } from "#platform";
import { callError } from "../contract/errors.js";
import { joined } from "../http/bytes.js";
import { crc32 } from "./crc32.js";

// Messages of `application/vnd.amazon.eventstream` (https://smithy.io/2.0/aws/amazon-eventstream.html):
// the lengths of all and of the headers, their checksum; headers; payload; the checksum of all.

/** What a message says beside its payload. A long is a bigint where a number would be another. */
export type EventHeader = boolean | number | bigint | string | Uint8Array | Date;

/** A message. */
export interface EventFrame {
  readonly headers: ReadonlyMap<string, EventHeader>;
  readonly payload: Uint8Array;
}

/** The bounds of a message's parts, in bytes. */
const maxHeaders = 2 ** 17;
const maxPayload = 2 ** 24;

/** What is no such message, or not all of one, ends with this. */
export const badFrame = (what: string): Error =>
  callError("ResponseError", `Expected an event, got ${what}`);

/** Takes bytes as they arrive, in parts of any size, and gives the messages in them. */
export interface FrameDecoder {
  push(bytes: Uint8Array): void;
  /** The next that is complete; what cannot become one is refused at once. @throws ResponseError */
  next(): EventFrame | undefined;
  /** Says that there is no more. @throws TransportError in the middle of a message */
  end(): void;
}

export function frameDecoder(): FrameDecoder {
  let buffer = new Uint8Array();
  let start = 0;
  let end = 0;
  return {
    push(bytes) {
      if (start) {
        buffer.copyWithin(0, start, end);
        end -= start;
        start = 0;
      }
      if (end + bytes.length > buffer.length) {
        // Twice as long, so that many small parts are not copied again and again.
        const grown = new Uint8Array(Math.max(2 * buffer.length, end + bytes.length));
        grown.set(buffer.subarray(0, end));
        buffer = grown;
      }
      buffer.set(bytes, end);
      end += bytes.length;
    },
    next() {
      const size = frameSize(buffer.subarray(start, end));
      if (!size || start + size > end) return undefined;
      return decodeFrame(buffer.subarray(start, (start += size)));
    },
    end() {
      if (start < end)
        throw callError("TransportError", "The events broke off in the middle of one");
    },
  };
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

/** The length of the message that bytes begin with; 0 where there are too few to tell. */
function frameSize(bytes: Uint8Array): number {
  if (bytes.length < 12) return 0;
  const view = viewOf(bytes);
  const size = view.getUint32(0);
  const headers = view.getUint32(4);
  if (view.getUint32(8) !== crc32(bytes.subarray(0, 8))) throw badFrame("a wrong checksum");
  const payload = size - headers - 16;
  if (headers > maxHeaders || payload < 0 || payload > maxPayload) throw badFrame("a wrong length");
  return size;
}

/** Reads a whole message, whose lengths are right. @throws ResponseError */
function decodeFrame(bytes: Uint8Array): EventFrame {
  const view = viewOf(bytes);
  const end = bytes.length - 4;
  if (view.getUint32(end) !== crc32(bytes.subarray(0, end))) throw badFrame("a wrong checksum");
  const body = 12 + view.getUint32(4);
  // A copy, as what comes next takes its place.
  return { headers: decodeHeaders(bytes.slice(12, body)), payload: bytes.slice(body, end) };
}

/** Reads headers: a name, a number that tells the type, and a value, each. @throws ResponseError */
export function decodeHeaders(bytes: Uint8Array): Map<string, EventHeader> {
  const view = viewOf(bytes);
  const headers = new Map<string, EventHeader>();
  let at = 0;
  const take = (length: number) => bytes.subarray(at, (at += length));
  const text = (length: number) => new TextDecoder("utf-8", { fatal: true }).decode(take(length));
  const long = () => view.getBigInt64((at += 8) - 8);
  const readers: readonly (() => EventHeader)[] = [
    () => true,
    () => false,
    () => view.getInt8(at++),
    () => view.getInt16((at += 2) - 2),
    () => view.getInt32((at += 4) - 4),
    () => {
      const value = long();
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    },
    () => take(view.getUint16((at += 2) - 2)),
    () => text(view.getUint16((at += 2) - 2)),
    () => new Date(Number(long())),
    () =>
      Array.from(take(16), (byte) => byte.toString(16).padStart(2, "0"))
        .join("")
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
  ];
  try {
    while (at < bytes.length) {
      const name = text(view.getUint8(at++));
      headers.set(name, readers[view.getUint8(at++)]!());
    }
  } catch {
    at = Infinity;
  }
  // Of a value that is longer than all of them, there is only a part.
  if (at !== bytes.length) throw badFrame("headers that are none");
  return headers;
}

/** The types of headers, by the numbers that tell them; a boolean is one of the first two. */
const types = [
  "true",
  "boolean",
  "byte",
  "short",
  "integer",
  "long",
  "blob",
  "string",
  "timestamp",
  "uuid",
] as const;

/** A header to write: its type, and a value of that. */
export type TypedHeader = readonly [type: (typeof types)[number], value: EventHeader];

/** Writes a message. @throws InputError where a part is too long */
export function encodeFrame(
  headers: readonly (readonly [name: string, header: TypedHeader])[],
  payload: Uint8Array,
): Uint8Array {
  const head = encodeHeaders(headers);
  if (head.length > maxHeaders || payload.length > maxPayload) throw tooLong();
  const bytes = new Uint8Array(16 + head.length + payload.length);
  const view = viewOf(bytes);
  view.setUint32(0, bytes.length);
  view.setUint32(4, head.length);
  view.setUint32(8, crc32(bytes.subarray(0, 8)));
  bytes.set(head, 12);
  bytes.set(payload, 12 + head.length);
  view.setUint32(bytes.length - 4, crc32(bytes.subarray(0, -4)));
  return bytes;
}

const tooLong = () => callError("InputError", "Expected an event of at most 16 MiB");

/** Writes headers. @throws InputError where a name or a value is too long */
export function encodeHeaders(
  headers: readonly (readonly [name: string, header: TypedHeader])[],
): Uint8Array {
  return joined(
    headers.flatMap(([name, [type, value]]) => {
      const label = new TextEncoder().encode(name);
      // Of 255 bytes at most.
      if (label.length > 255) throw tooLong();
      const kind = type === "boolean" && value ? 0 : types.indexOf(type);
      return [Uint8Array.of(label.length), label, Uint8Array.of(kind), encodeValue(type, value)];
    }),
  );
}

function encodeValue(type: TypedHeader[0], value: EventHeader): Uint8Array {
  const sized = (size: number, write: (view: DataView) => void) => {
    const bytes = new Uint8Array(size);
    write(viewOf(bytes));
    return bytes;
  };
  switch (type) {
    case "byte":
      return Uint8Array.of(value as number);
    case "short":
      return sized(2, (view) => view.setInt16(0, value as number));
    case "integer":
      return sized(4, (view) => view.setInt32(0, value as number));
    case "long":
    case "timestamp":
      return sized(8, (view) =>
        view.setBigInt64(0, BigInt(type === "long" ? (value as bigint) : +(value as Date))),
      );
    case "blob":
    case "string": {
      const bytes =
        type === "blob" ? (value as Uint8Array) : new TextEncoder().encode(value as string);
      if (bytes.length > 65_535) throw tooLong();
      return joined([sized(2, (view) => view.setUint16(0, bytes.length)), bytes]);
    }
    case "uuid":
      return fromHex((value as string).replace(/-/g, ""));
    default:
      return new Uint8Array();
  }
}
