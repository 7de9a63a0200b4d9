import type { Mode } from "../prepare.js";
import type { Report } from "../report.js";
import type { ModelFile } from "./model.js";

/** What became of a model file, or would. */
export interface Outcome {
  readonly action: "unchanged" | "create" | "update" | "gone" | "too large";
  readonly what: string;
  /** The model file as it is to be; absent where it is known to be so without a look. */
  readonly made?: ModelFile | undefined;
  /** The hash of what it replaces; `undefined` where there is no file. */
  readonly was?: string | undefined;
  /** What is on record of it stays true. */
  readonly isKnown: boolean;
}

/** Tells what became of a model file, or would. */
export function tell(file: string, { action, what }: Outcome, mode: Mode, report: Report): void {
  if (action === "unchanged") report.result(`${file}: up to date, ${what}`);
  else if (action === "gone") {
    report.warning(
      `${file}: kept as it was. AWS's collection has ${what} no more; what is generated from it stays.`,
    );
  } else if (action === "too large") report.error(`${file}: kept as it was. ${what}`);
  else if (mode === "check") report.error(`${file} is not the newest model: ${what}`);
  else if (mode === "dry-run") report.result(`would ${action} ${file}: ${what}`);
  else report.result(`${file}: ${action}d from ${what}`);
}
