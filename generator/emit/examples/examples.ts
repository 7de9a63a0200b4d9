import type { ExampleIr, OperationIr, ServiceIr } from "../../ir/ir.js";
import { literal } from "../printing/code.js";
import { membersValue, structureValue, textLiteral } from "./values.js";
import { isOptional } from "../../ir/optional.js";

/** An example as documentation has it. */
export interface Example {
  readonly title: string;
  readonly documentation?: string | undefined;
  /** A TypeScript module. */
  readonly code: string;
}

/** Who reads a hover needs no more. */
const most = 5;
/** Of what an example gets. */
const mostLines = 40;

/** The model's examples of an operation as calls. Those that the types would not allow are left out. */
export function examplesOf(
  service: ServiceIr,
  operation: OperationIr,
  packageName: string | undefined,
): readonly Example[] {
  if (packageName === undefined || hiding.has(operation.functionName)) return [];
  return operation.examples
    .flatMap((example) => {
      const call = callOf(service, operation, example);
      if (call === undefined) return [];
      const { title, documentation } = example;
      const code = [
        `import { create${service.clientName}Client, ${operation.functionName} } from ${literal(packageName)};`,
        "",
        `const ${clientFor(operation)} = create${service.clientName}Client();`,
        `const ${resultFor(operation)} = await ${call};`,
        ...outcomeOf(service, operation, example),
      ];
      return [{ title, documentation, code: code.join("\n") }];
    })
    .slice(0, most);
}

// An import of these names would hide what examples use.
const hiding = new Set(["atob", "console"]);

// The function that the example imports may have either name.
const clientFor = ({ functionName }: OperationIr) =>
  functionName === "client" ? "service" : "client";
const resultFor = ({ functionName }: OperationIr) =>
  functionName === "result" ? "outcome" : "result";

function callOf(
  service: ServiceIr,
  operation: OperationIr,
  { input }: ExampleIr,
): string | undefined {
  const { functionName } = operation;
  const client = clientFor(operation);
  const shape = operation.input === undefined ? undefined : service.structures.get(operation.input);
  const value = membersValue(service, shape?.members ?? [], input, "input");
  if (value === undefined) return undefined;
  const optional = (shape?.members ?? []).every((member) => isOptional(member, "input"));
  return value === "{}" && optional
    ? `${functionName}(${client})`
    : `${functionName}(${client}, ${value})`;
}

/** What comes of the call: the output, or the error. */
function outcomeOf(service: ServiceIr, operation: OperationIr, example: ExampleIr): string[] {
  const result = resultFor(operation);
  const { output, error } = example;
  if (error !== undefined) {
    const shape = service.errors.get(error.shape);
    return shape ? errorOutcome(service, result, shape, error.content) : [];
  }
  if (operation.output === undefined || output === undefined) return [];
  const value = structureValue(service, operation.output, output, "output");
  if (value === undefined || value === "{}") return [];
  return [`if (${result}.ok) console.log(${result}.value);`, ...commented(value)];
}

function errorOutcome(
  service: ServiceIr,
  result: string,
  { name, members, message }: ErrorShape,
  content: ExampleIr["input"],
): string[] {
  const { [message?.name ?? ""]: text, ...data } = content as Readonly<Record<string, never>>;
  const value = members.length === 0 ? undefined : membersValue(service, members, data, "output");
  const show = (expression: string, lines: readonly string[]) => [
    `  console.log(${result}.error.${expression});`,
    ...lines.map((line) => `  ${line}`),
  ];
  return [
    `if (!${result}.ok && ${result}.error.name === ${literal(name)}) {`,
    ...show("message", typeof text === "string" ? commented(textLiteral(text)) : []),
    ...(value === undefined ? [] : show("data", commented(value))),
    "}",
  ];
}

type ErrorShape = NonNullable<ReturnType<ServiceIr["errors"]["get"]>>;

function commented(value: string): string[] {
  const lines = value.split("\n");
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines), "…"] : lines;
  return shown.map((line) => `// ${line}`);
}
