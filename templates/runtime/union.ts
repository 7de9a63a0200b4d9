import { at, mismatch } from "./serde.js";

/** The one member that a union from the wire has. @throws ResponseError */
export function armOf(body: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(body).filter((name) => body[name] != null && name !== "__type");
  return names.length === 1 ? names[0]! : mismatch("a union with one member");
}

/** Converts the member that a union has. */
export function arm<T extends object, K extends keyof T & string, R>(
  union: T,
  name: K,
  convert: (value: T[K]) => R,
): R {
  return at("." + name, union[name], convert);
}
