import type { Moved, Results } from "../results.js";
import { comparison, median, table } from "./table.js";

const names: Readonly<Record<string, string>> = {
  tinsmith: "generated",
  sdk: "@aws-sdk/client-s3",
  tinsmithChecked: "generated, with CRC32",
  sdkChecked: "@aws-sdk/client-s3, with CRC32",
  rawHttp: "by hand on `node:http`",
};
const nameOf = (client: string): string => names[client] ?? client;

/** The README's part: how fast objects of S3 go up and down. */
export function throughputSummary({ throughput }: Results): readonly string[] {
  if (!throughput) return [];
  const { megabytes, rounds, loadBefore, clients } = throughput;
  const cells = ({ rate, cpu }: Moved) => [median(rate), median(cpu)];
  return [
    `Objects of S3 as streams, ${megabytes} MB at a time to and from a server in another process, in ${rounds} rounds; load average before: ${loadBefore}.`,
    table(
      ["client", "up, MB/s", "up, CPU ms/MB", "down, MB/s", "down, CPU ms/MB"],
      clients.map(({ client, up, down }) => [nameOf(client), ...cells(up), ...cells(down)]),
    ),
  ];
}

/** Every figure of it, by the title of its table. */
export function throughputDetails({ throughput }: Results): readonly (readonly [string, string])[] {
  if (!throughput) return [];
  const ratios = ["to SDK", "to by hand"];
  return (["up", "down"] as const).map((way) => [
    `An object of S3 of ${throughput.megabytes} MB, as a stream ${way}: MB/s, and ms of CPU a MB`,
    table(
      ["client", "MB/s", ...ratios, "CPU, ms/MB", ...ratios],
      throughput.clients.map((row) => [
        nameOf(row.client),
        ...comparison(row[way].rate),
        ...comparison(row[way].cpu),
      ]),
    ),
  ]);
}
