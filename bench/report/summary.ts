import { clients } from "../clients.js";
import type { BundleSize, ColdStart, Results } from "../results.js";
import { goalsOf, type Goal } from "./goals.js";
import { charts } from "./charts.js";
import { digits, median, table } from "./table.js";
import { throughputSummary } from "./throughput.js";

/** The README's section: what the clients come to, and how the goals of the design are met. */
export function summary(results: Results): string {
  return [
    machineLine(results),
    overview(results),
    ...charts(results).map(({ file, title }) => `![${title}](bench/charts/${file})`),
    "How this meets the goals that the design sets, in every case that was measured:",
    table(["goal", "limit", "measured", ""], goalsOf(results).map(goalRow)),
    ...operations(results),
    ...throughputSummary(results),
  ].join("\n\n");
}

function machineLine({ machine }: Results): string {
  const { processor, cores, memoryGB, system, node, loadBefore } = machine;
  return `${cores} × ${processor}, ${memoryGB} GB, ${system}, Node ${node}; load average before: ${loadBefore}.`;
}

function overview(results: Results): string {
  const rows = clients.map(({ id, name }) => {
    const load = results.load.find(({ client }) => client === id);
    const install = results.install.find(({ client }) => client === id);
    const types = results.types.find(({ client }) => client === id);
    return [
      name,
      `${gzip(results, id, "browser")} / ${gzip(results, id, "node")}`,
      install ? `${install.packages} / ${digits(install.bytes / 1e6)}` : "–",
      `${start(results, id, "unbundled")} / ${start(results, id, "bundled")}`,
      `${median(load?.sequential.cpu)} / ${median(load?.concurrent.cpu)}`,
      median(load?.rssMB),
      types ? String(types.types) : "–",
    ];
  });
  return table(
    [
      "client",
      "bundle, kB gzip: browser / Node",
      "install: packages / MB",
      "cold start, ms: unbundled / bundled",
      "CPU a call, µs: in sequence / 32 in flight",
      "peak RSS, MB",
      "types",
    ],
    rows,
  );
}

function gzip({ bundle }: Results, id: string, platform: BundleSize["platform"]): string {
  // By hand there is one application, that browsers and Node run.
  const client = id === "rawFetch" ? "raw" : id;
  const size = bundle.find(
    (row) => row.client === client && row.platform === platform && row.bundler === "esbuild",
  );
  return size ? digits(size.gzip / 1000) : "–";
}

function start({ coldStart }: Results, id: string, form: ColdStart["form"]): string {
  const row = coldStart.find(
    ({ client, form: its, scheme }) => client === id && its === form && scheme === "http",
  );
  return median(row?.milliseconds);
}

/** The design's goals for one operation of each protocol, and what AWS SDK v3 takes for it. */
function operations({ operations }: Results): readonly string[] {
  if (operations.length === 0) return [];
  const rows = operations.map(({ service, operation, protocol, goal, tinsmith, sdk }) => [
    `${service} ${operation}`,
    protocol,
    digits(tinsmith.gzip / 1000),
    `≤ ${goal / 1000}`,
    digits(sdk.gzip / 1000),
    verdictOf(tinsmith.gzip <= goal),
  ]);
  return [
    "A client of one operation of each protocol, bundled by esbuild for browsers: kB after gzip.",
    table(["operation", "protocol", "Tinsmith", "goal", "AWS SDK v3", ""], rows),
  ];
}

const verdictOf = (reached: boolean): string => (reached ? "reached" : "**missed**");

function goalRow({ what, limit, cases, reached }: Goal): readonly string[] {
  const measured = cases.map(({ name, value }) =>
    name ? `${digits(value)} (${name})` : digits(value),
  );
  const verdict = cases.length > 0 ? verdictOf(reached) : "not measured";
  return [what, limit, measured.join(", ") || "–", verdict];
}
