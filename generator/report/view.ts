import { bumps, largest, type Bump, type Change, type Comparison } from "../versioning/change.js";
import type { Surface, Texts } from "../versioning/surface.js";
import { summarize } from "../versioning/summary.js";
import { affected, capitalized, verdict, type Subject } from "./subject.js";

/** What the page shows, as its template takes it: every text is data, which the template escapes. */
export interface View {
  readonly subject: Subject;
  readonly bump: Bump;
  readonly verdict: string;
  readonly affected: string;
  readonly total: number;
  readonly counts: readonly {
    readonly bump: string;
    readonly title: string;
    readonly count: number;
  }[];
  readonly operations: readonly OperationView[];
  readonly shapes: readonly ShapeView[];
  readonly other: readonly string[];
}

interface OperationView {
  readonly name: string;
  readonly bump: Bump;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly links: readonly {
    readonly anchor: string;
    readonly name: string;
    readonly bump: Bump;
  }[];
}

interface ShapeView {
  readonly anchor: string;
  readonly name: string;
  readonly kind: string;
  readonly bump: Bump;
  readonly isOpen: boolean;
  readonly operations: readonly string[];
  /** What is said of it as a whole. */
  readonly messages: readonly MessageView[];
  readonly rows: readonly RowView[];
  /** Members that are as they were. */
  readonly same: readonly { readonly name: string; readonly text: string }[];
}

interface MessageView {
  readonly bump: Bump;
  readonly message: string;
}

interface RowView {
  readonly name: string;
  readonly bump: Bump;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly messages: readonly MessageView[];
}

const titles = { major: "Breaking", minor: "Added", patch: "Other" } as const;

export function viewOf(
  subject: Subject,
  comparison: Comparison,
  older: Surface,
  newer: Surface,
): View {
  const { changes } = comparison;
  const visible = changes.filter(({ bump }) => bump !== "patch");
  const shapes = grouped(visible, ({ shape }) => ownerOf(shape)).map(([owner, group]) =>
    shapeView(owner, group, older, newer),
  );
  return {
    subject,
    bump: comparison.bump,
    verdict: capitalized(verdict(comparison)),
    affected: affected(changes),
    total: changes.length,
    counts: (["major", "minor", "patch"] as const).map((bump) => ({
      bump,
      title: titles[bump],
      count: changes.filter((change) => change.bump === bump).length,
    })),
    operations: operationViews(changes),
    // Within a bump first what callers use already, then what is new as a whole.
    shapes: shapes.sort(
      (a, b) =>
        bumps.indexOf(b.bump) - bumps.indexOf(a.bump) || Number(b.isOpen) - Number(a.isOpen),
    ),
    other: summarize(changes.filter(({ bump }) => bump === "patch")).flatMap(({ lines }) => lines),
  };
}

function operationViews(changes: readonly Change[]): readonly OperationView[] {
  const touched = changes.flatMap((change) =>
    change.operations.map((name) => ({ name, change }) as const),
  );
  return grouped(touched, ({ name }) => name)
    .map(([name, group]): OperationView => {
      const all = group.map(({ change }) => change);
      const count = (bump: Bump) => all.filter((change) => change.bump === bump).length;
      const visible = all.filter(({ bump }) => bump !== "patch");
      return {
        name,
        bump: largest(all.map(({ bump }) => bump)),
        major: count("major"),
        minor: count("minor"),
        patch: count("patch"),
        links: grouped(visible, ({ shape }) => ownerOf(shape)).map(([owner, of]) => ({
          anchor: anchorOf(owner),
          name: nameOf(owner),
          bump: largest(of.map(({ bump }) => bump)),
        })),
      };
    })
    .sort((a, b) => bumps.indexOf(b.bump) - bumps.indexOf(a.bump) || (a.name < b.name ? -1 : 1));
}

function shapeView(
  owner: string,
  changes: readonly Change[],
  older: Surface,
  newer: Surface,
): ShapeView {
  const own = changes.filter(({ shape }) => !shape.includes("$"));
  const ofMembers = changes.filter(({ shape }) => shape.includes("$"));
  const found = findShape(nameOf(owner), newer) ?? findShape(nameOf(owner), older);
  const rows = grouped(ofMembers, ({ shape }) => shape.slice(owner.length + 1)).map(
    ([name, group]): RowView => ({
      name,
      bump: largest(group.map(({ bump }) => bump)),
      before: group[0]?.before,
      after: group[0]?.after,
      messages: group.map(messageView),
    }),
  );
  const changed = new Set(rows.map(({ name }) => name));
  const bump = largest(changes.map((change) => change.bump));
  return {
    anchor: anchorOf(owner),
    name: nameOf(owner),
    kind: found?.kind ?? "operation",
    bump,
    isOpen: bump === "major" || ofMembers.length > 0,
    operations: [...new Set(changes.flatMap(({ operations }) => operations))].sort(),
    messages: own.map(messageView),
    rows,
    same: Object.entries(found?.members ?? {})
      .filter(([name]) => !changed.has(name))
      .map(([name, text]) => ({ name, text })),
  };
}

function messageView({ bump, message }: Change): MessageView {
  return { bump, message: message.replace(/ Touches [^.]*\.$/, "") };
}

function findShape(
  name: string,
  { types, enums, errors }: Surface,
): { readonly kind: string; readonly members: Texts } | undefined {
  const [type, shape, error] = [types[name], enums[name], errors[name]];
  if (type) return { kind: type.kind, members: type.members };
  if (error) return { kind: "error", members: error.data };
  if (!shape) return undefined;
  const values = Object.entries(shape.values);
  return {
    kind: "enum",
    members: Object.fromEntries(values.map(([key, value]) => [key, JSON.stringify(value)])),
  };
}

function grouped<T>(list: readonly T[], key: (item: T) => string): (readonly [string, T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups];
}

function ownerOf(shape: string): string {
  return shape.replace(/\$.*$/, "");
}

function nameOf(owner: string): string {
  return owner.replace(/^.*#/, "");
}

function anchorOf(owner: string): string {
  return `shape-${owner.replace(/[^\w]+/g, "-")}`;
}
