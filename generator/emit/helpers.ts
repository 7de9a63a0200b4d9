import { helperSubpaths, presentHelpers, type PresentHelper } from "../protocols/helpers.js";
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

/** The modules of the functions that are made of several operations; none where there are none. */
export function helperModules(context: ClientContext): readonly Module[] {
  const all = presentHelpers(context.plan, context.service);
  return helperSubpaths(context.plan, context.service).map((path) => {
    const helpers = all.filter(({ helper }) => helper.subpath === path);
    return {
      path,
      source: context.service.shape,
      declarations: [
        ...exportsOf(
          helpers.flatMap(({ helper }) =>
            helper.types.map(({ module, name }) => templateType(module, name)),
          ),
        ),
        ...helpers.map((helper) => helperFunction(context, helper)),
      ],
    };
  });
}

/** Exports of what modules of the templates have, each once. */
export function exportsOf(all: readonly Symbol[]): readonly Declaration[] {
  const byModule = new Map<string, Map<string, Symbol>>();
  for (const symbol of all) {
    const symbols = byModule.get(symbol.module) ?? new Map<string, Symbol>();
    byModule.set(symbol.module, symbols.set(symbol.name, symbol));
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
  const options = templateType(helper.options.module, helper.options.name);
  const given = code`${inputType(context, first)}`;
  const input =
    helper.input === undefined ? given : code`${templateType(module, helper.input)}<${given}>`;
  const result = code`${templateType(module, helper.result)}<${outputType(context, first)}, ${errors}>`;
  return {
    kind: "function",
    name: helper.name,
    exported: true,
    doc: helper.documentation,
    parameters: [
      { name: "client", type: code`${clientType(context)}` },
      { name: "input", type: input },
      { name: "options", type: code`${options}`, initializer: code`{}` },
    ],
    returnType: code`${globalType("Promise")}<${result}>`,
    body: code`return ${template(module, name)}({ ${calls} }, client, input, options);`,
  };
}
