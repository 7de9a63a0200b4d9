// What someone has to do who has never seen Tinsmith, in each kind of project: one command, and the
// program. The call goes to moto.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { packageRoot as root } from "../../../generator/cli/root.js";
import { linkLibrary } from "../../support/packed.js";
import { startBuilt } from "../next.js";
import { output, tools } from "../processes.js";
import { ask, startWorker } from "../worker.js";
import {
  firstCall,
  installed,
  projectOf,
  startWorld,
  withoutRegistry,
  writeFiles,
  type World,
} from "./world.js";

const ARN = /arn:aws:kms:eu-west-1:\d+:key\/[\da-f-]+/;
const tsc = join(installed, "node_modules/.bin/tsc");

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  await world?.aws.stop();
});

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0)) await step();
});
const temporary = (folder: string): string => {
  cleanUp.push(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return folder;
};

describe("an empty folder", () => {
  const missing = withoutRegistry();
  if (missing !== undefined) {
    if (process.env["CI"]) throw new Error(`There is no npm registry. ${missing}`);
    process.stderr.write(`skipped: npx of the tarball: there is no registry. ${missing}\n`);
  }

  it.skipIf(missing !== undefined)("has a client by npx, and calls it on Node", async () => {
    const folder = temporary(mkdtempSync(join(tmpdir(), "newcomer-")));
    const printed = await world.npx(folder, "add", "kms", "--operations", "CreateKey,ListKeys");
    writeFileSync(join(folder, "main.ts"), firstCall(printed));
    for (const node of ["node-22", "node-24"]) {
      const bin = join(tools, node, "bin/node");
      expect(await output(bin, ["main.ts"], folder, world.environment)).toMatch(ARN);
    }
  });
});

it("an Express app in CommonJS", async () => {
  const folder = temporary(
    projectOf("express", {
      "package.json": {
        name: "app",
        dependencies: { express: "^5.3.0" },
        devDependencies: {
          "@types/express": "^5.0.6",
          "@types/node": "^22.0.0",
          typescript: "^5.9.3",
        },
      },
      "tsconfig.json": {
        compilerOptions: {
          target: "es2022",
          module: "commonjs",
          rootDir: "src",
          outDir: "dist",
          strict: true,
          esModuleInterop: true,
          skipLibCheck: true,
        },
        include: ["src"],
      },
      "src/index.ts": `import express from "express";
import { createKMSClient, createKey } from "./aws/kms";

const kms = createKMSClient();
const app = express();
app.post("/keys", async (_request, response) => {
  const result = await createKey(kms, { Description: "of an Express app" });
  if (result.ok) response.json(result.value.KeyMetadata?.Arn);
  else response.status(502).json(result.error.name);
});
const server = app.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify(server.address()));
});
`,
    }),
  );
  const printed = await world.tinsmith(folder, "add", "kms", "--operations", "CreateKey");
  expect(firstCall(printed)).toContain('from "./aws/kms";');
  await output(tsc, ["--project", "."], folder);
  const server = spawn(process.execPath, ["dist/index.js"], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...world.environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(server, "exit");
  cleanUp.unshift(async () => {
    server.kill();
    await ended;
  });
  const [line] = (await Promise.race([once(createInterface(server.stdout), "line"), ended])) as [
    unknown,
  ];
  const { port } = JSON.parse(String(line)) as { readonly port: number };
  const response = await fetch(`http://127.0.0.1:${port}/keys`, { method: "POST" });
  expect({ status: response.status, arn: (await response.json()) as unknown }).toEqual({
    status: 200,
    arn: expect.stringMatching(ARN) as string,
  });
});

it("a Next.js app", async () => {
  const folder = temporary(
    projectOf("next", {
      "package.json": {
        name: "app",
        private: true,
        dependencies: { next: "16.4.6", react: "19.3.1", "react-dom": "19.3.1" },
        devDependencies: { "@types/node": "^22", "@types/react": "^19", typescript: "^5.9.3" },
      },
      // As create-next-app writes it.
      "tsconfig.json": {
        compilerOptions: {
          target: "ES2017",
          lib: ["dom", "dom.iterable", "esnext"],
          allowJs: true,
          skipLibCheck: true,
          strict: true,
          noEmit: true,
          esModuleInterop: true,
          module: "esnext",
          moduleResolution: "bundler",
          resolveJsonModule: true,
          isolatedModules: true,
          jsx: "react-jsx",
          incremental: true,
          plugins: [{ name: "next" }],
          paths: { "@/*": ["./*"] },
        },
        include: ["next-env.d.ts", "**/*.ts", "**/*.tsx", ".next/types/**/*.ts"],
        exclude: ["node_modules"],
      },
      "src/app/layout.tsx": `export default function Layout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
`,
      "src/app/page.tsx": `import { createKMSClient, createKey } from "../aws/kms";

export const dynamic = "force-dynamic";

export default async function Page() {
  const result = await createKey(createKMSClient());
  return <p>{result.ok ? result.value.KeyMetadata?.Arn : result.error.name}</p>;
}
`,
    }),
  );
  const printed = await world.tinsmith(folder, "add", "kms", "--operations", "CreateKey");
  expect(firstCall(printed)).toContain('from "./aws/kms";');
  const next = join(installed, "node_modules/.bin/next");
  await output(next, ["build"], folder, {}, 300_000);
  const app = await startBuilt(folder, next, world.environment);
  cleanUp.unshift(app.stop);
  expect(await ask(app.url)).toMatch(ARN);
});

it("a Worker", async () => {
  const folder = temporary(
    projectOf("worker", {
      "package.json": {
        name: "worker",
        devDependencies: { "@cloudflare/workers-types": "5", typescript: "^5.9.3", wrangler: "5" },
      },
      // As Cloudflare's own template writes it.
      "tsconfig.json": {
        compilerOptions: {
          target: "es2024",
          lib: ["es2024"],
          module: "es2022",
          moduleResolution: "bundler",
          types: ["@cloudflare/workers-types"],
          noEmit: true,
          isolatedModules: true,
          strict: true,
          skipLibCheck: true,
        },
        include: ["src"],
      },
      "src/index.ts": `import { createKMSClient, createKey } from "./aws/kms";

interface Environment {
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
}

export default {
  async fetch(_request: Request, env: Environment): Promise<Response> {
    const client = createKMSClient({
      region: "eu-west-1",
      endpoint: "${world.aws.endpoint}",
      credentials: {
        accessKeyId: env.AWS_ACCESS_KEY_ID,
        secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
      },
    });
    const result = await createKey(client);
    return Response.json(result.ok ? result.value.KeyMetadata?.Arn : result.error.message);
  },
};
`,
    }),
  );
  const printed = await world.tinsmith(folder, "add", "kms", "--operations", "CreateKey");
  expect(firstCall(printed)).toContain('from "./aws/kms";');
  await output(tsc, ["--project", "."], folder);
  // As wrangler bundles it.
  const { outputFiles } = await build({
    entryPoints: [join(folder, "src/index.ts")],
    bundle: true,
    write: false,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    target: "es2024",
  });
  const worker = await startWorker(outputFiles[0]?.text ?? "", "2026-11-01", {
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
  });
  cleanUp.unshift(worker.stop);
  expect(await ask(worker.url)).toMatch(ARN);
});

describe("a Turborepo", () => {
  const turbo = join(root, ".cache/monorepo/node_modules");
  if (!existsSync(join(turbo, ".bin/turbo"))) {
    throw new Error('.cache/monorepo is not there: "bash .ci/monorepo" makes it');
  }

  it("has a package, and an app that uses it", async () => {
    const folder = temporary(mkdtempSync(join(tmpdir(), "turborepo-")));
    const app = {
      name: "app",
      version: "1.0.0",
      type: "module",
      scripts: { build: "tsc" },
      dependencies: { "@acme/kms": "*" },
    };
    writeFiles(folder, {
      "package.json": {
        name: "acme",
        private: true,
        packageManager: "npm@10.9.0",
        workspaces: ["apps/*", "packages/*"],
      },
      "turbo.json": { tasks: { build: { dependsOn: ["^build"], outputs: ["dist/**"] } } },
      "apps/app/package.json": app,
      "apps/app/tsconfig.json": {
        compilerOptions: {
          module: "nodenext",
          strict: true,
          rootDir: "src",
          outDir: "dist",
          types: ["node"],
        },
        include: ["src"],
      },
    });
    const add = ["add", "kms", "--operations", "CreateKey"];
    const printed = await world.tinsmith(
      folder,
      ...add,
      ...["--package", "@acme/kms", "--out", "packages/kms"],
    );
    expect(firstCall(printed)).toContain('from "@acme/kms";');
    writeFiles(folder, { "apps/app/src/main.ts": firstCall(printed) });
    // As npm install leaves it.
    const libraries = ["typescript", "esbuild", "@types/node", "@opentelemetry/api"];
    for (const name of [...libraries, "@smithy/smithy-client"]) linkLibrary(folder, name);
    mkdirSync(join(folder, "node_modules/.bin"));
    const bins = { tsc: join(root, "node_modules/.bin/tsc"), turbo: join(turbo, ".bin/turbo") };
    for (const [name, bin] of Object.entries(bins)) {
      symlinkSync(bin, join(folder, "node_modules/.bin", name));
    }
    symlinkSync(join(turbo, "turbo"), join(folder, "node_modules/turbo"));
    mkdirSync(join(folder, "node_modules/@acme"));
    symlinkSync(join(folder, "packages/kms"), join(folder, "node_modules/@acme/kms"));
    writeFiles(folder, {
      "package-lock.json": {
        name: "acme",
        lockfileVersion: 3,
        packages: {
          "": { name: "acme", workspaces: ["apps/*", "packages/*"] },
          "node_modules/@acme/kms": { resolved: "packages/kms", link: true },
          "node_modules/app": { resolved: "apps/app", link: true },
          "packages/kms": { name: "@acme/kms", version: "0.1.0" },
          "apps/app": app,
        },
      },
    });
    const quiet = { TURBO_TELEMETRY_DISABLED: "1", CI: "1" };
    const told = await output(bins.turbo, ["run", "build"], folder, quiet);
    expect(told).toMatch(/2 successful, 2 total/);
    const main = ["apps/app/dist/main.js"];
    expect(await output(process.execPath, main, folder, world.environment)).toMatch(ARN);
  });
});
