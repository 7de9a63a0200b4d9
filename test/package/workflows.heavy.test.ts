import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseArguments } from "../../generator/cli/arguments.js";
import { WEATHER } from "../unit/cli/models.js";

const root = join(import.meta.dirname, "../..");

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly id?: string;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions: Readonly<Record<string, string>>; readonly steps: readonly Step[] }
    >
  >;
}

const workflow = (name: string) =>
  parse(readFileSync(join(root, "docs/workflows", name), "utf8"), { strict: true }) as Workflow;
const update = workflow("update.yml");
const release = workflow("release.yml");

const steps = ({ jobs }: Workflow) => Object.values(jobs).flatMap((job) => job.steps);

function scriptOf(from: Workflow, name: string): string {
  const found = steps(from).find((step) => step.name === name)?.run;
  if (found === undefined) throw new Error(`There is no step ${name}.`);
  return found;
}

/** A repository with a package, and commands in place of those that reach out of the machine. */
interface Repository {
  readonly cwd: string;
  readonly temp: string;
  readonly run: (script: string, environment?: Readonly<Record<string, string>>) => Ended;
  readonly said: () => string;
}

interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** @param npm - what stands in for npm; its arguments are noted in any case */
async function repository(npm: string): Promise<Repository> {
  const temp = mkdtempSync(join(tmpdir(), "tinsmith-workflow-"));
  const [cwd, bin, log] = [join(temp, "repository"), join(temp, "bin"), join(temp, "log")];
  const write = (file: string, text: string) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const command = (name: string, text: string) => {
    write(join(bin, name), `#!/usr/bin/env bash\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  const note = (name: string) => `echo "${name} $*" >> "${log}"`;
  command("npm", `${note("npm")}\n${npm}`);
  command("gh", note("gh"));
  const tinsmith = `"${process.execPath}" "${join(root, "dist/tinsmith.js")}"`;
  command("npx", `[ "$1" = tinsmith ] || exit 1\nshift\n${tinsmith} "$@"`);
  const entry = { model: "model.json", name: "@example/weather", out: "generated/weather" };
  write(join(cwd, "tinsmith.config.json"), JSON.stringify({ packages: [entry] }));
  write(join(cwd, "model.json"), WEATHER);
  const run = (script: string, environment: Readonly<Record<string, string>> = {}): Ended => {
    const { status, stdout, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", script], {
      cwd,
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: `${bin}:${process.env["PATH"] ?? ""}`,
        RUNNER_TEMP: temp,
        GITHUB_OUTPUT: join(temp, "output"),
        ...environment,
      },
    });
    return { status, output: stdout + stderr };
  };
  const ready = run("npx tinsmith generate && git init --quiet && git add --all");
  expect(ready.status, ready.output).toBe(0);
  return { cwd, temp, run, said: () => (existsSync(log) ? readFileSync(log, "utf8") : "") };
}

beforeAll(() => {
  execFileSync("npm", ["run", "--silent", "build"], { cwd: root });
});

describe.each(Object.entries({ update, release }))("the workflow to %s", (_, each) => {
  it("has permissions only where they are needed, and time limits", () => {
    expect(each.permissions).toEqual({});
    for (const job of Object.values(each.jobs)) {
      expect(Object.keys(job.permissions).length).toBeGreaterThan(0);
      expect(job).toHaveProperty("timeout-minutes");
    }
  });

  it("puts nothing from outside into its scripts but through the environment", () => {
    for (const { run = "" } of steps(each)) expect(run).not.toContain("${{");
  });

  it("has scripts that are right as shell, with commands that Tinsmith has", async () => {
    for (const { run = "" } of steps(each)) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: run, encoding: "utf8" });
      expect(status, stderr).toBe(0);
      for (const [, line = ""] of run.matchAll(/npx tinsmith ([^<>|\n]+)/g)) {
        const args = line.trim().replaceAll('"', "").replace("$MAX_BUMP", "minor").split(" ");
        await expect(parseArguments(args, "1.0.0"), line).resolves.toBeDefined();
      }
    }
  });
});

describe("the update workflow's steps", () => {
  const prepare = scriptOf(update, "Keep the packages as they are, to compare with");
  const generate = scriptOf(update, "Generate");
  const report = scriptOf(update, "Tell what changes");

  it("tell of a new member, and its bump", async () => {
    const { cwd, temp, run } = await repository("");
    expect(run(prepare)).toMatchObject({ status: 0 });
    writeFileSync(
      join(cwd, "model.json"),
      WEATHER.replace('"parts":', '"name":{"target":"smithy.api#String"},"parts":'),
    );
    expect(run(generate, { MAX_BUMP: "minor" })).toMatchObject({ status: 0 });
    const told = run(report);
    expect(told.status, told.output).toBe(0);
    expect(readFileSync(join(temp, "output"), "utf8")).toBe("bump=minor\n");
    expect(readFileSync(join(temp, "body.md"), "utf8")).toContain(
      "- `City.name` (`string`) is new.",
    );
  });

  it("stop at a breaking change, unless it is asked for", async () => {
    const { cwd, temp, run } = await repository("");
    run(prepare);
    writeFileSync(join(cwd, "model.json"), WEATHER.replace('"parts":{"target":"ns#Parts"}', ""));
    expect(run(generate, { MAX_BUMP: "minor" })).toMatchObject({ status: 3 });
    expect(run("git diff --exit-code generated")).toMatchObject({ status: 0 });
    expect(run(generate, { MAX_BUMP: "any" })).toMatchObject({ status: 0 });
    expect(run(report)).toMatchObject({ status: 0 });
    expect(readFileSync(join(temp, "output"), "utf8")).toBe("bump=major\n");
  });

  it("open no pull request where nothing is different", async () => {
    const { run, said } = await repository("");
    const open = scriptOf(update, "Open or renew the pull request");
    const user = "-c user.name=a -c user.email=a@example.com";
    expect(run(`git ${user} commit --quiet --message first`)).toMatchObject({ status: 0 });
    const { status, output } = run(`${prepare}\n${report}\n${open}`, { BUMP: "none", BRANCH: "b" });
    expect({ status, said: said() }, output).toEqual({ status: 0, said: "" });
    expect(output).toContain("Everything is up to date.");
  });
});

describe("the release workflow's steps", () => {
  const check = scriptOf(release, "Refuse what the generator would not write");
  const publish = scriptOf(release, "Publish what is new");
  const asked = "npm view @example/weather@0.1.0 version --json\n";
  const published = "npm publish ./generated/weather --provenance --access public\n";

  it.each([
    ["there is no such package", 'if [ "$1" = view ]; then echo "npm error code E404"; exit 1; fi'],
    ["there is no such version", ""],
  ])("publish where %s", async (_, npm) => {
    const { run, said } = await repository(npm);
    const ended = run(`${check}\n${publish}`);
    expect(ended.status, ended.output).toBe(0);
    expect(said()).toBe(asked + published);
  });

  it("publish no version twice", async () => {
    const { run, said } = await repository('if [ "$1" = view ]; then echo \'"0.1.0"\'; fi');
    expect(run(publish)).toMatchObject({ status: 0 });
    expect(said()).toBe(asked);
  });

  it("publish nothing where npm cannot be asked", async () => {
    const { run, said } = await repository('echo "npm error code ETIMEDOUT"; exit 1');
    expect(run(publish)).toMatchObject({ status: 1 });
    expect(said()).toBe(asked);
  });

  it("publish nothing that the generator would not write", async () => {
    const { cwd, run, said } = await repository("");
    writeFileSync(join(cwd, "generated/weather/src/index.ts"), "// Mine.\n");
    expect(run(`${check}\n${publish}`)).toMatchObject({ status: 1 });
    expect(said()).toBe("");
  });
});
