import { join } from "node:path";
import { generateTypes } from "../../generator/generate.js";
import { lowerService } from "../../generator/ir/lower.js";
import { settleNames } from "../../generator/ir/names.js";
import type { ServiceIr } from "../../generator/ir/ir.js";
import type { Model, ServiceShape } from "../../generator/smithy/model.js";
import { selectOperations, selectService } from "../../generator/smithy/select.js";
import { sliceModel } from "../../generator/smithy/slice.js";
import { callerProgram, callsModule } from "./callerProgram.js";
import { compile, errorsOf } from "./compile.js";
import { readTemplates } from "./generate.js";

const templates = readTemplates();
const root = join(import.meta.dirname, "../..");

/** A version's generated declarations, and a program that uses all of them. */
export interface Version {
  readonly sources: ReadonlyMap<string, string>;
  readonly calls: string;
  readonly program: string;
}

/** Generates the types of some of a model's operations. */
export async function versionOf(model: Model, operations?: readonly string[]): Promise<Version> {
  const format = (_: string, text: string) => Promise.resolve(text);
  const { files, diagnostics } = await generateTypes({ model, operations, templates, format });
  if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const ir = lowered(model, operations);
  // The program names these whether or not the version's own sources do.
  const shared = ["bytes", "document", "errors", "result"].map(
    (name) =>
      [
        `src/runtime/contract/${name}.ts`,
        templates.get(`runtime/contract/${name}.ts`) ?? "",
      ] as const,
  );
  const sources = new Map([...shared, ...files]);
  return { sources, calls: callsModule(ir), program: callerProgram(files, ir) };
}

function lowered(model: Model, patterns: readonly string[] | undefined): ServiceIr {
  const service = selectService(model).service as ServiceShape;
  const { operations } = selectOperations(model, service, patterns);
  const slice = sliceModel(model, service, operations);
  const sliced = slice.shapes.get(service.id) as ServiceShape;
  return lowerService(slice, sliced, {
    isTypesOnly: () => true,
    names: settleNames(model, service),
  });
}

/**
 * What TypeScript says of the older version's callers when they get the newer declarations; nothing
 * where all of them still compile.
 *
 * @throws where they do not compile with the older declarations, which would prove nothing.
 */
export function compilerVerdict(older: Version, newer: Version): readonly string[] {
  const files = (folder: string, { sources, calls }: Version): [string, string][] => [
    ...[...sources].map(([path, text]): [string, string] => [join(root, folder, path), text]),
    [join(root, folder, "calls.ts"), calls],
    [join(root, folder, "caller.ts"), older.program],
  ];
  const program = compile(
    new Map([...files("virtual/old", older), ...files("virtual/new", newer)]),
  );
  const said = (folder: string) =>
    errorsOf(program, program.getSourceFile(join(root, folder, "caller.ts")));
  const before = said("virtual/old");
  if (before.length > 0) throw new Error(`The old program is wrong:\n${before.join("\n")}`);
  return said("virtual/new");
}
