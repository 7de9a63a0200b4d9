import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../../../generator/migrate/migrate.js";
import { readSurface } from "../../../generator/versioning/readSurface.js";
import { compile, errorsOf } from "../../support/compile.js";

const root = resolve(import.meta.dirname, "../../..");
const folder = join(root, ".cache", `suites.${process.pid}`);
const module = (path: string) => join(root, "node_modules", path);

/** Tests with aws-sdk-client-mock, by the runner that they are for. */
const suites = [
  {
    suite: "vitest.ts",
    file: "suite.test.ts",
    tests: 6,
    run: [module("vitest/vitest.mjs"), "run", "--root", "."],
    passed: /Tests\s+(\d+) passed/,
  },
  {
    suite: "node.mjs",
    file: "suite.mjs",
    tests: 3,
    run: ["--test", "--test-reporter=tap", "suite.mjs"],
    passed: /# pass (\d+)/,
  },
  {
    suite: "jest.cjs",
    file: "suite.test.cjs",
    tests: 2,
    run: [
      module("jest/bin/jest.js"),
      "--config",
      JSON.stringify({ rootDir: ".", testMatch: ["**/*.test.cjs"], transform: {} }),
    ],
    passed: /Tests:\s+(\d+) passed/,
  },
] as const;

const clients = [
  {
    surface: readSurface(readFileSync(join(root, "generated/kms/tinsmith.lock.json"), "utf8")),
    specifier: (subpath: string) => `@tinsmith/kms${subpath.slice(1)}`,
  },
];

beforeAll(() => {
  mkdirSync(join(folder, "node_modules/@tinsmith"), { recursive: true });
  symlinkSync(join(root, "generated/kms"), join(folder, "node_modules/@tinsmith/kms"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("tests with mocks of AWS SDK v3, before and after tinsmith migrate", () => {
  for (const { suite, file, tests, run, passed } of suites) {
    const before = readFileSync(join(import.meta.dirname, "suites", suite), "utf8");
    /** How many tests passed, where none failed. */
    const passing = (text: string): number => {
      const own = join(folder, suite);
      mkdirSync(own, { recursive: true });
      writeFileSync(join(own, file), text);
      // Not the one of the repository.
      writeFileSync(join(own, "vitest.config.mjs"), "export default {};");
      const { VITEST: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
      // Jest reports to stderr.
      const shell = [process.execPath, ...run].map((part) => `'${part}'`).join(" ");
      const output = execFileSync("sh", ["-c", `${shell} 2>&1`], {
        cwd: own,
        encoding: "utf8",
        env: { ...env, NO_COLOR: "1" },
      });
      return Number(passed.exec(output)?.[1]);
    };

    const typeErrors = (text: string): readonly string[] => {
      if (!file.endsWith(".ts")) return [];
      const path = join(folder, suite, file);
      const program = compile(new Map([[path, text]]), { types: ["node"] });
      return errorsOf(program, program.getSourceFile(path));
    };

    it(suite, () => {
      expect(passing(before)).toBe(tests);
      expect(typeErrors(before)).toEqual([]);
      const { files, remarks } = migrate({ files: new Map([[`/${file}`, before]]), clients });
      const after = files.get(`/${file}`) ?? before;
      expect(remarks.filter(({ kind }) => kind === "left")).toEqual([]);
      expect(after).not.toMatch(/@aws-sdk|aws-sdk-client-mock/);
      expect(passing(after)).toBe(tests);
      expect(typeErrors(after)).toEqual([]);
    });
  }
});
