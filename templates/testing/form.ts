import { type FetchInit, type Service } from "#runtime";
import type { FakeRequest, FakeResponse } from "./fake.js";

/** What a form of AWS's query protocols asks for: its parameters as a tree, with lists for numbers. */
export function readForm(service: Service, { body }: FetchInit): FakeRequest {
  const sent = body as string | Uint8Array | undefined;
  const text = typeof sent === "string" ? sent : new TextDecoder().decode(sent);
  const [action, version, ...parameters] = new URLSearchParams(text);
  const tree: Tree = new Map();
  for (const [name, value] of parameters) put(tree, name.split("."), value);
  const isAsked = action?.[0] === "Action" && version?.[1] === service.version;
  return [isAsked ? action[1] : undefined, objectOf(tree)];
}

type Tree = Map<string, Tree | string>;

function put(tree: Tree, [name = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree.set(name, value);
    return;
  }
  const present = tree.get(name);
  const below = present instanceof Map ? present : new Map<string, Tree | string>();
  tree.set(name, below);
  put(below, rest, value);
}

function valueOf(tree: Tree | string): unknown {
  if (typeof tree === "string") return tree;
  const isList = [...tree.keys()].every((name) => /^\d+$/.test(name));
  return isList
    ? [...tree].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => valueOf(item))
    : objectOf(tree);
}

function objectOf(tree: Tree): Record<string, unknown> {
  return Object.fromEntries([...tree].map(([name, item]) => [name, valueOf(item)]));
}

/** A response that is an XML text. */
export const xmlResponse = (body: string): FakeResponse => ({
  headers: { "content-type": "text/xml" },
  body,
});
