import fc from "fast-check";
import * as prettier from "prettier";
import { describe, expect, it } from "vitest";
import { format } from "../../../generator/output/format.js";
import { isDone, layOut, putBack } from "../../../generator/output/layout/layout.js";
import { shorten } from "../../../generator/output/layout/markdown.js";

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
    fc.constantFrom("0", "42", "[]", '["a", undefined]', "new Date(0)", "a.b", "{  }"),
    fc
      .tuple(name, fc.array(tie("value"), { maxLength: 3 }))
      .map(([f, args]) => `${f}(${args.join(", ")})`),
    fc
      .tuple(
        fc.constantFrom(
          "",
          "input",
          'data: X["data"]',
          `data: ${"X".repeat(50)}["data"]`,
          "output: X",
        ),
        name,
        tie("object"),
      )
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
const classMembers = fc
  .array(
    fc.oneof(
      fc
        .tuple(fc.constantFrom("override readonly", "declare readonly"), name, text)
        .map(([how, key, of]) => `${how} ${key} = ${of};\n`),
      fc
        .tuple(doc, name, fc.constantFrom("", "?"), type)
        .map(
          ([comment, key, optional, of]) =>
            `${comment}declare readonly ${key}${optional}: ${of};\n`,
        ),
      fc
        .tuple(name, fc.constantFrom("", "?"), type, names(3), fc.constantFrom("", ', ["a", "b"]'))
        .map(
          ([input, optional, of, args, listed]) =>
            `constructor(${input}${optional}: ${of}) {\nsuper(${args.join(", ")}${listed});\n}\n`,
        ),
    ),
    { maxLength: 3 },
  )
  .map((list) => list.join(""));
const element = fc.oneof(name, text, fc.constant("(string & {})"));
const statement = fc.oneof(
  fc
    .tuple(fc.constantFrom("import", "import type", "export", "export type"), names(5))
    .map(
      ([head, list]) => `${head} { ${list.map((one, i) => one + i).join(", ")} } from "./m.js";`,
    ),
  fc.tuple(name, members).map(([of, list]) => `export interface ${of} {\n${list}}`),
  fc
    .tuple(
      name,
      fc.oneof(
        names(3),
        name.map((base) => [`${base}<"X">`]),
      ),
      members,
    )
    .map(([of, bases, list]) => `export interface ${of} extends ${bases.join(", ")} {\n${list}}`),
  fc
    .tuple(name, name, members, members)
    .map(
      ([of, base, given, list]) =>
        `export interface ${of} extends ${base}<"X", {\n${given}    }> {\n${list}}`,
    ),
  fc
    .tuple(name, fc.array(element, { minLength: 1, maxLength: 5 }))
    .map(([of, list]) => `export type ${of} = ${list.join(" | ")};`),
  fc
    .tuple(name, name, fc.oneof(fc.constant(""), fc.tuple(name, name)), classMembers)
    .map(
      ([of, base, given, list]) =>
        `export class ${of} extends ${base}${given && `<${given.join(", ")}>`} {\n${list}}`,
    ),
  fc.tuple(name, names(5)).map(([of, list]) => `export type ${of} = | ${list.join("\n    | ")};`),
  fc
    .tuple(name, names(3))
    .map(
      ([of, list]) =>
        `export const ${of} = {\n${list.map((key) => `    ${key}: "${key}",\n`).join("")}    } as const;`,
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
    .tuple(
      name,
      name,
      names(3),
      names(3),
      fc.constantFrom("", "?"),
      fc.constantFrom("", " = {}", " = {  }"),
      fc.constantFrom("", ", b: B"),
    )
    .map(
      ([f, input, given, args, optional, by, second]) =>
        `export function ${f}(input${by === "" ? optional : ""}: ${input}${by}${second}): Pages<${given.join(", ")}> {\n    return paged<${given.join(", ")}>(${args.join(", ")});\n}`,
    ),
  fc
    .tuple(name, names(3), value)
    .map(
      ([of, given, inner]) =>
        `export const ${of}: Operation<${given.join(", ")}> = {\n    a: ${inner},\n    };`,
    ),
  fc
    .tuple(name, name, value)
    .map(
      ([of, f, inner]) =>
        `export const ${of}: {\n  new (config?: C): ${of};\n  readonly prototype: ${of};\n} = /* @__PURE__ */ ${f}(C, "C", {\na: ${inner},\n});`,
    ),
  fc
    .tuple(name, name, name)
    .map(
      ([of, first, base]) =>
        `abstract class ${of}<\n  ${first} extends C,\n  D extends E,\n> extends ${base}<${first}, D> {}`,
    ),
  fc.constantFrom(
    "class A extends B {\nconstructor() {\nsuper(1);\n}\n}",
    "const a = `\n$0;\n`;",
    "f( 1 );",
  ),
);
const statements = fc
  .array(fc.tuple(doc, statement, fc.constantFrom("\n", "\n\n", "\n\n\n")), {
    minLength: 1,
    maxLength: 6,
  })
  .map((list) => list.map((part) => part.join("")).join(""));
const moduleText = fc
  .tuple(fc.constantFrom("\n\n", "\n\n\n"), statements)
  .map(([empty, list]) => `// A header.${empty}${list.trimEnd()}\n`);

const words = fc.constantFrom(
  ...'a, (b). c; d\'s "e" `f` `g.h` *i* _j_ [k](l) <m> www.n.o http://p #q 1. ~r \\s & é | ! - + $0 `$0`'.split(
    " ",
  ),
);
const markdown = fc
  .array(
    fc.tuple(
      fc.constantFrom("- `x`: ", "- `y`:  ", "- `$0`", "* ", "- ", "  - `z`: ", "", "# "),
      fc.array(words, { maxLength: 6 }),
      fc.constantFrom(" ", "  "),
      fc.constantFrom("\n", "\n", "\n\n", " \n", "\n\n```\n- `a`: b\n```\n"),
    ),
    { maxLength: 8 },
  )
  .map((lines) => lines.map(([head, text, space, end]) => head + text.join(space) + end).join(""));

describe("what is laid out", () => {
  it("is what Prettier makes of it", async () => {
    await fc.assert(
      fc.asyncProperty(moduleText, async (source) => {
        expect(await format("a.ts", source)).toBe(await byPrettier(source));
      }),
      { numRuns: 300 },
    );
  });

  it("is what Prettier makes of it where items of a list are left out", async () => {
    await fc.assert(
      fc.asyncProperty(markdown, async (source) => {
        const expected = prettier.format(source, { parser: "markdown", printWidth: 100 });
        expect(await format("a.md", source)).toBe(await expected);
      }),
      { numRuns: 300 },
    );
  });

  it("leaves out every item of plain words", () => {
    const { rest, items } = shorten("# A\n\n- `b`: C, `d`.\n- `e`: F\n- `g`: *h*\n- `i`: J\n");
    expect(rest).toBe("# A\n\n- `$0`\n- `g`: *h*\n- `$1`\n");
    expect(items).toEqual(["- `b`: C, `d`.\n- `e`: F", "- `i`: J"]);
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
