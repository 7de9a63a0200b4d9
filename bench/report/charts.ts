import { barChart, type Bar } from "../../generator/charts/barChart.js";
import { clients } from "../clients.js";
import type { Results } from "../results.js";
import type { Figure } from "../stats.js";
import { nameOf } from "./details.js";
import { digits } from "./table.js";

export interface Chart {
  readonly file: string;
  readonly title: string;
  readonly svg: string;
}

/** The charts of the README. */
export function charts(results: Results): readonly Chart[] {
  return [
    chart(
      "bundle.svg",
      "Bundle that calls ReEncrypt alone, browser, kB after gzip",
      results.bundle
        .filter(({ bundler, platform }) => bundler === "esbuild" && platform === "browser")
        .map(({ client, gzip }) => bar(nameOf(client), gzip / 1000)),
    ),
    chart(
      "cold-start.svg",
      "Cold start to the first response, unbundled, HTTP, ms",
      bars((id) => {
        const row = results.coldStart.find(
          ({ client, form, scheme }) => client === id && form === "unbundled" && scheme === "http",
        );
        return row?.milliseconds;
      }),
    ),
    chart(
      "cpu.svg",
      "Processor time a call, one after the other, µs",
      bars((id) => results.load.find(({ client }) => client === id)?.sequential.cpu),
    ),
    chart(
      "memory.svg",
      "Peak memory under load, MB",
      bars((id) => results.load.find(({ client }) => client === id)?.rssMB),
    ),
  ];
}

function chart(file: string, title: string, entries: readonly Bar[]): Chart {
  return { file, title, svg: barChart(title, entries) };
}

function bars(figureOf: (client: string) => Figure | undefined): readonly Bar[] {
  return clients.flatMap(({ id, name }) => {
    const figure = figureOf(id);
    return figure ? [{ ...bar(name, figure.median), spread: figure }] : [];
  });
}

/** A bar, of which Tinsmith's stand out. */
function bar(label: string, value: number): Bar {
  // Names are in backquotes where Markdown shows code.
  const plain = label.replaceAll("`", "");
  return { label: plain, value, text: digits(value), isOwn: plain.startsWith("@tinsmith/") };
}
