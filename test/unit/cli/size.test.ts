import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project, tinsmith } from "./harness.js";

/** A client as it is generated, of the package that the harness's config has. */
const CLIENT = {
  "generated/kms/src/client.ts": `import { env } from "#platform";

export function createShopClient(config: object = {}) {
  return { env, config, load: () => import("./later.js") };
}`,
  "generated/kms/src/later.ts": `export const later: string = "${"later ".repeat(200)}";`,
  "generated/kms/src/runtime/http/platform.web.ts": `export const env = "the web";`,
  "generated/kms/src/runtime/http/platform.node.ts": `
    import { hostname } from "node:os";
    export const env = hostname();`,
  "generated/kms/src/operations/buy.ts": `

export function buy(client: object, input: object): unknown {
  return [client, input, "${[...Array(500).keys()].join(" ")}"];
}`,
  "generated/kms/src/operations/sell.ts": `
export function sell(client: object, input: object): unknown {
  return { client, input };
}`,
  // Types only.
  "generated/kms/src/operations/lend.ts": `export interface LendRequest { readonly to: string }`,
};

interface Printed {
  readonly esbuild: string;
  readonly clients: readonly {
    readonly client: Sizes;
    readonly whole: Sizes;
    readonly together: Sizes;
    readonly operations: readonly { readonly name: string; readonly sizes: Sizes }[];
  }[];
  readonly over: readonly unknown[];
}
type Sizes = Readonly<
  Record<"browser" | "node", { readonly minified: number; readonly gzip: number }>
>;

const size = (args = "", files: Readonly<Record<string, string>> = CLIENT) =>
  tinsmith(project(files), `size ${args}`);

async function sizesOf(args = ""): Promise<Printed> {
  const { code, err, out } = await size(`--json ${args}`);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out) as Printed;
}

describe("tinsmith size", () => {
  it("weighs each operation alone, the largest first, and what every bundle has", async () => {
    const [kms] = (await sizesOf()).clients;
    expect(kms?.operations.map(({ name }) => name)).toEqual(["buy", "sell"]);
    const [buy, sell] = kms?.operations ?? [];
    for (const platform of ["browser", "node"] as const) {
      const gzip = (sizes: Sizes | undefined): number => sizes?.[platform].gzip ?? NaN;
      expect(gzip(kms?.client)).toBeLessThan(gzip(sell?.sizes));
      expect(gzip(sell?.sizes)).toBeLessThan(gzip(buy?.sizes));
      expect(gzip(buy?.sizes)).toBeLessThan(gzip(kms?.together));
      expect(gzip(buy?.sizes)).toBeLessThan(buy?.sizes[platform].minified ?? NaN);
    }
  });

  it("counts what is loaded later apart", async () => {
    const [kms] = (await sizesOf()).clients;
    const [start, whole] = [kms?.client.node.minified ?? NaN, kms?.whole.node.minified ?? NaN];
    expect(whole - start).toBeGreaterThan("later ".length * 200);
    expect((await size()).out).toMatch(
      /^Not counted is what a client loads when it is needed.* weighs with it: \d\.\d\d kB \(browser\), \d\.\d\d kB \(Node\)\.$/m,
    );
  });

  it("prints a table with a bar for each", async () => {
    const { code, out, err } = await size("--quiet");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const [title, , head, buy, sell, both, none] = out.split("\n");
    expect(title).toBe("kms (generated/kms)");
    expect(head?.trim().split(/ {2,}/)).toEqual(["kB", "browser", "adds", "Node", "adds"]);
    expect(buy).toMatch(/^buy +\d\.\d\d +\+\d\.\d\d +\d\.\d\d +\+\d\.\d\d {2}▒+█+$/);
    expect(buy?.split("  ").at(-1)).toHaveLength(24);
    expect(sell).toMatch(/^sell /);
    expect(both).toMatch(/^all 2 together +\d/);
    expect(none).toMatch(/^a client that calls nothing +\d\.\d\d +\d\.\d\d +▒+$/);
    expect(out).toMatch(/bundled by esbuild \d+\.\d+\.\d+ \(--bundle --minify --format=esm\)/);
  });

  it.each([
    ["--operations SELL", ["sell"]],
    ["kms --operations b*,Sell", ["buy", "sell"]],
    ["KMS --operations *", ["buy", "sell"]],
    ["model --operations buy", ["buy"]],
  ])("weighs what is asked for: %s", async (args, names) => {
    const [kms] = (await sizesOf(args)).clients;
    expect(kms?.operations.map(({ name }) => name)).toEqual(names);
  });

  it("weighs more operations than are bundled at once", async () => {
    const names = Array.from({ length: 130 }, (_, index) => `sell${index}`);
    const sell = CLIENT["generated/kms/src/operations/sell.ts"];
    const files = names.map((name) => [
      `generated/kms/src/operations/${name}.ts`,
      sell.replace("sell(", `${name}(`),
    ]);
    const { out } = await size("--json", {
      ...CLIENT,
      ...(Object.fromEntries(files) as Record<string, string>),
    });
    const [kms] = (JSON.parse(out) as Printed).clients;
    const [client, own] = [kms?.client.node.minified ?? NaN, kms?.operations ?? []];
    expect(own.map(({ name }) => name).sort()).toEqual(["buy", "sell", ...names].sort());
    // Each has one of the functions in it, and not those of others.
    const added = own.slice(1).map(({ sizes }) => sizes.node.minified - client);
    expect(Math.max(...added)).toBeLessThan(Math.min(...added) + 10);
  });

  it("exits 3 and names each operation that is over --max", async () => {
    const [kms] = (await sizesOf()).clients;
    const [buy, sell] = kms?.operations ?? [];
    const between = ((buy?.sizes.browser.gzip ?? NaN) + (sell?.sizes.node.gzip ?? NaN)) / 2000;
    const { code, err } = await size(`--max ${between}`);
    expect(code).toBe(3);
    const told = (sizes: Sizes["node"] | undefined): string =>
      ((sizes?.gzip ?? NaN) / 1000).toFixed(2);
    expect(err).toBe(
      `error: these bundles weigh more than --max ${between} allows:\n` +
        `  kms buy: ${told(buy?.sizes.browser)} kB (browser)\n` +
        `  kms buy: ${told(buy?.sizes.node)} kB (Node)\n`,
    );
    expect((await size("--max 100")).code).toBe(0);
    const { out } = await size(`--json --max ${between}`);
    expect((JSON.parse(out) as Printed).over).toEqual([
      { client: "kms", operation: "buy", platform: "browser", gzip: buy?.sizes.browser.gzip },
      { client: "kms", operation: "buy", platform: "node", gzip: buy?.sizes.node.gzip },
    ]);
  });

  it("draws a chart", async () => {
    const cwd = project(CLIENT);
    const { code, err } = await tinsmith(cwd, "size --chart charts/sizes.svg");
    expect({ code, err }).toEqual({ code: 0, err: "charts/sizes.svg: drawn\n" });
    const svg = readFileSync(join(cwd, "charts/sizes.svg"), "utf8");
    expect(svg).toContain(">buy</text>");
    expect(svg).toContain(">sell</text>");
  });
});

describe("tinsmith size of clients that share a runtime", () => {
  const service = { model: "model.json" };
  const client = (platform: string): string => `import { env } from "${platform}";

export function createShopClient(config: object = {}) {
  return { env, config };
}`;
  const sell = CLIENT["generated/kms/src/operations/sell.ts"];
  const cwd = project({
    "tinsmith.config.json": JSON.stringify({
      packages: [{ name: "@acme/aws", out: "packages/aws", services: { shop: service } }],
      sources: [
        { out: "src/web", platform: "web", services: { s3: service, sqs: service } },
        { out: "src/lambda", platform: "node", extension: "", services: { s3: service } },
      ],
    }),
    "packages/aws/src/runtime/http/platform.web.ts": `export const env = "the web";`,
    "packages/aws/src/runtime/http/platform.node.ts": `export { hostname as env } from "node:os";`,
    "packages/aws/src/shop/client.ts": client("#platform"),
    "packages/aws/src/shop/operations/sell.ts": sell,
    "src/web/runtime/platform.ts": `export const env = "the web";`,
    "src/web/s3/client.ts": client("../runtime/platform.js"),
    "src/web/s3/operations/sell.ts": sell,
    "src/web/sqs/client.ts": client("../runtime/platform.js"),
    "src/web/sqs/operations/buy.ts": CLIENT["generated/kms/src/operations/buy.ts"],
    "src/lambda/runtime/platform.ts": `export { hostname as env } from "node:os";`,
    "src/lambda/s3/client.ts": client("../runtime/platform"),
    "src/lambda/s3/operations/sell.ts": sell,
  });

  it.each([
    ["", ["@acme/aws/shop", "src/web/s3", "src/web/sqs", "src/lambda/s3"]],
    ["S3", ["src/web/s3", "src/lambda/s3"]],
    ["src/web", ["src/web/s3", "src/web/sqs"]],
    ["@acme/aws", ["@acme/aws/shop"]],
    ["--operations buy", ["src/web/sqs"]],
  ])("weighs those that are asked for: %s", async (args, names) => {
    const { code, out, err } = await tinsmith(cwd, `size --json ${args}`);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { clients } = JSON.parse(out) as { clients: readonly { readonly name: string }[] };
    expect(clients.map(({ name }) => name)).toEqual(names);
  });

  it("weighs each for the platforms that it is for", async () => {
    const { out } = await tinsmith(cwd, "size --json");
    const { clients } = JSON.parse(out) as Printed;
    expect(clients.map(({ client }) => Object.keys(client))).toEqual([
      ["browser", "node"],
      ["browser"],
      ["browser"],
      ["node"],
    ]);
    const { out: table } = await tinsmith(cwd, "size src/lambda");
    expect(table).toMatch(/^kB +Node +adds\nsell /m);
  });

  it("tells which is not generated yet", async () => {
    const files = {
      "tinsmith.config.json": JSON.stringify({
        sources: [{ out: "src/aws", services: { s3: service } }],
      }),
    };
    expect(await size("", files)).toEqual({
      code: 2,
      out: "",
      err: "error: src/aws: there is no generated client of s3 here yet. Run npx tinsmith generate first.\n",
    });
  });
});

describe("tinsmith size tells of", () => {
  const broken = {
    ...CLIENT,
    "generated/kms/src/operations/sell.ts": `
import { gone } from "../gone.js";
export function sell(): void { gone(); }`,
  };
  it.each<[what: string, args: string, files: Readonly<Record<string, string>>, message: RegExp]>([
    [
      "a client that is not generated yet",
      "",
      {},
      /^error: generated\/kms: there is no generated client here yet\. Run npx tinsmith generate first\.$/,
    ],
    [
      "a service that the config does not have",
      "kmz",
      CLIENT,
      /^error: tinsmith\.config\.json has no package or service `kmz`\. Did you mean `kms`\?$/,
    ],
    [
      "one that is like none",
      "\u001b[31mdynamodb",
      CLIENT,
      /^error: tinsmith\.config\.json has no package or service `\\u001b\[31mdynamodb`\. It has kms\.$/,
    ],
    [
      "an operation that there is not",
      "--operations buj",
      CLIENT,
      /^error: --operations: no operation that is generated is called `buj`\. Did you mean `buy`\?$/,
    ],
    [
      "code that esbuild does not take",
      "",
      broken,
      /^error: generated\/kms\/src: esbuild does not take this code: operations\/sell\.ts:2:22: Could not resolve "\.\.\/gone\.js"\nWhere it was edited or is of an older Tinsmith, run npx tinsmith generate\.$/,
    ],
    ["a limit that is none", "--max 0", CLIENT, /^error: --max is a number of kB, more than 0\.$/],
    ["a limit that is no number", "--max 5kB", CLIENT, /^error: --max is a number of kB/],
    [
      "a config that is not there",
      "--config no.json",
      CLIENT,
      /^error: no\.json: there is no such/,
    ],
    [
      "a chart that cannot be written",
      "--chart model.json/chart.svg",
      CLIENT,
      /^error: .*model\.json\/chart\.svg was not written: /,
    ],
  ])("%s", async (_, args, files, message) => {
    const { code, err } = await size(args, files);
    expect(code).toBe(2);
    expect(err.trimEnd()).toMatch(message);
  });
});
