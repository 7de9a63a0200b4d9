import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stepsOf, type Step, type Workflow } from "./workflow.js";

const root = resolve(import.meta.dirname, "../..");

export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** A repository with a remote, and a machine that runs its workflows, each on a clone of its own. */
export interface Robot {
  readonly folder: string;
  /** Runs a script in a folder, with the robot's commands. */
  readonly shell: (cwd: string, script: string, environment?: Environment) => Promise<Ended>;
  /** A clone of the remote's main branch. */
  readonly clone: () => Promise<string>;
  /** Runs the steps of a workflow as GitHub would, up to one that fails. */
  readonly run: (workflow: Workflow, environment?: Environment) => Promise<Ended>;
  /** What `gh` was asked to do, one line each, and is asked no more. */
  readonly asked: () => readonly string[];
  /** What npm has published, in that order. */
  readonly published: () => readonly string[];
  /** Kills the script that publishes, once so many packages are. */
  readonly killAfter: (publications: number) => void;
}

export type Environment = Readonly<Record<string, string>>;

/** Libraries that packages are built with. */
const LIBRARIES = ["esbuild", "typescript", "@types", "@smithy", "@opentelemetry"];

/**
 * @param files - what the remote has first
 * @param environment - of all that is run
 * @param built - the folder of the one package that is built as it is published: the others take minutes
 */
export async function openRobot(
  files: Readonly<Record<string, string>>,
  environment: Environment,
  built: string,
): Promise<Robot> {
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-robot-"));
  const path = (name: string): string => join(folder, name);
  const [bin, remote] = [path("bin"), path("remote.git")];
  mkdirSync(bin);
  const command = (name: string, text: string): void => {
    writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  const npm = (process.env["PATH"] ?? "").split(":").find((each) => existsSync(join(each, "npm")));
  command("gh", `echo "$*" >> "${path("gh")}"`);
  command(
    "npx",
    `[ "$1" = tinsmith ] || exit 1\nshift\n"${process.execPath}" "${root}/dist/tinsmith.js" "$@"`,
  );
  // As npm is, but that what it would sign provenance with is GitHub's.
  command(
    "npm",
    `real="${npm ?? ""}/npm"
case "$1" in
  ci) exit 0 ;;
  publish)
    without=--ignore-scripts
    if [ "$2" = "./${built}" ]; then without=--no-ignore-scripts; fi
    "$real" "\${@/--provenance/--provenance=false}" "$without" || exit $?
    node -p 'const { name, version } = require(process.argv[1]); name + "@" + version' "$PWD/$2/package.json" >> "${path("published")}"
    left="$(cat "${path("kill-after")}" 2>/dev/null || true)"
    [ -n "$left" ] || exit 0
    echo "$((left - 1))" > "${path("kill-after")}"
    if [ "$left" = 1 ]; then
      rm "${path("kill-after")}"
      kill -9 "$PPID"
    fi ;;
  *) exec "$real" "$@" ;;
esac`,
  );

  const shell: Robot["shell"] = async (cwd, script, more = {}) => {
    const child = spawn("bash", ["-eo", "pipefail", "-c", script], {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        PATH: `${bin}:${process.env["PATH"] ?? ""}`,
        GIT_CONFIG_GLOBAL: path("gitconfig"),
        ...environment,
        ...more,
      },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    }
    const [status] = (await once(child, "close")) as [number | null];
    return { status, output };
  };
  const must = async (cwd: string, script: string): Promise<void> => {
    const { status, output } = await shell(cwd, script);
    if (status !== 0) throw new Error(`${script}: ${output}`);
  };
  const clone = async (): Promise<string> => {
    const into = mkdtempSync(join(folder, "clone-"));
    await must(into, `git clone --quiet "${remote}" .`);
    return into;
  };
  writeFileSync(
    path("gitconfig"),
    "[user]\nname = a\nemail = a@example.com\n[init]\ndefaultBranch = main\n",
  );
  await must(folder, `git init --quiet --bare "${remote}"`);
  const first = await clone();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(first, name), text);
  await must(first, "git add --all && git commit --quiet --message first && git push --quiet");

  const run: Robot["run"] = async (workflow, more = {}) => {
    const [cwd, temp] = [await clone(), mkdtempSync(join(folder, "runner-"))];
    mkdirSync(join(cwd, "node_modules"));
    for (const name of LIBRARIES) {
      symlinkSync(join(root, "node_modules", name), join(cwd, "node_modules", name));
    }
    const outputs = new Map<string, string>();
    const file = join(temp, "step-output");
    let whole = "";
    for (const step of stepsOf(workflow)) {
      if (step.run === undefined) continue;
      writeFileSync(file, "");
      const own = {
        RUNNER_TEMP: temp,
        GITHUB_OUTPUT: file,
        ...more,
        ...environmentOf(step, outputs),
      };
      const { status, output } = await shell(cwd, step.run, own);
      whole += `== ${step.name ?? step.run}\n${output}`;
      if (existsSync(join(temp, "body.md")))
        writeFileSync(path("body.md"), readFileSync(join(temp, "body.md")));
      if (status !== 0) return { status, output: whole };
      for (const line of readFileSync(file, "utf8").split("\n")) {
        const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
        if (key !== undefined) outputs.set(`${step.id}.${key}`, value ?? "");
      }
    }
    rmSync(cwd, { recursive: true });
    return { status: 0, output: whole };
  };

  const lines = (name: string): readonly string[] =>
    existsSync(path(name)) ? readFileSync(path(name), "utf8").trim().split("\n") : [];
  return {
    folder,
    shell,
    clone,
    run,
    asked: () => {
      const all = lines("gh");
      rmSync(path("gh"), { force: true });
      return all;
    },
    published: () => lines("published"),
    killAfter: (publications) => appendFileSync(path("kill-after"), String(publications)),
  };
}

/** The variables of a step, with what earlier ones have put out. */
function environmentOf({ env = {} }: Step, outputs: ReadonlyMap<string, string>): Environment {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value.replace(
        /\$\{\{ steps\.(\w+)\.outputs\.(\w+) \}\}/g,
        (_, step: string, output: string) => {
          return outputs.get(`${step}.${output}`) ?? "";
        },
      ),
    ]),
  );
}
