import { OutputError } from "../../output/error.js";
import { SourceError } from "../../source/error.js";
import type { Mode } from "../prepare.js";
import type { Report } from "../report.js";
import { UserError } from "../userError.js";
import type { Outcome } from "./lookUp.js";

/** What became of a model file, or would. */
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

/** What a user is told of an error; rethrows what Tinsmith is at fault for. */
export function messagesOf(error: unknown): readonly string[] {
  if (error instanceof UserError) return error.messages;
  if (error instanceof SourceError) return [error.message.replace(/(?<![.?])$/, ".")];
  if (error instanceof OutputError) return [error.message];
  throw error;
}
