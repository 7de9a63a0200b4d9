import { countEntries, isTooDeep } from "./json.js";
import { countKeys, positionsOf, walkJson } from "./jsonText.js";
import type { Json } from "./model.js";
import { error, warning, type Report } from "./report.js";
import { findSyntaxError } from "./syntaxError.js";

/**
 * Parses a model file. A file that is not JSON (RFC 8259), or that nests absurdly deep, is reported
 * with the line and column of the first error, and returns `undefined`. What JSON leaves open is
 * reported too: keys that an object has twice, and numbers that would lose digits.
 */
export function parseJson(file: string, text: string, report: Report): Json | undefined {
  const source = { file, pointer: "" };
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  let value: Json;
  try {
    value = JSON.parse(json) as Json;
  } catch {
    const { offset, message } = findSyntaxError(json);
    const { line, column } = positionsOf(json, [offset]).get(offset) ?? { line: 1, column: 1 };
    const where = `line ${line}, column ${column}`;
    const hint = isIdl(json) ? idlHint : "";
    report(error("Model.Json", `Not valid JSON at ${where}: ${message}.${hint}`, { source }));
    return undefined;
  }
  if (isTooDeep(value)) {
    report(error("Model.Json", "The JSON nests too deeply.", { source }));
    return undefined;
  }
  // A walk over the whole text, only where there may be something to find.
  if (countKeys(json) !== countEntries(value) || longNumber.test(json)) {
    reportLosses(file, json, report);
  }
  return value;
}

const idlHint =
  " It is Smithy IDL: `smithy ast` of the Smithy CLI turns it into the JSON that Tinsmith reads.";

/** Whether a text looks like Smithy's own language, which models are mostly written in. */
function isIdl(text: string): boolean {
  return /^\s*(?:\/\/.*\s+)*(?:\$version\s*:|namespace\s+\w)/.test(text.slice(0, 10_000));
}

// What may be a number that loses digits, or is too large.
const longNumber = /[:[,]\s*-?(?:\d{16}|\d[\d.]*[eE]\+?\d{2})/;

// Where another number than the one that is written makes wrong code.
const exact = /\/smithy\.api#(?:default|enumValue)$/;

function reportLosses(file: string, json: string, report: Report): void {
  walkJson(json, {
    enter: (_, isRepeated, pointer) => {
      if (isRepeated) {
        const place = { source: { file, pointer: pointer() } };
        report(error("Model.Json", "The object has this key twice.", place));
      }
      return true;
    },
    number: (text, pointer) => {
      if (isKept(text)) return;
      const place = { source: { file, pointer: pointer() } };
      const message = `The number ${text} cannot be read exactly: it becomes ${Number(text)}.`;
      const say = exact.test(place.source.pointer) ? error : warning;
      report(say("Model.Number", message, place));
    },
  });
}

/** Whether a number is one that a JavaScript number can be, if it is an integer, or near enough. */
function isKept(text: string): boolean {
  const number = Number(text);
  if (!/^-?\d+$/.test(text)) return Number.isFinite(number);
  return String(number) === text || BigInt(text) === BigInt(number);
}
