import type { EnumIr, ErrorIr, OperationIr, ServiceIr, StructureIr, UnionIr } from "../../ir/ir.js";
import { shapeName } from "../../ir/names.js";
import type { Symbol } from "../printing/code.js";
import {
  enumType,
  errorType,
  operationFunction,
  structureType,
  type EmitContext,
} from "../context.js";

/** What a name in documentation leads to: a symbol, or a member of one. */
export interface LinkTarget {
  readonly symbol: Symbol;
  readonly member?: string | undefined;
}

/**
 * Finds what documentation names.
 *
 * @param name - an operation or shape as the model calls it, or a member as `Shape$member`
 * @param asCode - the name is not marked as a reference, but as code
 */
export type Links = (name: string, asCode: boolean) => LinkTarget | undefined;

/** The links of a package's documentation. What is not generated is not linked to. */
export function linksOf(context: EmitContext): Links {
  return (name, asCode) => {
    const [, shape = "", member] = reference.exec(name) ?? [];
    const named = indexOf(context.service).get(shape);
    // As code, a single word may be anything, and a shape's name is as often its own member's.
    if (asCode && (member !== undefined || !severalWords.test(name))) return undefined;
    switch (named?.kind) {
      case "operation":
        if (member !== undefined) return memberOf(context, named.operation.input ?? "", member);
        return { symbol: { ...operationFunction(named.operation), typeOnly: true } };
      case "error":
        return member === undefined ? { symbol: errorType(named.error) } : undefined;
      case "enum":
        if (asCode || member !== undefined) return undefined;
        return { symbol: enumType(context, named.enum.shape) };
      case "structure":
        if (member !== undefined) return memberOf(context, named.structure.shape, member);
        return asCode ? undefined : { symbol: structureType(context, named.structure.shape) };
      case undefined:
        return undefined;
    }
  };
}

/** The links among the commands and exceptions of `./smithy`. */
export function commandLinks(service: ServiceIr): Links {
  const local = (name: string): LinkTarget => ({
    symbol: { kind: "symbol", name, module: "smithy" },
  });
  return (name, asCode) => {
    if (asCode && !severalWords.test(name)) return undefined;
    const named = indexOf(service).get(name);
    if (named?.kind === "operation") return local(named.operation.commandName);
    return named?.kind === "error" ? local(named.error.name) : undefined;
  };
}

/** TypeScript knows no members of the type of a union or an error. */
function memberOf(context: EmitContext, id: string, member: string): LinkTarget | undefined {
  const structure = context.service.structures.get(id);
  const known = structure?.members.some(({ name }) => name === member);
  if (structure?.kind !== "structure" || !known) return undefined;
  return { symbol: structureType(context, id), member };
}

const reference = /^(?:[\w.]+#)?([A-Za-z]\w*)(?:(?:\$|\.|::?)([A-Za-z_]\w*))?$/;
const severalWords = /^[A-Z]\w*?[a-z\d][A-Z]/;

type Named =
  | { readonly kind: "operation"; readonly operation: OperationIr }
  | { readonly kind: "error"; readonly error: ErrorIr }
  | { readonly kind: "enum"; readonly enum: EnumIr }
  | { readonly kind: "structure"; readonly structure: StructureIr | UnionIr };

/** Made once a service, since it is asked for every text. */
const indexes = new WeakMap<ServiceIr, ReadonlyMap<string, Named>>();

function indexOf(service: ServiceIr): ReadonlyMap<string, Named> {
  const known = indexes.get(service);
  if (known) return known;
  const index = new Map<string, Named>();
  for (const structure of service.structures.values()) {
    index.set(shapeName(structure.shape), { kind: "structure", structure });
  }
  for (const shape of service.enums.values()) {
    index.set(shapeName(shape.shape), { kind: "enum", enum: shape });
  }
  for (const error of service.errors.values()) {
    index.set(shapeName(error.shape), { kind: "error", error });
  }
  for (const operation of service.operations) {
    if (!operation.typesOnly)
      index.set(shapeName(operation.shape), { kind: "operation", operation });
  }
  indexes.set(service, index);
  return index;
}
