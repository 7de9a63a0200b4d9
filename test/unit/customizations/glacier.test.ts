import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { treeHash } from "../../../templates/runtime/services/glacier.js";
import { goldenClient } from "../../support/goldenClient.js";

const client = await goldenClient("customization-glacier");
const endpoint = { endpoint: "https://example.com" };
const hash = (...parts: (string | Uint8Array)[]) =>
  parts.reduce((sum, part) => sum.update(part), createHash("sha256")).digest();

describe("a request to Glacier", () => {
  it.each([[{}], [{ accountId: "" }], [{ accountId: "-" }]])(
    "is for the caller's account, where %j names none",
    async (account) => {
      const { sent } = await client("deleteVault", { ...account, vaultName: "v" }, endpoint);
      expect(sent[0]?.url).toBe("https://example.com/-/vaults/v");
      expect(sent[0]?.init.headers).toMatchObject({ "x-amz-glacier-version": "2026-01-01" });
      expect(sent[0]?.init.headers).not.toHaveProperty("x-amz-sha256-tree-hash");
    },
  );

  it("has the hashes of what it uploads, which are signed", async () => {
    const body = new TextEncoder().encode("hello world");
    const { sent } = await client("uploadArchive", { vaultName: "v", body }, endpoint);
    const expected = hash(body).toString("hex");
    const headers = sent[0]!.init.headers;
    expect(headers).toMatchObject({
      "x-amz-content-sha256": expected,
      "x-amz-sha256-tree-hash": expected,
      authorization: expect.stringMatching(
        /SignedHeaders=[^,]*x-amz-content-sha256;[^,]*x-amz-sha256-tree-hash/,
      ) as string,
    });
  });

  it("has the hash that the caller gives", async () => {
    const body = new Uint8Array([1]);
    const input = { vaultName: "v", body, checksum: "abc" };
    const { sent } = await client("uploadArchive", input, endpoint);
    expect(sent[0]?.init.headers["x-amz-sha256-tree-hash"]).toBe("abc");
  });

  it("has none of a body that is empty, or not there", async () => {
    for (const body of [undefined, new Uint8Array()]) {
      const { sent } = await client("uploadArchive", { vaultName: "v", body }, endpoint);
      expect(sent[0]?.init.headers).not.toHaveProperty("x-amz-sha256-tree-hash");
    }
  });
});

describe("the hash of a hash tree", () => {
  const mebibyte = (byte: number) => new Uint8Array(1024 * 1024).fill(byte);

  it("is the hash of what is no longer than a leaf", () => {
    expect(treeHash(mebibyte(1))).toBe(hash(mebibyte(1)).toString("hex"));
    expect(treeHash(new Uint8Array())).toBe(hash("").toString("hex"));
  });

  it("is that of two hashes for two leaves, the last of which may be short", () => {
    const bytes = new Uint8Array([...mebibyte(1), 2]);
    const expected = hash(hash(mebibyte(1)), hash(new Uint8Array([2])));
    expect(treeHash(bytes)).toBe(expected.toString("hex"));
  });

  it("takes one without a sibling up as it is", () => {
    const leaves = [1, 2, 3, 4, 5].map(mebibyte);
    const [a, b, c, d, e] = leaves.map((leaf) => hash(leaf)) as [
      Buffer,
      Buffer,
      Buffer,
      Buffer,
      Buffer,
    ];
    expect(treeHash(Buffer.concat(leaves))).toBe(
      hash(hash(hash(a, b), hash(c, d)), e).toString("hex"),
    );
  });
});
