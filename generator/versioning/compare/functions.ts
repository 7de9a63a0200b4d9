import type { Change } from "../change.js";
import { isCompatible, isSame, type Position } from "../compatible.js";
import { pairs, type Context } from "../context.js";
import type { OperationSurface } from "../surface.js";
import { quoted } from "../../text/markdown.js";

type Fields = Pick<Change, "bump" | "rule" | "message">;

function change({ shapeOf }: Context, operation: string, fields: Fields): Change {
  return { ...fields, shape: shapeOf("operations", operation), operations: [operation] };
}

/** What is different in the function of an operation's pages. An operation that is callable only now has none so far. */
export function paginatorChange(
  context: Context,
  operation: string,
  { paginator: before }: OperationSurface,
  { paginator: after }: OperationSurface,
): readonly Change[] {
  if (!before && !after) return [];
  if (!before) {
    const message = `${quoted(operation)} has pages now: ${quoted(after?.name ?? "")} goes through them.`;
    return [change(context, operation, { bump: "minor", rule: "paginator-added", message })];
  }
  if (!after) {
    const message = `${quoted(before.name)} was removed: ${quoted(operation)} has no pages now. Code that uses it no longer compiles.`;
    return [change(context, operation, { bump: "major", rule: "paginator-removed", message })];
  }
  const bumps = [
    ...(before.name === after.name ? [] : (["major"] as const)),
    typeBump(context, before.token, after.token, "input"),
    typeBump(context, before.pageSize, after.pageSize, "input"),
    typeBump(context, before.items, after.items, "output"),
  ];
  const bump = (["major", "minor", "patch"] as const).find((each) => bumps.includes(each));
  if (!bump) return [];
  const advice = {
    major: "Code that uses it may no longer compile.",
    minor: "Existing code compiles as it is.",
    patch: "The types are the same but for their names.",
  };
  const message = `${quoted(after.name)}, for the pages of ${quoted(operation)}, takes or gives something else than ${quoted(before.name)} did. ${advice[bump]}`;
  return [change(context, operation, { bump, rule: "paginator-changed", message })];
}

function typeBump(
  { older, newer }: Context,
  from: string | undefined,
  to: string | undefined,
  position: Position,
): "none" | Change["bump"] {
  if (from === to) return "none";
  if (from === undefined) return "minor";
  if (to === undefined) return "major";
  const [before, after] = [
    { text: from, surface: older },
    { text: to, surface: newer },
  ];
  if (isSame(before, after)) return "patch";
  return isCompatible(before, after, position) ? "minor" : "major";
}

/** What is different in an operation's waiters. */
export function waiterChanges(
  context: Context,
  operation: string,
  before: OperationSurface,
  after: OperationSurface,
): readonly Change[] {
  return pairs(before.waiters ?? {}, after.waiters ?? {}).flatMap(([waiter, was, is]) => {
    if (was && is && was.name === is.name && was.gives === is.gives) return [];
    const told = `The waiter ${quoted(waiter)} of ${quoted(operation)}`;
    const fields: Fields = !was
      ? { bump: "minor", rule: "waiter-added", message: `${told} is new.` }
      : is
        ? {
            bump: "major",
            rule: "waiter-changed",
            message: `${told} is ${quoted(is.name)} now, or gives something else. Code that uses ${quoted(was.name)} may no longer compile.`,
          }
        : {
            bump: "major",
            rule: "waiter-removed",
            message: `${told} was removed. Code that uses ${quoted(was.name)} no longer compiles; do without it.`,
          };
    return [change(context, operation, fields)];
  });
}
