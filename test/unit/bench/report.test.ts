import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { goalsOf } from "../../../bench/report/goals.js";
import { summary } from "../../../bench/report/summary.js";
import { filesOf } from "../../../bench/report/write.js";
import type { Results } from "../../../bench/results.js";
import type { Comparison } from "../../../bench/stats.js";

const root = resolve(import.meta.dirname, "../../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const results = JSON.parse(read("bench/results.json")) as Results;

/** Results in which every case of every goal is at its limit. */
const atTheLimits: Results = {
  machine: results.machine,
  bundle: results.bundle.map((row) => ({ ...row, gzip: 4300 })),
  install: results.install.map((row) => ({ ...row, packages: 1 })),
  coldStart: results.coldStart.map((row) => ({
    ...row,
    milliseconds: at(1, 1, row.form === "bundled" ? 1.1 : 1.2),
  })),
  load: results.load.map((row) => ({
    ...row,
    sequential: { ...row.sequential, cpu: at(1, 0.3, 1.2) },
    concurrent: { ...row.concurrent, cpu: at(1, 0.3, 1.1) },
    rssMB: at(1, 0.65, 1),
  })),
  signing: results.signing.map((row) => ({ ...row, microseconds: at(7, 1, 1.1) })),
  serialization: results.serialization.map((row) => ({ ...row, microseconds: at(7, 1, 1.4) })),
  types: results.types.map((row) => ({ ...row, types: 300 })),
  generator: {
    kms: { wallMs: 1500, userMs: 1, peakMb: 1 },
    unchanged: { wallMs: 300, userMs: 1, peakMb: 1 },
    packages: { wallMs: 1, userMs: 1, peakMb: 1 },
    ec2: { wallMs: 1, userMs: 1, peakMb: 1 },
  },
  services: services(180),
  large: large({}),
  operations: operations(5500),
  throughput: results.throughput,
};

function operations(gzip: number): Results["operations"] {
  const sizes = (gzip: number) => ({ minified: 1, gzip, brotli: 1 });
  return [
    {
      service: "SQS",
      operation: "SendMessage",
      protocol: "awsJson1_0",
      goal: 5500,
      tinsmith: sizes(gzip),
      sdk: { version: "3.0.0", ...sizes(53800) },
    },
  ];
}

function large({ bytes = 5e6, toEmpty = 1.3, toSdk = 0.4 }): Results["large"] {
  const one = { median: 1, low: 1, high: 1 };
  const other = { milliseconds: one, toEmpty: one, toSdk: one, files: 1 };
  const size = (bytes: number) => ({ packages: 1, files: 1, bytes });
  const operation = {
    ...other,
    toEmpty: { ...one, median: toEmpty },
    toSdk: { ...one, median: toSdk },
  };
  return ["EC2", "SageMaker"].map((service) => ({
    service,
    operation: "DoIt",
    model: "official",
    hasStandIn: false,
    install: { tinsmith: size(service === "EC2" ? 5e6 : bytes), sdk: size(9e6) },
    checks: { empty: other, operation, root: other, sdk: other },
  }));
}

function services(wallS: number): Results["services"] {
  return { packages: 420, shapes: 1, generate: { wallS, cpuS: 1, peakMb: 1 } };
}

function at(median: number, toSdk: number, toRaw: number): Comparison {
  const figure = (value: number) => ({ median: value, low: value, high: value });
  return { ...figure(median), toSdk: figure(toSdk), toRaw: figure(toRaw) };
}

/** The goals that are missed when one part of the results is changed. */
const missed = (change: Partial<Results>): readonly string[] =>
  goalsOf({ ...atTheLimits, ...change })
    .filter(({ reached, cases }) => !reached && cases.length > 0)
    .map(({ what, limit }) => `${what} ${limit}`);

describe("goals", () => {
  it("are reached at their limits", () => {
    expect(missed({})).toEqual([]);
  });

  const { bundle, coldStart, load, install, signing, serialization, types, generator } =
    atTheLimits;
  const own = (client: string) => client === "tinsmith";
  const changes: Record<string, Partial<Results>> = {
    "bundle, gzip ≤ 4.3 kB": {
      bundle: bundle.map((row) =>
        row.bundler === "rollup" && row.platform === "node" ? { ...row, gzip: 4301 } : row,
      ),
    },
    "installed ≤ 1 package": {
      install: install.map((row) => (own(row.client) ? { ...row, packages: 2 } : row)),
    },
    "cold start to first response, unbundled ≤ 1.2 × by hand": {
      coldStart: coldStart.map((row) =>
        row.form === "unbundled" && row.scheme === "https"
          ? { ...row, milliseconds: at(1, 1, 1.21) }
          : row,
      ),
    },
    "cold start to first response, bundled ≤ 1.1 × by hand": {
      coldStart: coldStart.map((row) =>
        row.form === "bundled" ? { ...row, milliseconds: at(1, 1, 1.11) } : row,
      ),
    },
    "CPU a call, in sequence ≤ 1.2 × by hand on the same transport": {
      load: load.map((row) =>
        own(row.client)
          ? { ...row, sequential: { ...row.sequential, cpu: at(1, 0.3, 1.21) } }
          : row,
      ),
    },
    "CPU a call, 32 in flight ≤ 1.1 × by hand on the same transport": {
      load: load.map((row) =>
        row.client === "tinsmithFetch"
          ? { ...row, concurrent: { ...row.concurrent, cpu: at(1, 0.3, 1.11) } }
          : row,
      ),
    },
    "CPU a call ≤ 0.3 × SDK": {
      load: load.map((row) =>
        own(row.client) ? { ...row, sequential: { ...row.sequential, cpu: at(1, 0.31, 1) } } : row,
      ),
    },
    "signing ≤ 1.1 × by hand": {
      signing: signing.map((row) => ({ ...row, microseconds: at(7, 1, 1.11) })),
    },
    "writing and reading ≤ 1.4 × by hand": {
      serialization: serialization.map((row) => ({ ...row, microseconds: at(7, 1, 1.41) })),
    },
    "RSS under load ≤ 0.65 × SDK": {
      load: load.map((row) => ({ ...row, rssMB: at(1, 0.66, 1) })),
    },
    "types created by a file that uses one operation ≤ 300": {
      types: types.map((row) => ({ ...row, types: 301 })),
    },
    "`tinsmith generate` for KMS, whole process ≤ 1.5 s": {
      generator: generator && { ...generator, kms: { wallMs: 1501, userMs: 1, peakMb: 1 } },
    },
    "the same where nothing changed ≤ 0.3 s": {
      generator: generator && { ...generator, unchanged: { wallMs: 301, userMs: 1, peakMb: 1 } },
    },
    "every AWS service, generated and formatted, two cores ≤ 3 minutes": {
      services: services(181),
    },
    "a large service's package, installed ≤ 5 MB": { large: large({ bytes: 5.1e6 }) },
    "`tsc` on a file with one operation of it ≤ 1.3 × an empty file": {
      large: large({ toEmpty: 1.31 }),
    },
    "`tsc` on a file with one operation of it ≤ 0.4 × SDK": { large: large({ toSdk: 0.41 }) },
  };

  it.each(Object.entries(changes))("show that %s is missed in one case", (goal, change) => {
    expect(missed(change)).toEqual([goal]);
    const row = summary({ ...atTheLimits, ...change })
      .split("\n")
      .filter((line) => line.includes("missed"));
    expect(row).toHaveLength(1);
    expect(row[0]).toContain("**missed**");
  });

  it("are not measured, and not reached, where there is nothing", () => {
    const nothing: Results = {
      ...atTheLimits,
      bundle: [],
      install: [],
      coldStart: [],
      load: [],
      signing: [],
      serialization: [],
      types: [],
      generator: null,
      services: null,
      large: [],
      operations: [],
      throughput: null,
    };
    expect(goalsOf(nothing).filter(({ reached }) => reached)).toEqual([]);
    expect(summary(nothing)).not.toMatch(/missed|\| reached/);
  });
});

describe("the table of operations", () => {
  const row = (gzip: number) => {
    const lines = summary({ ...atTheLimits, operations: operations(gzip) }).split("\n");
    return lines.find((line) => line.includes("SQS SendMessage"));
  };
  it("has each with its goal and the SDK's, and whether it is reached", () => {
    expect(row(5500)).toBe("| SQS SendMessage | awsJson1_0 | 5.50 | ≤ 5.5 | 53.8 | reached |");
    expect(row(5501)).toBe("| SQS SendMessage | awsJson1_0 | 5.50 | ≤ 5.5 | 53.8 | **missed** |");
  });
});

describe("what the project shows", () => {
  const written = ["README.md", "bench/RESULTS.md", "bench/results.json"];
  const drawn = ["bundle", "cold-start", "cpu", "memory"].map((name) => `bench/charts/${name}.svg`);

  it.each([...written, ...drawn])("is what was measured: %s", async (path) => {
    expect((await filesOf(results, root)).get(path)).toBe(read(path));
  });
});
