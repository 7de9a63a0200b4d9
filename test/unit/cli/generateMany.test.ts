import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTree, writeTree } from "../output/tree.js";
import { packageOf, project, tinsmith, type Setup } from "./harness.js";

const NAMES = ["one", "two", "three", "four"];

/** A config of packages whose models are the larger the later they come. */
function manyPackages(): string {
  const packages = NAMES.map((name) => ({ model: `${name}.json`, name, out: `out/${name}` }));
  const models = NAMES.map((name, index) => [
    `${name}.json`,
    JSON.stringify({ "src/a.ts": name.padEnd(100 * (index + 1)) }),
  ]);
  const config = ["tinsmith.config.json", JSON.stringify({ packages })];
  return project(Object.fromEntries([config, ...models]) as Record<string, string>);
}

/** Holds every package back until it is let go, by name. */
function held() {
  const waiting = new Map<string, () => void>();
  const order: string[] = [];
  const generate: Setup["generate"] = ({ name }) =>
    new Promise((resolve) => {
      order.push(name);
      waiting.set(name, () => resolve(packageOf({ "src/a.ts": name })));
    });
  const begun = async (name: string): Promise<void> => {
    while (!waiting.has(name)) await new Promise(setImmediate);
  };
  const finish = async (name: string): Promise<void> => {
    await begun(name);
    waiting.get(name)?.();
  };
  return { generate, order, begun, finish };
}

describe("tinsmith generate with many packages", () => {
  it("tells of them in their order, whatever the order that they are done in", async () => {
    const { generate, order, finish } = held();
    const running = tinsmith(manyPackages(), "generate --jobs 3", { generate });
    for (const name of ["two", "one", "three", "four"]) await finish(name);
    expect(await running).toEqual({
      code: 0,
      out:
        NAMES.map((name) => `out/${name}: 2 files: 2 created\n`).join("") +
        "4 packages: 4 written, 0 unchanged, 0 skipped\n",
      err:
        "[1/4] four: generating\n[2/4] three: generating\n" +
        "[3/4] two: generating\n[4/4] one: generating\n",
    });
    expect(order).toEqual(["four", "three", "two", "one"]);
  });

  it.each([
    ["--jobs 1", 1],
    ["--jobs 3", 3],
    ["--jobs 9", 4],
    ["", 2],
  ])("generates with %j at most %i at once", async (flags, most) => {
    let now = 0;
    let peak = 0;
    const generate: Setup["generate"] = async () => {
      peak = Math.max(peak, ++now);
      await new Promise(setImmediate);
      now--;
      return packageOf({});
    };
    expect((await tinsmith(manyPackages(), `generate ${flags}`, { generate })).code).toBe(0);
    expect(peak).toBe(most);
  });

  it("generates those whose inputs changed, and says which it skipped", async () => {
    const cwd = manyPackages();
    await tinsmith(cwd, "generate", { build: "1" });
    writeTree(cwd, { "two.json": '{"src/a.ts":"new"}', "four.json": '{ "src/a.ts": "same" }' });
    const asked: string[] = [];
    const generate: Setup["generate"] = ({ name }) => {
      asked.push(name);
      return packageOf({
        "package.json": `{ "name": "${name}" }\n`,
        "src/a.ts": name === "two" ? "new" : "four".padEnd(400),
      });
    };
    expect((await tinsmith(cwd, "generate", { build: "1", generate })).out).toBe(
      "out/one: skipped, since neither its inputs nor its 3 files changed\n" +
        "out/two: 3 files: 2 updated, 1 unchanged\n" +
        "out/three: skipped, since neither its inputs nor its 3 files changed\n" +
        "out/four: 3 files: 3 unchanged\n" +
        "4 packages: 1 written, 1 unchanged, 2 skipped\n",
    );
    expect(asked).toEqual(["four", "two"]);
  });

  it("writes none where one has a mistake, and tells of every mistake in order", async () => {
    const cwd = manyPackages();
    await tinsmith(cwd, "generate");
    const before = readTree(cwd);
    const generate: Setup["generate"] = ({ name }) =>
      name === "one" || name === "three"
        ? { diagnostics: [{ code: "X", severity: "error", message: `${name} is wrong.` }] }
        : packageOf({ "src/new.ts": name });
    expect(await tinsmith(cwd, "generate", { generate })).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(
        /error: one\.json: one is wrong\. \[X\]\nerror: three\.json: three is wrong\. \[X\]\n$/,
      ) as string,
    });
    expect(readTree(cwd)).toEqual(before);
  });

  it("writes none where Tinsmith itself fails on one", async () => {
    const cwd = manyPackages();
    const generate: Setup["generate"] = ({ name }) => {
      if (name === "two") throw new Error("the process that generated two ended early");
      return packageOf({});
    };
    const { code, err } = await tinsmith(cwd, "generate", { generate });
    expect(code).toBe(70);
    expect(err).toContain("two ended early");
    expect(existsSync(join(cwd, "out"))).toBe(false);
  });

  it("leaves everything as it was where the user stops it", async () => {
    const cwd = manyPackages();
    await tinsmith(cwd, "generate");
    const before = readTree(cwd);
    const { generate, order, begun, finish } = held();
    const stopping = new AbortController();
    let closed = 0;
    const setup = { generate, signal: stopping.signal, close: () => void closed++ };
    const running = tinsmith(cwd, "generate --jobs 2", setup);
    await finish("four");
    await begun("two");
    expect(readTree(cwd)).not.toEqual(before);
    stopping.abort();
    expect(closed).toBe(1);
    await finish("three");
    await finish("two");
    expect(await running).toMatchObject({
      code: 130,
      out: "",
      err: expect.stringMatching(/error: stopped; nothing was written\.\n$/) as string,
    });
    expect(order).toEqual(["four", "three", "two"]);
    expect(readTree(cwd)).toEqual(before);
  });

  it("shows one line on a terminal: how many are done, and which are under way", async () => {
    const { generate, finish } = held();
    const running = tinsmith(manyPackages(), "generate --jobs 2", { generate, terminal: true });
    for (const name of ["four", "three", "two", "one"]) await finish(name);
    const lines = (await running).err.split("\r\u001b[2K").filter(Boolean);
    expect(lines.slice(0, 6)).toEqual([
      "[1/4] four: generating…",
      "generated 0 of 4; now four…",
      "[2/4] three: generating…",
      "generated 0 of 4; now four, three…",
      "generated 1 of 4; now three…",
      "[3/4] two: generating…",
    ]);
    expect(lines.at(-1)).toBe("generated 4 of 4; now …");
  });
});

describe("tinsmith generate --timings", () => {
  it("prints a table of stages by package to standard error", async () => {
    const cwd = manyPackages();
    await tinsmith(cwd, "generate --jobs 1", { build: "1" });
    writeTree(cwd, { "two.json": "{}", "four.json": "{}" });
    const { code, err } = await tinsmith(cwd, "generate --timings --jobs 1", { build: "1" });
    expect(code).toBe(0);
    expect(err.split("\n").slice(2)).toEqual([
      "ms    read  load  compare  write  all",
      "two      5     5        5     10   25",
      "four     5     5        5     10   25",
      "all     10    10       10     20   50",
      "",
    ]);
  });

  it("prints it beside what --check says", async () => {
    const cwd = manyPackages();
    await tinsmith(cwd, "generate --jobs 1", { build: "1" });
    const { code, err } = await tinsmith(cwd, "generate --check --timings --jobs 1");
    expect(code).toBe(0);
    expect(err).toMatch(/^ms +read +load +compare +all$/m);
  });

  it.each(["0", "-1", "1.5", "x"])("--jobs %s is refused", async (jobs) => {
    expect(await tinsmith(manyPackages(), `generate --jobs ${jobs}`)).toEqual({
      code: 2,
      out: "",
      err: "error: --jobs is a whole number, 1 or more.\n",
    });
  });
});
