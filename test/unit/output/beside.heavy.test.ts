import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { expect, it } from "vitest";
import { packageOf, PACKAGES } from "./packages.js";
import { readTree, temporaryFolder } from "./tree.js";

const TIMES = 100;

it("leaves one package whole where several processes write at once", async () => {
  const program = join(temporaryFolder(), "writer.mjs");
  buildSync({
    entryPoints: [join(import.meta.dirname, "writer.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  const folder = join(temporaryFolder(), "kms");
  const run = (): Promise<{ written: number; refused: number }> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, folder, String(TIMES)]);
      const output: Buffer[] = [];
      child.stdout.on("data", (data: Buffer) => output.push(data));
      child.stderr.on("data", (data: Buffer) => output.push(data));
      child.on("close", (code) => {
        const text = Buffer.concat(output).toString();
        if (code === 0) resolve(JSON.parse(text) as { written: number; refused: number });
        else reject(new Error(text));
      });
    });
  const outcomes = await Promise.all([run(), run(), run()]);
  const packages = PACKAGES.map((files) => Object.fromEntries(packageOf(files)));
  expect(packages).toContainEqual(readTree(folder));
  // Each had its turn.
  for (const { written, refused } of outcomes) {
    expect(written).toBeGreaterThan(0);
    expect(written + refused).toBeLessThanOrEqual(TIMES * PACKAGES.length);
  }
});
