import ts from "typescript";
import type { Direction, ServiceIr } from "../../generator/ir/ir.js";

/** Declarations as callers find them, read from the generated sources by TypeScript's own parser. */
interface Declared {
  readonly name: string;
  readonly members: readonly DeclaredMember[];
}

interface DeclaredMember {
  readonly name: string;
  readonly optional: boolean;
  readonly type: string;
}

interface Declarations {
  readonly interfaces: ReadonlyMap<string, Declared>;
  readonly unions: ReadonlyMap<string, Declared>;
  /** Constant to the text of its value. */
  readonly enums: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The data of errors. */
  readonly errors: ReadonlyMap<string, Declared>;
  /** The types that name every way an operation can fail, and those ways. */
  readonly errorUnions: ReadonlyMap<string, readonly string[]>;
}

/**
 * A program that uses all that a version's sources declare, as its callers may: it makes every input
 * with all members and with as few as it can, reads every member of every output, names every type
 * and constant, and tells apart all errors. Its types are written as the sources write them.
 */
export function callerProgram(sources: ReadonlyMap<string, string>, service: ServiceIr): string {
  const declared = declarationsIn(sources);
  const directions = new Map(
    [...service.structures.values()].map(({ name, direction }) => [name, direction] as const),
  );
  const names = [
    ...[...declared.interfaces.keys(), ...declared.unions.keys(), ...declared.errors.keys()].map(
      (name) => `type ${name}`,
    ),
    ...[...declared.errorUnions.keys()].map((name) => `type ${name}`),
    ...declared.enums.keys(),
  ];
  return [
    `import { ${names.join(", ")} } from "./src/index.js";`,
    'import type { Bytes } from "./src/runtime/contract/bytes.js";',
    'import type { JsonValue } from "./src/runtime/contract/document.js";',
    'import type { Unit } from "./src/runtime/contract/result.js";',
    'import * as calls from "./calls.js";',
    "export type Known = Bytes | JsonValue | Unit;",
    ...service.operations.map((operation) => subpathOf(operation, service)),
    ...[...declared.interfaces.values()].flatMap((shape) =>
      usesOfInterface(shape, directions.get(shape.name) ?? "both"),
    ),
    ...[...declared.unions.values()].flatMap((shape) =>
      usesOfUnion(shape, directions.get(shape.name) ?? "both"),
    ),
    ...[...declared.enums].flatMap(([name, values]) => usesOfEnum(name, values)),
    ...[...declared.errors.values()].map(usesOfError),
    ...[...declared.errorUnions].map(([name, ways]) => usesOfErrors(name, ways)),
    ...service.operations.map((operation) => usesOfOperation(operation, service, declared)),
  ].join("\n");
}

/** An operation's own module has the types that it takes and gives, and that of its errors. */
function subpathOf(
  { functionName, errorTypeName, input, output }: ServiceIr["operations"][number],
  { structures }: ServiceIr,
): string {
  const types = [input, output].flatMap((id) => structures.get(id ?? "")?.name ?? []);
  const names = [...new Set([errorTypeName, ...types])];
  const aliases = names.map((name) => `type ${name} as ${functionName}_${name}`);
  const used = names.map((name) => `${functionName}_${name}`);
  return (
    `import { ${aliases.join(", ")} } from "./src/operations/${functionName}.js";\n` +
    `export type Sub_${functionName} = ${used.join(" | ")};`
  );
}

/** What stands for the functions of operations where only types are generated. */
export function callsModule(service: ServiceIr): string {
  const shape = (id: string | undefined) => service.structures.get(id ?? "")?.name ?? "Unit";
  const names = service.operations.flatMap(({ input, output }) => [shape(input), shape(output)]);
  const imported = [...new Set(names)].filter((name) => name !== "Unit");
  return [
    'import type { Unit } from "./src/runtime/contract/result.js";',
    `import type { ${imported.join(", ")} } from "./src/index.js";`,
    "export type Known = Unit;",
    "type Input<T> = Partial<T> extends T ? [input?: T] : [input: T];",
    ...service.operations.map(
      ({ functionName, input, output }) =>
        `export declare function ${functionName}(...args: Input<${shape(input)}>): ${shape(output)};`,
    ),
  ].join("\n");
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
          `export const make_${name} = (${parameters(members)}): ${name} => (${literal(members)});`,
          `export const least_${name} = (${parameters(required)}): ${name} => (${literal(required)});`,
        ]),
    ...(direction === "input"
      ? []
      : [`export const read_${name} = (v: ${name}) => ${reads(shape, "v")};`]),
  ];
}

function usesOfUnion({ name, members }: Declared, direction: Direction): readonly string[] {
  return members.flatMap(({ name: arm, type }, index) => [
    ...(direction === "output"
      ? []
      : [`export const make_${name}_${index} = (p: ${type}): ${name} => ({ ${key(arm)}: p });`]),
    ...(direction === "input"
      ? []
      : [
          `export const read_${name}_${index} = (v: ${name}): ${type} | undefined =>` +
            ` ${key(arm)} in v ? v[${key(arm)}] : undefined;`,
        ]),
  ]);
}

function usesOfEnum(name: string, values: ReadonlyMap<string, string>): readonly string[] {
  const base = [...values.values()].every((value) => /^-?\d/.test(value)) ? "number" : "string";
  return [
    ...[...values].map(
      ([constant, value], index) =>
        `export const value_${name}_${index}: ${value} = ${name}[${key(constant)}];`,
    ),
    `export const open_${name} = (v: ${base}): ${name} => v;`,
    `export const known_${name} = (v: ${name}): ${base} => v;`,
  ];
}

function usesOfError(error: Declared): string {
  const { name } = error;
  const data = error.members.length === 0 ? "undefined" : reads(error, "e.data");
  return `export const error_${name} = (e: ${name}): ["${name}", unknown] => [e.name, ${data}];`;
}

function usesOfErrors(name: string, ways: readonly string[]): string {
  const cases = ways.map((way) => `case "${way}": return e.message;`);
  return `export const tell_${name} = (e: ${name}): string => { switch (e.name) { ${cases.join(" ")} default: return ""; } };`;
}

function usesOfOperation(
  { functionName, input, output }: ServiceIr["operations"][number],
  { structures }: ServiceIr,
  declared: Declarations,
): string {
  const out = structures.get(output ?? "")?.name ?? "Unit";
  const shape = declared.interfaces.get(structures.get(input ?? "")?.name ?? "");
  const members = shape?.members ?? [];
  const optional = members.every((member) => member.optional);
  return [
    ...(shape
      ? [
          `export const call_${functionName} = (${parameters(members)}): ${out} => calls.${functionName}(${literal(members)});`,
          `export const pass_${functionName} = (input: ${shape.name}): ${out} => calls.${functionName}(input);`,
        ]
      : []),
    ...(optional
      ? [`export const plain_${functionName} = (): ${out} => calls.${functionName}();`]
      : []),
  ].join("\n");
}

function declarationsIn(sources: ReadonlyMap<string, string>): Declarations {
  const found = {
    interfaces: new Map<string, Declared>(),
    unions: new Map<string, Declared>(),
    enums: new Map<string, ReadonlyMap<string, string>>(),
    errors: new Map<string, Declared>(),
    errorUnions: new Map<string, readonly string[]>(),
  };
  for (const [path, text] of sources) {
    if (!/^src\/(operations|shapes|enums|errors)/.test(path)) continue;
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
    for (const statement of file.statements) {
      if (ts.isInterfaceDeclaration(statement)) {
        addInterface(statement, file, found);
      } else if (ts.isTypeAliasDeclaration(statement)) {
        addAlias(statement, file, found);
      } else if (ts.isVariableStatement(statement)) {
        addEnum(statement, file, found.enums);
      }
    }
  }
  return found;
}

function addInterface(
  { name: { text: name }, members, heritageClauses }: ts.InterfaceDeclaration,
  file: ts.SourceFile,
  found: {
    readonly interfaces: Map<string, Declared>;
    readonly errors: Map<string, Declared>;
  },
): void {
  const base = heritageClauses?.[0]?.types[0];
  if (base?.expression.getText(file).startsWith("ServiceError")) {
    const [, data] = base.typeArguments ?? [];
    const own = data && ts.isTypeLiteralNode(data) ? membersOf(data.members, file) : [];
    found.errors.set(name, { name, members: own });
  } else {
    found.interfaces.set(name, { name, members: membersOf(members, file) });
  }
}

function membersOf(
  members: ts.NodeArray<ts.TypeElement>,
  file: ts.SourceFile,
): readonly DeclaredMember[] {
  return members.filter(ts.isPropertySignature).map(({ name, type, questionToken }) => ({
    name: nameText(name, file),
    optional: questionToken !== undefined,
    type: type?.getText(file) ?? "unknown",
  }));
}

function nameText(name: ts.PropertyName, file: ts.SourceFile): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText(file);
}

function addAlias(
  { name: { text: name }, type }: ts.TypeAliasDeclaration,
  file: ts.SourceFile,
  found: {
    readonly unions: Map<string, Declared>;
    readonly errorUnions: Map<string, readonly string[]>;
  },
): void {
  if (!ts.isUnionTypeNode(type)) return;
  const arms = type.types.filter(ts.isTypeLiteralNode);
  if (arms.length > 0) {
    const members = arms.flatMap((arm) => membersOf(arm.members, file));
    // Each arm has one member; those of the others it says to be absent.
    const own = members.filter((arm) => !arm.optional && arm.name !== "$unknown");
    found.unions.set(name, { name, members: own });
  } else if (name.endsWith("Error")) {
    const ways = type.types.map((arm) => arm.getText(file)).filter((way) => way !== "ClientError");
    found.errorUnions.set(name, ways);
  }
}

function addEnum(
  { declarationList: { declarations } }: ts.VariableStatement,
  file: ts.SourceFile,
  enums: Map<string, ReadonlyMap<string, string>>,
): void {
  for (const { name, initializer } of declarations) {
    if (!initializer || !ts.isAsExpression(initializer)) continue;
    if (!ts.isObjectLiteralExpression(initializer.expression)) continue;
    const values = initializer.expression.properties
      .filter(ts.isPropertyAssignment)
      .map(
        (property) => [nameText(property.name, file), property.initializer.getText(file)] as const,
      );
    enums.set(name.getText(file), new Map(values));
  }
}
