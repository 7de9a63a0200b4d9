import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import type { AuthConfig } from "../../../../templates/runtime/auth/auth.js";
import { createClient } from "../../../../templates/runtime/call/client.js";
import type { ClientConfig, Interceptor } from "../../../../templates/runtime/contract/config.js";
import type { Operation, Service } from "../../../../templates/runtime/contract/service.js";
import { writeAwsJson } from "../../../../templates/runtime/protocols/awsJson.js";
import { readJsonText } from "../../../../templates/runtime/protocols/jsonText.js";
import { closing, serve } from "./harness.js";

const operation: Operation<object, unknown, never> = {
  name: "Get",
  write: (input) => input,
  read: (body) => body,
  errors: {},
};

const service: Service<"Thing", ClientConfig & AuthConfig> = {
  id: "Thing",
  name: "Thing",
  signingName: "thing",
  contentType: "application/x-amz-json-1.1",
  resolveEndpoint: (_region, { endpoint }) => ({ url: endpoint! }),
  write: writeAwsJson,
  read: readJsonText,
};

/** A client whose interceptor has its way, and the sockets of its requests at the server. */
async function start(interceptor: Interceptor, settings = {}) {
  const closed: Promise<void>[] = [];
  const sockets: Socket[] = [];
  const endpoint = await serve((request, response) => {
    sockets.push(request.socket);
    closed.push(closing(request.socket));
    response.end('{"n":1}');
  });
  const client = createClient(service, {
    region: "eu-west-1",
    endpoint,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    interceptors: [interceptor],
    ...settings,
  });
  return { closed, sockets, get: () => client.call(operation, {}) };
}

const synthetic = { status: 200, headers: new Headers(), text: () => Promise.resolve("{}") };

describe.each([
  ["node", {}],
  ["fetch", { fetch: globalThis.fetch }],
])("a response over %s that an interceptor drops unread", (_name, settings) => {
  it("is let go of when the call has ended well", async () => {
    const { closed, get } = await start(async (request, next) => {
      await next(request);
      return synthetic;
    }, settings);
    expect(await get()).toMatchObject({ ok: true, value: {} });
    await Promise.all(closed);
  });

  it("is let go of when the call has failed", async () => {
    const { closed, get } = await start(async (request, next) => {
      await next(request);
      throw new Error("mine");
    }, settings);
    expect(await get()).toMatchObject({ ok: false });
    await Promise.all(closed);
  });
});

describe("over node", () => {
  it("the first of two is let go of, and the second's connection is kept", async () => {
    const { closed, sockets, get } = await start(async (request, next) => {
      await next(request);
      return next(request);
    });
    expect(await get()).toMatchObject({ ok: true, value: { n: 1 } });
    await closed[0];
    expect(sockets[0]).not.toBe(sockets[1]);
    expect(sockets[1]!.destroyed).toBe(false);
  });

  it("as many as there are connections hold up nobody", async () => {
    const { get } = await start(async (request, next) => {
      await next(request);
      return synthetic;
    });
    for (let i = 0; i < 257; i++) expect(await get()).toMatchObject({ ok: true });
  });
});
