import { textHash } from "../../output/hash.js";
import { obstaclesTo } from "../../describe.js";
import { cutModel } from "../../smithy/cut.js";
import { loadModel } from "../../smithy/load.js";
import type { Model, OperationShape, ServiceShape } from "../../smithy/model.js";
import { printAst } from "../../smithy/printAst.js";
import { operationsOf, selectOperations, selectService } from "../../smithy/select.js";
import { sliceModel } from "../../smithy/slice.js";
import type { Fetched } from "../../source/fetch.js";
import { printSource, serviceId } from "../../source/source.js";
import type { ServiceSettings } from "../config.js";
import type { ModelRecord } from "./record.js";
import type { Target } from "./targets.js";
import { errorsOf, placed } from "../report.js";
import { UserError } from "../userError.js";

/** A model file as it is to be. */
export interface ModelFile {
  readonly text: string;
  readonly record: ModelRecord;
  /** Such as `3 of 54 operations`. */
  readonly content: string;
}

/**
 * The operations that a model file is cut to: all that its users ask for; absent where one of them
 * takes all there are, or puts the model together from several files.
 */
export function operationsAskedFor({ users }: Target): readonly string[] | undefined {
  const lists = users.map(({ models, operations }) =>
    models.length === 1 ? operations : undefined,
  );
  if (lists.length === 0 || !lists.every((list) => list !== undefined)) return undefined;
  return [...new Set(lists.flat())].sort();
}

/**
 * Makes a model file of what was fetched: as it came, or cut to the operations that its users ask
 * for.
 *
 * @throws {UserError} where it is no model, not one of what is asked for, or one that nothing can be
 *   generated from.
 */
export function modelFile(target: Target, fetched: Fetched): ModelFile {
  const { model, diagnostics } = loadModel(fetched.files);
  const source = printSource(target.source);
  refuse(errorsOf(diagnostics));
  if (!model) throw new Error("Neither a model nor errors came of loading.");

  // Where several files make a model, this one alone need not have its service.
  const users = target.users.filter(({ models }) => models.length === 1);
  const chosen = users.map((user) => choose(model, user, source));
  const services = new Set(chosen.map(({ service }) => service));
  const service = chosen[0]?.service ?? serviceOf(model, source);
  checkIdentity(target, service);
  for (const [index, { service, operations }] of chosen.entries()) {
    const slice = sliceModel(model, service, operations);
    const obstacles = obstaclesTo(slice, slice.shapes.get(service.id) as ServiceShape);
    refuse(errorsOf(placed(obstacles, users[index] ?? {}, source)));
  }
  const patterns = services.size > 1 ? undefined : operationsAskedFor(target);
  const all = operationsOf(model, service);
  const kept = new Set(patterns ? chosen.flatMap(({ operations }) => operations) : all);
  const text = patterns
    ? print(
        cutModel(
          model,
          service,
          all.filter((operation) => kept.has(operation)),
        ),
      )
    : textOf(fetched, model);
  return {
    text,
    content: patterns ? `${kept.size} of ${all.length} operations` : `${all.length} operations`,
    record: {
      source,
      version: service.version,
      blob: fetched.blob,
      sha256: fetched.sha256,
      operations: patterns,
      written: textHash(text),
    },
  };
}

interface Choice {
  readonly service: ServiceShape;
  readonly operations: readonly OperationShape[];
}

/** What a package is generated from, in a model. */
function choose(model: Model, user: ServiceSettings, source: string): Choice {
  const service = serviceOf(model, source, user);
  const { operations, diagnostics } = selectOperations(model, service, user.operations);
  refuse(errorsOf(placed(diagnostics, user, source)));
  return { service, operations };
}

function serviceOf(model: Model, source: string, user?: ServiceSettings): ServiceShape {
  const { service, diagnostics } = selectService(model, user?.service);
  refuse(errorsOf(placed(diagnostics, user ?? {}, source)));
  if (!service) throw new Error("Neither a service nor errors came of selecting one.");
  return service;
}

/** AWS's models say which service they are of. */
function checkIdentity({ source }: Target, service: ServiceShape): void {
  if (source.kind !== "aws") return;
  const trait = service.traits.get("aws.api#service") as { readonly sdkId?: unknown } | undefined;
  const found = typeof trait?.sdkId === "string" ? trait.sdkId : service.id;
  if (serviceId(found) === source.id) return;
  throw new UserError(`aws:${source.id}: what came is a model of ${found}, another service.`);
}

function textOf({ files }: Fetched, model: Model): string {
  const [only, ...more] = files;
  return only && more.length === 0 ? only.text : print(model);
}

function print(model: Model): string {
  return `${JSON.stringify(printAst(model), null, 2)}\n`;
}

/** The first few of what may be thousands. */
const SHOWN = 5;

function refuse(errors: readonly string[]): void {
  if (errors.length === 0) return;
  const more = errors.length > SHOWN ? [`${errors.length - SHOWN} more errors like these.`] : [];
  throw new UserError([...errors.slice(0, SHOWN), ...more]);
}
