import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { runInNewContext } from "node:vm";
import { build, type BuildOptions } from "esbuild";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Fetch } from "../../../../templates/runtime/contract/http.js";
import * as node from "../../../../templates/runtime/http/platform.node.js";
import * as web from "../../../../templates/runtime/http/platform.web.js";
import { echo, echoed, end, respond, serve } from "./harness.js";

const runtime = join(import.meta.dirname, "../../../../templates/runtime/http");

/** A module of the runtime, in one with all that it imports. */
async function bundle(module: string, options: BuildOptions): Promise<string> {
  const entryPoints = [join(runtime, module)];
  const { outputFiles } = await build({ ...options, entryPoints, bundle: true, write: false });
  return outputFiles[0]!.text;
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe("platform.node", () => {
  it("sends over node", async () => {
    const fetch = vi.fn();
    vi.stubGlobal("fetch", fetch);
    // Which `fetch` would not leave as it is.
    expect((await echoed(node.transport, `${await serve(echo)}/a/../b`)).url).toBe("/a/../b");
    expect(fetch).not.toHaveBeenCalled();
    expect(node.env).toBe(process.env);
  });

  it("sends through a fetch that is given", async () => {
    const fetch = vi.fn<Fetch>().mockResolvedValue(new Response("x"));
    const ending = {};
    await respond(node.transport, "https://h/a/../b", { fetch, ending, body: "y" });
    const [url, init] = fetch.mock.calls[0]!;
    expect(url).toBe("https://h/a/../b");
    expect(init).toMatchObject({ method: "POST", headers: {}, body: "y", redirect: "manual" });
    expect(init.signal.aborted).toBe(false);
    const reason = end(ending);
    expect(init.signal.reason).toBe(reason);
  });

  it.each([
    [{ AWS_LAMBDA_FUNCTION_NAME: "f", _X_AMZN_TRACE_ID: "Root=1" }, "Root=1"],
    [{ _X_AMZN_TRACE_ID: "Root=1" }, undefined],
    [{ AWS_LAMBDA_FUNCTION_NAME: "f" }, undefined],
  ])("carries the trace of %j", async (environment, trace) => {
    vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", undefined);
    vi.stubEnv("_X_AMZN_TRACE_ID", undefined);
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const { headers } = await echoed(node.transport, await serve(echo));
    expect(headers["x-amzn-trace-id"]).toBe(trace);
  });

  it("leaves a trace that the caller has set", async () => {
    vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", "f");
    vi.stubEnv("_X_AMZN_TRACE_ID", "Root=1");
    const headers = { "x-amzn-trace-id": "Root=2" };
    const got = await echoed(node.transport, await serve(echo), { headers });
    expect(got.headers["x-amzn-trace-id"]).toBe("Root=2");
  });

  it("row 11: lets a signal end any number of calls without a warning", () => {
    const warning = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const listen = (signal: AbortSignal) => {
      for (let i = 0; i < 20; i++) signal.addEventListener("abort", () => {});
    };
    listen(new AbortController().signal);
    const warned = warning.mock.calls.length;
    const { signal } = new AbortController();
    node.quiet(signal);
    listen(signal);
    expect(warning.mock.calls).toHaveLength(warned);
    warning.mockRestore();
    // Or there would be nothing to keep quiet.
    expect(warned).toBe(1);
  });

  it("row 11: takes a signal that is not Node's", () => {
    const signal = { aborted: false, addEventListener() {}, removeEventListener() {} };
    expect(() => node.quiet(signal as never)).not.toThrow();
  });

  it("has the same SHA-256 without the newest function for it", async () => {
    const sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(node.sha256("abc")).toBe(sum);
    vi.resetModules();
    vi.doMock("node:crypto", async (original) => ({
      ...(await original<object>()),
      hash: undefined,
    }));
    const older = await import("../../../../templates/runtime/http/platform.node.js");
    vi.doUnmock("node:crypto");
    expect(older.sha256("abc")).toBe(sum);
    expect(older.sha256(new TextEncoder().encode("abc"))).toBe(sum);
  });

  it("keeps no process alive by its connections", async () => {
    const origin = await serve((_request, response) => response.end("x"));
    const program = `${await bundle("platform.node.ts", { platform: "node", format: "esm" })}
      const request = { method: "GET", origin: "${origin}", path: "/", headers: {} };
      console.log(await (await transport(request, {}, {})).text());`;
    // Ends by itself: the server keeps the connection for good.
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--input-type=module",
      "--eval",
      program,
    ]);
    expect(stdout).toBe("x\n");
  });
});

describe("platform.both on Deno", () => {
  const kms = { id: "KMS", signingName: "kms" };
  const configured = async (granted: readonly string[]) => {
    const querySync = ({ variable }: { readonly variable: string }) => ({
      state: granted.includes(variable) ? "granted" : "prompt",
    });
    vi.stubGlobal("Deno", { permissions: { querySync } });
    vi.stubEnv("AWS_ENDPOINT_URL", "http://localhost:4566");
    vi.stubEnv("AWS_MAX_ATTEMPTS", "5");
    vi.stubEnv("AWS_PROFILE", "in-no-file");
    vi.resetModules();
    const both = await import("../../../../templates/runtime/http/platform.both.js");
    return both.configured(kms, { region: "eu-west-1" }, (config) => config);
  };

  it("adds what the environment says, of what the program may read", async () => {
    const endpoint = "http://localhost:4566";
    expect(await configured(["AWS_ENDPOINT_URL"])).toEqual({ region: "eu-west-1", endpoint });
    expect(await configured(["AWS_ENDPOINT_URL", "AWS_MAX_ATTEMPTS", "AWS_PROFILE"])).toEqual({
      region: "eu-west-1",
      endpoint,
      maxAttempts: 5,
    });
    expect(await configured([])).toEqual({ region: "eu-west-1" });
  });
});

describe("platform.web", () => {
  it("sends through the global fetch of the moment", async () => {
    const fetch = vi.fn().mockResolvedValue(new Response("x", { status: 201 }));
    vi.stubGlobal("fetch", fetch);
    const response = await respond(web.transport, "https://h/a", { body: "y" });
    expect([response.status, await response.text()]).toEqual([201, "x"]);
    expect(fetch).toHaveBeenCalledExactlyOnceWith(
      "https://h/a",
      expect.objectContaining({ method: "POST", body: "y", redirect: "manual" }),
    );
  });

  it("has an environment where the runtime has one", async () => {
    expect(web.env).toBe(process.env);
    const program = await bundle("platform.web.ts", { format: "iife", globalName: "platform" });
    // Another global object, without a process.
    expect(runInNewContext(`${program}; Object.keys(platform.env)`)).toHaveLength(0);
  });
});
