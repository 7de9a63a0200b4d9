import { cpSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linkLibrary, type Packed } from "../support/packed.js";
import { featureOf, sourcesOf } from "../support/sources.js";
import { writeTree } from "../unit/output/tree.js";
import { versionOf } from "./bundlers.js";
import { output, tools } from "./processes.js";
import { startProject } from "./project.js";
import { committed } from "./results.js";

const versions = ["5.4", "5.5", "5.6", "5.7", "5.8", "5.9", "6.0", "7.0"];
/** Each resolution, of ES modules and of CommonJS, with the types of the platform from another place. */
const cases = [
  { file: "consumer.mts", moduleResolution: "node16", lib: ["es2022"], types: ["node"] },
  { file: "consumer.cts", moduleResolution: "node16", lib: ["es2022", "dom"], types: [] },
  { file: "consumer.mts", moduleResolution: "nodenext", lib: ["es2022", "dom"], types: [] },
  { file: "consumer.cts", moduleResolution: "nodenext", lib: ["es2022"], types: ["node"] },
  { file: "consumer.mts", moduleResolution: "bundler", lib: ["es2022", "dom"], types: ["node"] },
];
/** The last compiler that has the resolution without `exports`, for which a package is its root alone. */
const lastOfNode10 = "6.0";
const node10 = { file: "root.ts", moduleResolution: "node10", lib: ["es2022", "dom"], types: [] };
const modules = { node10: "commonjs", node16: "node16", nodenext: "nodenext", bundler: "esnext" };

interface Case {
  readonly file: string;
  readonly moduleResolution: string;
  readonly lib: readonly string[];
  readonly types: readonly string[];
}

const casesOf = (version: string): readonly Case[] =>
  version <= lastOfNode10 ? [node10, ...cases] : cases;

/** What sources have most of the runtime. */
const features = [
  "auth-sigv4a",
  "aws-query",
  "big-numbers",
  "customization-dynamodb",
  "customization-s3-transfer",
  "event-streams",
  "paginated",
  "request-compression",
  "rest-json",
  "rpcv2-cbor",
  "waitable",
];
/** As Next.js has applications compiled: for an old target, with all types. */
const inApplication = {
  target: "es2017",
  module: "esnext",
  moduleResolution: "bundler",
  lib: ["dom", "dom.iterable", "esnext"],
  types: ["node"],
  strict: true,
  noEmit: true,
  isolatedModules: true,
  skipLibCheck: true,
};

let packed: Packed;
beforeAll(async () => {
  packed = startProject();
  const beside = ["@smithy/smithy-client", "@opentelemetry/api"];
  for (const name of ["@types/node", "undici-types", ...beside]) linkLibrary(packed.project, name);
  const models = Object.fromEntries(features.map((feature) => [feature, featureOf(feature)]));
  const sources = await sourcesOf(models, { with: ["testing", "smithy", "otel"] });
  writeTree(join(packed.project, "sources"), Object.fromEntries(sources));
  for (const [program, copy] of [
    ["consumer.mts", "consumer.cts"],
    ["root.mts", "root.ts"],
  ] as const) {
    cpSync(join(packed.project, program), join(packed.project, copy));
  }
});
afterAll(() => {
  packed.remove();
});

/** What a compiler says of a program and all declarations that it imports. */
async function compile(version: string, { file, ...options }: Case): Promise<string> {
  const config = {
    compilerOptions: {
      target: "es2022",
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
      module: modules[options.moduleResolution as keyof typeof modules],
      ...(version === lastOfNode10 && { ignoreDeprecations: version }),
      ...options,
    },
    files: [file],
  };
  return await printed(version, config, packed.project);
}

/** What a compiler says of a project with that configuration. */
async function printed(version: string, config: object, folder: string): Promise<string> {
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(tools, `typescript-${version}`, "bin/tsc");
  try {
    return await output(process.execPath, [tsc, "--pretty", "false"], folder);
  } catch (error) {
    const { stdout } = error as { stdout: string };
    // A compiler that ended otherwise than by what it found says nothing there.
    if (stdout === "") throw error;
    return stdout;
  }
}

describe.each(versions)("TypeScript %s", (version) => {
  const all = casesOf(version);
  const compiled = new Set<Case>();

  it.each(all)("compiles $file with $moduleResolution, $lib and types $types", async (options) => {
    expect(await compile(version, options)).toBe("");
    compiled.add(options);
  });

  it("compiles sources in an application", async () => {
    const config = { compilerOptions: inApplication };
    expect(await printed(version, config, join(packed.project, "sources"))).toBe("");
  });

  it("is in the README", () => {
    const failed = all.filter((options) => !compiled.has(options));
    const moduleResolutions = [...new Set(all.map((options) => options.moduleResolution))].filter(
      (name) => !failed.some(({ moduleResolution }) => moduleResolution === name),
    );
    const found = {
      version: versionOf(resolve(tools, `typescript-${version}`)),
      moduleResolutions,
    };
    expect(committed("compilers", `TypeScript ${version}`, found)).toEqual(found);
  });
});

it.each([versions[0]!, versions.at(-1)!])(
  "needs AbortSignal and ReadableStream of the DOM library or @types/node, and nothing else, in %s",
  async (version) => {
    const without = {
      file: "consumer.mts",
      moduleResolution: "nodenext",
      lib: ["es2022"],
      types: [],
    };
    const lines = (await compile(version, without)).trim().split("\n");
    const missing = lines.map(
      (line) => /TS2304: Cannot find name '(\w+)'\.$/.exec(line)?.[1] ?? line,
    );
    expect([...new Set(missing)].sort()).toEqual(["AbortSignal", "ReadableStream"]);
  },
);
