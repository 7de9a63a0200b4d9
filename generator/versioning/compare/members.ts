import type { Change } from "../change.js";
import { isAlike, isCompatible, isSame, type Position } from "../compatible.js";
import { pairs, touching, type Context } from "../context.js";
import type { Texts } from "../surface.js";
import { parseMember, type MemberText } from "../typeText.js";
import { quoted } from "../../text/markdown.js";

/** What members belong to, and where callers meet it. */
export interface Owner {
  /** As callers write it: `ReEncryptRequest`, or `KeyError.data`. */
  readonly label: string;
  /** The name of its type. */
  readonly name: string;
  readonly shape: string;
  readonly isUnion: boolean;
  /** In the older version: the code that there is was written for that one. */
  readonly positions: readonly Position[];
}

/** What is different in the members of a structure or union. */
export function memberChanges(
  context: Context,
  owner: Owner,
  older: Texts,
  newer: Texts,
): readonly Change[] {
  return pairs(older, newer).flatMap(([name, before, after]): readonly Change[] => {
    const at: At = { context, owner, name, before, after };
    if (before === undefined) return [added(at, parseMember(after ?? ""))];
    if (after === undefined) return [removed(at)];
    return [
      ...typeChange(at, parseMember(before), parseMember(after)),
      ...optionalChange(at, parseMember(before), parseMember(after)),
      ...defaultChange(at, parseMember(before), parseMember(after)),
    ];
  });
}

interface At {
  readonly context: Context;
  readonly owner: Owner;
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

function change(
  { context, owner, name, before, after }: At,
  bump: Change["bump"],
  rule: Change["rule"],
  message: string,
): Change {
  const shape = `${owner.shape}$${name}`;
  return touching(context, owner.name, { bump, rule, shape, message, before, after });
}

function label({ owner, name }: At): string {
  return quoted(`${owner.label}.${name}`);
}

function isPassed({ positions }: Owner): boolean {
  return positions.includes("input");
}

function isGot({ positions }: Owner): boolean {
  return positions.includes("output");
}

function added(at: At, { type, optional }: MemberText): Change {
  const { owner, name } = at;
  if (owner.isUnion) {
    const got = isGot(owner)
      ? " Until you handle it, it goes where you handle members that you do not know."
      : "";
    const message = `${quoted(owner.label)} can also be ${quoted(name)} (${quoted(type)}).${got} ${widened}`;
    return { ...change(at, "minor", "member-added", message), widens: true };
  }
  if (!optional && isPassed(owner)) {
    const message = `${label(at)} (${quoted(type)}) is new and required. Code that makes a ${quoted(owner.label)} has to give it.`;
    return change(at, "major", "member-added-required", message);
  }
  const kind = isPassed(owner) ? " and optional" : "";
  return change(at, "minor", "member-added", `${label(at)} (${quoted(type)}) is new${kind}.`);
}

/** What a type that is open by design says where it has more than so far. */
const widened =
  "Code that checks that no member is left over may stop compiling; unions are open, so this is minor.";

function removed(at: At): Change {
  const uses = [...(isPassed(at.owner) ? ["passes"] : []), ...(isGot(at.owner) ? ["reads"] : [])];
  const message = `${label(at)} was removed. Code that ${uses.join(" or ")} it no longer compiles; do without it.`;
  return change(at, "major", "member-removed", message);
}

function optionalChange(at: At, before: MemberText, after: MemberText): readonly Change[] {
  if (before.optional === after.optional || at.owner.isUnion) return [];
  const { owner } = at;
  if (after.optional) {
    const message = isGot(owner)
      ? `${label(at)} may be absent now. Code that reads it has to expect \`undefined\`.`
      : `${label(at)} may be left out now.`;
    return [change(at, isGot(owner) ? "major" : "minor", "member-optional", message)];
  }
  const message = isPassed(owner)
    ? `${label(at)} is required now. Code that makes a ${quoted(owner.label)} without it no longer compiles; give it.`
    : `${label(at)} is never absent now.`;
  return [change(at, isPassed(owner) ? "major" : "minor", "member-required", message)];
}

function typeChange(at: At, before: MemberText, after: MemberText): readonly Change[] {
  const older = { text: before.type, surface: at.context.older };
  const newer = { text: after.type, surface: at.context.newer };
  if (isAlike(older, newer)) return [];
  const told = `${label(at)} is ${quoted(after.type)} now; it was ${quoted(before.type)}.`;
  if (isSame(older, newer)) {
    const message = `${told} To the compiler the two are the same.`;
    return [change(at, "patch", "member-type-changed", message)];
  }
  const breaks = [
    ...(isPassed(at.owner) && !isCompatible(older, newer, "input")
      ? ["what callers pass no longer fits"]
      : []),
    ...(isGot(at.owner) && !isCompatible(older, newer, "output")
      ? ["what callers get is not what their code expects"]
      : []),
  ];
  if (breaks.length === 0) {
    return [change(at, "minor", "member-type-changed", `${told} Existing code compiles as it is.`)];
  }
  const why = `${breaks.join(", and ")}; change the code that uses it.`;
  const message = `${told} ${why.charAt(0).toUpperCase()}${why.slice(1)}`;
  return [change(at, "major", "member-type-changed", message)];
}

function defaultChange(at: At, before: MemberText, after: MemberText): readonly Change[] {
  if (before.default === after.default) return [];
  const is =
    after.default === undefined
      ? "has no default now"
      : `is ${quoted(after.default)} by default now`;
  const was = before.default === undefined ? "" : `; it was ${quoted(before.default)}`;
  return [change(at, "patch", "member-default-changed", `${label(at)} ${is}${was}.`)];
}
