import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, it } from "vitest";
import { readFolder } from "../../../generator/cli/templates.js";
import { credentialServices } from "../../support/credentialServices.js";

const folder = resolve(import.meta.dirname, "../../../templates/credentials/services");

it("the chain's clients are what Tinsmith generates; UPDATE_GOLDEN=1 writes them", async () => {
  const expected = await credentialServices();
  if (process.env.UPDATE_GOLDEN) {
    rmSync(folder, { recursive: true, force: true });
    for (const [path, text] of expected) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  expect(Object.fromEntries(readFolder(folder))).toEqual(Object.fromEntries(expected));
});
