import { describe, expect, it } from "vitest";
import { code, type Code, type Symbol } from "../../../../generator/emit/printing/code.js";
import { besideOthers, specifierOf } from "../../../../generator/emit/placement.js";
import { scopeOf, symbolsUsedBy } from "../../../../generator/emit/printing/imports.js";
import type { Declaration, Module } from "../../../../generator/emit/printing/module.js";
import { globalType, globalValue } from "../../../../generator/emit/runtime.js";

const value = (name: string, module: string): Symbol => ({ kind: "symbol", name, module });
const type = (name: string, module: string): Symbol => ({ ...value(name, module), typeOnly: true });

const constant = (name: string, of: Code, doc?: Code): Declaration => ({
  ...{ kind: "const", name, exported: true, value: of, doc },
});
const moduleOf = (...declarations: Declaration[]): Module => ({
  ...{ path: "operations/get", source: "ns#Get", declarations },
});

/** How a module imports and prints its only constant, `x`. */
function scoped(of: Code, ...others: Declaration[]) {
  const { imports, text } = scopeOf(moduleOf(constant("x", of), ...others));
  return { imports, text: text(of) };
}

describe("the names of a module", () => {
  it("are its own where it declares them", () => {
    expect(scoped(code`f(${value("y", "operations/get")})`)).toEqual({ imports: [], text: "f(y)" });
  });

  it("are imported from where they lie, each once, in order", () => {
    const used = code`${value("b", "shapes/B")} ${value("c", "a")} ${value("a", "a")} ${value("b", "shapes/B")}`;
    expect(scoped(used)).toEqual({
      imports: [
        {
          specifier: "../a.js",
          names: [
            { name: "a", typeOnly: false },
            { name: "c", typeOnly: false },
          ],
        },
        { specifier: "../shapes/B.js", names: [{ name: "b", typeOnly: false }] },
      ],
      text: "b c a b",
    });
  });

  it("are imported as types where nothing uses them as values", () => {
    const { imports } = scoped(code`${type("T", "a")} ${type("V", "a")} ${value("V", "a")}`);
    expect(imports[0]?.names).toEqual([
      { name: "T", typeOnly: true },
      { name: "V", typeOnly: false },
    ]);
  });

  it("give way to those that the module declares, and to each other", () => {
    const used = code`${value("x", "a")} ${value("x", "b")} ${value("y", "a")}`;
    expect(scoped(used)).toEqual({
      imports: [
        {
          specifier: "../a.js",
          names: [
            { name: "x", alias: "x_2", typeOnly: false },
            { name: "y", typeOnly: false },
          ],
        },
        { specifier: "../b.js", names: [{ name: "x", alias: "x_3", typeOnly: false }] },
      ],
      text: "x_2 x_3 y",
    });
  });

  it("give way to code where only documentation has them", () => {
    const used = code`${value("T", "b")}`;
    const linked = constant("documented", code`1`, code`See {@link ${type("T", "a")}}.`);
    const { imports, text } = scopeOf(moduleOf(linked, constant("x", used)));
    expect(text(used)).toBe("T");
    expect(imports.map(({ names }) => names[0])).toEqual([
      { name: "T", alias: "T_2", typeOnly: true },
      { name: "T", typeOnly: false },
    ]);
  });

  it("of the language need no import, and are found behind others", () => {
    expect(scoped(code`${globalType("Date")}`)).toEqual({ imports: [], text: "Date" });
    const taken = code`${globalValue("x")} ${globalType("Date")} ${type("Date", "shapes/Date")}`;
    expect(scoped(taken).text).toBe("globalThis.x globalThis.Date Date");
  });

  it("of a library come from it", () => {
    const used: Symbol = { ...value("env", "#platform"), external: true };
    expect(scoped(code`${used}`).imports).toEqual([
      { specifier: "#platform", names: [{ name: "env", typeOnly: false }] },
    ]);
  });

  it("are found in every part of a declaration", () => {
    const at = (name: string) => code`${value(name, name)}`;
    const declarations: Declaration[] = [
      {
        ...{ kind: "interface", name: "I", extends: [at("base")], doc: at("interfaceDoc") },
        properties: [{ name: "p", type: at("property"), optional: false, doc: at("propertyDoc") }],
      },
      { kind: "typeAlias", name: "A", type: at("alias") },
      {
        ...{
          kind: "function",
          name: "f",
          exported: true,
          returnType: at("result"),
          body: at("body"),
        },
        parameters: [{ name: "p", type: at("parameter"), initializer: at("initializer") }],
      },
      { kind: "const", name: "c", exported: true, type: at("type"), value: at("value") },
      { kind: "statement", names: ["S"], code: at("statement") },
    ];
    const { imports } = scopeOf(moduleOf(...declarations));
    expect(imports.flatMap(({ names }) => names.map(({ name }) => name))).toEqual(
      (
        "alias base body initializer interfaceDoc parameter property propertyDoc result statement " +
        "type value"
      ).split(" "),
    );
  });

  it("of statements are taken", () => {
    const statement: Declaration = { kind: "statement", names: ["S"], code: code`class S {}` };
    expect(scoped(code`${value("S", "a")}`, statement).text).toBe("S_2");
  });

  it("that are only exported again take none", () => {
    const again: Declaration = { kind: "reExport", module: "a", symbols: [value("y", "a")] };
    const { imports, text } = scoped(code`${value("y", "b")}`, again);
    expect(text).toBe("y");
    expect(imports.map(({ specifier }) => specifier)).toEqual(["../b.js"]);
  });
});

it("a module uses what it imports, links to and exports again", () => {
  const symbols = symbolsUsedBy(
    moduleOf(constant("x", code`${value("a", "a")}`, code`${type("D", "d")}`), {
      ...{ kind: "reExport", module: "b", symbols: [{ ...type("b", "b"), alias: "c" }] },
    }),
  );
  expect(symbols).toEqual([value("a", "a"), type("D", "d"), type("b", "b")]);
});

it.each([
  ["index", "client", "./client.js"],
  ["operations/get", "client", "../client.js"],
  ["operations/get", "operations/put", "./put.js"],
  ["index", "runtime/call/retry", "./runtime/index.js"],
  ["operations/get", "runtime/index", "../runtime/index.js"],
  ["runtime/index", "runtime/call/retry", "./call/retry.js"],
  ["runtime/auth/auth", "runtime/contract/http", "../contract/http.js"],
  ["runtime/auth/auth", "client", "../../client.js"],
])("from %s to %s it is %s", (from, to, specifier) => {
  expect(specifierOf(from, to)).toBe(specifier);
});

it.each([
  ["index", "client", "./client"],
  ["operations/get", "client", "../client"],
  ["index", "runtime/call/retry", "../runtime/call/retry"],
  ["operations/get", "runtime/call/retry", "../../runtime/call/retry"],
  ["testing", "testing/fake", "../runtime/testing/fake"],
  ["credentials/chain", "runtime/call/retry", "../call/retry"],
])("beside other services, without an index, from %s to %s it is %s", (from, to, specifier) => {
  const placement = besideOthers("s3", { extension: "", hasIndex: false, notes: "" });
  expect(specifierOf(from, to, placement)).toBe(specifier);
});
