import type { ShapeId } from "../ir/ir.js";
import { structureType, type EmitContext } from "./context.js";
import type { Declaration, Module } from "./printing/module.js";
import { readerDeclaration, writerDeclaration } from "./serde.js";
import { structureDeclaration, unionDeclaration } from "./types.js";

/** The structures and unions that live in a module, by name. */
export function shapesIn(context: EmitContext, path: string): readonly ShapeId[] {
  return context.shapesByModule.get(path) ?? [];
}

/** The modules of shapes that several operations share. */
export function sharedShapeModules(context: EmitContext): readonly Module[] {
  const paths = [...context.shapesByModule.keys()].filter((path) => path.startsWith("shapes/"));
  return paths.sort().map((path) => {
    const shapes = shapesIn(context, path);
    // Named after the shape through which the others in it are reached.
    const named = shapes.find((id) => path === `shapes/${structureType(context, id).name}`);
    return {
      path,
      source: named ?? "",
      declarations: [
        ...shapes.flatMap((id) => typeDeclaration(context, id)),
        ...shapes.flatMap((id) => serdeDeclarations(context, id)),
      ],
    };
  });
}

/** The types that a module has exported so far. */
export function exportedBefore({ service }: EmitContext, path: string): readonly ShapeId[] {
  return service.exported.get(path) ?? [];
}

/**
 * Types that a module exports wherever they lie, as the callers of the one operation that uses them
 * may import them from there: they move when another operation comes to share them.
 *
 * @param own - those that lie in the module
 */
export function reExports(
  context: EmitContext,
  ids: readonly ShapeId[],
  own: readonly ShapeId[],
): readonly Declaration[] {
  return [...new Set(ids)]
    .filter((id) => !own.includes(id))
    .map((id) => structureType(context, id))
    .map((symbol) => ({ kind: "reExport", module: symbol.module, symbols: [symbol] }));
}

/** The type of a structure or union. */
export function typeDeclaration(context: EmitContext, id: ShapeId): readonly Declaration[] {
  const shape = context.service.structures.get(id);
  if (!shape) return [];
  return [
    shape.kind === "structure"
      ? structureDeclaration(context, shape)
      : unionDeclaration(context, shape),
  ];
}

/** The functions that read and write a shape, as far as messages have it in that direction. */
export function serdeDeclarations(context: EmitContext, id: ShapeId): readonly Declaration[] {
  const direction = context.service.structures.get(id)?.wired;
  const plan = context.plan?.structures.get(id);
  if (!plan || !direction || context.inline.has(id)) return [];
  return [
    ...(direction === "output" ? [] : [writerDeclaration(context, id, plan)]),
    ...(direction === "input" ? [] : [readerDeclaration(context, id, plan)]),
  ].map((declaration) => ({ ...declaration, doc: "@internal" }));
}
