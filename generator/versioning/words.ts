import { quoted } from "../text/markdown.js";

/** `a`, `b` and 3 more: a list that stays a line. */
export function listOf(names: readonly string[], most = 4): string {
  const shown = names.length > most + 1 ? names.slice(0, most) : names;
  const rest = names.length - shown.length;
  const items = [...shown.map(quoted), ...(rest > 0 ? [`${rest} more`] : [])];
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** The operations that a change touches; empty where there are none. */
export function operationList(names: readonly string[]): string {
  return names.length > 5 ? `${listOf(names, 3)} operations` : listOf(names);
}

export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
