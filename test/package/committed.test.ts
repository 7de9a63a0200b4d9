import { readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { expect, it } from "vitest";

const folder = resolve(import.meta.dirname, "../../generated/kms");

it("the committed package has the sources that its lock lists, and no others", () => {
  const lock = JSON.parse(readFileSync(join(folder, "tinsmith.lock.json"), "utf8")) as {
    readonly files: Readonly<Record<string, string>>;
  };
  const sources = readdirSync(join(folder, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
  expect(sources.sort()).toEqual(
    Object.keys(lock.files)
      .filter((path) => path.startsWith("src/"))
      .sort(),
  );
});
