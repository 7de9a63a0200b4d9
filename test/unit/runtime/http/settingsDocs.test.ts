import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { settings, unsupported } from "../../../../templates/runtime/http/settingsTable.js";

const text = readFileSync(join(import.meta.dirname, "../../../../docs/settings.md"), "utf8");

/** The rows of the table whose first heading is this one. */
function rowsOf(heading: string): readonly (readonly string[])[] {
  const rows = text.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const start = rows.findIndex(([, first]) => first === heading);
  const length = rows.slice(start).findIndex((cells) => cells.length === 1);
  return rows.slice(start + 2, start + length).map((cells) => cells.slice(1, -1));
}

const quoted = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");

describe("docs/settings.md", () => {
  it("has every setting, in the table's words", () => {
    // The one value of it that changes something is not supported.
    const told = settings.filter(({ field }) => field !== "retryMode");
    expect(rowsOf("field").map((cells) => cells.slice(0, 4))).toEqual(
      told.map(({ field, variables, key, allowed, services }) => [
        `\`${field}\``,
        quoted(variables),
        `\`${key}\``,
        [allowed.replace("*", "\\*"), ...(services ? [services.join(", ")] : [])].join("; "),
      ]),
    );
  });

  it("has a source for every default", () => {
    for (const [field, , , , fallback] of rowsOf("field")) {
      expect(fallback, field).toMatch(/\(https:\/\/docs\.aws\.amazon\.com\/sdkref\/[\w./-]+\)/);
    }
  });

  it("has what is not supported", () => {
    expect(
      rowsOf("variable").map(([variable, key, , instead]) => [variable, key, instead]),
    ).toEqual(
      unsupported.map(({ variables, key, instead }) => [quoted(variables), `\`${key}\``, instead]),
    );
  });
});
