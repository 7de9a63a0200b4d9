import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { generateOutput } from "../../../generator/cli/generator.js";
import { temporaryFolder, writeTree } from "../output/tree.js";
import { modelPath, startCollection } from "./collection.js";
import { tinsmith } from "./harness.js";

const root = resolve(import.meta.dirname, "../../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The commands of the README that need models from elsewhere; `.ci/run` runs the others. */
const commands = [...readme.matchAll(/^```sh network\n([^]*?)^```/gm)].flatMap(([, block = ""]) =>
  block
    .split("\n")
    .map((line) => line.replace(/\s*#.*/, ""))
    .filter(Boolean),
);

describe("the README's commands that need the network", () => {
  it("work, in the order they stand in", async () => {
    const cwd = temporaryFolder();
    const { url } = await startCollection({
      [modelPath("kms")]: readFileSync(join(root, "model/kms.json"), "utf8"),
    });
    writeTree(cwd, { "package.json": "{}", "src/": "" });
    expect(commands.length).toBeGreaterThan(2);
    for (const command of commands) {
      const [, args] = /^npx tinsmith (.*)$/.exec(command) ?? [];
      if (args === undefined) throw new Error(`${command} is no command of Tinsmith.`);
      const environment = { TINSMITH_AWS_MODELS: url };
      const { code, err } = await tinsmith(cwd, args, { environment, generateOutput });
      expect({ command, code, err }).toMatchObject({ code: 0 });
      if (args.startsWith("add")) {
        expect(existsSync(join(cwd, "src/aws/kms/operations/reEncrypt.ts"))).toBe(true);
      }
    }
    expect(existsSync(join(cwd, "src/aws"))).toBe(false);
  });
});
