import type { Json } from "./model.js";
import { isTooDeep } from "./json.js";
import { error, type Report } from "./report.js";
import { findSyntaxError } from "./syntaxError.js";

/**
 * Parses a model file. A file that is not JSON (RFC 8259), or that nests absurdly deep, is reported
 * with the line and column of the first error, and returns `undefined`.
 */
export function parseJson(file: string, text: string, report: Report): Json | undefined {
  const source = { file, pointer: "" };
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  let value: Json;
  try {
    value = JSON.parse(json) as Json;
  } catch {
    const { offset, message } = findSyntaxError(json);
    const before = json.slice(0, offset).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    const where = `line ${before.length}, column ${column}`;
    report(error("Model.Json", `Not valid JSON at ${where}: ${message}.`, { source }));
    return undefined;
  }
  if (!isTooDeep(value)) return value;
  report(error("Model.Json", "The JSON nests too deeply.", { source }));
  return undefined;
}
