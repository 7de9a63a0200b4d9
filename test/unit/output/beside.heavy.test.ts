import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { expect, it } from "vitest";
import { packageOf, PACKAGES } from "./packages.js";
import { readTree, temporaryFolder } from "./tree.js";

it("lets each have its turn, and leaves a package whole, where several processes write at once", async () => {
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
  const run = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, folder, "20"], { stdio: "pipe" });
      const errors: Buffer[] = [];
      child.stderr.on("data", (data: Buffer) => errors.push(data));
      child.on("error", reject);
      child.on("close", (code) =>
        resolve(`${code ?? "killed"} ${Buffer.concat(errors).toString()}`),
      );
    });
  expect(await Promise.all([run(), run(), run()])).toEqual(["0 ", "0 ", "0 "]);
  expect(readTree(folder)).toEqual(Object.fromEntries(packageOf(PACKAGES.at(-1) ?? new Map())));
});
