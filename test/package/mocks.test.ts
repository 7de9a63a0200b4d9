import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import nock from "nock";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { serve } from "../support/httpServer.js";
import { createKMSClient, listKeys, unwrap } from "../support/kms.js";

// Tools that take the place of Node's HTTP, after the client has made calls over it.

/** No host has that name, nor will one. */
const invalid = "https://kms.invalid";
const target = "TrentService.ListKeys";
const answer = { Keys: [{ KeyId: "a" }], Truncated: false };

const clientOf = (endpoint = invalid) =>
  createKMSClient({
    region: "eu-west-1",
    endpoint,
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 2,
    // Waits between attempts are random, from 0.
    random: () => 0,
  });

beforeAll(async () => {
  nock.restore();
  const server = await serve(() => ({ status: 200, body: JSON.stringify(answer) }));
  await unwrap(listKeys(clientOf(server.endpoint)));
  await server.close();
});

describe("row 17: nock", () => {
  beforeAll(() => {
    nock.activate();
    nock.disableNetConnect();
  });
  afterEach(() => {
    nock.cleanAll();
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });

  it("answers", async () => {
    const scope = nock(invalid, { reqheaders: { "x-amz-target": target } })
      .post("/", { Limit: 1 })
      .reply(200, answer, { "x-amzn-requestid": "r" });
    const result = await listKeys(clientOf(), { Limit: 1 });
    expect(result).toMatchObject({ ok: true, value: answer, metadata: { requestId: "r" } });
    scope.done();
  });

  it("fails, and is tried again", async () => {
    const scope = nock(invalid)
      .post("/")
      .replyWithError("the connection broke")
      .post("/")
      .reply(200, answer);
    expect(await listKeys(clientOf())).toMatchObject({ ok: true, metadata: { attempts: 2 } });
    scope.done();
  });

  it("answers many calls of a client", async () => {
    const kms = clientOf();
    nock(invalid).post("/").times(20).reply(200, answer);
    const calls = Array.from({ length: 20 }, () => unwrap(listKeys(kms)));
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 20 }, () => answer));
  });

  it("keeps the rest from the network", async () => {
    const { error } = await listKeys(clientOf());
    expect(error).toMatchObject({ name: "TransportError", attempts: 2 });
    expect(error?.message).toContain("Disallowed net connect");
  });
});

describe("row 17: msw", () => {
  const server = setupServer();
  beforeAll(() => {
    server.listen({ onUnhandledRequest: "error" });
  });
  afterEach(() => {
    server.resetHandlers();
  });
  afterAll(() => {
    server.close();
  });

  it("answers", async () => {
    server.use(
      http.post(`${invalid}/`, async ({ request }) =>
        request.headers.get("x-amz-target") === target
          ? HttpResponse.json({ ...answer, NextMarker: JSON.stringify(await request.json()) })
          : HttpResponse.error(),
      ),
    );
    const result = await listKeys(clientOf(), { Limit: 1 });
    expect(result).toMatchObject({ ok: true, value: { ...answer, NextMarker: '{"Limit":1}' } });
  });

  it("answers with an error of the service", async () => {
    server.use(
      http.post(`${invalid}/`, () =>
        HttpResponse.json({ __type: "InvalidMarkerException", message: "no" }, { status: 400 }),
      ),
    );
    const { error } = await listKeys(clientOf());
    expect(error).toMatchObject({ name: "InvalidMarkerException", message: "no", attempts: 1 });
  });

  it("fails, and is tried again", async () => {
    server.use(
      http.post(`${invalid}/`, () => HttpResponse.error(), { once: true }),
      http.post(`${invalid}/`, () => HttpResponse.json(answer)),
    );
    expect(await listKeys(clientOf())).toMatchObject({ ok: true, metadata: { attempts: 2 } });
  });
});
