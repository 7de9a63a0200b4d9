import type { Diagnostic } from "../smithy/diagnostic.js";
import type { Json, JsonObject } from "../smithy/model.js";
import type { Place } from "../smithy/report.js";

/** Why a rule set cannot be compiled. */
export type ProblemCode =
  /** It is not built as a rule set is. */
  | "RuleSet.Invalid"
  | "RuleSet.UnknownFunction"
  | "RuleSet.UnknownReference"
  | "RuleSet.UnknownAttribute"
  /** A value of another type than where it stands, or one that may be unset. */
  | "RuleSet.TypeMismatch"
  /** A parameter or variable with the name of another. */
  | "RuleSet.DuplicateName"
  /** More than the version of the rules engine has that the rules name. */
  | "RuleSet.Version"
  | "RuleSet.UnknownBuiltIn"
  /** How requests are to be signed is not said as it has to be. */
  | "RuleSet.AuthScheme"
  /** Valid, but nothing that Tinsmith can compile. */
  | "RuleSet.Unsupported"
  /** A path that is malformed, or leads nowhere. */
  | "EndpointParameter.Path"
  /** A parameter that the rules do not have. */
  | "EndpointParameter.Unknown"
  /** A value of another type than its parameter. */
  | "EndpointParameter.Type";

/** Thrown where compilation cannot go on; caught by the rule, condition or parameter it is in. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly pointer: string,
  ) {
    super(message);
  }
}

/** What collects problems as diagnostics. */
export interface Problems {
  readonly diagnostics: readonly Diagnostic[];
  /** Returns what `work` does, or `undefined` where that meets a problem. */
  readonly attempt: <T>(work: () => T) => T | undefined;
}

/** @param place - of what has the problems; their pointers are relative to it */
export function collectProblems(place: Place = {}): Problems {
  const { shape, source } = place;
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    attempt(work) {
      try {
        return work();
      } catch (thrown) {
        if (!(thrown instanceof Problem)) throw thrown;
        const message = `Endpoint rules${thrown.pointer && ` at ${thrown.pointer}`}: ${thrown.message}`;
        // What a diagram asks in several places is wrong in all of them.
        if (diagnostics.some((each) => each.message === message)) return undefined;
        diagnostics.push({
          code: thrown.code,
          severity: "error",
          message,
          shape,
          source: source && { file: source.file, pointer: source.pointer + thrown.pointer },
        });
        return undefined;
      }
    },
  };
}

/** A JSON pointer one step further. */
export function step(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** A member of an object; `undefined` where it has none of its own. */
export function memberOf(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The members of an object by name, so that their order in a file is nothing to go by. */
export function entriesOf(object: JsonObject): readonly (readonly [string, Json])[] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** @throws Problem */
export function expectObject(value: Json | undefined, pointer: string): JsonObject {
  if (isObject(value)) return value;
  throw new Problem("RuleSet.Invalid", `expected an object, found ${describe(value)}`, pointer);
}

/** @throws Problem */
export function expectArray(value: Json | undefined, pointer: string): readonly Json[] {
  if (isArray(value)) return value;
  throw new Problem("RuleSet.Invalid", `expected an array, found ${describe(value)}`, pointer);
}

/** @throws Problem */
export function expectString(value: Json | undefined, pointer: string): string {
  if (typeof value === "string") return value;
  throw new Problem("RuleSet.Invalid", `expected a string, found ${describe(value)}`, pointer);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isArray(value);
}

function describe(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `the ${typeof value} ${JSON.stringify(value)}`;
}
