import { presentHelpers, type PresentHelper } from "../protocols/helpers.js";
import {
  clientType,
  inputType,
  operationErrorType,
  operationFunction,
  outputType,
  type ClientContext,
} from "./context.js";
import { code, join, type Symbol } from "./printing/code.js";
import type { Declaration, Module } from "./printing/module.js";
import { globalType, template, templateType } from "./runtime.js";

/** The module of the functions that are made of several operations; none where there are none. */
export function transferModules(context: ClientContext): readonly Module[] {
  const helpers = presentHelpers(context.plan, context.service);
  if (helpers.length === 0) return [];
  return [
    {
      path: "transfer",
      source: context.service.shape,
      declarations: [
        ...typeExports(helpers),
        ...helpers.map((helper) => helperFunction(context, helper)),
      ],
    },
  ];
}

function typeExports(helpers: readonly PresentHelper[]): readonly Declaration[] {
  const byModule = new Map<string, Map<string, Symbol>>();
  for (const { module, name } of helpers.flatMap(({ helper }) => helper.types)) {
    const symbols = byModule.get(module) ?? new Map<string, Symbol>();
    byModule.set(module, symbols.set(name, templateType(module, name)));
  }
  return [...byModule].map(([module, symbols]) => ({
    kind: "reExport",
    module,
    symbols: [...symbols.values()],
  }));
}

function helperFunction(
  context: ClientContext,
  { helper, operations }: PresentHelper,
): Declaration {
  const { module, name } = helper.implementation;
  const [first] = operations;
  const errors = join(operations.map(operationErrorType), " | ");
  const calls = join(operations.map(operationFunction), ", ");
  const options = templateType(module, helper.options);
  const result = code`${templateType(module, helper.result)}<${outputType(context, first)}, ${errors}>`;
  return {
    kind: "function",
    name: helper.name,
    exported: true,
    doc: helper.documentation,
    parameters: [
      { name: "client", type: code`${clientType(context)}` },
      { name: "input", type: code`${inputType(context, first)}` },
      { name: "options", type: code`${options}`, initializer: code`{}` },
    ],
    returnType: code`${globalType("Promise")}<${result}>`,
    body: code`return ${template(module, name)}({ ${calls} }, client, input, options);`,
  };
}
