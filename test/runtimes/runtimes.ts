import { join } from "node:path";
import { build } from "esbuild";
import { browse, chromiumVersion, servePages } from "./browser.js";
import type { Traits } from "./expectations.js";
import { environment, output, tools } from "./processes.js";
import { ask, startWorker, workerdFile } from "./worker.js";

export type Transport = "node:http" | "fetch";

/** What runs programs. */
export interface Runtime {
  readonly name: string;
  readonly traits: Traits;
  /** The ways to send that it has, its default first. */
  readonly transports: readonly Transport[];
  readonly version: () => Promise<string>;
  /** Whatever version the machine has will do. */
  readonly unpinned?: true;
  /**
   * Runs the scenario.
   *
   * @param project - a folder that has the package installed, and the programs
   * @returns the outcomes, as lines of JSON
   */
  readonly run: (project: string, server: string, transport: Transport) => Promise<string>;
}

export const runtimes: readonly Runtime[] = [
  ...["20", "22", "24", "26"].map((version) =>
    command(`Node ${version}`, `node-${version}/bin/node`, ["node:http", "fetch"]),
  ),
  ...["20", "26"].map((version) =>
    command(
      `Node ${version}, CommonJS`,
      `node-${version}/bin/node`,
      ["node:http", "fetch"],
      [],
      {},
      "cli.cjs",
    ),
  ),
  command("Bun", "@oven/bun-linux-x64-baseline/bin/bun", ["node:http", "fetch"], ["--no-install"]),
  command(
    "Deno",
    "@deno/linux-x64-glibc/deno",
    // Its `node:http` sends a request again that was aborted, so the packages do without it there.
    ["fetch"],
    // What a client needs, and no more.
    ["run", "--no-prompt", "--cached-only", "--allow-net=127.0.0.1", "--allow-env=AWS_*"],
    { resends: true },
  ),
  workerd("workerd", "2026-11-01", true),
  // From before it had anything of Node's.
  workerd("workerd as of 2024", "2024-01-01", false),
  {
    name: "Chromium",
    traits: { environment: false, resends: true, opaqueRedirects: true },
    transports: ["fetch"],
    version: chromiumVersion,
    unpinned: true,
    async run(project, server) {
      const page = await bundle(project, "page.mjs", { platform: "browser" });
      const pages = await servePages({ "/page.js": page });
      try {
        return await browse(pages.url, server);
      } finally {
        await pages.close();
      }
    },
  },
];

/** A runtime that is a command: `command ...args PROGRAM URL TRANSPORT`. */
function command(
  name: string,
  path: string,
  transports: readonly Transport[],
  args: readonly string[] = [],
  more: Partial<Traits> = {},
  program = "cli.mjs",
): Runtime {
  const file = join(tools, path);
  return {
    name,
    transports,
    traits: { environment: true, ...more },
    version: async () => /\d+\.\d+\.\d+/.exec(await output(file, ["--version"], tools))?.[0] ?? "",
    run: (project, server, transport) =>
      output(file, [...args, program, server, transport], project, environment),
  };
}

/** A worker, bundled as Cloudflare's own tool does it, and asked over HTTP. */
function workerd(name: string, compatibilityDate: string, hasEnvironment: boolean): Runtime {
  return {
    name,
    traits: { environment: hasEnvironment },
    transports: ["fetch"],
    version: async () => (await output(workerdFile, ["--version"], tools)).replace(/[^\d-]/g, ""),
    async run(project, server) {
      const conditions = ["workerd", "worker", "browser"];
      const module = await bundle(project, "worker.mjs", { conditions });
      const worker = await startWorker(
        module,
        compatibilityDate,
        hasEnvironment ? environment : {},
      );
      try {
        return await ask(`${worker.url}?server=${encodeURIComponent(server)}`);
      } finally {
        await worker.stop();
      }
    },
  };
}

/** A program of the project in one file. */
export async function bundle(
  project: string,
  program: string,
  options: { readonly platform?: "browser"; readonly conditions?: string[] },
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(project, program)],
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "warning",
    ...options,
  });
  return outputFiles[0]?.text ?? "";
}
