import {
  own,
  type AnyOperation,
  type Draft,
  type FetchInit,
  type Found,
  type Message,
  type StreamInput,
} from "#runtime";
import type { FakeResponse } from "./fake.js";

// HTTP bindings at the service's end.

/** What an input is read from. */
export interface RequestMessage extends Message {
  readonly labels: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Names of parameters that the operation always has. */
  readonly constants: readonly string[];
}

type Read<T> = (value: never) => T;

export const fromLabel = <T>(name: string, read: Read<T>): Found<T> => ({
  from: (message) => own((message as RequestMessage).labels, name),
  read: read,
});

export const fromQuery = <T>(name: string, read: Read<T>): Found<T> => ({
  from: (message) => (message as RequestMessage).query.get(name),
  read: read,
});

export const fromQueryList = <T>(name: string, read: Read<T>): Found<T> => ({
  from(message) {
    const values = (message as RequestMessage).query.getAll(name);
    return values.length > 0 ? values : undefined;
  },
  read: read,
});

export const fromQueryParams = <T>(read: Read<T>): Found<T> => ({
  from: (message) => parameters(message, (query, name) => query.get(name)),
  read: read,
});

export const fromQueryListParams = <T>(read: Read<T>): Found<T> => ({
  from: (message) => parameters(message, (query, name) => query.getAll(name)),
  read: read,
});

function parameters<T>(message: Message, of: (query: URLSearchParams, name: string) => T): object {
  const { query, constants } = message as RequestMessage;
  const names = [...new Set(query.keys())].filter((name) => !constants.includes(name));
  return Object.fromEntries(names.map((name) => [name, of(query, name)]));
}

/**
 * The operation that a request asks for, if there is one, and the message that its input is read from.
 *
 * @param parse - reads the documents of bodies
 */
export function messageOf(
  url: string,
  { method, headers, body }: FetchInit,
  operations: readonly AnyOperation[],
  parse: (bytes: Uint8Array) => unknown,
): [name: string | undefined, message: RequestMessage] {
  const { pathname, searchParams: query } = new URL(url);
  const routes = operations.flatMap((operation) => {
    const { uri = "" } = operation;
    const [path = "", constant = ""] = uri.split("?");
    const constants = [...new URLSearchParams(constant)];
    const match = patternOf(path).exec(pathname);
    const isAsked =
      match !== null &&
      operation.method === method &&
      constants.every(([name, value]) => query.getAll(name).includes(value));
    // Where several fit, the one that says most.
    const said = path.replace(/\{[^}]*\}/g, "").length + constants.length * 1000;
    return isAsked ? [{ operation, labels: match.groups ?? {}, constants, said }] : [];
  });
  const [route] = routes.sort((a, b) => b.said - a.said);
  const labels = Object.entries(route?.labels ?? {}).map(([name, text]) => [
    name,
    decodeURIComponent(text),
  ]);
  const sent = (body ?? "") as FakeResponse["body"];
  const response = new Response(sent as string);
  const bytes =
    typeof sent === "string"
      ? new TextEncoder().encode(sent)
      : ArrayBuffer.isView(sent)
        ? sent
        : new Uint8Array();
  return [
    route?.operation.name,
    {
      status: 0,
      headers: {
        get: (name) => own(headers, name) ?? null,
        keys: () => Object.keys(headers),
      },
      labels: Object.fromEntries(labels) as Record<string, string>,
      query,
      constants: (route?.constants ?? []).map(([name]) => name),
      bytes,
      response,
      document: () => (bytes.length > 0 ? parse(bytes) : undefined),
    },
  ];
}

function patternOf(path: string): RegExp {
  const escaped = path.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(
    `^${escaped.replace(/\{(\w+)(\\\+)?\}/g, (_, name: string, greedy?: string) => `(?<${name}>${greedy ? ".+" : "[^/]+"})`)}$`,
  );
}

/** The response that an output was written to, but for the document. */
export function responseOf(
  written: unknown,
  stringify: (document: unknown) => string,
  type: string,
): FakeResponse {
  // What has no members is written to nothing.
  const { headers = {}, status, body, document } = written as Partial<Draft>;
  return {
    ...(status === undefined ? {} : { status }),
    headers: { ...(document === undefined ? {} : { "content-type": type }), ...headers },
    body: document === undefined ? sendable((body ?? "") as StreamInput) : stringify(document),
  };
}

/** What a `Response` takes as its body; not every platform's takes an iterable. */
function sendable(body: StreamInput): FakeResponse["body"] {
  if (typeof body === "string" || !(Symbol.asyncIterator in body) || "getReader" in body) {
    // To types of before TypeScript 5.7, bytes are of any buffer.
    const sent: unknown = body;
    return sent as FakeResponse["body"];
  }
  const iterator: AsyncIterator<unknown> = body[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) return controller.close();
      const value = next.value as Uint8Array | string;
      controller.enqueue(typeof value === "string" ? new TextEncoder().encode(value) : value);
    },
    cancel: async () => void (await iterator.return?.()),
  });
}
