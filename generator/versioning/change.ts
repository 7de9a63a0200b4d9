import type { Rule } from "./rules.js";

/** How much a version number has to grow, least first. */
export const bumps = ["none", "patch", "minor", "major"] as const;
export type Bump = (typeof bumps)[number];

/** One thing that is different for callers. */
export interface Change {
  readonly bump: Exclude<Bump, "none">;
  readonly rule: Rule;
  /** The ID of the shape, or shape and member, that it is about. */
  readonly shape: string;
  /** A sentence or two: what is different, and what a caller has to do. */
  readonly message: string;
  /** The operations whose callers meet it, by the names of their functions. */
  readonly operations: readonly string[];
  /** The folder or subpath of the service, where there are several. */
  readonly service?: string | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /**
   * What is open by design has one more: code that checks that nothing is left over may stop
   * compiling. That is minor all the same (docs/versioning.md).
   */
  readonly widens?: true | undefined;
}

/** All that is different between two versions, the worst first. */
export interface Comparison {
  readonly bump: Bump;
  readonly changes: readonly Change[];
}

export function largest(all: Iterable<Bump>): Bump {
  return [...all].reduce<Bump>((a, b) => (isLarger(b, a) ? b : a), "none");
}

export function isLarger(bump: Bump, than: Bump): boolean {
  return bumps.indexOf(bump) > bumps.indexOf(than);
}

/** Changes in their order, and what they make together. */
export function comparison(changes: readonly Change[]): Comparison {
  const rank = ({ bump }: Change) => -bumps.indexOf(bump);
  const sorted = [...changes].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      compareText(a.service ?? "", b.service ?? "") ||
      compareText(a.shape, b.shape) ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  );
  return { bump: largest(sorted.map(({ bump }) => bump)), changes: sorted };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
