import type { LongType, ServiceIr, ShapeId } from "../../../generator/ir/ir.js";
import { lowerService } from "../../../generator/ir/lower.js";
import { generate } from "../../../generator/generate.js";
import type { Model, ServiceShape } from "../../../generator/smithy/model.js";
import type { Result } from "../../../templates/runtime/contract/result.js";
import type { ServiceError } from "../../../templates/runtime/contract/errors.js";
import type { ClientConfig } from "../../../templates/runtime/contract/config.js";
import { importSources } from "../bundleSources.js";
import { readTemplates } from "../generate.js";

/** A generated client, whatever its service. */
export interface GeneratedClient {
  readonly service: ServiceIr;
  /** Calls an operation. @throws where the package has no function for it. */
  readonly call: (
    operation: ShapeId,
    config: ClientConfig,
    input: object,
  ) => Promise<Result<object, ServiceError>>;
}

type Functions = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/**
 * Generates the client of a service, and bundles it in memory.
 *
 * @param long - what longs are to callers
 * @param protocol - the one to speak, of those that the service has
 * @param operations - their names; all where absent
 */
export async function generateClient(
  model: Model,
  shape: ServiceShape,
  long: LongType,
  protocol?: ShapeId,
  operations?: readonly string[],
): Promise<GeneratedClient> {
  const { files, diagnostics } = await generate({
    model,
    service: shape.id,
    packageName: "client",
    generatorVersion: "0.0.0",
    long,
    operations,
    protocol,
    templates: readTemplates(),
    format: (_path, text) => Promise.resolve(text),
  });
  if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const service = lowerService(model, shape, { long });
  const functions = await importSources<Functions>(files);
  return {
    service,
    async call(id, config, input) {
      const operation = service.operations.find(({ shape }) => shape === id);
      const run = functions[operation?.functionName ?? ""];
      const create = functions[`create${service.clientName}Client`];
      if (!create || !run) throw new Error(`There is no function for ${id}.`);
      return (await run(create(config), input)) as Result<object, ServiceError>;
    },
  };
}
