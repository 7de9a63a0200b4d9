import { clients, libraries } from "../clients.js";
import type { CallCost, GeneratorCost, GeneratorCosts, LargePackage, Results } from "../results.js";
import { comparison, digits, median, spread, table } from "./table.js";
import { throughputDetails } from "./throughput.js";

/** Every figure, for `bench/RESULTS.md`. */
export function details(results: Results): string {
  return [
    "# What `npm run bench` measured",
    "Medians, with their quartiles in parentheses. Ratios are of pairs measured in the same round. A `~` marks what is spread over more than a tenth of its median: lean on nothing but its order of magnitude.",
    section(
      "Bundle of an application that calls ReEncrypt alone, bytes",
      table(
        ["client", "bundler", "platform", "minified", "gzip", "brotli"],
        results.bundle.map(({ client, bundler, platform, ...sizes }) => [
          nameOf(client),
          bundler,
          platform,
          ...[sizes.minified, sizes.gzip, sizes.brotli].map(String),
        ]),
      ),
    ),
    ...(results.operations.length > 0
      ? [section("Bundle of an application that calls one operation alone, bytes", sizes(results))]
      : []),
    section(
      "What `npm install` brings",
      table(
        ["client", "packages", "files", "MB"],
        results.install.map(({ client, packages, files, bytes }) => [
          nameOf(client),
          ...[packages, files].map(String),
          digits(bytes / 1e6),
        ]),
      ),
    ),
    section(
      "Cold start: from a booted Node to the first response, ms",
      table(
        ["client", "form", "scheme", "ms", ...ratios, "CPU, ms", ...ratios],
        results.coldStart.map(({ client, form, scheme, milliseconds, cpu }) => [
          nameOf(client),
          form,
          scheme,
          ...comparison(milliseconds),
          ...comparison(cpu),
        ]),
      ),
    ),
    section("Calls one after the other, µs", calls(results, "sequential")),
    section("Calls with 32 in flight, µs", calls(results, "concurrent")),
    section(
      "Peak memory of the process that made these calls, MB",
      table(
        ["client", "RSS", ...ratios],
        results.load.map(({ client, rssMB }) => [nameOf(client), ...comparison(rssMB)]),
      ),
    ),
    section("Signing alone, µs", works(results.signing)),
    section("Writing a body and reading an answer alone, µs", works(results.serialization)),
    section(
      "What a file that calls ReEncrypt costs the type checker over an empty one",
      table(
        ["client", "types", "instantiations", "files", "lines", "ms", "to SDK"],
        results.types.map(({ client, types, instantiations, files, lines, milliseconds }) => [
          nameOf(client),
          ...[types, instantiations, files, lines].map(String),
          ...comparison(milliseconds).slice(0, 2),
        ]),
      ),
    ),
    ...(results.generator ? [section("Whole runs of the generator", runs(results.generator))] : []),
    ...(results.large.length > 0
      ? [
          section("Packages of whole services: what `npm install` brings", installs(results.large)),
          section("What `tsc` takes for a file that calls one operation of these", checks(results)),
        ]
      : []),
    ...throughputDetails(results).map(([title, body]) => section(title, body)),
  ].join("\n\n");
}

const sizes = ({ operations }: Results): string =>
  table(
    ["operation", "client", "minified", "gzip", "brotli"],
    operations.flatMap(({ service, operation, protocol, tinsmith, sdk }) =>
      (
        [
          [`generated, ${protocol}`, tinsmith],
          [`AWS SDK ${sdk.version}`, sdk],
        ] as const
      ).map(([name, { minified, gzip, brotli }]) => [
        `${service} ${operation}`,
        name,
        ...[minified, gzip, brotli].map(String),
      ]),
    ),
  );

const runs = (costs: GeneratorCosts): string =>
  table(
    ["run", "ms", "CPU of all processes, ms", "peak of the largest, MB"],
    (
      [
        ["KMS", costs.kms],
        ["KMS, nothing changed", costs.unchanged],
        ["five services", costs.packages],
        ["EC2", costs.ec2],
      ] satisfies [string, GeneratorCost][]
    ).map(([name, { wallMs, userMs, peakMb }]) => [name, ...[wallMs, userMs, peakMb].map(digits)]),
  );

const modelOf = ({ model, hasStandIn }: LargePackage): string =>
  `${model}${hasStandIn ? ", with another protocol" : ""}`;

const packageNames = ({ service }: LargePackage) => ({
  tinsmith: `${service}, generated`,
  sdk: `${service}, AWS SDK v3`,
});

const installs = (large: readonly LargePackage[]): string =>
  table(
    ["package", "packages", "files", "MB", "model"],
    large.flatMap((row) =>
      (["tinsmith", "sdk"] as const).map((id) => {
        const { packages, files, bytes } = row.install[id];
        return [
          packageNames(row)[id],
          ...[packages, files].map(String),
          digits(bytes / 1e6),
          id === "tinsmith" ? modelOf(row) : "–",
        ];
      }),
    ),
  );

const checks = ({ large }: Results): string =>
  table(
    ["file", "CPU, ms", "to an empty file", "to SDK", "files read"],
    large.flatMap((row) =>
      (
        [
          ["empty", "an empty file"],
          ["operation", `${row.operation}, from \`./operations\``],
          ["root", `${row.operation}, from the root`],
          ["sdk", `${row.operation}, AWS SDK v3`],
        ] as const
      ).map(([id, name]) => {
        const { milliseconds, toEmpty, toSdk, files } = row.checks[id];
        const cells = [spread(milliseconds), median(toEmpty), median(toSdk), String(files)];
        return [`${row.service}: ${name}`, ...cells];
      }),
    ),
  );

const ratios = ["to SDK", "to by hand"];

const section = (title: string, body: string): string => `## ${title}\n\n${body}`;

function calls({ load }: Results, way: "sequential" | "concurrent"): string {
  const row = ({ cpu, p50, p99 }: CallCost) => [...comparison(cpu), spread(p50), spread(p99)];
  return table(
    ["client", "CPU", ...ratios, "median latency", "99th percentile"],
    load.map((client) => [nameOf(client.client), ...row(client[way])]),
  );
}

const works = (rows: Results["signing"]): string =>
  table(
    ["client", "µs", ...ratios],
    rows.map(({ client, microseconds }) => [nameOf(client), ...comparison(microseconds)]),
  );

/** The name of a client, a library or `raw`. */
export function nameOf(id: string): string {
  return [...clients, ...libraries].find((client) => client.id === id)?.name ?? "by hand";
}
