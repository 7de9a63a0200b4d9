import { clients } from "../clients.js";
import type { Results } from "../results.js";
import type { Figure } from "../stats.js";
import { barChart, type Bar } from "./barChart.js";
import { nameOf } from "./details.js";

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
        .map(({ client, gzip }) => ({ label: nameOf(client), value: gzip / 1000 })),
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
    return figure ? [{ label: name, value: figure.median, spread: figure }] : [];
  });
}
