import type { Bump, Change } from "./change.js";
import { quoted } from "../text/markdown.js";
import type { Rule } from "./rules.js";
import { listOf } from "./words.js";

/** Changes of one bump, told in few lines: what is alike shares one. */
export interface Section {
  readonly bump: Exclude<Bump, "none">;
  readonly title: "Breaking" | "Added" | "Other";
  readonly lines: readonly string[];
}

/**
 * What is different, for people: the worst first, sections without lines left out. Where there are
 * several services, each line names its own.
 */
export function summarize(changes: readonly Change[]): readonly Section[] {
  return (
    [
      ["major", "Breaking"],
      ["minor", "Added"],
      ["patch", "Other"],
    ] as const
  )
    .map(([bump, title]) => ({
      bump,
      title,
      lines: linesByService(changes.filter((change) => change.bump === bump)),
    }))
    .filter((section) => section.lines.length > 0);
}

function linesByService(changes: readonly Change[]): readonly string[] {
  const services = [...new Set(changes.map(({ service }) => service))];
  return services.flatMap((service) =>
    lines(changes.filter((change) => change.service === service)).map((line) =>
      service === undefined ? line : `\`${service}\`: ${line}`,
    ),
  );
}

function lines(changes: readonly Change[]): readonly string[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = groupOf(change);
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const tell = first && together[first.rule];
    return group.length > 1 && tell ? [tell(group)] : group.map(({ message }) => message);
  });
}

/** Changes of one group can be told in one line. */
function groupOf(change: Change): string {
  const { rule, shape, after } = change;
  if (rule === "operation-error-added") return `${rule} ${after}`;
  if (rule === "enum-value-added") return `${rule} ${ownerOf(shape)}`;
  return together[rule] ? rule : `${rule} ${shape} ${change.message}`;
}

const many =
  (one: string, most = 12) =>
  (group: readonly Change[]): string =>
    `${one}: ${listOf(namesOf(group), most)}.`;

const together: Partial<Readonly<Record<Rule, (group: readonly Change[]) => string>>> = {
  "operation-error-added": (group) =>
    `${operations(group)} can also fail with ${quoted(group[0]?.after ?? "")}.`,
  "enum-value-added": (group) =>
    `${quoted(ownerOf(group[0]?.shape ?? ""))} has new values: ${listOf(group.map(memberOf), 30)}.`,
  "operation-added": many("New operations", 100),
  "type-added": many("New types"),
  "error-added": many("New errors"),
  "documentation-changed": many("Documentation"),
  "deprecation-changed": many("Deprecations; the documentation says what to use instead"),
  "constraints-changed": many("Lengths, ranges or patterns that the service accepts"),
  "authentication-changed": many("Signing"),
  "endpoints-changed": many("Endpoints"),
  "wire-changed": many("Traits that types do not show, such as the form on the wire"),
};

function operations(group: readonly Change[]): string {
  return listOf(group.flatMap((change) => change.operations));
}

function namesOf(group: readonly Change[]): readonly string[] {
  return group.map(({ shape, rule, operations: [operation] }) =>
    rule === "operation-added" ? (operation ?? "") : ownerOf(shape),
  );
}

function ownerOf(shape: string): string {
  return shape.replace(/^.*#/, "").replace(/\$.*$/, "");
}

function memberOf({ shape }: Change): string {
  return shape.replace(/^.*\$/, "");
}
