import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { format } from "../../../generator/output/format.js";
import { inTurn } from "../../../generator/output/inTurn.js";
import { temporaryFolder } from "./tree.js";

describe("format", () => {
  it.each([
    ["src/a.ts", "export  const a:number=1\r\n", "export const a: number = 1;\n"],
    [
      "src/a.ts",
      "type A = Array<{b?:string|undefined}>",
      "type A = Array<{ b?: string | undefined }>;\n",
    ],
    ["src/a.ts", "const f = <T>(t: T) => t;", "const f = <T>(t: T) => t;\n"],
    ["tsconfig.json", '{"a":[1,\n2]}', '{ "a": [1, 2] }\n'],
    ["package.json", '{"a":[1,\n2]}', '{\n  "a": [\n    1,\n    2\n  ]\n}\n'],
    ["README.md", "* a\n* b", "- a\n- b\n"],
    ["LICENSE", "as  it is\r\n", "as  it is\r\n"],
  ])("formats %s by its extension", async (path, text, expected) => {
    expect(await format(path, text)).toBe(expected);
  });

  it("breaks lines at 100 columns", async () => {
    const call = (columns: number): string => `f(${"a".repeat(columns - 4)});`;
    expect(await format("a.ts", call(100))).toBe(`${call(100)}\n`);
    expect(await format("a.ts", call(101))).toBe(`f(\n  ${"a".repeat(97)},\n);\n`);
  });

  it("heeds no settings that lie around the file", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, ".prettierrc"), '{"semi": false}');
    writeFileSync(join(folder, ".editorconfig"), "root = true\n[*]\nindent_style = tab\n");
    expect(await format(join(folder, "a.ts"), "if (a) { b }")).toBe("if (a) {\n  b;\n}\n");
  });

  it("rejects what is not what its extension says", async () => {
    await expect(format("a.ts", "const const")).rejects.toThrow();
  });
});

describe("formatting in turn", () => {
  it("begins with a file when the one before is done, whatever came of it", async () => {
    const order: string[] = [];
    const format = inTurn(async (path: string, text: string) => {
      order.push(`${path} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${path} ends`);
      if (text === "wrong") throw new Error(path);
      return `${text}!`;
    });
    const results = await Promise.allSettled([
      format("a", "1"),
      format("b", "wrong"),
      format("c", "3"),
    ]);
    expect(results).toEqual([
      { status: "fulfilled", value: "1!" },
      { status: "rejected", reason: new Error("b") },
      { status: "fulfilled", value: "3!" },
    ]);
    expect(order).toEqual(["a", "b", "c"].flatMap((path) => [`${path} begins`, `${path} ends`]));
  });
});
