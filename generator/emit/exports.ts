import { ts } from "ts-morph";
import type { OperationIr, ServiceIr } from "../ir/ir.js";
import { operationModule } from "./layout/layout.js";
import type { Declaration, Module } from "./printing/module.js";
import { isRuntime, isTemplate } from "./runtime.js";

/** What a package exports that the names of its operations and shapes do not tell, by subpath. */
export interface PackageExports {
  /** Name, or `Interface.member`, to its text: the client's, and what comes with every package. */
  readonly package: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The types that operations and errors export beyond those that they take, give and are. */
  readonly subpaths: Readonly<Record<string, readonly string[]>>;
}

const subpaths = {
  ".": "index",
  "./client": "client",
  "./errors": "errors",
  "./testing": "testing",
  "./smithy": "smithy",
  "./otel": "otel",
  "./presign": "presign",
  "./transfer": "transfer",
  "./batches": "batches",
  "./documents": "documents",
  "./credentials": "credentials",
};

/**
 * What a package exports that its service's operations, types, enums and errors do not account for.
 *
 * @param templates - the texts of `templates`, by path
 */
export function packageExports(
  service: ServiceIr,
  modules: readonly Module[],
  templates: ReadonlyMap<string, string>,
): PackageExports {
  const declared = declaredIn.get(templates) ?? new Map<string, Declared>();
  declaredIn.set(templates, declared);
  const textsOf = (module: string) => {
    const known = declared.get(module) ?? declarationsIn(templates.get(`${module}.ts`) ?? "");
    declared.set(module, known);
    return known;
  };
  const settings = [...textsOf("runtime/contract/config")]
    .filter(([key]) => key.startsWith("ClientConfig."))
    .map(([key, print]) => [`${service.clientName}${key}`, print()] as const);
  const declarationsOf = (path: string) =>
    modules.find((module) => module.path === path)?.declarations ?? [];
  const known = new Set(modules.map(({ path }) => path));
  const present = Object.entries(subpaths).filter(([, path]) => known.has(path));
  const entries = present.map(([subpath, path]) => {
    const own = ownNames(service, path);
    const exported = declarationsOf(path)
      .flatMap((declaration) =>
        namesOf(declaration, textsOf).filter(
          ([name]) => isOfTemplate(declaration) || !own.has(name),
        ),
      )
      .concat(subpath === "." ? settings : [])
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return [subpath, Object.fromEntries(exported)] as const;
  });
  const types = [...typeModules(service)]
    .map(([path, accounted]) => {
      const names = declarationsOf(path).flatMap(typeNamesOf);
      return [`./${path}`, names.filter((name) => !accounted.has(name)).sort()] as const;
    })
    .filter(([, names]) => names.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { package: Object.fromEntries(entries), subpaths: Object.fromEntries(types) };
}

/** What templates declare, by module: to read them takes longer than a small service. */
const declaredIn = new WeakMap<ReadonlyMap<string, string>, Map<string, Declared>>();

/** The names that a module exports of a service's operations and shapes. */
function ownNames(service: ServiceIr, path: string): ReadonlySet<string> {
  const { operations, structures, enums, errors } = service;
  const types = [...structures.values(), ...enums.values(), ...errors.values()];
  switch (path) {
    case "index":
    case "errors":
      return new Set([
        ...types.map(({ name }) => name),
        ...operations.flatMap(({ functionName, errorTypeName }) => [functionName, errorTypeName]),
        ...operations.flatMap(madeOf),
      ]);
    case "smithy":
      return new Set([
        ...types.map(({ name }) => name),
        ...operations.flatMap(({ commandName, commandInputName, commandOutputName }) => [
          ...[commandName, commandInputName, commandOutputName],
        ]),
        ...operations.flatMap(madeOf),
      ]);
    default:
      return new Set();
  }
}

/** The functions of an operation's pages and waiters. */
function madeOf({ pagination, waiters }: OperationIr): readonly string[] {
  return [
    ...(pagination ? [pagination.functionName] : []),
    ...waiters.map(({ functionName }) => functionName),
  ];
}

/** The modules of types that have a subpath, and the types that a surface tells of them anyway. */
function typeModules(service: ServiceIr): ReadonlyMap<string, ReadonlySet<string>> {
  const { operations, structures, errors } = service;
  return new Map([
    ["errors", new Set([...errors.values()].map(({ name }) => name))],
    ...operations.map(({ functionName, errorTypeName, input, output }) => {
      const types = [input, output].map((id) => structures.get(id ?? "")?.name ?? "");
      return [operationModule(functionName), new Set([errorTypeName, ...types])] as const;
    }),
  ]);
}

function typeNamesOf(declaration: Declaration): readonly string[] {
  switch (declaration.kind) {
    case "interface":
    case "typeAlias":
      return [declaration.name];
    case "reExport":
      return isOfTemplate(declaration) ? [] : declaration.symbols.map(({ name }) => name);
    default:
      return [];
  }
}

function isOfTemplate(declaration: Declaration): boolean {
  return (
    declaration.kind === "reExport" &&
    (isRuntime(declaration.module) || isTemplate(declaration.module))
  );
}

/** By name, or `Interface.member`, what prints it: few of a template's declarations are asked for. */
type Declared = ReadonlyMap<string, () => string>;

type Texts = (module: string) => Declared;

function namesOf(declaration: Declaration, textsOf: Texts): readonly (readonly [string, string])[] {
  switch (declaration.kind) {
    case "reExport": {
      return declaration.symbols.flatMap(({ name, alias = name, typeOnly, module }) => {
        if (!isOfTemplate(declaration)) return [[alias, typeOnly ? "type" : "value"] as const];
        return [...textsOf(module)]
          .filter(([key]) => key === name || key.startsWith(`${name}.`))
          .map(([key, print]) => [alias + key.slice(name.length), print()] as const);
      });
    }
    case "interface":
    case "typeAlias":
      return [[declaration.name, "type"]];
    case "function":
    case "const":
      return declaration.exported && !isInternal(declaration) ? [[declaration.name, "value"]] : [];
    case "statement":
      return (declaration.exports ?? []).map((name) => [name, "value"] as const);
  }
}

function isInternal({ doc }: Declaration & { readonly kind: "function" | "const" }): boolean {
  return typeof doc === "string" && doc.includes("@internal");
}

/** What a template declares, without comments and bodies. */
function declarationsIn(text: string): Declared {
  const file = ts.createSourceFile("module.ts", text, {
    languageVersion: ts.ScriptTarget.ES2022,
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
  const printer = ts.createPrinter({ removeComments: true });
  const print = (node: ts.Node | undefined) =>
    node === undefined
      ? ""
      : printer.printNode(ts.EmitHint.Unspecified, node, file).replace(/\s+/g, " ");
  const all = (nodes: ts.NodeArray<ts.Node> | undefined) => (nodes ?? []).map(print).join(", ");
  const callable = ({ typeParameters, parameters, type }: ts.FunctionDeclaration): string =>
    `${typeParameters ? `<${all(typeParameters)}>` : ""}(${all(parameters)}) => ${print(type)}`;
  // Callers see a function's overloads, where it has some, and not what implements them.
  const signaturesOf = (name: string): readonly ts.FunctionDeclaration[] => {
    const functions = file.statements.filter(ts.isFunctionDeclaration);
    const declared = functions.filter((each) => each.name?.text === name);
    return declared.length > 1 ? declared.filter(({ body }) => !body) : declared;
  };
  const entries = file.statements.flatMap((statement): [string, () => string][] => {
    if (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) {
      const name = statement.name?.text ?? "";
      const kind = ts.isClassDeclaration(statement) ? "class" : "interface";
      const head = (): string =>
        `${kind}<${all(statement.typeParameters)}> ${all(statement.heritageClauses)}`
          .replace("<>", "")
          .trim();
      const members = [...statement.members].flatMap((member): [string, () => string][] => {
        const key = member.name && print(member.name);
        return key === undefined ? [] : [[`${name}.${key}`, () => signature(member, print)]];
      });
      return [[name, head], ...members];
    }
    if (ts.isTypeAliasDeclaration(statement)) {
      return [[statement.name.text, () => print(statement.type)]];
    }
    if (ts.isFunctionDeclaration(statement) && statement.name) {
      const { text: name } = statement.name;
      return [[name, () => signaturesOf(name).map(callable).join(" & ")]];
    }
    return [];
  });
  return new Map(entries);
}

function signature(
  member: ts.TypeElement | ts.ClassElement,
  print: (node: ts.Node | undefined) => string,
): string {
  if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) {
    return print(member).replace(/ \{.*$/, "");
  }
  return `${print(member.type)}${member.questionToken ? "?" : ""}`;
}
