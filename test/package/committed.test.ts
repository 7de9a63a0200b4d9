import { readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "generated/kms");

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

it("the README says of each committed package how many operations it has", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const told = [...readme.matchAll(/^\| \[`(.+)`\]\((.+)\/\) +\| .*?(\d+) operations/gm)].map(
    ([, name, out, count]) => ({ name, out, count: Number(count) }),
  );
  const { packages } = JSON.parse(readFileSync(join(root, "tinsmith.config.json"), "utf8")) as {
    readonly packages: readonly { readonly name: string; readonly out: string }[];
  };
  const committed = packages.map(({ name, out }) => {
    const lock = JSON.parse(readFileSync(join(root, out, "tinsmith.lock.json"), "utf8")) as {
      readonly operations: readonly string[];
    };
    return { name, out, count: lock.operations.length };
  });
  expect(told).toEqual(committed);
});
