import { describe, expect, it } from "vitest";
import { sha256 } from "../../../generator/output/hash.js";
import { readLock } from "../../../generator/output/lock.js";

const HASH = sha256("");

describe("readLock", () => {
  it("reads the hashes of files", () => {
    const text = JSON.stringify({ generator: "tinsmith 0.1.0", files: { "src/a.ts": HASH } });
    expect(readLock(text, "lock")).toEqual(new Map([["src/a.ts", HASH]]));
  });

  it.each([
    ["<<<<<<< HEAD", "it is not JSON"],
    ["[]", 'at /files an object {"path": "SHA-256"} is expected.'],
    ['{"files": []}', 'at /files an object {"path": "SHA-256"} is expected.'],
    ['{"files": {"a": 1}}', 'at /files the SHA-256 of "a" is expected.'],
    ['{"files": {"a": "x"}}', 'at /files the SHA-256 of "a" is expected.'],
    [`{"files": {"../a": "${HASH}"}}`, '"../a" is no path within a package'],
    [`{"files": {"/a": "${HASH}"}}`, '"/a" is no path within a package'],
  ])("refuses %s", (text, why) => {
    expect(() => readLock(text, "kms/tinsmith.lock.json")).toThrow(
      `kms/tinsmith.lock.json is not a lock file that Tinsmith wrote: ${why}`,
    );
  });
});
