import { documentOperations, type DocumentOperation, type Places } from "../protocols/documents.js";
import type { DocumentHelper, Documents, TemplateType } from "../protocols/plan.js";
import {
  clientType,
  inputType,
  operationConst,
  operationErrorType,
  outputType,
  type ClientContext,
} from "./context.js";
import { exportsOf } from "./helpers.js";
import { code, join, propertyKey, type Code, type Symbol } from "./printing/code.js";
import type { Declaration, Module } from "./printing/module.js";
import { globalType, runtimeType, template, templateType } from "./runtime.js";

const callOptions = runtimeType("contract/config", "CallOptions");
/** What is known of items: nothing, unless the caller says what they are. */
const typeParameters = [{ name: "Item", default: code`unknown` }];
const item = code`Item`;

/** The module of operations that take and give plain values; none where there are none. */
export function documentsModules(context: ClientContext): readonly Module[] {
  const operations = documentOperations(context.plan, context.service);
  const { documents } = context.plan;
  if (!documents || operations.length === 0) return [];
  const { values, types } = documents.exports;
  return [
    {
      path: "documents",
      source: context.service.shape,
      declarations: [
        ...exportsOf([...values.map(valueOf), ...types.map(typeOf)]),
        ...operations.map((one) => operationDeclaration(context, documents, one)),
        ...documents.helpers.flatMap((helper) => {
          const found = operations.find(({ operation }) => operation.name === helper.operation);
          return found ? [helperDeclaration(context, documents, helper, found)] : [];
        }),
      ],
    },
  ];
}

const valueOf = ({ module, name }: TemplateType): Symbol => template(module, name);
const typeOf = ({ module, name }: TemplateType): Symbol => templateType(module, name);

function operationDeclaration(
  context: ClientContext,
  documents: Documents,
  { operation, places }: DocumentOperation,
): Declaration {
  const { name, functionName } = operation;
  const types = join([outputType(context, operation), operationErrorType(operation), item], ", ");
  return {
    kind: "function",
    name: functionName,
    exported: true,
    doc: `Calls \`${name}\` with plain values for attributes. What \`Item\`s are is the caller's claim.`,
    typeParameters,
    parameters: [
      ...messageParameters(context, documents, operation),
      { name: "options", type: code`${callOptions}`, optional: true },
    ],
    returnType: code`${globalType("Promise")}<${typeOf(documents.result)}<${types}>>`,
    body: code`return ${valueOf(documents.call)}(client, ${operationConst(operation)}, ${placesCode(places)}, input, options);`,
  };
}

function helperDeclaration(
  context: ClientContext,
  documents: Documents,
  { name, documentation, implementation, options, result, resultOf, isPromise }: DocumentHelper,
  { operation, places }: DocumentOperation,
): Declaration {
  const known = {
    input: inputType(context, operation),
    output: outputType(context, operation),
    error: operationErrorType(operation),
  };
  const types = join([...resultOf.map((one) => known[one]), item], ", ");
  const type = code`${typeOf(result)}<${types}>`;
  return {
    kind: "function",
    name,
    exported: true,
    doc: documentation,
    typeParameters,
    parameters: [
      ...messageParameters(context, documents, operation),
      { name: "options", type: code`${typeOf(options)}`, initializer: code`{}` },
    ],
    returnType: isPromise ? code`${globalType("Promise")}<${type}>` : type,
    body: code`return ${valueOf(implementation)}(client, ${operationConst(operation)}, ${placesCode(places)}, input, options);`,
  };
}

function messageParameters(
  context: ClientContext,
  documents: Documents,
  operation: DocumentOperation["operation"],
) {
  return [
    { name: "client", type: code`${clientType(context)} & ${typeOf(documents.client)}` },
    {
      name: "input",
      type: code`${typeOf(documents.input)}<${inputType(context, operation)}, ${item}>`,
    },
  ];
}

/** Where values lie, as an object of places. */
function placesCode(places: DocumentOperation["places"]): Code {
  const { input, output, errors } = places;
  return membersCode({
    ...(input && { input }),
    ...(output && { output }),
    ...(errors && { errors }),
  });
}

function placeCode(places: Places): Code {
  if (typeof places === "string") return code`"${places}"`;
  return isEach(places) ? code`[${placeCode(places[0])}]` : membersCode(places);
}

function membersCode(places: Readonly<Record<string, Places>>): Code {
  const entries = Object.entries(places).map(
    ([name, place]) => code`${propertyKey(name)}: ${placeCode(place)}`,
  );
  return code`{ ${join(entries, ", ")} }`;
}

const isEach = (places: Places): places is readonly [Places] => Array.isArray(places);
