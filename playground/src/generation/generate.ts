import { generate } from "../../../generator/generate.js";
import { format } from "../../../generator/output/format.js";
import { inTurn } from "../../../generator/output/inTurn.js";
import { release } from "../../../generator/release.js";
import type { Model } from "../../../generator/smithy/model.js";
import type { Stage } from "../../../generator/timing.js";
import { notesOf, type ModelFile, type Note } from "./model.js";

/** Which package to generate of a model. */
export interface Order {
  /** Shape IDs. */
  readonly service: string;
  readonly operations: readonly string[];
  readonly packageName: string;
}

/** How far it is. */
export interface Progress {
  readonly stage: Stage;
  /** Files that are formatted, of those that are printed so far. */
  readonly done: number;
  readonly total: number;
}

export interface GeneratedPackage {
  /** Path to text, those that `tinsmith generate` would write; absent where a note is an error. */
  readonly files?: ReadonlyMap<string, string> | undefined;
  /** What names of the service begin with, such as `KMS`. */
  readonly clientName: string;
  readonly notes: readonly Note[];
}

/** What the generator is put together from. */
export interface Generator {
  /** The texts of `templates/`, by path under it. */
  readonly templates: ReadonlyMap<string, string>;
  readonly generatorVersion: string;
}

/** Generates a package, as the command line does where there was none before. */
export async function generatePackage(
  model: Model,
  source: ModelFile,
  order: Order,
  generator: Generator,
  tell: (progress: Progress) => void,
): Promise<GeneratedPackage> {
  let total = 0;
  let done = 0;
  const formatFile = inTurn(format);
  const { files, diagnostics, summary } = await generate({
    ...order,
    model,
    ...generator,
    timed: (stage, work) => {
      tell({ stage, done, total });
      return work();
    },
    format: async (path, text) => {
      total++;
      const formatted = await formatFile(path, text);
      tell({ stage: "format", done: ++done, total });
      return formatted;
    },
  });
  return {
    files: files && release(files, undefined, undefined).files,
    clientName: summary?.service ?? "",
    notes: notesOf(diagnostics, source),
  };
}
