import { expect } from "vitest";
import type { JsonObject } from "../../../generator/smithy/model.js";
import type { TypeIr } from "../../../generator/ir/ir.js";
import type { FetchInit } from "../../../templates/runtime/contract/http.js";
import { streamIn } from "../../../generator/ir/streams.js";
import type { StreamOutput } from "../../../templates/runtime/streams/streamOutput.js";
import { bodyOf, digitsIn, meaningOf } from "./bodies.js";
import type { GeneratedClient } from "./client.js";
import type { ProtocolCase, RequestCase, ScopedConfig } from "./cases.js";
import { membersOf, structureOf } from "./params.js";

const config = {
  region: "us-west-2",
  endpoint: "https://example.com",
  credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
  maxAttempts: 1,
};

/** Runs a test against a client. @throws what differs */
export async function check(client: GeneratedClient, of: ProtocolCase): Promise<void> {
  if (of.kind === "request") return checkRequest(client, of);
  const { code, headers = {} } = of.test;
  const body = bodyOf(of.test);
  const digits = digitsIn(of.test);
  // Bytes, of which a response makes no content type; and a fetch gives none to some statuses.
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const response = () => new Response(code === 204 ? null : bytes, { status: code, headers });
  const result = await client.call(
    of.operation,
    { ...config, fetch: () => Promise.resolve(response()) },
    exampleInput(client, of),
  );
  if (of.kind === "response") {
    const { output } = operationOf(client, of);
    const params = Object.entries((of.test.params ?? {}) as JsonObject);
    // A member that is `null` is absent.
    const present = Object.fromEntries(params.filter(([, value]) => value !== null));
    const value = structureOf(client.service, output, present, digits);
    const stream = streamIn(client.service, output)?.name;
    if (stream !== undefined && result.ok) {
      // There is always one, if without bytes.
      value[stream] ??= new Uint8Array();
      const { [stream as never]: body } = result.value;
      Object.assign(result.value, { [stream]: await (body as StreamOutput).bytes() });
    }
    const requestId = new Headers(headers).get("x-amzn-requestid") ?? undefined;
    const metadata = { attempts: 1, statusCode: code, requestId };
    expect(result).toEqual({ ok: true, value, metadata });
    return;
  }
  const shape = client.service.errors.get(of.error);
  const { name, message, members = [] } = shape ?? {};
  const { [message?.name ?? ""]: text, ...data } = (of.test.params ?? {}) as Record<string, string>;
  expect(result).toMatchObject({ ok: false, error: { name, statusCode: code } });
  if (result.ok) return;
  if (text !== undefined) expect(result.error.message).toBe(text);
  const expected =
    members.length === 0 ? undefined : membersOf(client.service, members, data, digits);
  expect(result.error.data).toEqual(expected);
  if (of.test.vendorParams?.code) expect(result.error.code).toBe(of.test.vendorParams.code);
}

function operationOf({ service }: GeneratedClient, { operation }: Pick<ProtocolCase, "operation">) {
  const found = service.operations.find(({ shape }) => shape === operation);
  if (!found) throw new Error(`The service has no ${operation}.`);
  return found;
}

/** An input to get a response for: the members that must be there, with the least they can hold. */
export function exampleInput(client: GeneratedClient, of: Pick<ProtocolCase, "operation">): object {
  const { input } = operationOf(client, of);
  const members = client.service.structures.get(input ?? "")?.members ?? [];
  const required = members.filter((member) => member.required || member.wire.has(hostLabel));
  return Object.fromEntries(required.map(({ name, type }) => [name, exampleOf(type)]));
}

function exampleOf(type: TypeIr): unknown {
  const { kind } = type;
  if (kind === "long" && type.as === "bigint") return 1n;
  if (kind === "string" || kind === "enum") return "example";
  if (kind === "boolean") return true;
  if (kind === "blob") return new Uint8Array();
  if (kind === "timestamp") return new Date(0);
  if (kind === "list") return [];
  return /structure|union|map|document/.test(kind) ? {} : 1;
}

const hostLabel = "smithy.api#hostLabel";

async function checkRequest(
  client: GeneratedClient,
  of: ProtocolCase & { readonly kind: "request" },
): Promise<void> {
  const { test } = of;
  let sent: { url: URL; path: string; init: FetchInit } | undefined;
  const fetch = (given: string, init: FetchInit) => {
    const url = new URL(given);
    // As it is, with its segments of dots.
    const path = given.slice(url.origin.length).replace(/\?.*/s, "");
    sent = { url, path, init };
    return Promise.resolve(new Response("", { status: 418 }));
  };
  const scoped = test.vendorParams?.scopedConfig?.client;
  const endpoint = `https://${test.host ?? "example.com"}`;
  const settings = { ...config, ...(scoped ? settingsOf(scoped) : { endpoint }) };
  const input = structureOf(
    client.service,
    operationOf(client, of).input,
    test.params,
    digitsIn(test),
  );
  const result = await client.call(of.operation, { ...settings, fetch }, input);
  if (!sent) throw new Error("Nothing was sent.", { cause: result });

  const { url, path, init } = sent;
  expect(init.method).toBe(test.method);
  const basePath = new URL(endpoint).pathname.replace(/\/$/, "");
  const asked = test.uri.startsWith(basePath) ? test.uri : basePath + test.uri;
  expect(path).toBe(asked);
  expect(url.host).toBe(test.resolvedHost ?? new URL(endpoint).host);
  checkQuery(url, test);
  checkHeaders(init, test);
  checkBody(init, test);
}

/** The settings of a client whose endpoint is found by its rules. */
function settingsOf({ region, s3 }: ScopedConfig): object {
  return {
    region,
    endpoint: undefined,
    forcePathStyle: s3?.addressing_style === "path",
    useAccelerateEndpoint: s3?.use_accelerate_endpoint,
    useDualStack: s3?.use_dualstack_endpoint,
  };
}

function checkQuery({ search }: URL, test: RequestCase): void {
  const params = search.slice(1).split("&");
  const names = params.map((param) => param.replace(/=.*/s, ""));
  for (const param of test.queryParams ?? []) expect(params).toContain(param);
  for (const name of test.requireQueryParams ?? []) expect(names).toContain(name);
  for (const name of test.forbidQueryParams ?? []) expect(names).not.toContain(name);
}

function checkHeaders(init: FetchInit, test: RequestCase): void {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(test.headers ?? {})) {
    expect([name, headers.get(name)]).toEqual([name, value]);
  }
  for (const name of test.forbidHeaders ?? [])
    expect([name, headers.has(name)]).toEqual([name, false]);
  for (const name of test.requireHeaders ?? []) {
    // That one is the transport's, which has it of a body that is all there.
    const has = headers.has(name) || (/^content-length$/i.test(name) && init.body !== undefined);
    expect([name, has]).toEqual([name, true]);
  }
  if (test.authScheme === "aws.auth#sigv4") {
    expect(headers.get("authorization")).toMatch(/^AWS4-HMAC-SHA256 /);
  }
}

function checkBody({ body }: FetchInit, test: RequestCase): void {
  if (test.body === undefined) return;
  const sent = (body ?? "") as string | Uint8Array;
  const { bodyMediaType } = test;
  expect(meaningOf(sent, bodyMediaType)).toEqual(meaningOf(bodyOf(test), bodyMediaType));
}
