import { readFileSync } from "node:fs";
import { describe } from "../../describe.js";
import { loadModel } from "../../smithy/load.js";
import { isLarger, type Change } from "../../versioning/change.js";
import { compareSurfaces } from "../../versioning/compare/compare.js";
import { rememberedOf } from "../../versioning/exported.js";
import type { Surface } from "../../versioning/surface.js";
import type { Target } from "./targets.js";

/** The largest change that is taken. */
export type Limit = "minor" | "patch";

/**
 * What a new text of a model file would change for the callers of its clients beyond a limit, in a
 * sentence; `undefined` where that is nothing. It is compared with the file that is there, as `tinsmith
 * diff` does.
 */
export function excessOf({ file, users }: Target, text: string, limit: Limit): string | undefined {
  const [older, newer] = [readFileSync(file, "utf8"), text].map(
    (each) => loadModel([{ file, text: each }]).model,
  );
  // What does not load has no clients that could change.
  if (!older || !newer) return undefined;
  const excess = users.flatMap(({ service, operations }): readonly Change[] => {
    const before = describe({ model: older, service, operations }).surface;
    const remembered = before && rememberedOf(before);
    const after = describe({ model: newer, service, operations, remembered }).surface;
    return before && after ? changesBeyond(limit, before, after) : [];
  });
  const messages = [...new Set(excess.map(({ message }) => message))];
  if (messages.length === 0) return undefined;
  const lines = messages.slice(0, MOST_TOLD).map((message) => `\n  ${message}`);
  if (messages.length > MOST_TOLD) lines.push(`\n  … and ${messages.length - MOST_TOLD} more`);
  return `The new one has changes larger than --max-bump ${limit} allows:${lines.join("")}`;
}

const MOST_TOLD = 10;

function changesBeyond(limit: Limit, before: Surface, after: Surface): readonly Change[] {
  return compareSurfaces(before, after).changes.filter(({ bump }) => isLarger(bump, limit));
}
