import type { Change } from "../change.js";
import { memberChanges } from "./members.js";
import { positionsOf } from "../compatible.js";
import { pairs, touching, type Context, type Part } from "../context.js";
import type { EnumSurface } from "../surface.js";
import { quoted } from "../../text/markdown.js";

/** What is different in structures and unions. */
export function typeChanges(context: Context): readonly Change[] {
  return pairs(context.older.types, context.newer.types).flatMap(([name, before, after]) => {
    if (!before || !after) return whole(context, "types", name, (before ?? after)?.kind ?? "");
    if (before.kind !== after.kind)
      return [otherKind(context, "types", name, before.kind, after.kind)];
    const owner = {
      label: name,
      name,
      shape: context.shapeOf("types", name),
      isUnion: after.kind === "union",
      positions: positionsOf(before.direction),
    };
    return memberChanges(context, owner, before.members, after.members);
  });
}

/** What is different in enums, whose values are constants that callers use by name. */
export function enumChanges(context: Context): readonly Change[] {
  return pairs(context.older.enums, context.newer.enums).flatMap(([name, before, after]) => {
    if (!before || !after) return whole(context, "enums", name, "enum");
    if (before.kind !== after.kind) {
      const kind = (of: EnumSurface) => (of.kind === "enum" ? "enum of texts" : "enum of numbers");
      return [otherKind(context, "enums", name, kind(before), kind(after))];
    }
    return valueChanges(context, name, before, after);
  });
}

/** What is different in errors, but for the operations that fail with them. */
export function errorChanges(context: Context): readonly Change[] {
  return pairs(context.older.errors, context.newer.errors).flatMap(([name, before, after]) => {
    if (!before || !after) return whole(context, "errors", name, "error");
    const shape = context.shapeOf("errors", name);
    const owner = {
      label: `${name}.data`,
      name,
      shape,
      isUnion: false,
      positions: ["output"],
    } as const;
    return [
      ...(before.fault === after.fault
        ? []
        : [
            touching(context, name, {
              bump: "patch",
              rule: "error-fault-changed",
              shape,
              message: `${quoted(name)} is the ${after.fault}'s fault now; it was the ${before.fault}'s.`,
            }),
          ]),
      ...memberChanges(context, owner, before.data, after.data),
    ];
  });
}

/** A type that only one of the versions has. */
function whole(context: Context, part: Part, name: string, kind: string): readonly Change[] {
  const isGone = context.older[part][name] !== undefined;
  const rule = part === "errors" ? "error" : "type";
  const told = `The ${kind} ${quoted(name)}`;
  return [
    touching(context, name, {
      bump: isGone ? "major" : "minor",
      rule: `${rule}-${isGone ? "removed" : "added"}`,
      shape: context.shapeOf(part, name),
      message: isGone
        ? `${told} was removed. Code that names it no longer compiles; do without it.`
        : `${told} is new.`,
    }),
  ];
}

function otherKind(
  context: Context,
  part: Part,
  name: string,
  before: string,
  after: string,
): Change {
  return touching(context, name, {
    bump: "major",
    rule: "type-kind-changed",
    shape: context.shapeOf(part, name),
    message: `${quoted(name)} is a ${after} now; it was a ${before}. Code that uses it has to change.`,
    before,
    after,
  });
}

function valueChanges(
  context: Context,
  name: string,
  older: EnumSurface,
  newer: EnumSurface,
): readonly Change[] {
  return pairs(older.values, newer.values).flatMap(([key, before, after]): readonly Change[] => {
    if (before === after) return [];
    const constant = quoted(`${name}.${key}`);
    const fields =
      before === undefined
        ? ({
            bump: "minor",
            rule: "enum-value-added",
            message: `${constant} (${show(after)}) is new; code that tells values apart needs a default for such.`,
          } as const)
        : after === undefined
          ? ({
              bump: "major",
              rule: "enum-value-removed",
              message: `${constant} (${show(before)}) was removed. Code that names it no longer compiles; do without it.`,
            } as const)
          : ({
              bump: "major",
              rule: "enum-value-changed",
              message: `${constant} is ${show(after)} now; it was ${show(before)}.`,
            } as const);
    const shape = `${context.shapeOf("enums", name)}$${key}`;
    const texts = { before: text(before), after: text(after) };
    return [touching(context, name, { ...fields, ...texts, shape })];
  });
}

function show(value: string | number | undefined): string {
  return quoted(JSON.stringify(value));
}

function text(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
