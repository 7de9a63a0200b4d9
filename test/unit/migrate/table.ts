import { describe, expect, it } from "vitest";
import { migrate } from "../../../generator/migrate/migrate.js";
import { clients } from "./clients.js";

/** A program before and after, or of which something is left. */
export interface Case {
  readonly name: string;
  readonly before: string;
  /** Absent where nothing of it changes. */
  readonly after?: string;
  /** What is told of it, as `LINE kind: the beginning of the message`. */
  readonly told?: readonly string[];
  readonly file?: string;
}

/** Programs are indented as the table is. */
function plain(text: string): string {
  const lines = text
    .replace(/^\n/, "")
    .replace(/\n[ ]*$/, "\n")
    .split("\n");
  const indent = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join("\n");
}

/** Migrates all programs of a table at once, as files that have nothing to do with each other. */
export function testTable(title: string, cases: readonly Case[]): void {
  const paths = cases.map(({ file = "program.ts" }, index) => `/app/${index}/${file}`);
  const files = new Map(cases.map(({ before }, index) => [paths[index] ?? "", plain(before)]));
  const result = migrate({ files, clients });
  describe(title, () => {
    it("has clients for all of it", () => expect([...result.missing]).toEqual([]));
    for (const [index, { name, before, after, told = [] }] of cases.entries()) {
      it(name, () => {
        const path = paths[index] ?? "";
        const remarks = result.remarks.filter(({ file }) => file === path);
        const lines = remarks.map(({ line, kind, message }) => `${line} ${kind}: ${message}`);
        expect(result.files.get(path) ?? plain(before)).toBe(plain(after ?? before));
        expect(lines).toHaveLength(told.length);
        for (const [at, line] of lines.entries()) expect(line).toContain(told[at]);
      });
    }
    it("is done once", () => {
      const again = new Map(
        [...files].map(([path, text]) => [path, result.files.get(path) ?? text]),
      );
      expect([...migrate({ files: again, clients }).files]).toEqual([]);
    });
  });
}
