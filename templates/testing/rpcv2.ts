import { readObject, type Service } from "#runtime";
import type { FakeProtocol, FakeRequest, FakeResponse } from "./fake.js";

/** What one of Smithy's RPC protocols has of its own at the service's end. */
export interface FakeRpcFormat {
  readonly name: "cbor" | "json";
  /** Reads a body that is not empty. */
  readonly parse: (body: string | Uint8Array) => unknown;
  readonly write: (value: unknown) => FakeResponse["body"];
}

/** The request of one of Smithy's RPC protocols. */
export function readRpcRequest(
  { name: service }: Service,
  url: string,
  { headers, body }: Parameters<FakeProtocol["readRequest"]>[2],
  { name, parse }: FakeRpcFormat,
): FakeRequest {
  const [, asked, operation] =
    /\/service\/([^/]*)\/operation\/([^/]*)$/.exec(new URL(url).pathname) ?? [];
  const isOurs = asked === service && headers["smithy-protocol"] === `rpc-v2-${name}`;
  const sent = body as string | Uint8Array | undefined;
  return [isOurs ? operation : undefined, readObject(sent?.length ? parse(sent) : {})];
}

/** A response of one of Smithy's RPC protocols. */
export function rpcResponse({ name, write }: FakeRpcFormat, value: object): FakeResponse {
  return {
    headers: { "smithy-protocol": `rpc-v2-${name}`, "content-type": `application/${name}` },
    body: write(value),
  };
}
