import { basename, join } from "node:path";
import { parseSource, serviceId, type Source } from "../../source/source.js";
import type { ServiceSettings } from "../config.js";
import { display } from "../inputs.js";
import { UserError } from "../userError.js";

/** A model file to bring up to date. */
export interface Target {
  readonly file: string;
  readonly source: Source;
  /** What is generated from it; none where the config does not know it. */
  readonly users: readonly ServiceSettings[];
}

/** A config, or that there is none. */
export interface PullConfig {
  /** Those of its packages and sources. */
  readonly services: readonly ServiceSettings[];
  /** What messages call it. */
  readonly file: string;
  /** What the paths of models are relative to. */
  readonly folder: string;
}

/**
 * The model files that some names ask for: all that have a source, where there are no names. A name
 * is a package's, with or without its scope, a service's in a package or sources of several, that of
 * its service in AWS's collection, or that of its model file. A service that no package is for goes to `model/`.
 *
 * @throws {UserError} where a name means nothing, or a model that has no source.
 */
export function targetsOf(
  names: readonly string[],
  config: PullConfig,
  cwd: string,
): readonly Target[] {
  const pulled = config.services.filter(({ modelSource }) => modelSource);
  const wrong: string[] = [];
  const targets = new Map<string, Target>();
  const add = (file: string, source: Source): void => {
    const users = config.services.filter(({ models }) => models.includes(file));
    targets.set(file, { file, source, users });
  };
  const addService = ({ models: [file], modelSource }: ServiceSettings): void => {
    if (file !== undefined && modelSource) add(file, modelSource);
  };
  if (names.length === 0) pulled.forEach(addService);
  for (const name of names) {
    const meant = config.services.filter((each) => namesOf(each).has(name.toLowerCase()));
    const withSource = meant.filter(({ modelSource }) => modelSource);
    withSource.forEach(addService);
    const [without] = meant;
    if (withSource.length > 0) continue;
    if (without) {
      wrong.push(noSource(without, name, config, cwd));
      continue;
    }
    const id = serviceId(name.replace(/^aws:/i, ""));
    if (id === undefined) {
      const known = config.services.map((each) => each.name).join(", ");
      wrong.push(
        `${JSON.stringify(name)} is no service: the SDK ID of one of AWS's is expected, such as ` +
          `secrets-manager${known === "" ? "" : `, or a package of ${config.file} (${known})`}.`,
      );
      continue;
    }
    const file = join(config.folder, "model", `${id}.json`);
    const user = config.services.find(({ models }) => models.includes(file));
    if (user) wrong.push(noSource(user, id, config, cwd));
    else add(file, { kind: "aws", id });
  }
  if (wrong.length > 0) throw new UserError(wrong);
  if (targets.size === 0) {
    throw new UserError(
      `No package of ${config.file} has a source. Give one "source": "aws:kms", say, or name a ` +
        "service: tinsmith pull kms.",
    );
  }
  return [...targets.values()];
}

function noSource(user: ServiceSettings, name: string, config: PullConfig, cwd: string): string {
  const [model = ""] = user.models;
  const at = user.source ? ` at ${user.source.pointer}` : "";
  const source = "source" in parseSource(`aws:${name}`) ? `aws:${name}` : "aws:kms";
  return (
    `${config.file}${at}: ${user.name} has no source, so that ${display(model, cwd)} is not ` +
    `Tinsmith's to replace. To have it pulled, add "source": ${JSON.stringify(source)}.`
  );
}

/** What a service can be called, in lower case. */
export function namesOf({
  name,
  key = name,
  models,
  modelSource,
}: ServiceSettings): ReadonlySet<string> {
  const files = models.map((model) => basename(model, ".json").toLowerCase());
  const ids = modelSource?.kind === "aws" ? [modelSource.id, `aws:${modelSource.id}`] : [];
  return new Set([name, key, name.replace(/^@[^/]+\//, ""), ...files, ...ids]);
}
