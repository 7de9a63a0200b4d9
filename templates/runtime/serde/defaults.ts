import { readObject } from "./structure.js";

/** An input with values for those of its members that have none. @throws InputError */
export function withDefaults<T extends object>(value: T, defaults: Partial<T>): T {
  const given = Object.entries(readObject(value)).filter(([, member]) => member != null);
  return Object.fromEntries([...Object.entries(defaults), ...given]) as T;
}
