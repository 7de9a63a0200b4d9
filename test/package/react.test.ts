import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundleModules } from "../support/bundle.js";
import { generateFrom } from "../support/generate.js";

const root = resolve(import.meta.dirname, "../..");
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tinsmith-react-"));
  const { files } = await generateFrom(join(root, "test/golden/lists-and-maps/model.json"));
  await bundleModules(files ?? new Map(), ["index"], folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Output {
  readonly names: readonly string[];
  readonly byName: Readonly<Record<string, number>>;
  readonly datesByName: Readonly<Record<string, Date>>;
}

it("row 22: React hands an output with maps from a server component to a client component", async () => {
  const program = join(import.meta.dirname, "fixtures/reactServer.mjs");
  const args = [program, join(root, "package.json"), pathToFileURL(join(folder, "index.mjs")).href];
  // React has another build for server components, by this condition.
  const node = ["--conditions=react-server", ...args];
  const text = execFileSync(process.execPath, node, { encoding: "utf8" });
  const { sent, problems } = JSON.parse(text) as { sent: string; problems: readonly string[] };
  expect(problems).toEqual([]);

  expect(await render(sent)).toBe(
    "<p>a</p><p>one: 1, <!-- -->constructor: 2, </p><p>1970-01-01T00:00:00.000Z</p>",
  );
});

/** What a client component makes of it, where it is rendered on the server. */
async function render(sent: string): Promise<string> {
  const require = createRequire(import.meta.url);
  const { createElement, Fragment, use } = require("react") as {
    createElement: (type: unknown, props?: object | null, ...children: unknown[]) => unknown;
    Fragment: symbol;
    use: (promise: Promise<unknown>) => unknown;
  };
  const { createFromReadableStream } = require("react-server-dom-webpack/client.edge") as {
    createFromReadableStream: (stream: unknown, options: object) => Promise<unknown>;
  };
  const { renderToReadableStream } = require("react-dom/server.edge") as {
    renderToReadableStream: (element: unknown) => Promise<ReadableStream & { allReady: unknown }>;
  };
  const Table = ({ output: { names, byName, datesByName } }: { output: Output }) =>
    createElement(
      Fragment,
      null,
      createElement("p", null, ...names),
      createElement(
        "p",
        null,
        ...Object.entries(byName).map(([name, value]) => `${name}: ${value}, `),
      ),
      createElement("p", null, datesByName["now"]?.toISOString()),
    );
  // Where webpack would have put the modules of client components.
  const loader = { __webpack_require__: () => ({ Table }) };
  Object.assign(globalThis, loader);
  try {
    const module = { id: "Table", name: "Table", chunks: [] };
    const page = createFromReadableStream(new Response(sent).body, {
      serverConsumerManifest: {
        moduleMap: { Table: { Table: module } },
        serverModuleMap: {},
        moduleLoading: null,
      },
    });
    const stream = await renderToReadableStream(createElement(() => use(page)));
    await stream.allReady;
    return await new Response(stream).text();
  } finally {
    for (const name of Object.keys(loader)) Reflect.deleteProperty(globalThis, name);
  }
}
