import zlib from "node:zlib";
import { EventStreamCodec, Int64 } from "@smithy/core/event-streams";
import type { MessageHeaders } from "@smithy/types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  encodeFrame,
  frameDecoder,
  type EventFrame,
  type TypedHeader,
} from "../../../../templates/runtime/streams/eventFrames.js";
import { cutAt, frames } from "../../../support/eventArbitrary.js";
import "../../../support/seed.js";

const utf8 = (text: string) => new TextEncoder().encode(text);
const official = new EventStreamCodec(
  (bytes) => new TextDecoder().decode(bytes as Uint8Array),
  utf8,
);

/** A header as the official codec has it. */
function officialHeader([type, value]: TypedHeader): MessageHeaders[string] {
  switch (type) {
    case "blob":
      return { type: "binary", value: value as Uint8Array };
    case "long": {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setBigInt64(0, BigInt(value as number | bigint));
      return { type: "long", value: new Int64(bytes) };
    }
    default:
      return { type: type === "true" ? "boolean" : type, value } as MessageHeaders[string];
  }
}

/** The messages in parts of bytes. */
function decoded(...parts: readonly Uint8Array[]): EventFrame[] {
  const decoder = frameDecoder();
  const found: EventFrame[] = [];
  for (const part of parts) {
    decoder.push(part);
    for (let frame; (frame = decoder.next());) found.push(frame);
  }
  decoder.end();
  return found;
}

describe("messages of event streams", () => {
  it("are written as by AWS SDK v3", () => {
    fc.assert(
      fc.property(frames, ({ headers, payload }) => {
        const written = encodeFrame(headers, payload);
        const expected = official.encode({
          headers: Object.fromEntries(
            headers.map(([name, header]) => [name, officialHeader(header)]),
          ),
          body: payload,
        });
        expect(Buffer.from(written).toString("hex")).toBe(Buffer.from(expected).toString("hex"));
      }),
    );
  });

  it("are read as they were written, in parts of any size", () => {
    fc.assert(
      fc.property(fc.array(frames), fc.array(fc.nat(400)), (all, cuts) => {
        const bytes = Buffer.concat(
          all.map(({ headers, payload }) => encodeFrame(headers, payload)),
        );
        expect(decoded(...cutAt(bytes, cuts))).toEqual(
          all.map(({ headers, payload }) => ({
            headers: new Map(headers.map(([name, [, value]]) => [name, value])),
            payload,
          })),
        );
      }),
    );
  });

  it("are read where an array is a part of a buffer", () => {
    const written = encodeFrame([[":date", ["timestamp", new Date(5)]]], utf8("hello"));
    const [frame] = decoded(Buffer.concat([utf8("abc"), written]).subarray(3));
    expect(frame).toEqual({
      headers: new Map([[":date", new Date(5)]]),
      payload: utf8("hello"),
    });
  });

  it.each([
    ["the largest payload", [], 2 ** 24],
    ["the largest value", [["a", ["blob", new Uint8Array(65_535)]]], 0],
    ["the longest name", [["a".repeat(255), ["boolean", true]]], 0],
  ] as [string, [string, TypedHeader][], number][])("have %s", (_, headers, size) => {
    const [frame] = decoded(encodeFrame(headers, new Uint8Array(size)));
    expect(frame?.payload.length).toBe(size);
    expect([...(frame?.headers ?? [])]).toEqual(headers.map(([name, [, value]]) => [name, value]));
  });

  it.each([
    ["a larger payload", [], 2 ** 24 + 1],
    ["a larger value", [["a", ["blob", new Uint8Array(65_536)]]], 0],
    ["a longer text", [["a", ["string", "é".repeat(32_768)]]], 0],
    ["a longer name", [["a".repeat(256), ["boolean", true]]], 0],
    ["larger headers", ["a", "b", "c"].map((name) => [name, ["blob", new Uint8Array(65_535)]]), 0],
  ] as [string, [string, TypedHeader][], number][])("cannot have %s", (_, headers, size) => {
    expect(() => encodeFrame(headers, new Uint8Array(size))).toThrow(
      expect.objectContaining({ name: "InputError" }),
    );
  });

  it("are refused where a bit is another", () => {
    const written = encodeFrame([["name", ["string", "value"]]], utf8("payload"));
    fc.assert(
      fc.property(fc.nat(written.length * 8 - 1), (bit) => {
        const wrong = Uint8Array.from(written);
        wrong[bit >> 3]! ^= 1 << (bit & 7);
        expect(() => decoded(wrong)).toThrow(expect.objectContaining({ name: "ResponseError" }));
      }),
    );
  });

  it("are given before what is none", () => {
    const good = encodeFrame([], utf8("good"));
    const decoder = frameDecoder();
    decoder.push(Buffer.concat([good, Buffer.alloc(12)]));
    expect(decoder.next()?.payload).toEqual(utf8("good"));
    expect(() => decoder.next()).toThrow(/got a wrong checksum/);
  });

  it("are refused where they are cut", () => {
    const written = encodeFrame([["name", ["string", "value"]]], utf8("payload"));
    for (let length = 1; length < written.length; length++) {
      expect(() => decoded(written.subarray(0, length))).toThrow(/broke off/);
    }
  });

  it.each([
    ["a payload of more than 16 MiB", 16 + 2 ** 24 + 1, 0],
    ["headers of more than 128 KiB", 16 + 2 ** 20, 2 ** 17 + 1],
    ["headers longer than all", 20, 5],
    ["nothing", 0, 0],
  ])("are refused as soon as they declare %s", (_, size, headers) => {
    const prelude = Buffer.alloc(12);
    prelude.writeUInt32BE(size, 0);
    prelude.writeUInt32BE(headers, 4);
    prelude.writeUInt32BE(checksum(prelude.subarray(0, 8)), 8);
    expect(() => decoded(prelude)).toThrow(/got a wrong length/);
  });

  it.each([
    ["a type that is none", [1, 97, 10]],
    ["a name that ends after them", [9, 97]],
    ["a value that ends after them", [1, 97, 7, 0, 2, 97]],
    ["a number that ends after them", [1, 97, 5, 0, 0]],
    ["a name without a type", [1, 97]],
    ["text that is no UTF-8", [1, 97, 7, 0, 1, 255]],
  ])("are refused with headers of %s", (_, headers) => {
    // The official codec writes no such headers, but any payload.
    const frame = Buffer.from(encodeFrame([], Uint8Array.from(headers)));
    frame.writeUInt32BE(headers.length, 4);
    frame.writeUInt32BE(checksum(frame.subarray(0, 8)), 8);
    frame.writeUInt32BE(checksum(frame.subarray(0, -4)), frame.length - 4);
    expect(() => decoded(frame)).toThrow(/got headers that are none/);
  });

  it("take time by their length, however small the parts are", () => {
    const copied = (size: number) => {
      const bytes = encodeFrame([], new Uint8Array(size));
      const decoder = frameDecoder();
      let most = 0;
      const set = Uint8Array.prototype.set;
      Uint8Array.prototype.set = function (array, offset) {
        most += array.length;
        set.call(this, array, offset);
      };
      try {
        for (const byte of bytes) {
          decoder.push(Uint8Array.of(byte));
          decoder.next();
        }
      } finally {
        Uint8Array.prototype.set = set;
      }
      return most / size;
    };
    expect(copied(10_000)).toBeLessThan(4);
    expect(copied(100_000)).toBeLessThan(4);
  });
});

/** By another implementation. */
function checksum(bytes: Uint8Array): number {
  return zlib.crc32(bytes);
}
