import type { Setup } from "../harness.js";
import type { TestCollection } from "../collection.js";
import { modelPath, startCollection } from "../collection.js";
import { packageOf, tinsmith, type Outcome } from "../harness.js";
import { WEATHER } from "../models.js";
import { readTree, temporaryFolder, writeTree } from "../../output/tree.js";
import { UserError } from "../../../../generator/cli/userError.js";

/** The weather service as one of AWS's. */
export function official(sdkId: string): string {
  const trait = `"aws.api#service":{"sdkId":${JSON.stringify(sdkId)}},`;
  return WEATHER.replace('"smithy.api#title"', `${trait}"smithy.api#title"`);
}

export interface Project {
  readonly cwd: string;
  readonly collection: TestCollection;
  readonly run: (args: string, setup?: Setup) => Promise<Outcome>;
  /** Every file, without caches. */
  readonly tree: () => Record<string, string>;
  readonly config: () => unknown;
  readonly set: (files: Readonly<Record<string, string>>) => void;
}

/** A folder with some files; the collection has two services. */
export async function startProject(files: Readonly<Record<string, string>> = {}): Promise<Project> {
  const cwd = temporaryFolder();
  const collection = await startCollection({
    [modelPath("weather")]: official("Weather"),
    [modelPath("secrets-manager")]: official("Secrets Manager"),
  });
  writeTree(cwd, files);
  const tree = (): Record<string, string> => {
    const all = Object.entries(readTree(cwd));
    return Object.fromEntries(all.filter(([path]) => !path.startsWith("node_modules/")));
  };
  return {
    cwd,
    collection,
    tree,
    run: (args, setup = {}) => {
      const environment = { TINSMITH_AWS_MODELS: collection.url };
      return tinsmith(cwd, args, { environment, generateOutput: shapeByShape, ...setup });
    },
    config: () => JSON.parse(tree()["tinsmith.config.json"] ?? "null") as unknown,
    set: (more) => writeTree(cwd, more),
  };
}

/** A file for each operation of a model, with what the model says of it. */
export const shapeByShape: NonNullable<Setup["generateOutput"]> = (settings, { models }) => {
  const files = settings.services.flatMap(({ key = "src" }, index) => {
    const { shapes } = JSON.parse(models[index]?.[0]?.text ?? "") as {
      readonly shapes: Readonly<Record<string, { readonly type: string }>>;
    };
    return Object.entries(shapes)
      .filter(([, { type }]) => type === "operation" || type === "service")
      .map(
        ([id, shape]) => [`${key}/${id.split("#")[1] ?? ""}.ts`, JSON.stringify(shape)] as const,
      );
  });
  const generated = packageOf(Object.fromEntries(files));
  return Promise.resolve({ files: generated.files, diagnostics: settings.services.map(() => []) });
};

/** A generator that has something against a service, by its folder. */
export const refusing =
  (key: string): NonNullable<Setup["generateOutput"]> =>
  (settings, ...rest) => {
    if (settings.services.some((service) => service.key === key)) {
      return Promise.reject(new UserError(`${key} is refused.`));
    }
    return shapeByShape(settings, ...rest);
  };
