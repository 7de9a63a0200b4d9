import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as node from "../../../templates/runtime/http/platform.node.js";
import * as web from "../../../templates/runtime/http/platform.web.js";

const expectedHash = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");
const expectedHmac = (key: string | Uint8Array, data: string) =>
  createHmac("sha256", key).update(data).digest("hex");

// Half of all code units of `binary` strings are surrogates without a partner, sooner or later.
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.integer({ min: 0xd700, max: 0xe100 })).map((units) => String.fromCharCode(...units)),
);
const data = fc.oneof(text, fc.uint8Array({ maxLength: 300 }));

describe.each([
  ["node", node],
  ["web", web],
])("hashes of platform.%s", (_name, { sha256, hmac, fromHex }) => {
  it("are those of FIPS 180-4's examples", () => {
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).toBe(
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    );
    expect(sha256(new Uint8Array(1_000_000).fill(0x61))).toBe(
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    );
  });

  it("are those of RFC 4231's test cases", () => {
    expect(hmac("Jefe", "what do ya want for nothing?")).toBe(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
    expect(
      hmac(
        new Uint8Array(131).fill(0xaa),
        "Test Using Larger Than Block-Size Key - Hash Key First",
      ),
    ).toBe("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  });

  it("fill the last block at every length", () => {
    for (let length = 0; length <= 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => i * 7);
      expect(sha256(bytes)).toBe(expectedHash(bytes));
      expect(hmac(bytes, "x".repeat(length))).toBe(expectedHmac(bytes, "x".repeat(length)));
    }
  });

  it("take a view for what it shows of its buffer", () => {
    const bytes = new Uint8Array(new Uint8Array([1, 2, 3, 4, 5]).buffer, 1, 3);
    expect(sha256(bytes)).toBe(expectedHash(Uint8Array.of(2, 3, 4)));
    expect(bytes).toEqual(Uint8Array.of(2, 3, 4));
  });

  it("are those of node:crypto for any text and bytes", () => {
    fc.assert(
      fc.property(data, text, (key, message) => {
        expect(sha256(key)).toBe(expectedHash(key));
        expect(hmac(key, message)).toBe(expectedHmac(key, message));
      }),
    );
  });

  it("count a lone surrogate as U+FFFD", () => {
    expect(sha256("a\ud800b\udc00")).toBe(expectedHash("a\ufffdb\ufffd"));
  });

  it("become bytes", () => {
    expect([...fromHex("00ff1a")]).toEqual([0, 255, 26]);
  });
});

describe("platform.node where the runtime has no one-shot hash", async () => {
  const { vi } = await import("vitest");
  vi.resetModules();
  vi.doMock("node:crypto", async () => ({
    ...(await vi.importActual<object>("node:crypto")),
    hash: undefined,
  }));
  const { sha256 } = await import("../../../templates/runtime/http/platform.node.js");
  vi.doUnmock("node:crypto");

  it("hashes in steps", () => {
    expect(sha256("abc")).toBe(expectedHash("abc"));
    expect(sha256("\ud800")).toBe(expectedHash("\ufffd"));
  });
});
