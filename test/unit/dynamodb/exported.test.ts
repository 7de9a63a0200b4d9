import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { exportedNames } from "../../../generator/versioning/exported.js";
import { readSurface } from "../../../generator/versioning/readSurface.js";
import { generateFrom } from "../../support/generate.js";

const golden = resolve(import.meta.dirname, "../../golden");

it.each([
  ["customization-dynamodb", "documents"],
  ["customization-sqs", "batches"],
])("the lock file of %s remembers all that its %s export", async (feature, subpath) => {
  const { files } = await generateFrom(resolve(golden, feature, "model.json"));
  const names = exportedNames(readSurface(files!.get("tinsmith.lock.json")!)).get(`./${subpath}`);
  const text = readFileSync(resolve(golden, feature, `expected/src/${subpath}.ts`), "utf8");
  const functions = [...text.matchAll(/^export function (\w+)/gm)].map(([, name]) => name!);
  const lists = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = ""]) =>
    [...list.matchAll(/(?:type )?(\w+)/g)].map(([, name]) => name!),
  );
  expect([...names!.keys()].sort()).toEqual([...functions, ...lists].sort());
});
