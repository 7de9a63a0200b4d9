import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { C2jService } from "../../../bench/services/c2j.js";
import { findServices } from "../../../bench/services/find.js";
import { service } from "./service.js";

describe("the folder of services", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tinsmith-services-"));
    const put = (path: string, { metadata, ...rest }: C2jService, changed: object): void => {
      mkdirSync(join(folder, path), { recursive: true });
      const text = JSON.stringify({ ...rest, metadata: { ...metadata, ...changed } });
      writeFileSync(join(folder, path, "service-2.json.gz"), gzipSync(text));
    };
    const shapes = { In: { type: "structure", members: {} } };
    const whole = service({ shapes, operation: { input: { shape: "In" } } });
    put("shop/2019-01-01", whole, { apiVersion: "2019-01-01" });
    put("shop/2020-01-01", whole, {});
    const larger = { ...whole, shapes: { ...shapes, Other: { type: "string" } } };
    put("market/2020-01-01", larger, { serviceId: "Market", protocol: "rest-json" });
    put("old/2020-01-01", whole, { signatureVersion: "v2" });
    mkdirSync(join(folder, "none/2020-01-01"), { recursive: true });
    writeFileSync(join(folder, "endpoints.json"), "{}");
    const rules = { version: "1.0", parameters: {}, rules: [] };
    writeFileSync(
      join(folder, "shop/2020-01-01/endpoint-rule-set-1.json"),
      JSON.stringify({
        ...rules,
        rules: [{ conditions: [], endpoint: { url: "https://shop.test" }, type: "endpoint" }],
      }),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is searched for the newest version of each, but those that cannot be signed", () => {
    const found = [...findServices(folder)];
    expect(found.map(({ name, service }) => [name, service.metadata.apiVersion])).toEqual([
      ["market", "2020-01-01"],
      ["shop", "2020-01-01"],
    ]);
    expect(found[1]?.extras.endpointRuleSet).toMatchObject({ version: "1.0" });
  });

  it("is measured", () => {
    const root = resolve(import.meta.dirname, "../../..");
    spawnSync(process.execPath, [join(root, "scripts/build.mjs")]);
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, "dist/benchServices.js"), folder],
      { encoding: "utf8" },
    );
    expect(stderr).toBe("");
    const positive = expect.any(Number) as number;
    expect(JSON.parse(stdout)).toMatchObject({
      packages: 2,
      clientsWithTheirOwnProtocol: 2,
      clientsWithAStandInProtocol: 0,
      operationsOfTypesOnly: 0,
      shapes: 7,
      files: positive,
      generate: { wallS: positive, cpuS: positive, peakMb: positive },
      byPackage: [
        { name: "market", shapes: 4, hasStandIn: false, ms: positive },
        { name: "shop", shapes: 3, hasStandIn: false, ms: positive },
      ],
    });
  });
});
