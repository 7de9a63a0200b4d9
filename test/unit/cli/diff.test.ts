import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { format } from "../../../generator/output/format.js";
import { generateText } from "../../support/generate.js";
import { temporaryFolder, writeTree } from "../output/tree.js";
import { tinsmith } from "./harness.js";
import { WEATHER } from "./models.js";

type Model = {
  shapes: Record<string, { members?: Record<string, unknown>; operations?: unknown }>;
};

function changed(change: (shapes: Model["shapes"]) => void): string {
  const model = JSON.parse(WEATHER) as Model;
  change(model.shapes);
  return JSON.stringify(model);
}

const lessCity = changed((shapes) => delete shapes["ns#City"]?.members?.["parts"]);
const moreCity = changed((shapes) =>
  Object.assign(shapes["ns#City"]?.members ?? {}, { name: { target: "smithy.api#String" } }),
);
const onlyTime = changed((shapes) =>
  Object.assign(shapes["ns#Weather"] ?? {}, { operations: [{ target: "ns#GetTime" }] }),
);

function folder(files: Readonly<Record<string, string>>): string {
  const cwd = temporaryFolder();
  writeTree(cwd, { "old.json": WEATHER, ...files });
  return cwd;
}

describe("tinsmith diff", () => {
  it("prints JSON of just the bump and the changes", async () => {
    const cwd = folder({ "new.json": lessCity });
    const { code, out, err } = await tinsmith(cwd, "diff old.json new.json --json");
    expect({ code, err }).toEqual({ code: 0, err: "comparing\n" });
    expect(JSON.parse(out)).toEqual({
      bump: "major",
      changes: [
        {
          bump: "major",
          rule: "member-removed",
          shape: "ns#City$parts",
          message:
            "`City.parts` was removed. Code that reads it no longer compiles; do without it. " +
            "Touches `getCity`.",
        },
      ],
    });
    const quiet = await tinsmith(cwd, "diff old.json new.json --format json --quiet");
    expect(quiet).toEqual({ code: 0, err: "", out });
  });

  it("says so where nothing is different", async () => {
    const cwd = folder({ "new.json": WEATHER });
    expect((await tinsmith(cwd, "diff old.json new.json")).out).toBe(
      "none: nothing is different.\nold.json → new.json\n",
    );
    const { out } = await tinsmith(cwd, "diff old.json new.json --json");
    expect(JSON.parse(out)).toEqual({ bump: "none", changes: [] });
  });

  it("prints text for people", async () => {
    const cwd = folder({ "new.json": moreCity });
    expect((await tinsmith(cwd, "diff old.json new.json")).out).toBe(
      "minor: 1 addition; code that compiles today still does. Touches 1 operation.\n" +
        "old.json → new.json\n\nAdded\n  - City.name (string) is new. Touches getCity.\n",
    );
  });

  it("prints Markdown", async () => {
    const cwd = folder({ "new.json": lessCity });
    expect((await tinsmith(cwd, "diff old.json new.json --format markdown")).out).toBe(
      "## Weather: major\n\n" +
        "**1 change may break code that compiles today.** Touches 1 operation.\n\n" +
        "`old.json` → `new.json`\n\n### Breaking\n\n" +
        "- `City.parts` was removed. Code that reads it no longer compiles; do without it. Touches `getCity`.\n",
    );
  });

  it("compares some operations only", async () => {
    const cwd = folder({ "new.json": lessCity });
    const { out } = await tinsmith(cwd, "diff old.json new.json --operations GetTime --json");
    expect(JSON.parse(out)).toMatchObject({ bump: "none" });
  });

  it("takes an operation that one side has for new or gone, and one that neither has for a mistake", async () => {
    const cwd = folder({ "new.json": onlyTime });
    const bump = async (sides: string, operations: string) => {
      const { out } = await tinsmith(cwd, `diff ${sides} --operations ${operations} --json`);
      return (JSON.parse(out) as { bump: string }).bump;
    };
    expect(await bump("old.json new.json", "GetCity,GetTime")).toBe("major");
    expect(await bump("new.json old.json", "GetCity")).toBe("minor");
    const wrong = await tinsmith(cwd, "diff old.json new.json --operations GetSity");
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("has no operation `GetSity`. Did you mean `GetCity`?");
  });

  it("compares a package with a model, for the operations that the package has", async () => {
    const { files } = await generateText(WEATHER, { format, operations: ["GetTime"] });
    const cwd = folder({ "new.json": lessCity });
    mkdirSync(join(cwd, "package"));
    writeTree(cwd, { "package/tinsmith.lock.json": files?.get("tinsmith.lock.json") ?? "" });
    for (const older of ["package", "package/tinsmith.lock.json"]) {
      const { code, out } = await tinsmith(cwd, `diff ${older} new.json --json`);
      expect({ code, ...(JSON.parse(out) as object) }).toEqual({
        code: 0,
        bump: "none",
        changes: [],
      });
    }
  });

  it.each<[string, string, RegExp]>([
    [
      "a file that is not there",
      "diff old.json no.json",
      /^error: no\.json: there is no such file/m,
    ],
    [
      "a folder without a package",
      "diff old.json .",
      /tinsmith\.lock\.json: there is no such file/,
    ],
    ["a model that is none", "diff old.json bad.json", /bad\.json/],
    ["a service that is not there", "diff old.json old.json --service X", /has no service `X`/],
    ["one side only", "diff old.json", /diff OLD NEW/],
    ["two formats", "diff old.json old.json --json --format html", /mutually exclusive/],
    ["a format that there is not", "diff old.json old.json --format pdf", /pdf/],
  ])("refuses %s", async (_, args, message) => {
    const { code, out, err } = await tinsmith(folder({ "bad.json": "[]" }), args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });
});

describe("the page", () => {
  const hostile = '</script><img src=x onerror="alert(1)">`{{this}}';
  const model = changed((shapes) => {
    Object.assign(shapes["ns#City"]?.members ?? {}, {
      mood: { target: "ns#Mood" },
      name: {
        target: "smithy.api#String",
        traits: { "smithy.api#default": hostile },
      },
    });
    delete shapes["ns#City"]?.members?.["parts"];
    shapes["ns#Mood"] = {
      type: "enum",
      members: { A: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": hostile } } },
    } as Model["shapes"][string];
  });

  it("is whole, well formed, and needs no other: no script, no network", async () => {
    const cwd = folder({ "new.json": model });
    const { out } = await tinsmith(cwd, "diff old.json new.json --format html");
    const open: string[] = [];
    const names = new Set<string>();
    const anchors = new Set<string>();
    const links = new Set<string>();
    const voids = /^(meta|input|link|br|img|hr)$/;
    const parser = new Parser({
      onopentag: (name, attributes) => {
        names.add(name);
        if (attributes["id"] !== undefined) anchors.add(attributes["id"]);
        if (attributes["href"] !== undefined) links.add(attributes["href"]);
        expect(
          Object.keys(attributes).filter((key) => key.startsWith("on") || key === "src"),
        ).toEqual([]);
        if (!voids.test(name)) open.push(name);
      },
      onclosetag: (name, isImplied) => {
        if (voids.test(name)) return;
        expect(isImplied, name).toBe(false);
        expect(open.pop()).toBe(name);
      },
    });
    parser.end(out);
    expect(open).toEqual([]);
    expect([...names].filter((name) => /script|link|img|iframe|object|base/.test(name))).toEqual(
      [],
    );
    expect(out).not.toMatch(/url\(|@import|https?:/);
    expect([...links].filter((link) => !anchors.has(link.slice(1)))).toEqual([]);
    expect(links.size).toBeGreaterThan(0);
    expect(out).toContain("&lt;/script&gt;&lt;img src&#x3D;x");
  });

  it("shows the bump, the operations and members before and after", async () => {
    const cwd = folder({ "new.json": model });
    const { out } = await tinsmith(cwd, "diff old.json new.json --format html");
    expect(out).toContain('<span class="badge major">major</span>');
    expect(out).toMatch(/<del><code>City\[\]\?<\/code><\/del><\/td>\s*<td><span class="soft">none/);
    expect(out).toContain('<th scope="row"><code>getCity</code></th>');
  });
});

describe("row 43: what a comparison leaves out", () => {
  const packaged = async (operations: readonly string[]) => {
    const { files } = await generateText(WEATHER, { format, operations });
    return folder({
      "pkg/tinsmith.lock.json": files?.get("tinsmith.lock.json") ?? "",
      "new.json": WEATHER,
    });
  };
  const cut =
    "Compared for the operations that the package has, 1 of them in new.json; " +
    "that has 1 more, which are left out.\n";

  it("is told of a package that has some of the model's operations", async () => {
    const cwd = await packaged(["GetTime"]);
    expect((await tinsmith(cwd, "diff pkg new.json")).out).toContain(cut);
    expect((await tinsmith(cwd, "diff pkg new.json --format markdown")).out).toContain(
      cut.replace("new.json", "`new.json`"),
    );
    expect((await tinsmith(cwd, "diff pkg new.json --format html")).out).toContain("left out");
    const { out, err } = await tinsmith(cwd, "diff pkg new.json --json");
    expect(err).toContain("left out");
    expect(Object.keys(JSON.parse(out) as object)).toEqual(["bump", "changes"]);
  });

  it("is nothing where the package has all of them, or some were asked for", async () => {
    const all = await packaged(["GetTime", "GetCity"]);
    expect((await tinsmith(all, "diff pkg new.json")).out).not.toContain("left out");
    const some = folder({ "new.json": WEATHER });
    const { out } = await tinsmith(some, "diff old.json new.json --operations GetTime");
    expect(out).not.toContain("left out");
  });

  it("is not that there are two services", async () => {
    const other = WEATHER.replaceAll("ns#Weather", "ns#Climate");
    const { out } = await tinsmith(folder({ "new.json": other }), "diff old.json new.json");
    expect(out).toContain("These are two services, ns#Weather and ns#Climate:");
  });
});
