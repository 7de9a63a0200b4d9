// Sources in a project's own tree, as `tinsmith add` writes them: run as they are, and bundled.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SourcesHow } from "../../generator/generateServices.js";
import { bun, bundlers, bundleWith, filesIn, runBundle, type Target } from "./bundlers.js";
import { traitsOf } from "./expectations.js";
import { expectScenario } from "./expectScenario.js";
import { environment, output, tools } from "./processes.js";
import { runtimes } from "./runtimes.js";
import { startService, type Service } from "./service.js";
import { startSourcesProject } from "./sourcesProject.js";

type Platform = SourcesHow["platform"];

let service: Service;
/** By platform, for what reads TypeScript as it is, and for bundlers. */
const projects = new Map<string, string>();
const platforms: readonly Platform[] = ["both", "node", "web"];

beforeAll(async () => {
  service = await startService();
  for (const platform of platforms) {
    for (const extension of [".ts", ""] as const) {
      projects.set(platform + extension, await startSourcesProject({ platform, extension }));
    }
  }
});
afterAll(async () => {
  await service.close();
  for (const project of projects.values()) rmSync(project, { recursive: true, force: true });
});

// Node 20 does not strip types; what is not Node or Bun is bundled, or reads them itself.
const withTypes = runtimes.filter(({ name }) => !/^Node 20|CommonJS/.test(name));

describe.each(withTypes)("$name", ({ name, traits, transports, run }) => {
  const own: Platform = /^(Node|Bun)/.test(name) ? "node" : "web";
  const cases = (["both", own] as const).flatMap((platform) =>
    transports.map((transport) => ({ platform, transport })),
  );

  it.each(cases)("runs sources for $platform over $transport", async ({ platform, transport }) => {
    await expectScenario(service, `${name} ${platform} ${transport}`, traits, (server) =>
      run(projects.get(`${platform}.ts`)!, server, transport),
    );
  });
});

describe("on Deno", () => {
  const deno = (platform: Platform, flags: readonly string[], ...args: string[]) =>
    output(
      join(tools, "@deno/linux-x64-glibc/deno"),
      ["run", "--no-prompt", "--cached-only", ...flags, "environment.mjs", ...args],
      projects.get(`${platform}.ts`)!,
      {
        ...environment,
        AWS_REGION: "eu-west-1",
        AWS_ENDPOINT_URL: `${service.urlOf("deno-environment")}/success`,
        AWS_PROFILE: "in-no-file",
      },
    );
  // No more: a request to anywhere else fails.
  const loopback = "--allow-net=127.0.0.1";

  it.each([
    ["both", "ok\n"],
    ["web", "TransportError\n"],
  ] as const)("sources for %s, called as the environment says: %j", async (platform, said) => {
    expect(await deno(platform, [loopback, "--allow-env=AWS_*"])).toBe(said);
  });

  it.each(["both", "web"] as const)("sources for %s need no environment", async (platform) => {
    expect(await deno(platform, [loopback], `${service.urlOf("deno-given")}/success`)).toBe("ok\n");
  });
});

describe.each([...bundlers, bun])("$name", (bundler) => {
  const cases = (Object.keys(bundler.command) as Target[]).flatMap((target) =>
    (["both", target === "node" ? "node" : "web"] as const).map((platform) => ({
      target,
      platform,
    })),
  );

  it.each(cases)("bundles sources for $platform for $target", async ({ target, platform }) => {
    const project = projects.get(platform)!;
    const folder = await bundleWith(bundler, project, target, bundler.typescript);
    const files = filesIn(folder);
    const text = Object.values(files).join("\n");
    expect(text).toContain("ReEncrypt");
    expect(text).not.toContain("ListKeys");
    if (target === "browser") expect(text).not.toMatch(/(from|import|require)\s*\(?["']node:/);
    const name = `${bundler.name} ${target} ${platform}`;
    await expectScenario(service, name, traitsOf[target], (server) =>
      runBundle({ folder, files, target, project }, server),
    );
  });
});
