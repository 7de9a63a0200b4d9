import { ts } from "ts-morph";
import type { ServiceIr } from "../ir/ir.js";
import type { Declaration, Module } from "./printing/module.js";

/** Subpath to what it exports beside the service's own: name, or `Interface.member`, to its text. */
export type PackageExports = Readonly<Record<string, Readonly<Record<string, string>>>>;

const subpaths = {
  ".": "index",
  "./client": "client",
  "./errors": "errors",
  "./testing": "testing",
  "./smithy": "smithy",
};

/**
 * What a package exports that its service's operations, types, enums and errors do not account for:
 * the client's names, and what comes with every package.
 *
 * @param templates - the texts of `templates`, by path
 */
export function packageExports(
  service: ServiceIr,
  modules: readonly Module[],
  templates: ReadonlyMap<string, string>,
): PackageExports {
  const own = ownNames(service);
  const declared = new Map<string, ReadonlyMap<string, string>>();
  const textsOf = (module: string) => {
    const known = declared.get(module) ?? declarationsIn(templates.get(`${module}.ts`) ?? "");
    declared.set(module, known);
    return known;
  };
  const settings = [...textsOf("runtime/contract/config")]
    .filter(([key]) => key.startsWith("ClientConfig."))
    .map(([key, text]) => [`${service.clientName}${key}`, text] as const);
  const entries = Object.entries(subpaths).map(([subpath, path]) => {
    const declarations = modules.find((module) => module.path === path)?.declarations ?? [];
    const exported = declarations
      .flatMap((declaration) => namesOf(declaration, textsOf))
      .concat(subpath === "." ? settings : [])
      .filter(([name]) => !own.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return [subpath, Object.fromEntries(exported)] as const;
  });
  return Object.fromEntries(entries);
}

/** The names that a service's shapes have in its package, and those of the bridge's commands. */
function ownNames({ operations, structures, enums, errors }: ServiceIr): ReadonlySet<string> {
  const shapes = [...structures.values(), ...enums.values(), ...errors.values()];
  return new Set([
    ...shapes.map(({ name }) => name),
    ...operations.flatMap(({ name, functionName, errorTypeName, constantName }) => [
      ...[functionName, errorTypeName, constantName],
      ...[`${name}Command`, `${name}CommandInput`, `${name}CommandOutput`],
    ]),
  ]);
}

type Texts = (module: string) => ReadonlyMap<string, string>;

function namesOf(declaration: Declaration, textsOf: Texts): readonly (readonly [string, string])[] {
  switch (declaration.kind) {
    case "reExport": {
      const isTemplate = /^(runtime|testing|smithy)\//.test(declaration.module);
      return declaration.symbols.flatMap(({ name, alias = name, typeOnly, module }) => {
        if (!isTemplate) return [[alias, typeOnly ? "type" : "value"] as const];
        return [...textsOf(module)]
          .filter(([key]) => key === name || key.startsWith(`${name}.`))
          .map(([key, text]) => [alias + key.slice(name.length), text] as const);
      });
    }
    case "interface":
    case "typeAlias":
      return [[declaration.name, "type"]];
    case "function":
    case "const":
      return declaration.exported && !isInternal(declaration) ? [[declaration.name, "value"]] : [];
    case "statement":
      return declaration.names.map((name) => [name, "value"] as const);
  }
}

function isInternal({ doc }: Declaration & { readonly kind: "function" | "const" }): boolean {
  return typeof doc === "string" && doc.includes("@internal");
}

/** What a template declares, without comments and bodies. */
function declarationsIn(text: string): ReadonlyMap<string, string> {
  const file = ts.createSourceFile("module.ts", text, ts.ScriptTarget.ES2022);
  const printer = ts.createPrinter({ removeComments: true });
  const print = (node: ts.Node | undefined) =>
    node === undefined
      ? ""
      : printer.printNode(ts.EmitHint.Unspecified, node, file).replace(/\s+/g, " ");
  const all = (nodes: ts.NodeArray<ts.Node> | undefined) => (nodes ?? []).map(print).join(", ");
  const entries = file.statements.flatMap((statement): [string, string][] => {
    if (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) {
      const name = statement.name?.text ?? "";
      const kind = ts.isClassDeclaration(statement) ? "class" : "interface";
      const head = `${kind}<${all(statement.typeParameters)}> ${all(statement.heritageClauses)}`;
      const members = [...statement.members].flatMap((member): [string, string][] => {
        const key = member.name && print(member.name);
        return key === undefined ? [] : [[`${name}.${key}`, signature(member, print)]];
      });
      return [[name, head.replace("<>", "").trim()], ...members];
    }
    if (ts.isTypeAliasDeclaration(statement)) {
      return [[statement.name.text, print(statement.type)]];
    }
    if (ts.isFunctionDeclaration(statement) && statement.name) {
      const { typeParameters, parameters, type } = statement;
      const generic = typeParameters ? `<${all(typeParameters)}>` : "";
      return [[statement.name.text, `${generic}(${all(parameters)}) => ${print(type)}`]];
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
