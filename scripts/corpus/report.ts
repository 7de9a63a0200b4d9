/** How long something took, and how much of it there is; times in milliseconds. */
export interface Measures {
  readonly shapes: number;
  readonly operations: number;
  /** Files of the package, its runtime among them, and the bytes of their texts. */
  readonly files: number;
  readonly bytes: number;
  readonly loadMs: number;
  readonly generateMs: number;
  readonly checkMs: number;
  readonly endpointsMs: number;
}

/** What came of one service of a model. */
export interface ServiceReport {
  /** The model's file, below the folder of the corpus. */
  readonly file: string;
  /** Its shape ID; absent where the model does not load, or has none. */
  readonly service?: string | undefined;
  readonly protocols: readonly string[];
  /**
   * `passed`: a client is generated and all is well; `types`: its protocol is not supported yet, so
   * only types were generated, and are well; `none`: there is nothing to generate; `failed`: see
   * `failures`.
   */
  readonly outcome: "passed" | "types" | "none" | "failed";
  /** Why there is nothing to generate. */
  readonly reason?: string | undefined;
  readonly failures: readonly string[];
  /** Warnings, such as of operations of which only types are generated. */
  readonly warnings: readonly string[];
  readonly endpointTests?: { readonly passed: number; readonly total: number } | undefined;
  readonly measures?: Measures | undefined;
}

/** A report in a line. */
export function lineOf(report: ServiceReport, padding: number): string {
  const { file, service, protocols, outcome, measures, endpointTests, failures } = report;
  const name = `${file}${service === undefined ? "" : ` ${service.replace(/.*#/, "")}`}`;
  const start = `${outcome.padEnd(6)}  ${name.padEnd(padding)}`;
  if (outcome === "none") return `${start}  ${report.reason ?? ""}`.trimEnd();
  if (!measures) return `${start}  ${failures[0]?.split("\n")[0] ?? ""}`.trimEnd();
  const protocol = protocols.map((id) => id.replace(/.*#/, "")).join("+") || "no protocol";
  const parts = [
    outcome === "types" ? `types only, ${protocol} is not supported yet` : protocol,
    `${measures.operations} operations of ${measures.shapes} shapes`,
    `${measures.files} files of ${(measures.bytes / 1000).toFixed(0)} kB`,
    `load ${measures.loadMs} ms, generate ${measures.generateMs}, check ${measures.checkMs}`,
    endpointTests
      ? `endpoint tests ${endpointTests.passed} of ${endpointTests.total}`
      : "no endpoint rules",
    ...(report.warnings.length > 0 ? [`${report.warnings.length} warnings`] : []),
    ...(failures.length > 0 ? [`${failures.length} failures`] : []),
  ];
  return `${start}  ${parts.join("; ")}`;
}

/** How many failures of one service are printed; a file of reports has them all. */
const TOLD = 20;

/** The totals, and each failure with its reason. */
export function summaryOf(reports: readonly ServiceReport[]): string {
  const count = (outcome: string): number =>
    reports.filter((report) => report.outcome === outcome).length;
  const sum = (of: (report: ServiceReport) => number | undefined): number =>
    reports.reduce((total, report) => total + (of(report) ?? 0), 0);
  const passed = sum(({ endpointTests }) => endpointTests?.passed);
  const total = sum(({ endpointTests }) => endpointTests?.total);
  const generated = count("passed") + count("types");
  const lines = [
    `${generated} of ${reports.length - count("none")} services pass: ` +
      `${count("passed")} with their clients, ${count("types")} with their types; ` +
      `${sum(({ measures }) => measures?.operations)} operations; ` +
      `${passed} of ${total} endpoint tests`,
  ];
  for (const { file, service, failures } of reports) {
    const place = [file, ...(service === undefined ? [] : [service])].join(" ");
    for (const failure of failures.slice(0, TOLD)) lines.push(`FAILED ${place}: ${failure}`);
    if (failures.length > TOLD) lines.push(`FAILED ${place}: and ${failures.length - TOLD} more`);
  }
  return lines.join("\n");
}
