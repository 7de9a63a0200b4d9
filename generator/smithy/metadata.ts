import { isArray, isObject, kindOf, property } from "./json.js";
import type { Json, JsonObject } from "./model.js";
import { error, inside, type Place, type Report } from "./report.js";
import { parseSelector } from "./selector/parse.js";
import { SelectorSyntaxError } from "./selector/selector.js";

/** The properties that each entry of a list in the metadata has to have, all of them texts. */
const lists: Readonly<Record<string, readonly string[]>> = {
  validators: ["name"],
  severityOverrides: ["id", "namespace", "severity"],
  suppressions: ["id", "namespace"],
};

/** Where the configuration of a validator has a selector, and whether it needs it. */
const selectors: Readonly<Record<string, readonly [key: string, isNeeded: boolean]>> = {
  EmitEachSelector: ["selector", true],
  EmitNoneSelector: ["selector", true],
  UnreferencedShape: ["rootShapeSelector", false],
};

/** Checks the metadata that Smithy itself reads: validators, suppressions and overrides of severity. */
export function checkMetadata(metadata: JsonObject, place: Place, report: Report): void {
  for (const [key, needed] of Object.entries(lists)) {
    const list = property(metadata, key);
    if (list === undefined) continue;
    const where = inside(place, key);
    if (!isArray(list)) {
      report(error("Model.Metadata", `Expected an array, found ${kindOf(list)}.`, where));
      continue;
    }
    for (const [index, entry] of list.entries())
      checkEntry(entry, needed, inside(where, index), report);
    if (key !== "validators") continue;
    for (const [index, entry] of list.entries()) checkSelector(entry, inside(where, index), report);
  }
}

function checkEntry(entry: Json, needed: readonly string[], place: Place, report: Report): void {
  if (!isObject(entry)) {
    report(error("Model.Metadata", `Expected an object, found ${kindOf(entry)}.`, place));
    return;
  }
  for (const key of needed) {
    const value = property(entry, key);
    if (typeof value === "string") continue;
    const message = `Expected a text under "${key}", found ${kindOf(value)}.`;
    report(error("Model.Metadata", message, place));
  }
}

function checkSelector(entry: Json, place: Place, report: Report): void {
  const name = isObject(entry) ? property(entry, "name") : undefined;
  const [key, isNeeded] = (typeof name === "string" && selectors[name]) || [];
  if (!isObject(entry) || key === undefined) return;
  const configuration = property(entry, "configuration");
  const text = isObject(configuration) ? property(configuration, key) : undefined;
  if (text === undefined && !isNeeded) return;
  const problem = typeof text === "string" ? selectorProblem(text) : `found ${kindOf(text)}`;
  if (problem === undefined) return;
  const where = inside(place, "configuration", key);
  report(error("Model.Selector", `Expected a selector: ${problem}.`, where));
}

/** What is wrong with the text of a selector, or `undefined` where it is one. */
export function selectorProblem(text: string): string | undefined {
  try {
    parseSelector(text);
    return undefined;
  } catch (error) {
    if (error instanceof SelectorSyntaxError) return `${error.message} (at ${error.offset})`;
    throw error;
  }
}
