import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Packed } from "../support/packed.js";
import { BODY, outcomesIn, requestsIn, summaryOf } from "./expectations.js";
import { startProject } from "./project.js";
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

describe.each(runtimes)("$name", ({ name, traits, transports, run }) => {
  it.each(transports)("makes all calls of the scenario over %s", async (transport) => {
    const id = encodeURIComponent(`${name} ${transport}`);
    const lines = await run(packed.project, service.urlOf(id), transport);
    const outcomes = lines
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(outcomes).toEqual(outcomesIn(traits));

    const sent = service.sentBy(id);
    expect(summaryOf(sent)).toEqual(requestsIn(traits));
    expect(sent["success"]?.body).toEqual(BODY);
    expect(sent["customHeader"]?.headers).toMatchObject({ "x-custom": "of   a  caller" });
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
