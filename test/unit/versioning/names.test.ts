import { describe as suite, expect, it } from "vitest";
import { loadModel } from "../../../generator/smithy/load.js";
import type { Model } from "../../../generator/smithy/model.js";
import { rememberedIn, rememberedOf } from "../../../generator/versioning/exported.js";
import { compareSurfaces } from "../../../generator/versioning/compare/compare.js";
import { summarize } from "../../../generator/versioning/summary.js";
import type { Surface } from "../../../generator/versioning/surface.js";
import { settleNames } from "../../../generator/ir/names.js";
import { selectService } from "../../../generator/smithy/select.js";
import { verdict } from "../../../generator/report/subject.js";
import {
  namesFound,
  namesLost,
  namesTold,
  versionOf,
  type Version,
} from "../../support/compilerVerdict.js";
import { copy, type Ast } from "../../support/mutations.js";
import { ZOO } from "./models.js";

const zoo = version();

/** The package of the zoo, changed or not. */
async function version(
  change: (ast: Ast) => void = () => {},
  before?: Version,
  operations?: readonly string[],
): Promise<Version> {
  return versionOf(model(change), operations, before);
}

function model(change: (ast: Ast) => void): Model {
  const ast = copy(ZOO);
  change(ast);
  const { model, diagnostics } = loadModel([{ file: "m", text: JSON.stringify(ast) }]);
  if (!model) throw new Error(JSON.stringify(diagnostics));
  return model;
}

function told(older: Version, newer: Version): readonly string[] {
  return compareSurfaces(older.surface, newer.surface).changes.map(
    ({ bump, rule, shape }) => `${bump} ${rule} ${shape}`,
  );
}

const text = (of: Version, path: string) => of.sources.get(`src/${path}.ts`) ?? "";

/** Adds a structure, and a member of it to an output. */
const give =
  (name: string, output = "FeedOutput") =>
  ({ shapes }: Ast) => {
    shapes[`ns#${name}`] ??= { type: "structure", members: {} };
    Object.assign(shapes[`ns#${output}`]?.members ?? {}, { more: { target: `ns#${name}` } });
  };

const fail =
  (name: string, operation = "Feed") =>
  ({ shapes }: Ast) => {
    shapes[`ns#${name}`] = {
      type: "structure",
      members: {},
      traits: { "smithy.api#error": "client" },
    };
    shapes[`ns#${operation}`]?.errors?.push({ target: `ns#${name}` });
  };

const operate =
  (name: string) =>
  ({ shapes }: Ast) => {
    shapes[`ns#${name}`] = { type: "operation" };
    shapes["ns#Zoo"]?.operations?.push({ target: `ns#${name}` });
  };

suite("names that a package has exported", () => {
  it("row 40: are exported from where they were when a type moves", async () => {
    const older = await zoo;
    expect(text(older, "operations/feed")).toContain("export type Food =");
    const newer = await version(give("Food", "LookOutput"), older);
    expect(text(newer, "shapes/Food")).toContain("export type Food =");
    expect(text(newer, "operations/feed")).toContain(
      'export type { Food } from "../shapes/Food.js"',
    );
    expect(told(older, newer)).toEqual(["minor member-added ns#LookOutput$more"]);
    // For good: also from a module that has no use for it any more.
    const later = await version(({ shapes }) => {
      give("Food", "LookOutput")({ shapes } as Ast);
      Reflect.deleteProperty(shapes["ns#FeedInput"]?.members ?? {}, "food");
    }, newer);
    expect(text(later, "operations/feed")).toContain('export type { Food } from "./look.js"');
  });

  it("row 40: are exported from `./errors` when their type moves", async () => {
    const add = ({ shapes }: Ast) => {
      shapes["ns#Why"] = { type: "structure", members: {} };
      Object.assign(shapes["ns#Empty"]?.members ?? {}, { why: { target: "ns#Why" } });
    };
    const older = await version(add);
    expect(older.surface.subpaths?.["./errors"]).toEqual(["Why"]);
    const newer = await version((ast) => {
      add(ast);
      give("Why")(ast);
    }, older);
    expect(text(newer, "errors")).toContain('export type { Why } from "./shapes/Why.js"');
  });

  it("row 40: are exported from an operation that takes and gives other types", async () => {
    const older = await zoo;
    const newer = await version(({ shapes }) => {
      // What `Look` gave is given within what `Feed` gives; what it gives now is the same.
      shapes["ns#Seen"] = JSON.parse(JSON.stringify(shapes["ns#LookOutput"])) as object as never;
      Object.assign(shapes["ns#Look"] as object, { output: { target: "ns#Seen" } });
      give("LookOutput")({ shapes } as Ast);
    }, older);
    expect(text(newer, "operations/look")).toContain('export type { LookOutput } from "./feed.js"');
    expect(compareSurfaces(older.surface, newer.surface).bump).toBe("minor");
    expect(namesLost(older.surface, newer.surface)).toEqual([]);
  });

  it("are told of where they are gone from a subpath", async () => {
    const older = await zoo;
    expect(older.surface.subpaths?.["./operations/feed"]).toContain("Food");
    const newer = await version(give("Food", "LookOutput"));
    expect(told(older, newer)).toEqual([
      "major export-removed ns#Zoo",
      "minor member-added ns#LookOutput$more",
    ]);
  });

  it.each([
    ["FeedError", "FeedError_"],
    ["FeedCommand", "FeedCommand_"],
    ["FeedCommandInput", "FeedCommandInput_"],
    ["Metadata", "Metadata_"],
    ["Logger", "Logger_"],
    ["ZooServiceException", "ZooServiceException_"],
  ])("row 47: keep their meaning where a new structure is called %s", async (name, given) => {
    const older = await zoo;
    const newer = await version(give(name), older);
    expect(newer.surface.types[given]).toMatchObject({ shape: name });
    expect(newer.surface.operations["feed"]).toEqual(older.surface.operations["feed"]);
    expect([...told(older, newer)].sort()).toEqual([
      `minor member-added ns#FeedOutput$more`,
      `minor type-added ns#${name}`,
    ]);
    // And once settled it stays.
    const again = await version(give(name), newer);
    expect(again.surface).toEqual(newer.surface);
  });

  it.each(["FeedError", "FeedCommand", "ZooServiceException"])(
    "row 47: keep their meaning where a new error is called %s",
    async (name) => {
      const older = await zoo;
      const newer = await version(fail(name), older);
      expect(Object.keys(newer.surface.errors)).toContain(`${name}_`);
      expect(text(newer, "smithy")).toContain(`class ${name}_ extends`);
      expect(compareSurfaces(older.surface, newer.surface).bump).toBe("minor");
    },
  );

  it("row 47: of structures are not those of a new operation's error or command", async () => {
    const older = await version((ast) => {
      give("TrimError")(ast);
      give("TrimCommand", "LookOutput")(ast);
    });
    const newer = await version((ast) => {
      give("TrimError")(ast);
      give("TrimCommand", "LookOutput")(ast);
      operate("Trim")(ast);
    }, older);
    expect(newer.surface.operations["trim"]).toMatchObject({
      errorType: "TrimError_",
      command: "TrimCommand_",
    });
    expect(told(older, newer)).toEqual(["minor operation-added ns#Trim"]);
  });

  it("row 47: of a slice are its own when it grows", async () => {
    const change = give("Metadata", "LookOutput");
    const older = await version(change, undefined, ["Feed"]);
    expect(text(older, "index")).toContain("type Metadata,");
    const newer = await version(change, older, ["Feed", "Look"]);
    expect(Object.keys(newer.surface.types)).toContain("Metadata_");
    expect(compareSurfaces(older.surface, newer.surface).bump).toBe("minor");
  });

  it("are free once what they stood for is gone", async () => {
    const older = await zoo;
    const newer = await version((ast) => {
      give("LookError")(ast);
      const zoo = ast.shapes["ns#Zoo"];
      if (zoo) zoo.operations = zoo.operations?.filter(({ target }) => target !== "ns#Look") ?? [];
    }, older);
    expect(Object.keys(newer.surface.types)).toContain("LookError");
    expect(compareSurfaces(older.surface, newer.surface).bump).toBe("major");
  });

  it("row 48: are told of where an operation is renamed by case", async () => {
    const document = ({ shapes }: Ast) =>
      void Object.assign(shapes["ns#Ring"] as object, {
        traits: { "smithy.api#documentation": "Rings." },
      });
    const older = await version(document);
    const newer = await version((ast) => {
      document(ast);
      const all = JSON.parse(
        JSON.stringify(ast.shapes).replaceAll('"ns#Ring"', '"ns#ring"'),
      ) as typeof ast.shapes;
      Reflect.deleteProperty(ast.shapes, "ns#Ring");
      Object.assign(ast.shapes, all);
    }, older);
    const { changes } = compareSurfaces(older.surface, newer.surface);
    expect(changes).toEqual([
      expect.objectContaining({ bump: "major", rule: "operation-renamed", shape: "ns#ring" }),
    ]);
    expect(changes[0]?.message).toContain("`RingError`");
    expect(changes[0]?.message).toContain("`RingCommandOutput`");
  });

  it("row 60: are one change where the client is called otherwise", async () => {
    const called = (sdkId: string) => (ast: Ast) =>
      void Object.assign(ast.shapes["ns#Zoo"]?.traits ?? {}, {
        "aws.api#service": { sdkId, arnNamespace: "zoo" },
      });
    const older = await version(called("Zoo"));
    const newer = await version(called("Animal Park"), older);
    const { bump, changes } = compareSurfaces(older.surface, newer.surface);
    expect(bump).toBe("major");
    expect(summarize(changes)).toEqual([
      {
        bump: "major",
        title: "Breaking",
        lines: [
          "`createZooClient` and the types of the client are named after `AnimalPark` now. Change the names in your imports.",
        ],
      },
    ]);
    expect(Object.keys(newer.surface.package?.["./smithy"] ?? {})).toContain(
      "AnimalParkServiceException",
    );
  });
});

suite("the surface", () => {
  it("holds every name that the compiler finds, of every subpath", async () => {
    for (const change of [give("FakeCall"), fail("FeedCommand")]) {
      const made = await version(change);
      expect(namesTold(made)).toEqual(namesFound(made));
    }
  });

  it("of a lock file from before keeps the names that it tells of, and those made of them", async () => {
    const { subpaths: _, ...old } = (await zoo).surface;
    const lock = JSON.stringify({ surface: old });
    const remembered = rememberedIn(lock);
    const changed = model(give("FeedError"));
    const service = selectService(changed).service;
    const names = service && settleNames(changed, service, remembered);
    expect(names?.errorTypes.get("ns#Feed")).toBe("FeedError");
    expect(names?.types.get("ns#FeedError")).toBe("FeedError_");
    expect(compareSurfaces(old, (await zoo).surface)).toEqual({ bump: "none", changes: [] });
  });

  it("that is not to be read is not remembered", () => {
    expect(rememberedIn("{}")).toBeUndefined();
    expect(rememberedIn("nonsense")).toBeUndefined();
  });

  it("takes no name from a lock file that could not be one", async () => {
    const { surface } = await zoo;
    const hostile = ["class", "a b", "Food; evil()", "constructor", "__proto__", "CON", "string"];
    for (const name of hostile) {
      const { look, ...operations } = surface.operations;
      const types = { ...surface.types, [name]: { ...surface.types["Food"], shape: "Food" } };
      Reflect.deleteProperty(types, "Food");
      const lock = {
        ...surface,
        types,
        operations: { ...operations, [name]: { ...look, shape: "Look", errorType: name } },
      } as unknown as Surface;
      const changed = model(() => {});
      const service = selectService(changed).service;
      const names = service && settleNames(changed, service, rememberedOf(lock));
      expect(names?.functions.get("ns#Look"), name).toBe("look");
      expect(names?.errorTypes.get("ns#Look"), name).toBe("LookError");
      expect(["Food", "Food_", "constructor", "__proto__"]).toContain(names?.types.get("ns#Food"));
    }
  });
});

suite("what is open by design", () => {
  it("row 41: says what may stop compiling where a union has a new member, and that it is minor", async () => {
    const older = await zoo;
    const newer = await version(({ shapes }) => {
      Object.assign(shapes["ns#Found"]?.members ?? {}, { none: { target: "smithy.api#String" } });
    }, older);
    const compared = compareSurfaces(older.surface, newer.surface);
    expect(compared.bump).toBe("minor");
    expect(compared.changes[0]?.message).toBe(
      "`Found` can also be `none` (`string`). Until you handle it, it goes where you handle members " +
        "that you do not know. Code that checks that no member is left over may stop compiling; unions " +
        "are open, so this is minor. Touches `look`.",
    );
    expect(verdict(compared)).toBe(
      "1 addition; code that compiles today still does, but for checks that no error, or no member " +
        "of a union, is left over.",
    );
  });

  it("row 41: says nothing of the kind where nothing is open", async () => {
    const older = await zoo;
    const newer = await version(give("Extra"), older);
    expect(verdict(compareSurfaces(older.surface, newer.surface))).toBe(
      "2 additions; code that compiles today still does.",
    );
  });
});
