/** A client that is measured. Its program is `programs/clients/ID.mjs`. */
export interface Client {
  readonly id: string;
  readonly name: string;
  /** The hand-written call over the same transport. */
  readonly raw: string;
}

export const SDK = "sdk";

/** In the order in which each round takes them. */
export const clients: readonly Client[] = [
  { id: "tinsmith", name: "@tinsmith/kms", raw: "rawHttp" },
  { id: "tinsmithFetch", name: "@tinsmith/kms on `fetch`", raw: "rawFetch" },
  { id: SDK, name: "@aws-sdk/client-kms", raw: "rawHttp" },
  { id: "aws4fetch", name: "aws4fetch", raw: "rawFetch" },
  { id: "rawHttp", name: "by hand on `node:http`", raw: "rawHttp" },
  { id: "rawFetch", name: "by hand on `fetch`", raw: "rawFetch" },
];

/** The libraries among them, which are installed, bundled and type-checked. */
export const libraries = [
  { id: "tinsmith", name: "@tinsmith/kms" },
  { id: SDK, name: "@aws-sdk/client-kms" },
  { id: "aws4fetch", name: "aws4fetch" },
] as const;
