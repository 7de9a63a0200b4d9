import type { Change } from "../change.js";
import { isCompatible, isSame, type Position } from "../compatible.js";
import { pairs, type Context } from "../context.js";
import { derivedNamesOf } from "../exported.js";
import type { OperationSurface } from "../surface.js";
import { parseMember } from "../typeText.js";
import { listOf } from "../words.js";
import { quoted } from "../../text/markdown.js";
import { paginatorChange, waiterChanges } from "./functions.js";

/** What is different in the operations, but not in the types that they take and give. */
export function operationChanges(context: Context): readonly Change[] {
  return pairs(context.older.operations, context.newer.operations).flatMap(
    ([name, before, after]) => {
      if (before && after) return changesOf(context, name, before, after);
      return before ? removed(context, name, before) : added(context, name);
    },
  );
}

type Fields = Omit<Change, "shape" | "operations">;

function change({ shapeOf }: Context, name: string, fields: Fields): Change {
  return { ...fields, shape: shapeOf("operations", name), operations: [name] };
}

function added(context: Context, name: string): readonly Change[] {
  const message = `The operation ${quoted(name)} is new.`;
  return [change(context, name, { bump: "minor", rule: "operation-added", message })];
}

function removed(context: Context, name: string, before: OperationSurface): readonly Change[] {
  const what = before.typesOnly ? "Code that uses its types" : "Code that calls it";
  const message = `The operation ${quoted(name)} was removed. ${what} no longer compiles; do without it before you update.`;
  return [change(context, name, { bump: "major", rule: "operation-removed", message })];
}

function changesOf(
  context: Context,
  name: string,
  before: OperationSurface,
  after: OperationSurface,
): readonly Change[] {
  return [
    ...namesChange(context, name),
    ...callableChange(context, name, before, after),
    ...paginatorChange(context, name, before, after),
    ...waiterChanges(context, name, before, after),
    ...signatureChange(context, name, before, after, "input"),
    ...signatureChange(context, name, before, after, "output"),
    ...errorsOf(context, name, before, after),
  ];
}

/** The names that are made of the operation's: one that differs by case alone has the same function. */
function namesChange(context: Context, name: string): readonly Change[] {
  const before = Object.values(derivedNamesOf(context.older, name)) as readonly string[];
  const after = Object.values(derivedNamesOf(context.newer, name)) as readonly string[];
  const gone = before.filter((each) => !after.includes(each));
  const come = after.filter((each) => !before.includes(each));
  if (gone.length === 0) return [];
  const message =
    `Of the operation ${quoted(name)}, other names are exported now: ${listOf(come)}; ` +
    `so far they were ${listOf(gone)}. Change them in your imports.`;
  return [change(context, name, { bump: "major", rule: "operation-renamed", message })];
}

function callableChange(
  context: Context,
  name: string,
  before: OperationSurface,
  after: OperationSurface,
): readonly Change[] {
  if (before.typesOnly === after.typesOnly) return [];
  const fields: Fields = after.typesOnly
    ? {
        bump: "major",
        rule: "operation-types-only",
        message: `${quoted(name)} can no longer be called: only its types are generated. Code that calls it no longer compiles.`,
      }
    : {
        bump: "minor",
        rule: "operation-callable",
        message: `${quoted(name)} can be called now; so far there were its types only.`,
      };
  return [change(context, name, fields)];
}

/** An operation that takes or gives a type of another name, or takes or gives something only now. */
function signatureChange(
  context: Context,
  name: string,
  before: OperationSurface,
  after: OperationSurface,
  position: Position,
): readonly Change[] {
  const [from, to] = [before[position], after[position]];
  if (from === to) return [];
  const verb = position === "input" ? "takes" : "gives";
  const had = position === "input" ? "took" : "gave";
  const told = `${quoted(name)} ${verb} ${named(to)}; so far it ${had} ${named(from)}.`;
  const fits = fitsInstead(context, from, to, position);
  const bump = fits
    ? from &&
      to &&
      isSame({ text: from, surface: context.older }, { text: to, surface: context.newer })
      ? "patch"
      : "minor"
    : "major";
  const advice = {
    major:
      position === "input"
        ? " What callers pass no longer fits; pass the new type."
        : " What callers read of it is no longer there; read the new type.",
    minor: " Existing code compiles as it is.",
    patch: " The two are the same but for their names.",
  };
  const rule = position === "input" ? "operation-input-changed" : "operation-output-changed";
  const message = told + advice[bump];
  return [change(context, name, { bump, rule, message, before: from ?? "", after: to ?? "" })];
}

function named(type: string | undefined): string {
  return type === undefined ? "nothing" : quoted(type);
}

function fitsInstead(
  { older, newer }: Context,
  from: string | undefined,
  to: string | undefined,
  position: Position,
): boolean {
  if (from !== undefined && to !== undefined) {
    return isCompatible({ text: from, surface: older }, { text: to, surface: newer }, position);
  }
  if (position === "output") return from === undefined || members(older, from).length === 0;
  // A call without an input may go on without one, unless there is something to be passed.
  if (to !== undefined) return members(newer, to).every((text) => parseMember(text).optional);
  return members(older, from).length === 0;
}

function members({ types }: Context["older"], name: string | undefined): readonly string[] {
  return Object.values(types[name ?? ""]?.members ?? {});
}

function errorsOf(
  context: Context,
  name: string,
  before: OperationSurface,
  after: OperationSurface,
): readonly Change[] {
  const added = after.errors.filter((error) => !before.errors.includes(error));
  const removed = before.errors.filter((error) => !after.errors.includes(error));
  return [
    ...added.map((error) =>
      change(context, name, {
        bump: "minor",
        rule: "operation-error-added",
        message: `${quoted(name)} can also fail with ${quoted(error)}. Until you handle it, it goes where you handle errors that you do not know.`,
        after: error,
        widens: true,
      }),
    ),
    ...removed.map((error) =>
      change(context, name, {
        bump: "major",
        rule: "operation-error-removed",
        message: `${quoted(name)} no longer fails with ${quoted(error)}. A \`case\` for it no longer compiles; remove it.`,
        before: error,
      }),
    ),
  ];
}
