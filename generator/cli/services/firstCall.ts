import { customizeService } from "../../customizations/customizations.js";
import { lowerService } from "../../ir/lower.js";
import { settleNames } from "../../ir/names.js";
import { exampleOf } from "../../package/package.js";
import type { OperationShape } from "../../smithy/model.js";
import { sliceModel } from "../../smithy/slice.js";
import type { WantedModel } from "./wanted.js";

/**
 * The lines that call an operation of a new client, to paste into a program.
 *
 * @param operations those to choose from.
 * @param from what the client is imported from.
 */
export function firstCall(
  { model, service }: WantedModel,
  operations: readonly OperationShape[],
  from: string,
): string {
  const slice = sliceModel(model, service, operations);
  const own = slice.shapes.get(service.id);
  if (own?.type !== "service") throw new Error("A slice keeps its service.");
  const names = settleNames(model, service);
  const ir = customizeService(lowerService(slice, own, { isTypesOnly: () => false, names }));
  const { functionName, input } = exampleOf(ir);
  const create = `create${ir.clientName}Client`;
  const settings =
    ir.signingName === undefined ? '{ endpoint: "https://…" }' : '{ region: "eu-west-1" }';
  return [
    `import { ${create}, ${functionName} } from ${JSON.stringify(from)};`,
    "",
    `const client = ${create}(${settings});`,
    `const result = await ${functionName}(client${input});`,
    "console.log(result.ok ? result.value : result.error);",
  ].join("\n");
}
