import { alignedTable } from "../text/table.js";
import { STAGES, type Timings } from "../timing.js";

/**
 * The times of packages as a table with a row each and a total, in milliseconds. Stages that no
 * package came to have no column.
 */
export function timingsTable(rows: readonly (readonly [name: string, Timings])[]): string {
  const stages = STAGES.filter((stage) => rows.some(([, timings]) => timings[stage] !== undefined));
  const cells = (name: string, of: (stage: (typeof STAGES)[number]) => number): string[] => {
    const times = stages.map(of);
    const sum = times.reduce((total, time) => total + time, 0);
    return [name, ...[...times, sum].map((time) => time.toFixed(0))];
  };
  const table = [
    ["ms", ...stages, "all"],
    ...rows.map(([name, timings]) => cells(name, (stage) => timings[stage] ?? 0)),
  ];
  if (rows.length > 1) {
    const total = (stage: (typeof STAGES)[number]): number =>
      rows.reduce((sum, [, timings]) => sum + (timings[stage] ?? 0), 0);
    table.push(cells("all", total));
  }
  return alignedTable(table);
}
