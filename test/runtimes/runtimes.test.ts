import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Packed } from "../support/packed.js";
import { expectScenario } from "./expectScenario.js";
import { startProject } from "./project.js";
import { committed } from "./results.js";
import { bundle, runtimes } from "./runtimes.js";
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
  it.each(transports)("makes all calls of the scenario over %s", async (transport) => {
    await expectScenario(service, `${name} ${transport}`, traits, (server) =>
      run(packed.project, server, transport),
    );
  });

  it("is in the README", async () => {
    const found = { version: await version(), transports };
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
    const worker = await startWorker(module, "2026-11-01", false);
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
