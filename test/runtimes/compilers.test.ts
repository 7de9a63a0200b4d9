import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linkLibrary, type Packed } from "../support/packed.js";
import { versionOf } from "./bundlers.js";
import { output, tools } from "./processes.js";
import { startProject } from "./project.js";
import { committed } from "./results.js";

const versions = ["5.4", "5.5", "5.6", "5.7", "5.8", "5.9", "6.0", "7.0"];
/** Each resolution, with the types of `AbortSignal` and the like from another place. */
const cases = [
  { moduleResolution: "node16", module: "node16", lib: ["es2022"], types: ["node"] },
  { moduleResolution: "nodenext", module: "nodenext", lib: ["es2022", "dom"], types: [] },
  { moduleResolution: "bundler", module: "esnext", lib: ["es2022", "dom"], types: ["node"] },
];

let packed: Packed;
beforeAll(() => {
  packed = startProject();
  for (const name of ["@types/node", "undici-types"]) linkLibrary(packed.project, name);
});
afterAll(() => {
  packed.remove();
});

/** What a compiler says of `consumer.mts` and all declarations that it imports. */
async function compile(
  version: string,
  options: Readonly<Record<string, unknown>>,
): Promise<string> {
  const config = {
    compilerOptions: {
      target: "es2022",
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
      ...options,
    },
    files: ["consumer.mts"],
  };
  writeFileSync(join(packed.project, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(tools, `typescript-${version}`, "bin/tsc");
  try {
    return await output(process.execPath, [tsc, "--pretty", "false"], packed.project);
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe.each(versions)("TypeScript %s", (version) => {
  it.each(cases)("compiles with $moduleResolution, $lib and types $types", async (options) => {
    expect(await compile(version, options)).toBe("");
  });

  it("is in the README", () => {
    const found = {
      version: versionOf(resolve(tools, `typescript-${version}`)),
      moduleResolutions: cases.map(({ moduleResolution }) => moduleResolution),
    };
    expect(committed("compilers", `TypeScript ${version}`, found)).toEqual(found);
  });
});

it.each([versions[0]!, versions.at(-1)!])(
  "needs AbortSignal of the DOM library or @types/node, and nothing else, in %s",
  async (version) => {
    const without = { module: "nodenext", lib: ["es2022"], types: [] };
    const lines = (await compile(version, without)).trim().split("\n");
    for (const line of lines) expect(line).toContain("TS2304: Cannot find name 'AbortSignal'.");
  },
);
