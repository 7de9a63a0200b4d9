import { describe, expect, expectTypeOf, it } from "vitest";
import type { Interceptor } from "../../../../templates/runtime/contract/config.js";
import { unwrap, type Result } from "../../../../templates/runtime/contract/result.js";
import {
  answer,
  call,
  ended,
  errorOf,
  respond,
  sent,
  type DoThingError,
  type Output,
} from "./harness.js";

describe("a response", () => {
  it("becomes a value", async () => {
    answer(() => respond(200, { Id: "x", Blob: "AQI=", Items: [{ Name: "a" }, {}], More: 1 }));
    const result = await call();
    expect(result).toEqual({
      ok: true,
      value: { Id: "x", Blob: new Uint8Array([1, 2]), Items: [{ Name: "a" }, { Name: "" }] },
      metadata: { attempts: 1, requestId: "request-200", statusCode: 200 },
    });
    expectTypeOf(result).toEqualTypeOf<Result<Output, DoThingError>>();
  });

  it.each(["", "{}", "null"])("that is %j has no members", async (body) => {
    answer(() => respond(200, body));
    expect(await unwrap(call())).toEqual({});
  });

  it("never sets a prototype", async () => {
    const body = '{"__proto__":{"Id":"evil"},"Tags":{"__proto__":"a","constructor":"b"}}';
    answer(() => respond(200, body));
    const { Id, Tags } = await unwrap(call());
    expect(Id).toBeUndefined();
    expect(Object.entries(Tags!)).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
    ]);
  });

  it.each<[unknown, string | undefined]>([
    ['"secret"', undefined],
    ["[]", undefined],
    [{ Id: 5 }, "Id"],
    [{ Id: { secret: 1 } }, "Id"],
    [{ Blob: "secret!" }, "Blob"],
    [{ Items: {} }, "Items"],
    [{ Items: [{ Name: "a" }, { Name: ["secret"] }] }, "Items[1].Name"],
    [{ Items: ["secret"] }, "Items[0]"],
    [{ Tags: { "a.b": 1 } }, 'Tags["a.b"]'],
  ])("that is %j is a ResponseError", async (body, path) => {
    answer(() => respond(200, body));
    const error = await errorOf(call());
    expect(error).toMatchObject({ name: "ResponseError", attempts: 1, statusCode: 200 });
    expect((error as { path?: string }).path).toBe(path);
    expect(error.message).not.toContain("secret");
    expect(sent).toHaveLength(1);
  });

  it("row 13: that is no JSON tells what came, and is not asked for again", async () => {
    answer(() => respond(200, "<html>login</html>", { "content-type": "text/html" }));
    expect(await errorOf(call())).toMatchObject({
      name: "ResponseError",
      message: 'Expected JSON, got 200 text/html "<html>login</html>"',
    });
    expect(sent).toHaveLength(1);
  });

  it.each([0, 100, 199, 300, 304, 400, 600, 999, -1, NaN])(
    "of status %d is an error",
    async (status) => {
      answer(() => ({ ...respond(200, "<html>"), status }));
      expect(await errorOf(call())).toMatchObject({
        name: "UnmodeledServiceError",
        statusCode: status,
        attempts: 1,
      });
    },
  );
});

describe("a response of the real fetch", () => {
  const read: Interceptor = async (request, next) => {
    const response = await next(request);
    expect(await response.text()).toBe(await response.text());
    return response;
  };

  it("row 18: can be read by an interceptor, too", async () => {
    answer(() => new Response('{"Id":"x"}'));
    expect(await unwrap(call({ interceptors: [read, read] }))).toEqual({ Id: "x" });
    expect(sent).toHaveLength(1);
  });

  it("row 18: that breaks off while an interceptor reads is sent for again", async () => {
    const cause = new Error("cut");
    answer(
      () => new Response(new ReadableStream({ pull: (stream) => stream.error(cause) })),
      () => new Response('{"Id":"x"}'),
    );
    const result = await ended(call({ interceptors: [read] }));
    expect(result).toMatchObject({ ok: true, metadata: { attempts: 2 } });
  });

  it("without a body has no members", async () => {
    answer(() => new Response(null, { status: 200 }));
    expect(await unwrap(call())).toEqual({});
  });
});

describe("the bound of a response", () => {
  /** As many bytes as are asked for, in chunks of a megabyte; says how many were. */
  function endless(status = 200, chunk = new Uint8Array(1 << 20).fill(0x20)) {
    const told = { bytes: 0 };
    answer(
      () =>
        new Response(
          new ReadableStream<Uint8Array>(
            {
              pull(stream) {
                told.bytes += chunk.length;
                stream.enqueue(chunk);
              },
            },
            { highWaterMark: 0 },
          ),
          { status },
        ),
    );
    return told;
  }

  it.each<[ClientBound, number]>([
    [{ maxResponseBytes: 5e6 }, 5e6],
    [{}, 1e8],
  ])("row 61: %j ends an endless one as a ResponseError", async (bound, most) => {
    const told = endless();
    const error = await errorOf(call(bound));
    expect(error).toMatchObject({ name: "ResponseError", statusCode: 200, attempts: 1 });
    expect(error.message).toContain("maxResponseBytes");
    expect(sent[0]?.init.signal.aborted).toBe(true);
    expect(told.bytes).toBeGreaterThan(most);
    expect(told.bytes).toBeLessThan(most + 4e6);
  });
  type ClientBound = { readonly maxResponseBytes?: number };

  it("row 61: is kept by errors as well", async () => {
    endless(400);
    expect(await errorOf(call({ maxResponseBytes: 5e6 }))).toMatchObject({
      name: "ResponseError",
      statusCode: 400,
    });
  });

  it("row 61: takes what is as long as that", async () => {
    const body = '{"Id":"é"}';
    const length = Buffer.byteLength(body);
    answer(() => new Response(body));
    expect(await unwrap(call({ maxResponseBytes: length }))).toEqual({ Id: "é" });
    const error = await errorOf(call({ maxResponseBytes: length - 1 }));
    expect(error.name).toBe("ResponseError");
  });
});
