import { posix } from "node:path";
import { isRuntime, isTemplate, runtimeIndex } from "./runtime.js";

/** Where modules lie, and how they import each other. */
export interface Placement {
  /** The path of a module, without extension. */
  readonly pathOf: (module: string) => string;
  /** What relative imports end with. */
  readonly extension: ".js" | ".ts" | "";
  /** Whether the runtime is one module to the rest, its index; else each of its own is imported. */
  readonly hasIndex: boolean;
  /** Whether other services have the same runtime. */
  readonly isShared: boolean;
  /** The modules that stand for specifiers of the templates, such as `#platform`; absent where a package.json says it. */
  readonly aliases?: Readonly<Record<string, string>> | undefined;
  /** Lines of each file after that which says what it is. */
  readonly notes: string;
}

/** A package of one service. */
export const ownPackage: Placement = {
  pathOf: (module) => module,
  extension: ".js",
  hasIndex: true,
  isShared: false,
  notes: "",
};

/**
 * A service in a folder of its own, beside others. What is copied of the templates lies in `runtime/`,
 * once for all of them; the module that says how requests are authenticated is each service's own.
 */
export function besideOthers(
  key: string,
  how: Pick<Placement, "extension" | "hasIndex" | "aliases" | "notes">,
): Placement {
  const pathOf = (module: string): string => {
    if (isRuntime(module)) return module;
    return isTemplate(module) ? `runtime/${module}` : `${key}/${module}`;
  };
  return { ...how, pathOf, isShared: true };
}

/** What the templates' own specifiers stand for on a platform. */
export function aliasesOn(platform: "node" | "web" | "both"): Readonly<Record<string, string>> {
  return {
    "#platform": `runtime/http/platform.${platform}`,
    "#chain": `runtime/auth/chain.${platform}`,
    "#credentials": "credentials/chain",
  };
}

/** The specifier by which one module imports another. */
export function specifierOf(
  from: string,
  to: string,
  { hasIndex, pathOf, extension }: Placement = ownPackage,
): string {
  const target = hasIndex && isRuntime(to) && !isRuntime(from) ? runtimeIndex : to;
  const path = posix.relative(posix.dirname(pathOf(from)), pathOf(target));
  return `${path.startsWith(".") ? path : `./${path}`}${extension}`;
}
