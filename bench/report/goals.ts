import type { ColdStart, GeneratorCost, LargePackage, Results, ServicesCost } from "../results.js";
import type { Figure } from "../stats.js";

/** A limit that the design sets, and what was measured, in one or more cases. */
export interface Goal {
  readonly what: string;
  readonly limit: string;
  readonly cases: readonly Case[];
  /** Every case is within the limit, and there is one. */
  readonly reached: boolean;
}

interface Case {
  readonly name: string;
  readonly value: number;
}

const client = "tinsmith";

/** The design's goals, each with what the results say of it. */
export function goalsOf(results: Results): readonly Goal[] {
  const { bundle, install, coldStart, load, signing, serialization, types } = results;
  const { generator, services, large } = results;
  const own = <T extends { readonly client: string }>(rows: readonly T[], id = client) =>
    rows.filter((row) => row.client === id);
  return [
    goal(
      "bundle, gzip",
      "kB",
      4.3,
      own(bundle).map(({ bundler, platform, gzip }) => ({
        name: `${bundler}, ${platform}`,
        value: gzip / 1000,
      })),
    ),
    goal(
      "installed",
      "package",
      1,
      own(install).map((row) => ({ name: "", value: row.packages })),
    ),
    ...(["unbundled", "bundled"] as const).map((form) =>
      goal(
        `cold start to first response, ${form}`,
        "× by hand",
        form === "bundled" ? 1.1 : 1.2,
        starts(own(coldStart).filter((row) => row.form === form)),
      ),
    ),
    ...(["sequential", "concurrent"] as const).map((mode) =>
      goal(
        `CPU a call, ${mode === "sequential" ? "in sequence" : "32 in flight"}`,
        "× by hand on the same transport",
        mode === "sequential" ? 1.2 : 1.1,
        [
          ...medians(own(load), "`node:http`", (row) => row[mode].cpu.toRaw),
          ...medians(own(load, "tinsmithFetch"), "`fetch`", (row) => row[mode].cpu.toRaw),
        ],
      ),
    ),
    goal("CPU a call", "× SDK", 0.3, [
      ...medians(own(load), "in sequence", (row) => row.sequential.cpu.toSdk),
      ...medians(own(load), "32 in flight", (row) => row.concurrent.cpu.toSdk),
    ]),
    goal(
      "signing",
      "× by hand",
      1.1,
      medians(own(signing), "", (row) => row.microseconds.toRaw),
    ),
    goal(
      "writing and reading",
      "× by hand",
      1.4,
      medians(own(serialization), "", (row) => row.microseconds.toRaw),
    ),
    goal(
      "RSS under load",
      "× SDK",
      0.65,
      medians(own(load), "", (row) => row.rssMB.toSdk),
    ),
    goal(
      "types created by a file that uses one operation",
      "",
      300,
      own(types).map((row) => ({ name: "", value: row.types })),
    ),
    goal("`tinsmith generate` for KMS, whole process", "s", 1.5, seconds(generator?.kms)),
    goal("the same where nothing changed", "s", 0.3, seconds(generator?.unchanged)),
    goal("every AWS service, generated and formatted, two cores", "minutes", 3, all(services)),
    goal(
      "a large service's package, installed",
      "MB",
      5,
      eachLarge(large, ({ install }) => install.tinsmith.bytes / 1e6),
    ),
    goal(
      "`tsc` on a file with one operation of it",
      "× an empty file",
      1.3,
      eachLarge(large, ({ checks }) => checks.operation.toEmpty.median),
    ),
    goal(
      "`tsc` on a file with one operation of it",
      "× SDK",
      0.4,
      eachLarge(large, ({ checks }) => checks.operation.toSdk.median),
    ),
  ];
}

function goal(what: string, unit: string, limit: number, cases: readonly Case[]): Goal {
  return {
    what,
    limit: `≤ ${limit} ${unit}`.trim(),
    cases,
    reached: cases.length > 0 && cases.every(({ value }) => value <= limit),
  };
}

const seconds = (cost: GeneratorCost | undefined): readonly Case[] =>
  cost ? [{ name: "", value: cost.wallMs / 1000 }] : [];

const all = (cost: ServicesCost | null): readonly Case[] =>
  cost
    ? [
        {
          name: `${cost.packages} services, as botocore has them; at most ${cost.generate.peakMb} MB a process`,
          value: cost.generate.wallS / 60,
        },
      ]
    : [];

const eachLarge = (
  large: readonly LargePackage[],
  value: (row: LargePackage) => number,
): readonly Case[] => large.map((row) => ({ name: row.service, value: value(row) }));

const starts = (rows: readonly ColdStart[]): readonly Case[] =>
  rows.flatMap(({ scheme, milliseconds }) =>
    medians([milliseconds], scheme === "http" ? "HTTP" : "TLS", (row) => row.toRaw),
  );

/** A row whose figure is missing counts as missed, since nothing is within a limit that is `NaN`. */
const medians = <T>(
  rows: readonly T[],
  name: string,
  figure: (row: T) => Figure | undefined,
): readonly Case[] => rows.map((row) => ({ name, value: figure(row)?.median ?? NaN }));
