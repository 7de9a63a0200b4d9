import type { Diagnostic } from "../smithy/diagnostic.js";
import type { SourceLocation } from "../smithy/model.js";
import { terminalText, visible } from "../text/visible.js";
import type { Io, Verbosity } from "./io.js";

/** Tells the user of errors, results and progress, as much as asked for. */
export interface Report {
  /** Always told. */
  readonly error: (message: string) => void;
  readonly warning: (message: string) => void;
  /** On standard error, unless `--quiet`. */
  readonly note: (message: string) => void;
  /** What was done: for people and scripts, on standard output. */
  readonly result: (message: string) => void;
  /** A whole text that was asked for, on standard output, under `--quiet` too. */
  readonly print: (text: string) => void;
  /** Told under `--verbose` only. */
  readonly detail: (message: string) => void;
  /**
   * What is being done from now on: on a terminal one line that is written over, elsewhere a line
   * each.
   */
  readonly progress: (message: string) => void;
  /** As `progress`, but on a terminal only. */
  readonly status: (message: string) => void;
  /** What was being done is done; clears the progress line. */
  readonly done: () => void;
}

const CLEAR_LINE = "\r\u001b[2K";

/** A report to an {@link Io}. */
export function createReport(io: Io, verbosity: Verbosity): Report {
  let hasLine = false;

  const line =
    (write: (text: string) => void, least: Verbosity, prefix = "") =>
    (message: string): void => {
      if (LEVELS.indexOf(verbosity) < LEVELS.indexOf(least)) return;
      if (hasLine) io.err(CLEAR_LINE);
      hasLine = false;
      write(`${prefix}${terminalText(message)}\n`);
    };
  const plain = line(io.err, "normal");
  const status = (message: string): void => {
    if (!io.isTerminal || verbosity === "quiet") return;
    // A line that wraps could not be written over.
    const fitting = terminalText(message).slice(0, Math.max(io.columns() - 2, 0));
    io.err(`${CLEAR_LINE}${fitting}…`);
    hasLine = true;
  };
  return {
    error: line(io.err, "quiet", "error: "),
    warning: line(io.err, "normal", "warning: "),
    note: plain,
    result: line(io.out, "normal"),
    print: (text) => io.out(terminalText(text)),
    detail: line(io.err, "verbose"),
    progress: io.isTerminal ? status : plain,
    status,
    done: () => {
      if (hasLine) io.err(CLEAR_LINE);
      hasLine = false;
    },
  };
}

const LEVELS: readonly Verbosity[] = ["quiet", "normal", "verbose"];

/** A diagnostic in one line: file, line and column, JSON pointer, shape, what is wrong, and its code. */
export function renderDiagnostic({ source, shape, message, code }: Diagnostic): string {
  const place = source && placeOf(source);
  const where = [place, shape === undefined ? undefined : `shape ${clip(shape)}`]
    .filter(Boolean)
    .join(", ");
  return `${where === "" ? "" : `${where}: `}${clip(message, 3000)} [${code}]`;
}

/** A file, as editors and terminals can open it, and a JSON pointer. */
function placeOf({ file, pointer, line, column }: SourceLocation): string {
  const position = line === undefined ? "" : `:${line}:${column ?? 1}`;
  return pointer === "" ? `${file}${position}` : `${file}${position} at ${clip(pointer)}`;
}

/** Names may be as long as a model likes, and of several lines; what is told of them stays readable. */
function clip(whole: string, length = 300): string {
  const text = visible(whole);
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** Tells of diagnostics by their severity, but of errors, which whoever asked has to deal with. */
export function tellOf(diagnostics: readonly Diagnostic[], report: Report): void {
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === "warning") report.warning(renderDiagnostic(diagnostic));
    if (diagnostic.severity === "note") report.detail(`note: ${renderDiagnostic(diagnostic)}`);
  }
}

/** The errors among diagnostics, rendered. */
export function errorsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.filter(({ severity }) => severity === "error").map(renderDiagnostic);
}

/** Where a service and operations were asked for: in a config, or by flags. */
export interface Choice {
  readonly service?: string | undefined;
  readonly source?: SourceLocation | undefined;
}

/**
 * Diagnostics with a place for those that have none in the model: a name that the model does not
 * know stands where it was asked for, anything else in the model as a whole.
 */
export function placed(
  diagnostics: readonly Diagnostic[],
  choice: Choice,
  model: string,
): readonly Diagnostic[] {
  const asked = (key: "service" | "operations"): SourceLocation =>
    choice.source
      ? { file: choice.source.file, pointer: `${choice.source.pointer}/${key}` }
      : { file: `--${key}`, pointer: "" };
  return diagnostics.map((diagnostic) => {
    const { code, source } = diagnostic;
    if (code === "Operation.Unknown") return { ...diagnostic, source: asked("operations") };
    if (source) return diagnostic;
    const isChosen = code === "Service.Unknown" && choice.service !== undefined;
    return { ...diagnostic, source: isChosen ? asked("service") : { file: model, pointer: "" } };
  });
}
