import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve } from "../support/httpServer.js";
import type { Packed } from "../support/packed.js";
import { expectScenario } from "./expectScenario.js";
import { environment, output, tools } from "./processes.js";
import { startProject } from "./project.js";
import { committed } from "./results.js";
import { bundle, runtimes, type Transport } from "./runtimes.js";
import { startService, type Service } from "./service.js";
import { ask, startWorker } from "./worker.js";

let packed: Packed;
let service: Service;
beforeAll(async () => {
  packed = startProject();
  service = await startService();
});
afterAll(async () => {
  await service.close();
  packed.remove();
});

describe.each(runtimes)("$name", ({ name, traits, transports, version, unpinned, run }) => {
  const passed: Transport[] = [];

  it.each(transports)("makes all calls of the scenario over %s", async (transport) => {
    await expectScenario(service, `${name} ${transport}`, traits, (server) =>
      run(packed.project, server, transport),
    );
    passed.push(transport);
  });

  it("is in the README", async () => {
    const found = { version: await version(), transports: passed };
    expect(found.version).toMatch(/^\d+[.-]\d+/);
    expect(committed("runtimes", name, found)).toEqual({
      ...found,
      ...(unpinned && { version: expect.any(String) as string }),
    });
  });
});

describe("workerd", () => {
  it("may share a client among its requests, which wait for the same credentials", async () => {
    const module = await bundle(packed.project, "sharedClient.mjs", {
      conditions: ["workerd", "worker", "browser"],
    });
    const worker = await startWorker(module, "2026-11-01", {});
    try {
      const url = `${worker.url}?server=${encodeURIComponent(service.urlOf("shared"))}`;
      const atOnce = await Promise.all(Array.from({ length: 10 }, () => ask(url)));
      expect(atOnce).toEqual(Array(10).fill("ok"));
      expect(await ask(url)).toBe("ok");
    } finally {
      await worker.stop();
    }
  });
});

// As of which Node knows proxies.
describe.each(["24", "26"])("Node %s", (version) => {
  it("row 16: sends through the proxy of the environment", async () => {
    const asked: string[] = [];
    const proxy = await serve(({ url }) => {
      asked.push(url);
      return { status: 200, body: '{"Keys":[],"Truncated":false}' };
    });
    const node = join(tools, `node-${version}/bin/node`);
    const settings = { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: proxy.endpoint };
    try {
      const printed = await output(node, ["proxied.mjs", "http://kms.invalid"], packed.project, {
        ...environment,
        ...settings,
      });
      expect(printed).toBe("ok\n");
      expect(asked).toEqual(["http://kms.invalid/"]);
    } finally {
      await proxy.close();
    }
  });
});
