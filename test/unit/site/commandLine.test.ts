import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../generator/cli/root.js";
import { commandLinePage, parseHelp } from "../../../scripts/site/commandLine.js";
import { configPage, type Schema } from "../../../scripts/site/configReference.js";

describe("the page of the command line", () => {
  it("has every command with its arguments, as yargs knows them", async () => {
    const page = await commandLinePage("1.2.3");
    expect(page).toContain("The commands of Tinsmith 1.2.3.");
    expect(page).toContain("| [`tinsmith diff`](#diff) | Print what is different for callers");
    expect(page).toContain("npx tinsmith inspect <model> [options]");
    expect(page).toContain("| `model` | A Smithy JSON AST file. |");
    expect(page).toContain("| `--check` | Write nothing; exit 1 where anything on disk differs. |");
    expect(page).toContain(
      "| `--max-bump` | Write nothing and exit 3 where the changes are larger than that. One of `minor`, `patch`. |",
    );
    expect(page).toContain("| `--jobs` number | ");
    expect(page).toContain("How to print it. One of `text`, `json`, `dot`.");
    expect(page).toContain("GITHUB_TOKEN  sent to GitHub");
    expect(page).not.toContain("--help` |");
  });

  it("is not made of a help that is laid out otherwise", () => {
    expect(() => parseHelp("tinsmith generate\n\nWrite.\n")).toThrow("not laid out as it was");
    expect(() => parseHelp("tinsmith generate\n\nWrite.\n\nOptions:\n--check")).toThrow(
      "No argument is described",
    );
  });
});

describe("the page of the config", () => {
  it("has every property of the schema", () => {
    const text = readFileSync(join(packageRoot, "tinsmith.config.schema.json"), "utf8");
    const schema = JSON.parse(text) as Schema;
    const page = configPage(schema);
    const objects = [schema, ...Object.values(schema.definitions ?? {})];
    const names = objects.flatMap(({ properties = {} }) => Object.keys(properties));
    expect(names).toContain("packages");
    expect(names.filter((name) => !page.includes(`| \`${name}\` | `))).toEqual([]);
  });

  it("tells what is required, allowed and the default, and links what has a name", () => {
    const page = configPage({
      description: "What `x` reads.",
      required: ["one"],
      properties: {
        one: { $ref: "#/definitions/thing", description: "The | first" },
        two: { type: "array", items: { $ref: "#/definitions/thing" }, default: [] },
        three: { enum: ["a", "b"] },
        four: { additionalProperties: { $ref: "#/definitions/thing" } },
        six: {
          items: { then: { $ref: "#/definitions/thing" }, else: { type: "string" } },
          type: "array",
        },
        five: { anyOf: [{ type: "string" }, { $ref: "#/definitions/text" }, { const: 1 }] },
      },
      definitions: {
        thing: { properties: { name: { type: "string" } } },
        text: { type: "string", description: "Some text." },
      },
    });
    expect(page).toContain("What `x` reads.");
    expect(page).toContain("| `one` | [thing](#thing) | **Required.** The \\| first. |");
    expect(page).toContain("| `two` | a list of [thing](#thing) | By default `[]`. |");
    expect(page).toContain('| `three` | `"a"` or `"b"` |');
    expect(page).toContain("| `four` | an object of [thing](#thing) by name |");
    expect(page).toContain("| `six` | a list of [thing](#thing) or string |");
    expect(page).toContain("| `five` | string or `1` |");
    expect(page).toContain("## thing\n\n| property");
    expect(page).not.toContain("## text");
  });
});
