import type { ConformanceData } from "./conformance.js";
import type { QueryRequest, SigningOptions } from "./signing.js";

// The official signing test suites: a folder a case, with the request, and what is made of it.

/** A case's `context.json`. */
export interface Context {
  readonly credentials: {
    readonly access_key_id: string;
    readonly secret_access_key: string;
    readonly token?: string;
  };
  readonly expiration_in_seconds: number;
  readonly normalize: boolean;
  readonly region: string;
  readonly service: string;
  readonly sign_body: boolean;
  readonly timestamp: string;
  readonly omit_session_token?: boolean;
}

// The suite signs every header that it gives. Date and token are in the query, where that is signed.
export const all = /./;
export const allInQuery = /^(?!x-amz-(date|security-token)$)/;

/** A suite's cases, each a folder of files. */
export function casesIn(suite: string, { has, read, list }: ConformanceData) {
  const pathOf = (folder: string, file: string) => `${suite}/${folder}/${file}`;
  return {
    folders: list(suite),
    has: (folder: string, file: string) => has(pathOf(folder, file)),
    read: (folder: string, file: string) => read(pathOf(folder, `${file}.txt`)),
    context: (folder: string) => JSON.parse(read(pathOf(folder, "context.json"))) as Context,
  };
}

// The credentials that all cases of the suite with a context share.
export const accessKeyId = "AKIDEXAMPLE";
export const secretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/** Reads a message as the suite writes it: the first line, headers, perhaps folded, and a body. */
export function parseRequest(text: string): QueryRequest {
  const [head = "", body] = text.split(/\n\n(.*)/s);
  const [requestLine = "", ...lines] = head.replace(/\n[ \t]+/g, " ").split("\n");
  const [, method = "", path = "", query = ""] =
    /^(\S+) ([^?]*?)(?:\?(.*?))?(?: HTTP\/1\.1)?$/.exec(requestLine) ?? [];
  const { host, ...headers } = parseHeaders(lines);
  return { method, origin: `https://${host}`, path, query, headers, body: body || undefined };
}

function parseHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines.filter(Boolean)) {
    const [, name = "", value = ""] = /^(.*?):(.*)$/.exec(line) ?? [];
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]},${value}` : value;
  }
  return headers;
}

export const parseDate = (date: string) =>
  Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"));

export const sorted = (query: string) => query.split("&").sort();
export const trimmed = (headers: QueryRequest["headers"]) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.trim()]));

/** What to sign with, by a case's context. */
export function optionsOf({
  credentials,
  region,
  service,
  normalize,
  timestamp,
  ...rest
}: Context) {
  return {
    credentials: {
      accessKeyId: credentials.access_key_id,
      secretAccessKey: credentials.secret_access_key,
      sessionToken: rest.omit_session_token ? undefined : credentials.token,
    },
    region,
    service,
    normalizePath: normalize,
    signable: all,
    time: Date.parse(timestamp),
  } satisfies SigningOptions;
}
