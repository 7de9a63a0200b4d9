import { existsSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { loadModel } from "../../smithy/load.js";
import type { Model, OperationShape, ServiceShape } from "../../smithy/model.js";
import { selectOperations, selectService } from "../../smithy/select.js";
import { nameOf } from "../../smithy/shapeId.js";
import type { Fetched } from "../../source/fetch.js";
import { parseSource, printSource, serviceId, type Source } from "../../source/source.js";
import { errorsOf, placed } from "../report.js";
import { UserError } from "../userError.js";

/** What a command line asks for by the name of a service. */
export interface Wanted {
  readonly source: Source;
  /** The model is a file of the project itself, from which it is generated: none is pulled. */
  readonly isOwn: boolean;
}

/**
 * Reads the name of a service: one of AWS's (`s3`, `Secrets Manager`, `@aws-sdk/client-s3`), or any
 * source (`aws:s3`, a URL, the path of a file or folder).
 *
 * @param folder that of the config.
 * @throws {UserError} where it is neither.
 */
export function wantedService(text: string, cwd: string, folder: string): Wanted {
  const id = serviceId(text.replace(/^@aws-sdk\/client-/, ""));
  const isName = id !== undefined && !text.endsWith(".json");
  const parsed = parseSource(isName ? `aws:${id}` : text);
  if ("problem" in parsed) throw new UserError(`${JSON.stringify(text)}: ${parsed.problem}.`);
  const { source } = parsed;
  if (source.kind !== "path") return { source, isOwn: false };
  const full = resolve(cwd, source.path);
  if (!existsSync(full)) {
    throw new UserError(
      `${JSON.stringify(text)}: there is no such file or folder, nor is it the name of a service of ` +
        "AWS's, such as s3 or secrets-manager.",
    );
  }
  const path = relative(folder, full).replaceAll("\\", "/");
  const isOwn = statSync(full).isFile() && !path.startsWith("../") && path !== "..";
  return { source: { kind: "path", path }, isOwn };
}

/** A model of a service that is asked for. */
export interface WantedModel {
  readonly model: Model;
  readonly service: ServiceShape;
  /** What its folder, model file or subpath is called, such as `secrets-manager`. */
  readonly name: string;
}

/**
 * The service in a model that was fetched.
 *
 * @param shape which of several.
 * @throws {UserError} where it is no model, or it is not clear which service is meant.
 */
export function wantedModel(
  { source }: Wanted,
  fetched: Fetched,
  shape: string | undefined,
): WantedModel {
  const { model, diagnostics } = loadModel(fetched.files);
  const file = printSource(source);
  const chosen = model && selectService(model, shape);
  const found = [
    ...diagnostics,
    ...(chosen?.diagnostics ?? []).map((one) =>
      shape === undefined ? { ...one, message: `${one.message} Choose by --shape.` } : one,
    ),
  ];
  refuse(errorsOf(placed(found, {}, shape === undefined ? file : "--shape")));
  if (!model || !chosen?.service) throw new Error("Neither a service nor errors came of a model.");
  const name = source.kind === "aws" ? source.id : folderName(chosen.service);
  return { model, service: chosen.service, name };
}

/**
 * Names of operations as the model has them; patterns stay.
 *
 * @throws {UserError} where one names none.
 */
export function operationNames(
  { model, service }: WantedModel,
  asked: readonly string[],
): readonly string[] {
  const names = asked.map((pattern) => {
    const { operations, diagnostics } = selectOperations(model, service, [pattern]);
    refuse(errorsOf(placed(diagnostics, {}, "")));
    const [only] = operations;
    return only && !pattern.includes("*") ? nameOf(only.id) : pattern;
  });
  return [...new Set(names)];
}

/** The operations that names and patterns stand for; all where there are none. */
export function operationsOf(
  { model, service }: WantedModel,
  patterns: readonly string[] | undefined,
): readonly OperationShape[] {
  return selectOperations(model, service, patterns).operations;
}

/** As `add` names a service of AWS, where the model says that it is one. */
function folderName({ id, traits }: ServiceShape): string {
  const { sdkId } = (traits.get("aws.api#service") ?? {}) as { readonly sdkId?: unknown };
  return (typeof sdkId === "string" ? serviceId(sdkId) : undefined) ?? kebab(nameOf(id));
}

/** `WeatherService` as `weather-service`. */
function kebab(name: string): string {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [name];
  return words.join("-").toLowerCase();
}

/** The first few of what may be thousands. */
const SHOWN = 5;

function refuse(errors: readonly string[]): void {
  if (errors.length === 0) return;
  const more = errors.length > SHOWN ? [`${errors.length - SHOWN} more errors like these.`] : [];
  throw new UserError([...errors.slice(0, SHOWN), ...more]);
}
