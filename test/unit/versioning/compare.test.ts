import { describe as suite, expect, it } from "vitest";
import { describe } from "../../../generator/describe.js";
import { loadModel } from "../../../generator/smithy/load.js";
import { compareSurfaces } from "../../../generator/versioning/compare/compare.js";
import { readSurface, SurfaceError } from "../../../generator/versioning/readSurface.js";
import type { Surface } from "../../../generator/versioning/surface.js";
import { copy, type Ast } from "../../support/mutations.js";
import { ZOO } from "./models.js";

function surface(ast: Ast, operations?: readonly string[]): Surface {
  const { model } = loadModel([{ file: "model.json", text: JSON.stringify(ast) }]);
  const found = model && describe({ model, operations });
  if (!found?.surface) throw new Error(JSON.stringify(found?.diagnostics));
  return found.surface;
}

/** What `change` comes to: bump, rule and shape of each difference. */
function told(change: (ast: Ast) => void, base: Ast = ZOO): readonly string[] {
  const changed = copy(base);
  change(changed);
  return list(surface(base), surface(changed));
}

function list(older: Surface, newer: Surface): readonly string[] {
  return compareSurfaces(older, newer).changes.map(
    ({ bump, rule, shape }) => `${bump} ${rule} ${shape}`,
  );
}

const zoo = surface(ZOO);

suite("what mutations of a model do not show", () => {
  it("is nothing between a surface and itself, read back from text or not", () => {
    expect(compareSurfaces(zoo, zoo)).toEqual({ bump: "none", changes: [] });
    const again = readSurface(JSON.stringify({ surface: zoo }));
    expect(compareSurfaces(zoo, again)).toEqual({ bump: "none", changes: [] });
    expect(again).toEqual(zoo);
  });

  const functions = (of: object) => {
    const { operations } = zoo;
    return { ...zoo, operations: { ...operations, feed: { ...operations["feed"]!, ...of } } };
  };

  it("is what the functions of pages take and give", () => {
    const pages = (of: object) =>
      functions({ paginator: { name: "paginateFeed", token: "string", ...of } });
    const at = (older: object, newer: object) => list(pages(older), pages(newer));
    const major = ["major paginator-changed ns#Feed"];
    expect(at({ pageSize: "number" }, {})).toEqual(major);
    expect(at({}, { pageSize: "number" })).toEqual(["minor paginator-changed ns#Feed"]);
    expect(at({ items: "string[]" }, { items: "number[]" })).toEqual(major);
    expect(at({ items: "string[]" }, {})).toEqual(major);
    expect(at({}, { items: "string[]" })).toEqual(["minor paginator-changed ns#Feed"]);
    expect(at({}, { token: "Record<string, string>" })).toEqual(major);
    expect(at({}, { name: "paginateFeed_" })).toEqual(major);
    expect(at({ items: "string[]" }, { items: "string[]" })).toEqual([]);
  });

  it("is what waiters give", () => {
    const waiters = (of: object) => functions({ waiters: { Fed: of } });
    const fed = { name: "waitUntilFed", gives: "output" };
    const at = (newer: object) => list(waiters(fed), waiters({ ...fed, ...newer }));
    expect(at({ gives: "either" })).toEqual(["major waiter-changed ns#Feed"]);
    expect(at({ name: "waitUntilFed_" })).toEqual(["major waiter-changed ns#Feed"]);
    expect(at({})).toEqual([]);
  });

  it("is read back from text, functions and all", () => {
    const paginator = {
      name: "paginateFeed",
      token: "string",
      pageSize: "number",
      items: "Cage[]",
    };
    const both = functions({
      paginator,
      waiters: { Fed: { name: "waitUntilFed", gives: "error" } },
    });
    expect(readSurface(JSON.stringify({ surface: both }))).toEqual(both);
    const wrong = functions({ waiters: { Fed: { name: "waitUntilFed", gives: "all" } } });
    expect(() => readSurface(JSON.stringify({ surface: wrong }))).toThrow(SurfaceError);
  });

  it("is another name of the client", () => {
    expect(list(zoo, { ...zoo, client: "Park" })).toEqual(["major client-renamed ns#Zoo"]);
  });

  it("is a setting", () => {
    const [a, b] = [{ legs: "string" }, { legs: "boolean" }];
    const at = (older: Surface["settings"], newer: Surface["settings"]) =>
      list({ ...zoo, settings: older }, { ...zoo, settings: newer });
    expect(at({}, a)).toEqual(["minor setting-added ns#Zoo"]);
    expect(at(a, {})).toEqual(["major setting-removed ns#Zoo"]);
    expect(at(a, b)).toEqual(["major setting-changed ns#Zoo"]);
  });

  const shared = (names: Readonly<Record<string, string>>) => ({
    ...zoo,
    package: { ".": { Options: "interface", ...names } },
  });

  it("is what the package exports beside the service's own", () => {
    const at = (older: Readonly<Record<string, string>>, newer: typeof older) =>
      list(shared(older), shared(newer)).map((text) => text.replace(" ns#Zoo", ""));
    expect(at({}, { helper: "() => void" })).toEqual(["minor export-added"]);
    expect(at({ helper: "() => void" }, {})).toEqual(["major export-removed"]);
    expect(at({ helper: "() => void" }, { helper: "() => string" })).toEqual([
      "major export-changed",
    ]);
    // An interface may be one that callers implement; what they may leave out breaks none.
    expect(at({}, { "Options.color": "string?" })).toEqual(["minor export-added"]);
    expect(at({}, { "Options.color": "string" })).toEqual(["major export-changed"]);
    expect(at({}, { "TimeoutError.after": "number" })).toEqual(["minor export-added"]);
    expect(at({}, { New: "interface", "New.color": "string" })).toEqual([
      "minor export-added",
      "minor export-added",
    ]);
  });

  it("is a package around one side only, which is no difference", () => {
    expect(list(zoo, shared({ helper: "() => void" }))).toEqual([]);
  });

  it("is whether an operation can be called", () => {
    const operations = { ...zoo.operations, ring: { errors: [], typesOnly: true as const } };
    const less = { ...zoo, operations };
    expect(list(less, zoo)).toEqual(["minor operation-callable ns#Ring"]);
    expect(list(zoo, less)).toEqual(["major operation-types-only ns#Ring"]);
  });

  it("is another kind of type", () => {
    const union = (ast: Ast) => {
      const cage = ast.shapes["ns#Cage"];
      if (cage) cage.type = "union";
      for (const member of Object.values(cage?.members ?? {})) delete member.traits;
    };
    expect(told(union)[0]).toBe("major type-kind-changed ns#Cage");
  });

  it("is an error's fault, and what it holds", () => {
    const empty = (ast: Ast) => ast.shapes["ns#Empty"];
    expect(
      told((ast) => Object.assign(empty(ast)?.traits ?? {}, { "smithy.api#error": "client" })),
    ).toContain("patch error-fault-changed ns#Empty");
    expect(
      told((ast) => {
        Object.assign(empty(ast)?.members ?? {}, {
          count: { target: "smithy.api#Integer", traits: { "smithy.api#required": {} } },
        });
      }),
    ).toEqual(["minor member-added ns#Empty$count"]);
    expect(told((ast) => delete ast.shapes["ns#Asleep"]?.members?.["until"])).toEqual([
      "major member-removed ns#Asleep$until",
    ]);
  });

  it("is whether an error has a message", () => {
    expect(told((ast) => delete ast.shapes["ns#Empty"]?.members?.["message"])).toEqual([
      "patch wire-changed ns#Empty",
    ]);
  });

  it("is a model's tests", () => {
    const tests = [{ id: "Rings", expect: { success: {} } }];
    expect(
      told((ast) =>
        Object.assign(ast.shapes["ns#Ring"] ?? {}, { traits: { "smithy.test#smokeTests": tests } }),
      ),
    ).toEqual(["patch tests-changed ns#Ring"]);
  });

  it("is a type of another name and the same members, by which side it is on", () => {
    const other = (change: (cage: NonNullable<Ast["shapes"][string]>) => void) => (ast: Ast) => {
      const cage = copy(ast).shapes["ns#Cage"];
      if (!cage) throw new Error("The zoo has cages.");
      change(cage);
      ast.shapes["ns#Pen"] = cage;
      Object.assign(ast.shapes["ns#FeedOutput"]?.members ?? {}, { cage: { target: "ns#Pen" } });
      Object.assign(ast.shapes["ns#LookInput"]?.members ?? {}, { cage: { target: "ns#Pen" } });
    };
    const [input, output] = ["ns#LookInput$cage", "ns#FeedOutput$cage"];
    expect(told(other(() => {}))).toEqual([
      "minor type-added ns#Pen",
      `patch member-type-changed ${output}`,
      `patch member-type-changed ${input}`,
    ]);
    // One that has more can be had, and passed where the rest may be left out.
    expect(
      told(
        other(({ members }) =>
          Object.assign(members ?? {}, { more: { target: "smithy.api#String" } }),
        ),
      ),
    ).toEqual([
      `minor member-type-changed ${output}`,
      `minor member-type-changed ${input}`,
      "minor type-added ns#Pen",
    ]);
    // One that has less can be neither: what was passed and read is not there.
    expect(told(other(({ members }) => delete members?.["label"]))).toEqual([
      `major member-type-changed ${output}`,
      `major member-type-changed ${input}`,
      "minor type-added ns#Pen",
    ]);
  });

  it("is an operation that takes another type of the same members", () => {
    const change = (ast: Ast) => {
      ast.shapes["ns#LookAgain"] = ast.shapes["ns#LookInput"] as NonNullable<Ast["shapes"][string]>;
      Object.assign(ast.shapes["ns#Look"] ?? {}, { input: { target: "ns#LookAgain" } });
    };
    expect(told(change)).toEqual([
      "major type-removed ns#LookInput",
      "minor type-added ns#LookAgain",
      "patch operation-input-changed ns#Look",
    ]);
  });

  it("is not what only other operations have", () => {
    const changed = copy(ZOO);
    delete changed.shapes["ns#FeedInput"]?.members?.["note"];
    expect(list(surface(ZOO, ["Look"]), surface(changed, ["Look"]))).toEqual([]);
    expect(list(surface(ZOO, ["Feed"]), surface(changed, ["Feed"]))).toEqual([
      "major member-removed ns#FeedInput$note",
    ]);
  });
});

suite("the sentences", () => {
  it("say what is different, what to do, and whom it touches", () => {
    const changed = copy(ZOO);
    delete changed.shapes["ns#Cage"]?.members?.["label"];
    const { changes } = compareSurfaces(zoo, surface(changed));
    expect(changes).toEqual([
      {
        bump: "major",
        rule: "member-removed",
        shape: "ns#Cage$label",
        message:
          "`Cage.label` was removed. Code that passes or reads it no longer compiles; do without it. " +
          "Touches `feed`, `look` and `open`.",
        operations: ["feed", "look", "open"],
        before: "string?",
        after: undefined,
      },
    ]);
  });
});

suite("a lock file's surface", () => {
  const read = (change: (surface: Record<string, unknown>) => void) => {
    const text = JSON.parse(JSON.stringify(zoo)) as Record<string, unknown>;
    change(text);
    return () => readSurface(JSON.stringify({ surface: text }));
  };

  it.each<[string, (surface: Record<string, unknown>) => void, RegExp]>([
    ["of another format", (s) => (s["format"] = 2), /another version of Tinsmith/],
    ["without operations", (s) => delete s["operations"], /at \/surface\/operations, an object/],
    ["with a list for types", (s) => (s["types"] = []), /at \/surface\/types, an object/],
    [
      "with a member that is no text",
      (s) => (s["types"] = { A: { kind: "structure", direction: "input", members: { a: 1 } } }),
      /at \/surface\/types\/A\/members\/a, a text/,
    ],
    [
      "with a direction that there is not",
      (s) => (s["types"] = { A: { kind: "structure", direction: "up", members: {} } }),
      /at \/surface\/types\/A\/direction, "input" or "output" or "both"/,
    ],
    [
      "with a name of an operation's errors that is no text",
      (s) => (s["operations"] = { a: { errors: [], errorType: 1 } }),
      /at \/surface\/operations\/a\/errorType, a text/,
    ],
    [
      "with a subpath that has no list",
      (s) => (s["subpaths"] = { "./operations/a": "B" }),
      /at \/surface\/subpaths\/.\/operations\/a, a list/,
    ],
  ])("%s is refused, with its place", (_, change, message) => {
    expect(read(change)).toThrow(SurfaceError);
    expect(read(change)).toThrow(message);
  });

  it("that is no JSON is refused", () => {
    expect(() => readSurface("{")).toThrow(/not JSON/);
  });

  it("has no prototype that a name could meet", () => {
    const text = JSON.stringify({ surface: zoo }).replace('"Cage":', '"__proto__":');
    const { types } = readSurface(text);
    expect(Object.keys(types)).toContain("__proto__");
    expect(types["constructor"]).toBeUndefined();
    expect(() => compareSurfaces(zoo, readSurface(text))).not.toThrow();
  });
});
