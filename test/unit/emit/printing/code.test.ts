import { runInThisContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  code,
  join,
  literal,
  optionalAccess,
  propertyAccess,
  propertyKey,
  type Symbol,
} from "../../../../generator/emit/printing/code.js";

const thing: Symbol = { kind: "symbol", name: "Thing", module: "things" };
const other: Symbol = { kind: "symbol", name: "Other", module: "things" };

/** What an expression stands for. */
const valueOf = (expression: string): unknown => runInThisContext(`(${expression})`);

/** Any text, and those that are special to JavaScript. */
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."\"'`\\\n\r\u2028\u2029\0${}*/\ud800\udc00") }),
  fc.constantFrom("__proto__", "constructor", "class", "a b", "1", "", "ключ", "$a", "_"),
);

describe("code", () => {
  it("keeps symbols apart from the text around them", () => {
    expect(code`a ${thing} b${1}`.parts).toEqual(["a ", thing, " b", "1"]);
  });

  it("takes other code, and lists of anything", () => {
    const inner = code`<${thing}>`;
    expect(code`${inner}${["x", 2, [other, inner]]}`.parts).toEqual([
      ...["<", thing, ">", "x", "2", other],
      ...["<", thing, ">"],
    ]);
  });

  it("is empty where there is nothing", () => {
    expect(code``.parts).toEqual([]);
    expect(code`${[]}`.parts).toEqual([]);
  });
});

describe("join", () => {
  it("has a separator between pieces, and nowhere else", () => {
    expect(join(["a", thing, code`b${other}`], ", ").parts).toEqual([
      ...["a", ", ", thing, ", ", "b", other],
    ]);
    expect(join(["a"], ", ").parts).toEqual(["a"]);
    expect(join([], ", ").parts).toEqual([]);
  });
});

describe("a literal", () => {
  it("is the text, in one token, on one line", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const source = literal(text);
        expect(valueOf(source)).toBe(text);
        expect(source).toMatch(/^"[^\n\r\u2028\u2029]*"$/);
      }),
    );
  });
});

describe("a property", () => {
  it("has the name that it is given, as a key", () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const object = valueOf(`({ ${propertyKey(name)}: 1 })`) as object;
        expect(Reflect.ownKeys(object)).toEqual([name]);
        expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
      }),
    );
  });

  it("is read by the name that it is given", () => {
    fc.assert(
      fc.property(anyText, (name) => {
        const read = (access: string) =>
          valueOf(`(object) => object${access}`) as (of: unknown) => unknown;
        const object = Object.defineProperty({}, name, { value: 1 });
        expect(read(propertyAccess(name))(object)).toBe(1);
        expect(read(optionalAccess(name))(object)).toBe(1);
        expect(read(optionalAccess(name))(undefined)).toBeUndefined();
      }),
    );
  });

  it.each([
    ["name", "name", ".name", "?.name"],
    ["$a_1", "$a_1", ".$a_1", "?.$a_1"],
    ["na-me", '"na-me"', '["na-me"]', '?.["na-me"]'],
    ["1", '"1"', '["1"]', '?.["1"]'],
    ["ключ", '"ключ"', '["ключ"]', '?.["ключ"]'],
  ])("is quoted only where it must be: %s", (name, key, access, optional) => {
    expect([propertyKey(name), propertyAccess(name), optionalAccess(name)]).toEqual([
      ...[key, access, optional],
    ]);
  });
});
