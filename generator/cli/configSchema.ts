import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type AnySchemaObject, type ErrorObject } from "ajv";
import { didYouMean } from "../smithy/nearest.js";
import { pointerOf } from "../smithy/report.js";
import { packageRoot } from "./root.js";

/** Something wrong with a JSON document: where (RFC 6901), and what. */
export interface Problem {
  readonly pointer: string;
  readonly message: string;
}

/**
 * What is wrong with a value by `tinsmith.config.schema.json`.
 *
 * @param part the whole config, or one package of it.
 */
export function schemaProblems(value: unknown, part: "config" | "package"): readonly Problem[] {
  const text = readFileSync(join(packageRoot, "tinsmith.config.schema.json"), "utf8");
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    ownProperties: true,
    verbose: true,
  });
  ajv.addSchema(JSON.parse(text) as AnySchemaObject, "config");
  const validate = ajv.getSchema(part === "config" ? "config" : "config#/definitions/package");
  if (!validate) throw new Error("The config schema has no such part.");
  if (validate(value) === true) return [];
  const errors = validate.errors ?? [];
  // Of keys, each that is wrong is told of, and not that one is, nor which schema that is by; of
  // alternatives, all at once.
  return errors
    .filter(({ keyword }) => keyword !== "propertyNames" && keyword !== "if")
    .filter(({ schemaPath }) => !/\/anyOf\/\d+\//.test(schemaPath))
    .map(toProblem);
}

function toProblem(error: ErrorObject<string, Readonly<Record<string, unknown>>>): Problem {
  const { keyword, params, data, propertyName } = error;
  const pointer =
    error.instancePath + (propertyName === undefined ? "" : pointerOf([propertyName]));
  const parent = error.parentSchema as { properties?: object; description?: string } | undefined;
  const found = (): string => `found ${show(data)}.`;
  switch (keyword) {
    case "additionalProperties": {
      const key = String(params.additionalProperty);
      const known = Object.keys(parent?.properties ?? {});
      const hint = didYouMean(key, known) || ` Known are ${list(known.map(show), "and")}.`;
      return { pointer: pointer + pointerOf([key]), message: `unknown key ${show(key)}.${hint}` };
    }
    case "required":
      return { pointer, message: `${show(params.missingProperty)} is missing.` };
    case "anyOf": {
      const alternatives = error.schema as readonly { readonly required: readonly string[] }[];
      const names = alternatives.flatMap(({ required }) => required);
      return { pointer, message: `${list(names.map(show), "or")} is missing.` };
    }
    case "type":
      return {
        pointer,
        message: `expected ${typeNames(params.type as string | string[])}, ${found()}`,
      };
    case "enum":
      return {
        pointer,
        message: `expected ${list((params.allowedValues as unknown[]).map(show), "or")}, ${found()}`,
      };
    case "minItems":
      return { pointer, message: "expected at least one item, found none." };
    case "minProperties":
      return { pointer, message: "expected at least one, found none." };
    case "minLength":
      return { pointer, message: "expected some text, found none." };
    case "pattern":
    case "maxLength":
      return {
        pointer,
        message: `${show(data)} is not what is expected. ${parent?.description ?? ""}.`,
      };
    default:
      throw new Error(`The config schema uses ${keyword}, which has no message yet.`);
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: "an array",
  object: "an object",
  string: "a string",
};

function typeNames(types: string | readonly string[]): string {
  return list(
    [types].flat().map((type) => TYPE_NAMES[type] ?? type),
    "or",
  );
}

function list(items: readonly string[], word: "and" | "or"): string {
  return items.length < 2
    ? items.join("")
    : `${items.slice(0, -1).join(", ")} ${word} ${items.at(-1)}`;
}

/** A value as its JSON, but long ones by their kind. */
function show(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
