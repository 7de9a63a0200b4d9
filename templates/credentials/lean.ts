import {
  callError,
  encode,
  mismatch,
  readJsonText,
  readMembers,
  writeMembers,
  type Service,
} from "#runtime";

// What the operations in `services/` take of their protocols: awsQuery and restJson1, as far as these
// operations go, in a tenth of the bytes. The whole of them is in `runtime/protocols`.

type Protocol = Pick<Service, "write" | "read">;
type Write = Protocol["write"];
type Read = Protocol["read"];
type Value = (value: never) => unknown;

// restJson1

/** What one member is of a request. */
interface Placed {
  readonly place: "headers" | "query";
  readonly name: string;
  readonly value: unknown;
}

const placedIn =
  (place: Placed["place"]) =>
  (name: string, write: Value): Value =>
  (value): Placed => ({ place, name, value: write(value) });

/** A member that goes into a header. */
export const toHeader: ReturnType<typeof placedIn> = placedIn("headers");
/** A member that goes into the query. */
export const toQuery: ReturnType<typeof placedIn> = placedIn("query");

/** What a request without a body says of an input. @throws InputError */
export const writeHead = (input: object, writers: object): unknown => {
  const found = { headers: {} as Record<string, unknown>, query: [] as string[] };
  const members = Object.values(writeMembers(input, writers as never)) as Placed[];
  for (const { place, name, value } of members) {
    if (place === "headers") found.headers[name] = value;
    else found.query.push(`${name}=${encode(value as string)}`);
  }
  return found;
};

/** What a request that is all body says of an input. @throws InputError */
export const writeMessage = (input: object, writers: object): unknown => ({
  headers: { "content-type": "application/json" },
  query: [],
  body: JSON.stringify(writeMembers(input, writers as never)),
});

/** The request of an input (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html). */
export const writeRestJson: Write = (_service, { method, uri, write }, input) => {
  const { headers, query, body } = write(input) as {
    readonly headers: Record<string, string>;
    readonly query: readonly string[];
    readonly body?: string;
  };
  const path = query.length ? `${uri!}?${query.join("&")}` : uri!;
  return { method: method!, path, headers, body };
};

/** The output or error of a response. @throws ServiceError, ResponseError, TransportError */
export const readRestJson: Read = readJsonText;

/** The output of a response's body. @throws ResponseError */
export const readMessage: typeof readMembers = readMembers;

// awsQuery

/** The writer of a list with an element around its items. */
export const writeXmlList =
  <T>(write: (value: T) => unknown) =>
  (value: readonly T[]): unknown => ({ member: value.map(write) });

/** The request of an input (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html). */
export const writeQuery: Write = ({ version }, { name, write }, input) => {
  const parameters = (prefix: string, value: unknown): readonly string[] =>
    typeof value === "object"
      ? Object.entries(value as object).flatMap(([key, item]) =>
          parameters(`${prefix}.${Array.isArray(value) ? +key + 1 : key}`, item),
        )
      : [`${prefix.slice(1)}=${encode(`${value as string}`)}`];
  const form = [`Action=${name}`, `Version=${version!}`, ...parameters("", write(input))];
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return { method: "POST", path: "/", headers, body: form.join("&") };
};

/**
 * The elements of an XML text by name, and what is in them: no two of one parent have the same name,
 * and none lies in another of its own, in what is read here.
 */
function elementsOf(text: string): unknown {
  const found: [string, unknown][] = [];
  for (const [, name, content] of text.matchAll(/<(\w+)(?: [^>]*)?>([^]*?)<\/\1>/g)) {
    found.push([name!, elementsOf(content!)]);
  }
  return found.length ? Object.fromEntries(found) : text.replace(/&(\w+);/g, decoded);
}

const decoded = (text: string, name: string): string =>
  ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" })[name] ?? text;

interface Answer {
  readonly Error?: { readonly Code?: string; readonly Message?: string };
  readonly [name: string]: unknown;
}

/** The output or error of a response. @throws ServiceError, ResponseError, TransportError */
export const readAwsQuery: Read = async (operation, response) => {
  const { status } = response;
  const [root = {}] = Object.values(elementsOf(await response.text()) as Record<string, Answer>);
  if (status < 300) return operation.read(root[`${operation.name}Result`]);
  const { Code: code = String(status), Message: message = code } = root.Error ?? {};
  throw callError("UnmodeledServiceError", message, {
    code,
    $fault: status < 500 ? "client" : "server",
  });
};

/** Reads the members of a structure. @throws ResponseError */
export const readXmlMembers: typeof readMembers = readMembers;

/** The text of an element. @throws ResponseError */
export const readXmlString = (value: unknown): string =>
  typeof value === "string" ? value : mismatch("a string");

/** @throws ResponseError */
export const readXmlDateTime = (value: unknown): Date => {
  const date = new Date(value as string);
  return isNaN(+date) ? mismatch("a timestamp") : date;
};
