import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build, transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateFrom } from "../support/generate.js";
import { serve, type TestServer } from "../support/httpServer.js";
import { isSignedV4a } from "../support/verifySigV4a.js";
import { runtimes } from "./runtimes.js";

// Whether each runtime signs by Signature Version 4a, whose arithmetic is its own: WebCrypto's and that
// of big integers.

const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" };
const feature = resolve(import.meta.dirname, "../golden/auth-endpoint-schemes/model.json");

const scenario = `
import { createExampleClient, putEvents } from "./src/index.js";
export async function* scenario(server) {
  const credentials = ${JSON.stringify(credentials)};
  const client = createExampleClient({
    ...{ region: "eu-west-1", credentials, maxAttempts: 1 },
    // To the server, whatever the endpoint is; that is signed all the same.
    fetch: (_url, init) => fetch(server, init),
  });
  const { ok, error } = await putEvents(client, { EndpointId: "abc", Text: "ünï" });
  yield { ok, error: error && error.name + ": " + error.message };
}`;

/** What is signed, whatever server takes the request. */
const host = "abc.endpoint.example.amazonaws.com";

let project: string;
let server: TestServer;
let refused: string[];
beforeAll(async () => {
  server = await serve((request) => {
    const headers = {
      "access-control-allow-origin": "*",
      "access-control-allow-headers": String(
        request.headers["access-control-request-headers"] ?? "",
      ),
    };
    if (request.method === "OPTIONS") return { status: 200, headers, body: "" };
    const isRight = isSignedV4a(
      { ...request, headers: { ...request.headers, host } },
      credentials,
      "*",
    );
    if (!isRight) refused.push(JSON.stringify(request.headers));
    return { status: isRight ? 200 : 403, headers, body: "{}" };
  });
  project = mkdtempSync(join(tmpdir(), "tinsmith-sigv4a-"));
  cpSync(join(import.meta.dirname, "programs"), project, { recursive: true });
  const { files = new Map<string, string>() } = await generateFrom(feature);
  const { outputFiles } = await build({
    stdin: { contents: scenario, resolveDir: "/" },
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
    plugins: [
      {
        name: "generated",
        setup(build) {
          build.onResolve({ filter: /^\./ }, ({ path, importer }) => ({
            namespace: "generated",
            path: join("/", importer, "..", path).replace(/\.js$/, ".ts"),
          }));
          build.onResolve({ filter: /^#platform$/ }, () => ({
            namespace: "generated",
            path: "/src/runtime/http/platform.web.ts",
          }));
          build.onResolve({ filter: /^#chain$/ }, () => ({
            namespace: "generated",
            path: "/src/runtime/auth/chain.web.ts",
          }));
          build.onLoad({ filter: /.*/, namespace: "generated" }, ({ path }) => ({
            contents: files.get(path.slice(1)) ?? "",
            loader: "ts",
          }));
        },
      },
    ],
  });
  const text = outputFiles[0]?.text ?? "";
  writeFileSync(join(project, "scenario.mjs"), text);
  writeFileSync(join(project, "scenario.cjs"), transformSync(text, { format: "cjs" }).code);
});
afterAll(async () => {
  rmSync(project, { recursive: true });
  await server.close();
});

describe.each(runtimes)("$name", ({ run, transports }) => {
  it("signs for several regions", async () => {
    refused = [];
    // The program brings a `fetch` of its own.
    const printed = await run(project, server.endpoint, transports[0]!);
    expect(printed.trim(), refused.join("\n")).toBe('{"ok":true}');
  });
});
