import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { generateText } from "../../support/generate.js";

const root = resolve(import.meta.dirname, "../../..");
const kms = readFileSync(join(root, "model/kms.json"), "utf8");

/** The same JSON with the keys of every object in another order. */
function shuffled(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, random));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]): [number, [string, unknown]] => [random(), [key, shuffled(item, random)]])
      .sort(([a], [b]) => a - b)
      .map(([, entry]) => entry),
  );
}

it("generates the same bytes whatever the order of the model's keys", async () => {
  const expected = await generateText(kms);
  await fc.assert(
    fc.asyncProperty(
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      async (stream) => {
        const random = () => stream.next().value as number;
        const text = JSON.stringify(shuffled(JSON.parse(kms), random));
        expect((await generateText(text)).files).toEqual(expected.files);
      },
    ),
    { numRuns: 3 },
  );
});

it("says which version of the generator it was, as it is told", async () => {
  const { files } = await generateText(kms, {
    generatorVersion: "12.3.4",
    operations: ["Encrypt"],
  });
  expect(JSON.parse(files?.get("tinsmith.lock.json") ?? "")).toMatchObject({
    generator: "tinsmith 12.3.4",
  });
});

it("generates the same bytes under another locale, time zone and folder", () => {
  const hashes = [
    { LANG: "C", TZ: "UTC" },
    { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati" },
  ].map((environment) => {
    const out = mkdtempSync(join(tmpdir(), "tinsmith-bytes-"));
    try {
      const args = ["dist/tinsmith.js", "generate", "--quiet", "--model", "model/kms.json"];
      execFileSync(process.execPath, [...args, "--name", "kms", "--out", join(out, "p")], {
        cwd: root,
        env: { ...process.env, ...environment },
      });
      return hashTree(join(out, "p"));
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
  expect(hashes[1]).toBe(hashes[0]);
});

function hashTree(folder: string): string {
  const hash = createHash("sha256");
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    hash.update(`${path}\0`);
    if (/\.\w+$/.test(path) || path === "LICENSE") hash.update(readFileSync(join(folder, path)));
  }
  return hash.digest("hex");
}
