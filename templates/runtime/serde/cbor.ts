import { joined } from "../http/bytes.js";

// CBOR (RFC 8949), as far as Smithy's RPC protocol has it
// (https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html).

/** What is written with a tag, which says what the value stands for. */
export class Tagged {
  readonly tag: number;
  readonly value: unknown;
  constructor(tag: number, value: unknown) {
    this.tag = tag;
    this.value = value;
  }
}

/** Reads a value that has a tag. */
export type ReadTag = (tag: number | bigint, value: unknown) => unknown;

function malformed(): never {
  throw Error("Malformed CBOR");
}

/** An integer as a number, if one holds it. */
export function integerOf(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/**
 * The value that bytes stand for. Maps are objects, byte strings are `Uint8Array`s of their own,
 * integers that a number may not hold are bigints, and `undefined` is `null`. Of keys that are there
 * twice the last counts, as in JSON.
 *
 * @param readTag - by default, a value is the same with a tag as without
 * @throws Error where the bytes are no CBOR, or where values nest too deep
 */
export function decodeCbor(bytes: Uint8Array, readTag: ReadTag = (_, value) => value): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  // A byte order mark is a character like others.
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let at = 0;
  const value = item();
  return at < bytes.length ? malformed() : value;

  function item(): unknown {
    const head = bytes[at++]!;
    const kind = head >> 5;
    const info = head & 31;
    const isOpen = info > 30 && kind > 1 && kind < 6;
    let argument: number | bigint = info;
    if (info > 23 && !isOpen) {
      // Three heads mean nothing.
      const end = info < 28 ? at + (1 << (info - 24)) : malformed();
      for (argument = 0; at < end; at++) argument = argument * 256 + bytes[at]!;
    }
    if (at > bytes.length) malformed();
    if (kind > 6) {
      if (info === 20 || info === 21) return info > 20;
      if (info === 22 || info === 23) return null;
      if (info === 25) return half(argument);
      if (info === 26) return view.getFloat32(at - 4);
      return info === 27 ? view.getFloat64(at - 8) : malformed();
    }
    if (info === 27) argument = integerOf(view.getBigUint64(at - 8));
    if (kind < 1) return argument;
    if (kind < 2) return argument < 2 ** 53 - 1 ? -1 - Number(argument) : ~BigInt(argument);
    if (kind > 5) return readTag(argument, item());
    // What is told may be more than there is: only what is read takes memory.
    let left = Number(argument);
    const more = () => (isOpen ? bytes[at] !== 0xff || !++at : left-- > 0);
    if (kind > 4) {
      const members: [string, unknown][] = [];
      while (more()) {
        const key = item();
        members.push([typeof key === "string" ? key : malformed(), item()]);
      }
      return Object.fromEntries(members);
    }
    if (kind > 3) {
      const items = [];
      while (more()) items.push(item());
      return items;
    }
    if (isOpen) {
      // Of chunks, each with its length.
      const chunks = [];
      while (more()) chunks.push((bytes[at]! ^ (kind << 5)) < 28 ? item() : malformed());
      return kind > 2 ? chunks.join("") : joined(chunks as Uint8Array[]);
    }
    const content = bytes.subarray(at, (at += left));
    if (at > bytes.length) malformed();
    if (kind < 3) return new Uint8Array(content);
    // Short texts, such as names, in a part of the time that the decoder takes.
    let text = "";
    for (const byte of content) {
      if (byte > 127 || left > 32) return utf8.decode(content);
      text += String.fromCharCode(byte);
    }
    return text;
  }
}

/** A floating-point number of 16 bits (IEEE 754, binary16). */
function half(bits: number): number {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent > 30) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? 2 ** exponent * (1024 + fraction) : 2 * fraction) * 2 ** -25;
}

/**
 * The bytes of a value: of what `decodeCbor` gives, or of `Tagged`. Whole numbers take as few as they
 * can; other numbers four where these hold them, else eight.
 *
 * @throws Error where values nest too deep, or an integer has more than 64 bits
 */
export function encodeCbor(value: unknown): ReturnType<typeof Uint8Array.of> {
  const utf8 = new TextEncoder();
  let bytes = new Uint8Array(512);
  let view = new DataView(bytes.buffer);
  let at = 0;
  write(value);
  return bytes.subarray(0, at);

  function write(value: unknown): void {
    if (typeof value === "string") writeText(value);
    else if (typeof value === "bigint" || (Number.isSafeInteger(value) && !Object.is(value, -0))) {
      const integer = value as number | bigint;
      if (integer >= 0) writeHead(0, integer);
      else writeHead(1, typeof integer === "number" ? -1 - integer : ~integer);
    } else if (typeof value === "number") {
      const isSingle = Object.is(Math.fround(value), value);
      room(9);
      bytes[at++] = isSingle ? 0xfa : 0xfb;
      if (isSingle) view.setFloat32(at, value);
      else view.setFloat64(at, value);
      at += isSingle ? 4 : 8;
    } else if (typeof value === "boolean") writeHead(7, value ? 21 : 20);
    else if (value == null) writeHead(7, 22);
    else if (ArrayBuffer.isView(value)) writeBytes(2, value as Uint8Array);
    else if (value instanceof Tagged) {
      writeHead(6, value.tag);
      write(value.value);
    } else if (Array.isArray(value)) {
      writeHead(4, value.length);
      for (const item of value) write(item);
    } else {
      const members = Object.entries(value);
      writeHead(5, members.length);
      for (const [name, member] of members) {
        write(name);
        write(member);
      }
    }
  }

  function writeHead(kind: number, argument: number | bigint): void {
    const info =
      argument < 24
        ? Number(argument)
        : argument < 256
          ? 24
          : argument < 65536
            ? 25
            : argument < 2 ** 32
              ? 26
              : argument < 2 ** 64
                ? 27
                : malformed();
    const size = info < 24 ? 0 : 1 << (info - 24);
    room(9);
    bytes[at++] = (kind << 5) | info;
    if (size > 4) view.setBigUint64(at, BigInt(argument));
    // What is after it is yet to be written.
    else view.setUint32(at, Number(argument) << (32 - 8 * size));
    at += size;
  }

  function writeBytes(kind: number, content: Uint8Array): void {
    writeHead(kind, content.length);
    room(content.length);
    bytes.set(content, at);
    at += content.length;
  }

  function writeText(text: string): void {
    const start = at;
    writeHead(3, text.length);
    room(text.length);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      // Others than short texts, such as names, the encoder writes faster.
      if (code > 127 || text.length > 32) {
        at = start;
        return writeBytes(3, utf8.encode(text));
      }
      bytes[at++] = code;
    }
  }

  function room(length: number): void {
    if (at + length <= bytes.length) return;
    const larger = new Uint8Array((at + length) * 2);
    larger.set(bytes);
    bytes = larger;
    view = new DataView(bytes.buffer);
  }
}
