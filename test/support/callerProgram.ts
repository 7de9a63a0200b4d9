import type { Direction, OperationIr, ServiceIr } from "../../generator/ir/ir.js";
import { typeAt } from "../../generator/ir/path.js";
import { givenBy } from "../../generator/ir/waiters.js";
import {
  declarationsIn,
  runtimeTypes,
  type Declarations,
  type Declared,
  type DeclaredMember,
} from "./declarations.js";
import type { Exported } from "./exportedBy.js";

/**
 * A program that uses all that a version's package has, as its callers may: it imports every name from
 * every subpath, makes every input with all members and with as few as it can, reads every member of
 * every output, names every type and constant, tells apart all errors, and makes every call and
 * command. Whatever names the model has, they stand in none's way: those of the package are all
 * qualified, and those of the program have a `$`, which no model's has.
 *
 * @param exported - subpath to what is exported there
 */
export function callerProgram(
  sources: ReadonlyMap<string, string>,
  service: ServiceIr,
  exported: ReadonlyMap<string, readonly Exported[]>,
): string {
  const declared = declarationsIn(sources);
  const directions = new Map(
    [...service.structures.values()].map(({ name, direction }) => [name, direction] as const),
  );
  const callable = service.operations.filter(({ typesOnly }) => !typesOnly);
  return [
    'import * as own from "./src/index.js";',
    'import * as smithy from "./src/smithy.js";',
    "export declare namespace runtime {",
    ...Object.entries(runtimeTypes).map(
      ([name, module]) =>
        `  export type ${name} = import("./src/runtime/contract/${module}.js").${name};`,
    ),
    "}",
    ...[...exported].flatMap(([subpath, names], index) => usesOfSubpath(subpath, names, index)),
    ...[...declared.interfaces.values()].flatMap((shape) =>
      usesOfInterface(shape, directions.get(shape.name) ?? "both"),
    ),
    ...[...declared.unions.values()].flatMap((shape) =>
      usesOfUnion(shape, directions.get(shape.name) ?? "both"),
    ),
    ...[...declared.enums].flatMap(([name, values]) => usesOfEnum(name, values)),
    ...[...declared.errors.values()].map(usesOfError),
    ...[...declared.errorUnions].map(([name, ways]) => usesOfErrors(name, ways)),
    ...callable.flatMap((operation) => usesOfOperation(operation, service, declared)),
  ].join("\n");
}

/** Every name is there, as what it was: what stands for a type of the main module still does. */
function usesOfSubpath(
  subpath: string,
  names: readonly Exported[],
  index: number,
): readonly string[] {
  const from = `at$${index}`;
  return [
    `import * as ${from} from "${subpath}";`,
    ...names.flatMap(({ name, isValue, parameters, isOwn }) => {
      const given = parameters > 0 ? `<${Array(parameters).fill("any").join(", ")}>` : "";
      return [
        ...(parameters >= 0 ? [`export type ${from}$${name} = ${from}.${name}${given};`] : []),
        ...(isValue ? [`export const ${from}$${name}$value: unknown = ${from}.${name};`] : []),
        ...(isOwn && parameters === 0
          ? [
              `export const ${from}$${name}$same = (v: ${from}.${name}): own.${name} => v;`,
              `export const ${from}$${name}$again = (v: own.${name}): ${from}.${name} => v;`,
            ]
          : []),
      ];
    }),
  ];
}

const key = (name: string): string => JSON.stringify(name);

function parameters(members: readonly DeclaredMember[]): string {
  const list = members.map(({ name, type }) => `readonly ${key(name)}: ${type};`);
  return `p: { ${list.join(" ")} }`;
}

function literal(members: readonly DeclaredMember[]): string {
  return `{ ${members.map(({ name }) => `${key(name)}: p[${key(name)}],`).join(" ")} }`;
}

function reads({ members }: Declared, value: string): string {
  const list = members.map(({ name, type }) => `readonly ${key(name)}: ${type};`);
  const read = members.map(({ name }) => `${key(name)}: ${value}[${key(name)}],`);
  return `((): { ${list.join(" ")} } => ({ ${read.join(" ")} }))()`;
}

function usesOfInterface(shape: Declared, direction: Direction): readonly string[] {
  const { name, members } = shape;
  const required = members.filter(({ optional }) => !optional);
  return [
    ...(direction === "output"
      ? []
      : [
          `export const make$${name} = (${parameters(members)}): own.${name} => (${literal(members)});`,
          `export const least$${name} = (${parameters(required)}): own.${name} => (${literal(required)});`,
        ]),
    ...(direction === "input"
      ? []
      : [`export const read$${name} = (v: own.${name}) => ${reads(shape, "v")};`]),
  ];
}

function usesOfUnion({ name, members }: Declared, direction: Direction): readonly string[] {
  return members.flatMap(({ name: arm, type }, index) => [
    ...(direction === "output"
      ? []
      : [
          `export const make$${name}$${index} = (p: ${type}): own.${name} => ({ ${key(arm)}: p });`,
        ]),
    ...(direction === "input"
      ? []
      : [
          `export const read$${name}$${index} = (v: own.${name}): ${type} | undefined =>` +
            ` ${key(arm)} in v ? v[${key(arm)}] : undefined;`,
        ]),
  ]);
}

function usesOfEnum(name: string, values: ReadonlyMap<string, string>): readonly string[] {
  const base = [...values.values()].every((value) => /^-?\d/.test(value)) ? "number" : "string";
  return [
    ...[...values].map(
      ([constant, value], index) =>
        `export const value$${name}$${index}: ${value} = own.${name}[${key(constant)}];`,
    ),
    `export const open$${name} = (v: ${base}): own.${name} => v;`,
    `export const known$${name} = (v: own.${name}): ${base} => v;`,
  ];
}

function usesOfError(error: Declared): string {
  const { name } = error;
  const data = error.members.length === 0 ? "undefined" : reads(error, "e.data");
  return `export const error$${name} = (e: own.${name}): ["${name}", unknown] => [e.name, ${data}];`;
}

function usesOfErrors(name: string, ways: readonly string[]): string {
  const cases = ways.map((way) => `case "${way}": return e.message;`);
  return `export const tell$${name} = (e: own.${name}): string => { switch (e.name) { ${cases.join(" ")} default: return ""; } };`;
}

function usesOfOperation(
  operation: OperationIr,
  service: ServiceIr,
  declared: Declarations,
): readonly string[] {
  const { structures } = service;
  const { functionName: fn, errorTypeName, commandName } = operation;
  const [input, output] = [operation.input, operation.output].map(
    (id) => structures.get(id ?? "")?.name,
  );
  const given = output === undefined ? "runtime.Unit" : `own.${output}`;
  const members = declared.interfaces.get(input ?? "")?.members ?? [];
  const client = `client: globalThis.Parameters<typeof own.${fn}>[0]`;
  const result = `globalThis.Promise<own.Result<${given}, own.${errorTypeName}>>`;
  const call = (name: string, more: string, argument: string) =>
    `export const ${name}$${fn} = (${client}${more}): ${result} => own.${fn}(client${argument});`;
  const command = (part: string) => `smithy.${part}`;
  const { commandInputName, commandOutputName } = operation;
  return [
    ...(input === undefined
      ? []
      : [
          call("call", `, ${parameters(members)}`, `, ${literal(members)}`),
          call("pass", `, input: own.${input}`, ", input"),
          `export const give$${fn} = (input: own.${input}): ${command(commandInputName)} => input;`,
        ]),
    ...(members.every((member) => member.optional) ? [call("plain", "", "")] : []),
    `export const get$${fn} = (output: ${command(commandOutputName)}): ${given} => output;`,
    `export const command$${fn} = (input: ${command(commandInputName)}): ${command(commandName)} => new ${command(commandName)}(input);`,
    ...usesOfPages(operation, service, declared, given, client),
    ...usesOfWaiters(operation, given, client),
  ];
}

/** Pages, from a token on and of a size, and their items. */
function usesOfPages(
  { functionName: fn, errorTypeName, pagination, input, output }: OperationIr,
  service: ServiceIr,
  declared: Declarations,
  given: string,
  client: string,
): readonly string[] {
  if (!pagination) return [];
  const { functionName, inputToken, pageSize, items } = pagination;
  const typeOf = (root: string | undefined, path: readonly string[]): string => {
    const owner = path.length === 1 ? root : structureAt(service, root, path.slice(0, -1));
    const members = declared.interfaces.get(service.structures.get(owner ?? "")?.name ?? "");
    const type = members?.members.find(({ name }) => name === path.at(-1))?.type;
    return `globalThis.NonNullable<${type ?? "never"}>`;
  };
  const options = [
    `startingToken: ${typeOf(input, [inputToken])};`,
    ...(pageSize === undefined ? [] : [`pageSize: ${typeOf(input, [pageSize])};`]),
  ];
  const kind = items && typeAt(service, output, items)?.kind;
  const all = items && typeOf(output, items);
  const item = kind === "map" ? `[string, ${all ?? ""}[string]]` : `${all ?? ""}[number]`;
  const call = `own.${functionName}(client, input, options)`;
  const more = `${client}, input: globalThis.Parameters<typeof own.${fn}>[1], options: { ${options.join(" ")} }`;
  const page = `own.Result<${given}, own.${errorTypeName}>`;
  return [
    `export const pages$${fn} = (${more}): globalThis.AsyncIterable<${page}> => ${call};`,
    ...(items
      ? [
          `export const items$${fn} = (${more}): globalThis.AsyncIterable<${item}> => ${call}.items();`,
        ]
      : []),
  ];
}

function structureAt(
  service: ServiceIr,
  root: string | undefined,
  path: readonly string[],
): string | undefined {
  const type = typeAt(service, root, path);
  return type?.kind === "structure" ? type.shape : undefined;
}

function usesOfWaiters(
  { functionName: fn, errorTypeName, waiters }: OperationIr,
  given: string,
  client: string,
): readonly string[] {
  return waiters.map((waiter) => {
    const error = `own.${errorTypeName}`;
    const value = { output: given, error, either: `${given} | ${error}` }[givenBy(waiter)];
    const name = waiter.functionName;
    return (
      `export const ${name}$wait = async (${client}, input: globalThis.Parameters<typeof own.${fn}>[1] & {}):` +
      ` globalThis.Promise<${value} | undefined> => (await own.${name}(client, input, { maxWaitMs: 1 })).value;`
    );
  });
}
