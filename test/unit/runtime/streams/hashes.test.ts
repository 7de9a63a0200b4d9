import { createHash } from "node:crypto";
import * as zlib from "node:zlib";
import { AwsCrc32 } from "@aws-crypto/crc32";
import { AwsCrc32c } from "@aws-crypto/crc32c";
import { Crc64Nvme } from "@aws-sdk/crc64-nvme";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { crc32, crc32c, crc64Nvme } from "../../../../templates/runtime/streams/crc.js";
import type { Hash } from "../../../../templates/runtime/streams/hash.js";
import { sha1, sha256 } from "../../../../templates/runtime/streams/sha.js";

type Library = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;

interface LibraryHash {
  update(bytes: Uint8Array): void;
  digest(): Promise<Uint8Array>;
}

function by(make: new () => LibraryHash): Library {
  return (bytes) => {
    const hash = new make();
    hash.update(bytes);
    return hash.digest();
  };
}

const node =
  (name: string): Library =>
  (bytes) =>
    createHash(name).update(bytes).digest();

const check = new TextEncoder().encode("123456789");
const long = new Uint8Array(1_000_000).fill(0x61);

/** Their names, what makes them, vectors of their standards, and a library. */
const hashes: readonly (readonly [
  name: string,
  make: () => Hash,
  vectors: readonly (readonly [Uint8Array, string])[],
  library: Library,
])[] = [
  ["CRC-32", crc32, [[check, "cbf43926"]], by(AwsCrc32)],
  [
    "CRC-32C",
    crc32c,
    [
      [check, "e3069283"],
      // RFC 3720, section B.4.
      [new Uint8Array(32), "8a9136aa"],
      [new Uint8Array(32).fill(0xff), "62a8ab43"],
      [Uint8Array.from({ length: 32 }, (_, i) => i), "46dd794e"],
      [Uint8Array.from({ length: 32 }, (_, i) => 31 - i), "113fdb5c"],
    ],
    by(AwsCrc32c),
  ],
  [
    "CRC-64/NVME",
    crc64Nvme,
    [
      [check, "ae8b14860a799888"],
      // NVM Express NVM Command Set Specification, section 5.2.1.3.5.
      [new Uint8Array(4096), "6482d367eb22b64e"],
      [new Uint8Array(4096).fill(0xff), "c0ddba7302eca3ac"],
      [Uint8Array.from({ length: 4096 }, (_, i) => i), "3e729f5f6750449c"],
      [Uint8Array.from({ length: 4096 }, (_, i) => 255 - i), "9a2df64b8e9e517e"],
    ],
    by(Crc64Nvme),
  ],
  [
    "SHA-1",
    sha1,
    [
      [new Uint8Array(), "da39a3ee5e6b4b0d3255bfef95601890afd80709"],
      [new TextEncoder().encode("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d"],
      [long, "34aa973cd4c4daa4f61eeb2bdbad27316534016f"],
    ],
    node("sha1"),
  ],
  [
    "SHA-256",
    sha256,
    [
      [
        new TextEncoder().encode("abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      ],
      [long, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
    ],
    node("sha256"),
  ],
];

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

function hashOf(make: () => Hash, chunks: readonly Uint8Array[]): string {
  const hash = make();
  for (const chunk of chunks) hash.update(chunk);
  return hex(hash.digest());
}

/** Bytes cut at some of its places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length];
  ends.sort((a, b) => a - b);
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}

describe.each([
  ["Node's own where it has them", undefined],
  ["JavaScript", { env: {} }],
])("hashes: %s", (_, process) => {
  /** As a runtime without Node's modules has them. */
  const inRuntime = <T>(run: () => T): T => {
    if (!process) return run();
    vi.stubGlobal("process", process);
    try {
      return run();
    } finally {
      vi.unstubAllGlobals();
    }
  };

  it.each(hashes)("%s is that of its standard", (_name, make, vectors) => {
    for (const [bytes, expected] of vectors) {
      expect(inRuntime(() => hashOf(make, [bytes]))).toBe(expected);
    }
  });

  it.each(hashes)("%s fills its last block at every length", async (_name, make, _v, library) => {
    const bytes = Uint8Array.from({ length: 200 }, (_, i) => i * 7);
    for (let length = 0; length <= bytes.length; length++) {
      const part = bytes.subarray(1, 1 + length);
      expect(inRuntime(() => hashOf(make, [part]))).toBe(hex(await library(part)));
    }
  });

  it.each(hashes)("%s is that of a library, however bytes come", async (_n, make, _v, library) => {
    const bytes = fc.uint8Array({ maxLength: 700 });
    await fc.assert(
      fc.asyncProperty(bytes, fc.array(fc.nat(), { maxLength: 9 }), async (data, places) => {
        expect(inRuntime(() => hashOf(make, cut(data, places)))).toBe(hex(await library(data)));
      }),
    );
  });
});

describe("CRC-32", () => {
  it("is Node's where it has the function", () => {
    const seen = vi.fn(zlib.crc32);
    const getBuiltinModule = (name: string) => (name === "node:zlib" ? { crc32: seen } : undefined);
    vi.stubGlobal("process", { getBuiltinModule });
    expect(hashOf(crc32, [check])).toBe("cbf43926");
    expect(seen).toHaveBeenCalledTimes(1);
  });

  it("is made in JavaScript on a Node without it", () => {
    vi.stubGlobal("process", { getBuiltinModule: () => ({}) });
    expect(hashOf(crc32, [check])).toBe("cbf43926");
  });
});
