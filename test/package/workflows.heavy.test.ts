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
import { parseArguments } from "../../generator/cli/arguments.js";
import { readWorkflow, scriptOf, stepsOf } from "../support/workflow.js";
import { WEATHER } from "../unit/cli/models.js";

const root = join(import.meta.dirname, "../..");

const update = readWorkflow("docs/workflows/update.yml");
const release = readWorkflow("docs/workflows/release.yml");
/** Tinsmith's own. */
const ownRelease = readWorkflow(".github/workflows/release.yml");

/** A folder, and commands in place of those that reach out of the machine. */
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
function folder(npm: string): Repository {
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
  return { cwd, temp, run, said: () => (existsSync(log) ? readFileSync(log, "utf8") : "") };
}

/** As {@link folder}; its package is generated, and known to Git. */
function repository(npm: string): Repository {
  const made = folder(npm);
  const ready = made.run("npx tinsmith generate && git init --quiet && git add --all");
  expect(ready.status, ready.output).toBe(0);
  return made;
}

beforeAll(() => {
  execFileSync("npm", ["run", "--silent", "build"], { cwd: root });
});

describe.each(Object.entries({ update, release, ownRelease }))("the workflow %s", (_, each) => {
  it("has permissions only where they are needed, and time limits", () => {
    expect(each.permissions).toEqual({});
    for (const job of Object.values(each.jobs)) {
      expect(Object.keys(job.permissions).length).toBeGreaterThan(0);
      expect(job).toHaveProperty("timeout-minutes");
    }
  });

  it("puts nothing from outside into its scripts but through the environment", () => {
    for (const { run = "" } of stepsOf(each)) expect(run).not.toContain("${{");
  });

  it("has scripts that are right as shell, with commands that Tinsmith has", async () => {
    for (const { run = "" } of stepsOf(each)) {
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

  it("tell of a new member, and its bump", () => {
    const { cwd, temp, run } = repository("");
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

  it("stop at a breaking change, unless it is asked for", () => {
    const { cwd, temp, run } = repository("");
    run(prepare);
    writeFileSync(join(cwd, "model.json"), WEATHER.replace('"parts":{"target":"ns#Parts"}', ""));
    expect(run(generate, { MAX_BUMP: "minor" })).toMatchObject({ status: 3 });
    expect(run("git diff --exit-code generated")).toMatchObject({ status: 0 });
    expect(run(generate, { MAX_BUMP: "any" })).toMatchObject({ status: 0 });
    expect(run(report)).toMatchObject({ status: 0 });
    expect(readFileSync(join(temp, "output"), "utf8")).toBe("bump=major\n");
  });

  it("open no pull request where nothing is different", () => {
    const { run, said } = repository("");
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
  ])("publish where %s", (_, npm) => {
    const { run, said } = repository(npm);
    const ended = run(`${check}\n${publish}`);
    expect(ended.status, ended.output).toBe(0);
    expect(said()).toBe(asked + published);
  });

  it("publish no version twice", () => {
    const { run, said } = repository('if [ "$1" = view ]; then echo \'"0.1.0"\'; fi');
    expect(run(publish)).toMatchObject({ status: 0 });
    expect(said()).toBe(asked);
  });

  it("publish nothing where npm cannot be asked", () => {
    const { run, said } = repository('echo "npm error code ETIMEDOUT"; exit 1');
    expect(run(publish)).toMatchObject({ status: 1 });
    expect(said()).toBe(asked);
  });

  it("publish nothing that the generator would not write", () => {
    const { cwd, run, said } = repository("");
    writeFileSync(join(cwd, "generated/weather/src/index.ts"), "// Mine.\n");
    expect(run(`${check}\n${publish}`)).toMatchObject({ status: 1 });
    expect(said()).toBe("");
  });
});

describe("the steps of Tinsmith's own release", () => {
  const ask = scriptOf(ownRelease, "Ask npm for the version");
  const publish = scriptOf(ownRelease, "Publish");
  const inRoot = `cd "${root}"\n${ask}`;

  it.each([
    ["there is no such package", 'echo "npm error code E404"; exit 1', "new=true\n"],
    ["there is no such version", "", "new=true\n"],
    ["it is published", "echo '\"0.1.0\"'", "new=false\n"],
  ])("ask npm, and where %s, say so", (_, npm, output) => {
    const { temp, run } = folder(npm);
    const ended = run(inRoot);
    expect(ended.status, ended.output).toBe(0);
    expect(readFileSync(join(temp, "output"), "utf8")).toBe(output);
  });

  it("stop where npm cannot be asked, or the changelog has no entry", () => {
    const down = folder('echo "npm error code ETIMEDOUT"; exit 1');
    expect(down.run(inRoot)).toMatchObject({ status: 1 });
    const { cwd, temp, run } = folder("");
    writeFileSync(join(cwd, "package.json"), '{ "version": "9.9.9" }');
    writeFileSync(join(cwd, "CHANGELOG.md"), "# Changelog\n\n## 9.9.90\n");
    expect(run(ask)).toEqual({ status: 1, output: "CHANGELOG.md has no entry for 9.9.9.\n" });
    expect(existsSync(join(temp, "output"))).toBe(false);
  });

  it("publish from the repository that they run in, where the version is new only", () => {
    const { run, said } = folder("");
    const environment = { GITHUB_SERVER_URL: "https://example.com", GITHUB_REPOSITORY: "a/b" };
    expect(run(publish, environment)).toMatchObject({ status: 0 });
    expect(said()).toBe(
      "npm pkg set repository.type=git repository.url=git+https://example.com/a/b.git\n" +
        "npm publish --provenance --access public\n",
    );
    const conditional = stepsOf(ownRelease).filter((step) => step.if !== undefined);
    expect(conditional.map(({ name, if: condition }) => [name, condition])).toEqual(
      ["Test", "Publish"].map((name) => [name, "steps.npm.outputs.new == 'true'"]),
    );
  });
});
