import type { ColdStart, GeneratorCost, Load, Results, ServicesCost } from "../results.js";
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
  const { bundle, install, coldStart, load, signing, types, generator, services } = results;
  const own = <T extends { readonly client: string }>(rows: readonly T[], id = client) =>
    rows.filter((row) => row.client === id);
  return [
    goal(
      "bundle, gzip",
      "kB",
      3.5,
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
    goal("cold start to first response", "× by hand", 1.15, starts(own(coldStart), "toRaw")),
    goal("cold start to first response", "× SDK", 0.25, starts(own(coldStart), "toSdk")),
    goal("CPU a call", "× by hand on the same transport", 1.1, [
      ...cpu(own(load), "toRaw", "`node:http`"),
      ...cpu(own(load, "tinsmithFetch"), "toRaw", "`fetch`"),
    ]),
    goal("CPU a call", "× SDK", 0.3, cpu(own(load), "toSdk", "`node:http`")),
    goal(
      "signing",
      "µs",
      7,
      medians(own(signing), "", (row) => row.microseconds),
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

const starts = (rows: readonly ColdStart[], base: "toRaw" | "toSdk"): readonly Case[] =>
  rows.flatMap(({ form, scheme, milliseconds }) =>
    medians([milliseconds], `${form}, ${scheme === "http" ? "HTTP" : "TLS"}`, (row) => row[base]),
  );

const cpu = (
  rows: readonly Load[],
  base: "toRaw" | "toSdk",
  transport: string,
): readonly Case[] => [
  ...medians(rows, `${transport}, in sequence`, (row) => row.sequential.cpu[base]),
  ...medians(rows, `${transport}, 32 in flight`, (row) => row.concurrent.cpu[base]),
];

/** A row whose figure is missing counts as missed, since nothing is within a limit that is `NaN`. */
const medians = <T>(
  rows: readonly T[],
  name: string,
  figure: (row: T) => Figure | undefined,
): readonly Case[] => rows.map((row) => ({ name, value: figure(row)?.median ?? NaN }));
