import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../../generator/versioning/rules.js";

const file = join(import.meta.dirname, "../../../docs/versioning.md");

describe("the documentation of versions", () => {
  it("lists every rule, with its bumps and what it finds, as they are", () => {
    const rows = [
      ...readFileSync(file, "utf8").matchAll(/^\| `([\w-]+)` *\| (.*?) *\| (.*?) *\|$/gm),
    ];
    expect(rows.map(([, rule, bumps, finds]) => [rule, bumps, finds])).toEqual(
      Object.entries(rules).map(([rule, [bumps, finds]]) => [rule, bumps, finds]),
    );
  });
});
