import { comparison, type Comparison } from "../change.js";
import { enumChanges, errorChanges, typeChanges } from "./types.js";
import { lostNames } from "./exports.js";
import { factChanges } from "./facts.js";
import { operationChanges } from "./operations.js";
import { clientChanges, exportChanges } from "./package.js";
import { createContext } from "../context.js";
import type { Surface } from "../surface.js";

/**
 * What is different for the TypeScript callers of a package between two versions of it, and the bump
 * that asks for: major where code that compiled stops compiling or a name is gone, minor where
 * something is new, patch where neither is, but something else is different.
 *
 * What is open by design may widen in a minor version: error unions, enums and unions.
 */
export function compareSurfaces(older: Surface, newer: Surface): Comparison {
  const context = createContext(older, newer);
  const visible = [
    ...clientChanges(context),
    ...exportChanges(context),
    ...lostNames(context),
    ...operationChanges(context),
    ...typeChanges(context),
    ...enumChanges(context),
    ...errorChanges(context),
  ];
  return comparison([...visible, ...factChanges(context, visible)]);
}
