import { encode } from "../http/uri.js";
import { listOf, tagOf } from "./structure.js";
import { readFlatList } from "./xmlValues.js";

/**
 * The parameters of a form, as AWS's query protocols have them: `A=1&List.1=x&List.2=y&Map.Key=z`.
 * Of empty lists and objects nothing is told.
 *
 * @param value - what writers make: an object of objects, lists, and leaves that are strings or are
 *   written as they are as strings
 */
export const toForm = (value: object): string => parameters("", value).join("&");

function parameters(name: string, value: unknown): readonly string[] {
  const prefix = name && name + ".";
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => parameters(prefix + String(index + 1), item));
  }
  if (tagOf(value) === "[object Object]") {
    return Object.entries(value as object).flatMap(([key, item]) => parameters(prefix + key, item));
  }
  const leaf: unknown = value ?? "";
  return [encode(name) + "=" + encode(String(leaf))];
}

/** The writer of a flattened list that is told of where it is empty, too. */
export const writeFormList =
  <T>(write: (item: T) => unknown): ((value: readonly T[]) => unknown) =>
  (value) => {
    const items = listOf(write)(value);
    return items.length ? items : "";
  };

/** Its reader. */
export const readFormList =
  <R>(read: (item: unknown) => R): ((value: unknown) => R[]) =>
  (value) =>
    value === "" ? [] : readFlatList(read)(value);
