import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder, writeTree } from "../output/tree.js";
import { modelPath, startCollection } from "./collection.js";
import { tinsmith } from "./harness.js";
import { WEATHER } from "./models.js";

const readme = readFileSync(resolve(import.meta.dirname, "../../../README.md"), "utf8");

/** The commands of the README that need models from elsewhere; `.ci/run` runs the others. */
const commands = [...readme.matchAll(/^```sh network\n([^]*?)^```/gm)].flatMap(([, block = ""]) =>
  block
    .split("\n")
    .map((line) => line.replace(/\s*#.*/, ""))
    .filter(Boolean),
);

const modelOf = (sdkId: string): string => {
  const trait = `"aws.api#service":{"sdkId":"${sdkId}"},`;
  return WEATHER.replace('"smithy.api#title"', `${trait}"smithy.api#title"`);
};

describe("the README's commands that need the network", () => {
  it("work, in the order they stand in", async () => {
    const cwd = temporaryFolder();
    const { url } = await startCollection({
      [modelPath("kms")]: modelOf("KMS"),
      [modelPath("secrets-manager")]: modelOf("Secrets Manager"),
    });
    writeTree(cwd, {
      "tinsmith.config.json": JSON.stringify({
        packages: [{ model: "model/kms.json", source: "aws:kms", name: "kms", out: "kms" }],
      }),
    });
    expect(commands.length).toBeGreaterThan(2);
    for (const command of commands) {
      const [, args] = /^npm run tinsmith -- (.*)$/.exec(command) ?? [];
      if (args === undefined) throw new Error(`${command} is no command of Tinsmith.`);
      const environment = { TINSMITH_AWS_MODELS: url };
      const { code, err } = await tinsmith(cwd, args, { environment });
      expect({ command, code, err }).toMatchObject({ code: 0 });
    }
    const pulled = readFileSync(join(cwd, "model/secrets-manager.json"), "utf8");
    expect(pulled).toBe(modelOf("Secrets Manager"));
  });
});
