import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { describeWith } from "../support/conformance.js";
import {
  clientsOf,
  clientSources,
  docSamples,
  kmsSources,
  modulesOf,
  ownModels,
  runSample,
  testSample,
  type SampleModules,
} from "../support/docSamples.js";
import { findServer, type RunningServer, serverKinds, startServer } from "../support/servers.js";

const moto = serverKinds.find(({ name }) => name === "moto")!;
const command = findServer(moto);
const missing = 'no moto_server: "bash .ci/servers .cache/servers moto" installs it';
if (command === undefined) console.warn(`samples of docs/ on moto: ${missing}`);

const all = docSamples();
const samples = all.filter(({ language }) => language === "ts");
const ownModelTexts = ownModels(all);

describeWith("models", "samples of docs/, on moto", (data) => {
  let server: RunningServer;
  let modules: SampleModules;
  beforeAll(async () => {
    if (command === undefined) return;
    const clients = new Map<string, ReadonlyMap<string, string>>();
    for (const name of clientsOf(samples)) {
      const model = () => ownModelTexts.get(name) ?? data.read(`models/${name}.json`);
      clients.set(name, name === "kms" ? kmsSources() : await clientSources(model()));
    }
    modules = modulesOf(samples, clients);
    server = await startServer(moto, command);
  });
  afterAll(async () => {
    await server?.stop();
  });

  // Where samples find and leave files.
  let folder: string;
  const before = process.cwd();
  beforeEach(async () => {
    // No sample finds what another left.
    await fetch(`${server.endpoint}/moto-api/reset`, { method: "POST" });
    folder = mkdtempSync(join(tmpdir(), "tinsmith-sample-"));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  for (const sample of samples) {
    const title = `docs/${sample.page}.md:${sample.line}`;
    if (sample.flags.includes("no-run")) continue;
    if (command === undefined && !process.env.CI) it.skip(`${title}: ${missing}`, () => {});
    else
      it(title, async () => {
        vi.stubEnv("AWS_ENDPOINT_URL", server.endpoint);
        vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE");
        vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
        vi.stubEnv("AWS_ACCOUNT_ID", "123456789012");
        vi.stubEnv("AWS_REGION", "eu-west-1");
        vi.spyOn(console, "log").mockReturnValue();
        // By which samples tell of what failed.
        const told = vi.spyOn(console, "error").mockReturnValue();
        const run = sample.flags.includes("node-test") ? testSample : runSample;
        await run(modules.pathOf(sample), modules.files);
        expect(told.mock.calls.slice(0, 3)).toEqual([]);
      });
  }
});
