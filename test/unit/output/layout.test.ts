import fc from "fast-check";
import * as prettier from "prettier";
import { describe, expect, it } from "vitest";
import { format } from "../../../generator/output/format.js";
import { isDone, layOut, putBack } from "../../../generator/output/layout/layout.js";

const byPrettier = (text: string): Promise<string> =>
  prettier.format(text, { parser: "babel-ts", filepath: "a.ts", printWidth: 100 });

// Names whose lengths bring every line to both sides of the last column.
const name = fc
  .tuple(fc.constantFrom("A", "b", "$c", "_d"), fc.integer({ min: 1, max: 48 }))
  .map(([first, length]) => first + "x".repeat(length));
const names = (most: number) => fc.array(name, { minLength: 1, maxLength: most });
const text = fc.constantFrom('""', '"text"', '"a-b c"', `"${"l".repeat(60)}"`);

const value: fc.Arbitrary<string> = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    name,
    text,
    fc.constantFrom("0", "42", "[]", "new Date(0)", "a.b", "{  }"),
    fc
      .tuple(name, fc.array(tie("value"), { maxLength: 3 }))
      .map(([f, args]) => `${f}(${args.join(", ")})`),
    fc
      .tuple(fc.constantFrom("", "input", 'data: X["data"]', "output: X"), name, tie("object"))
      .map(([given, f, object]) => `(${given}) => ${f}(input, ${object})`),
    tie("object").map((object) => `() => (${object})`),
    tie("object"),
  ),
  object: fc
    .tuple(
      fc.array(fc.tuple(fc.oneof(name, fc.constantFrom('"a-b"', '"x y"')), tie("value")), {
        maxLength: 4,
      }),
      fc.boolean(),
    )
    .map(([members, isOpen]) => {
      const list = members.map(([key, inner]) => `${key}: ${inner}`);
      return isOpen && list.length > 0
        ? `{\n${list.join(list.length % 2 ? ",\n\n" : ",\n")},\n    }`
        : `{ ${list.join(", ")} }`;
    }),
})).value;

const doc = fc.constantFrom(
  "",
  "/** Of it. */\n",
  "/**\n * Of it, `*` and more.\n *\n * $0;\n */\n",
);
const type = fc.oneof(
  name,
  name.map((one) => `${one}[] | undefined`),
  fc.tuple(name, names(3)).map(([of, given]) => `${of}<${given.join(", ")}> | undefined`),
  fc.constantFrom('"a" | "b c"', "Record<string, string>", "(A | B)[]", "{ a: b }"),
);
const members = fc
  .array(fc.tuple(doc, fc.constantFrom("", "readonly "), name, fc.constantFrom("", "?"), type), {
    maxLength: 4,
  })
  .map((list) =>
    list
      .map(([comment, readonly, key, optional, of], i) => {
        const lines = `${comment}${readonly}${key}${i}${optional}: ${of};`.split("\n");
        return lines.map((line) => `    ${line}\n`).join("");
      })
      .join(""),
  );
const statement = fc.oneof(
  fc
    .tuple(fc.constantFrom("import", "import type", "export", "export type"), names(5))
    .map(
      ([head, list]) => `${head} { ${list.map((one, i) => one + i).join(", ")} } from "./m.js";`,
    ),
  fc.tuple(name, members).map(([of, list]) => `export interface ${of} {\n${list}}`),
  fc.tuple(name, name).map(([of, base]) => `export interface ${of} extends ${base}<"X"> {\n}`),
  fc.tuple(name, names(5)).map(([of, list]) => `export type ${of} = | ${list.join("\n    | ")};`),
  fc
    .tuple(name, names(3))
    .map(
      ([of, list]) =>
        `export const ${of} = {\n${list.map((key) => `    ${key}: "V",\n`).join("")}    } as const;`,
    ),
  fc
    .tuple(name, name, type, value)
    .map(
      ([f, of, result, inner]) =>
        `export function ${f}(value: ${of}): ${result} {\n    return ${inner};\n}`,
    ),
  fc
    .tuple(name, name, name, name, name)
    .map(
      ([f, client, input, output, error]) =>
        `export function ${f}(client: ${client}, input: ${input} = {  }, options?: CallOptions): Promise<Result<${output}, ${error}>> {\n    return client.call(${f}Operation, input, options);\n}`,
    ),
  fc
    .tuple(name, names(3), value)
    .map(
      ([of, given, inner]) =>
        `export const ${of}: Operation<${given.join(", ")}> = {\n    a: ${inner},\n    };`,
    ),
  fc.constantFrom(
    "class A extends B {\nconstructor() {\nsuper(1);\n}\n}",
    "const a = `\n$0;\n`;",
    "f( 1 );",
  ),
);
const moduleText = fc
  .array(fc.tuple(doc, statement, fc.constantFrom("\n", "\n\n", "\n\n\n")), {
    minLength: 1,
    maxLength: 6,
  })
  .map((list) => `// A header.\n\n${list.map((part) => part.join("")).join("")}`.trimEnd() + "\n");

describe("what is laid out", () => {
  it("is what Prettier makes of it", async () => {
    await fc.assert(
      fc.asyncProperty(moduleText, async (source) => {
        expect(await format("a.ts", source)).toBe(await byPrettier(source));
      }),
      { numRuns: 300 },
    );
  });

  it("is all of a module of known forms, and none of another", () => {
    const known =
      '// A header.\n\nimport { a } from "./a.js";\n\nexport interface A {\n    a: b;\n}\n';
    expect(isDone(layOut(known))).toBe(true);
    expect(layOut("f( 1 );\n")).toEqual({ rest: "f( 1 );\n", done: [] });
    expect(isDone(layOut(`${known}\nf(1);\n`))).toBe(false);
  });

  it("is not put back where a line of the module looks like what stands for it", () => {
    const laidOut = layOut("export type A = | B;\n");
    expect(putBack("$0;\n", laidOut)).toBe("export type A = B;\n");
    expect(putBack("`\n$0;\n`;\n$0;\n", laidOut)).toBeUndefined();
    expect(putBack("$1;\n", laidOut)).toBeUndefined();
    expect(putBack("", laidOut)).toBeUndefined();
  });
});
