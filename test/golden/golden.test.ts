import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateFrom, optionsOf } from "../support/generate.js";

const folder = import.meta.dirname;
const features = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** What a feature shows in: not what every package has alike. */
const shown = /^src\/(operations|shapes)\/|^src\/(enums|errors)\.ts$/;
/** What shows the features of endpoint rules. */
const shownOfEndpoints = /^src\/operations\/|^src\/(client|endpoint)\.ts$/;
/** What shows the features that a service's requests and errors have in common, and helpers. */
const shownOfClients = /^src\/operations\/|^src\/(client|batches|documents)\.ts$/;
/** The same of how they are authenticated. */
const shownOfAuth = /^src\/operations\/|^src\/(client|runtime\/auth\/auth)\.ts$/;
/** What shows what is made of operations beside themselves. */
const shownBeside = /^src\/(presign|transfer)\.ts$/;
const clientFeatures = /^(query-|request-|auth-|rpcv2-|customization)/;

function patternOf(feature: string): RegExp {
  if (/^auth-|^event-|-express$/.test(feature)) return shownOfAuth;
  if (/-transfer$/.test(feature)) return shownBeside;
  if (clientFeatures.test(feature)) return shownOfClients;
  return /^(endpoint|client-context)-/.test(feature) ? shownOfEndpoints : shown;
}

function textsBelow(root: string, path = ""): [string, string][] {
  if (!existsSync(root)) return [];
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    const child = path === "" ? entry.name : `${path}/${entry.name}`;
    return entry.isDirectory()
      ? textsBelow(root, child)
      : [[child, readFileSync(join(root, child), "utf8")] as [string, string]];
  });
}

describe.each(features)("%s", (feature) => {
  it("generates what is expected", async () => {
    const { files, diagnostics } = await generateFrom(
      join(folder, feature, "model.json"),
      optionsOf(join(folder, feature)),
    );
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const pattern = patternOf(feature);
    const actual = new Map([...(files ?? [])].filter(([path]) => pattern.test(path)));
    const expected = join(folder, feature, "expected");
    if (process.env.UPDATE_GOLDEN) {
      rmSync(expected, { recursive: true, force: true });
      for (const [path, text] of actual) {
        mkdirSync(dirname(join(expected, path)), { recursive: true });
        writeFileSync(join(expected, path), text);
      }
    }
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(textsBelow(expected)));
  });
});
