import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { OutputSettings } from "../../../generator/cli/config.js";
import type { generateOutput } from "../../../generator/cli/generator.js";
import type { InputFile } from "../../../generator/cli/inputs.js";
import { run } from "../../../generator/cli/run.js";
import type { Generated } from "../../../generator/generate.js";
import { sha256 } from "../../../generator/output/hash.js";
import { LIMITS, type Limits } from "../../../generator/source/limits.js";
import { temporaryFolder, writeTree } from "../output/tree.js";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Setup {
  readonly terminal?: boolean;
  /** Stands for the hash of the generator's own code; without one there is no cache. */
  readonly build?: string;
  /** The user's own folder for caches. */
  readonly userCache?: string;
  /** For `pull`: variables of the environment, and how little is waited for and taken. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
  /** Where the user wants to stop. */
  readonly signal?: AbortSignal;
  /** Told that generating is over. */
  readonly close?: () => void;
  /** The generator itself, in place of `generate`. */
  readonly generateOutput?: typeof generateOutput;
  /** Takes the models of the first service. */
  readonly generate?: (
    settings: OutputSettings,
    models: readonly InputFile[],
    lock?: string,
  ) => Generated | Promise<Generated>;
}

/** Runs the command line in a folder, with a generator of the test's own. */
export async function tinsmith(cwd: string, args: string, setup: Setup = {}): Promise<Outcome> {
  const text = { out: "", err: "" };
  let clock = 0;
  const code = await run(
    args.split(" ").filter(Boolean),
    {
      cwd,
      out: (more) => void (text.out += more),
      err: (more) => void (text.err += more),
      isTerminal: setup.terminal ?? false,
      columns: () => 80,
      now: () => (clock += 5),
      onInterrupt: (stop) => {
        setup.signal?.addEventListener("abort", stop);
        return () => setup.signal?.removeEventListener("abort", stop);
      },
    },
    {
      version: "1.2.3",
      build: () => setup.build,
      userCache: setup.userCache,
      processors: () => 2,
      openGenerator: () => ({
        generate: async (settings, inputs, timer) => {
          const { generateOutput } = setup;
          if (generateOutput) return generateOutput(settings, inputs, timer?.timed);
          const { models, lock } = inputs;
          const generate = setup.generate ?? fromModel;
          const work = async () => {
            const { files, diagnostics } = await generate(settings, models[0] ?? [], lock);
            return { files, diagnostics: [diagnostics] };
          };
          return timer ? timer.timed("load", work) : work();
        },
        close: setup.close ?? (() => {}),
      }),
      pull: {
        environment: setup.environment ?? {},
        sleep: () => Promise.resolve(),
        now: () => 0,
        timeout: () => new AbortController().signal,
        limits: { ...LIMITS, ...setup.limits },
      },
    },
  );
  return { code, ...text };
}

/** Takes the model for the package's files: a JSON object of path to text. */
function fromModel(settings: OutputSettings, models: readonly InputFile[]): Generated {
  return packageOf({
    "package.json": manifestOf(settings.name),
    ...(JSON.parse(models[0]?.text ?? "") as Record<string, string>),
  });
}

/** As every package has it. */
export function manifestOf(name: string): string {
  return `${JSON.stringify({ name, version: "0.1.0" }, null, 2)}\n`;
}

/** Files with the lock file that tells of them. */
export function packageOf(files: Readonly<Record<string, string>>): Generated {
  const hashes = new Map(Object.entries(files).map(([path, text]) => [path, sha256(text)]));
  const identity = { version: "0.1.0" };
  const lock = `${JSON.stringify({ package: identity, files: Object.fromEntries(hashes) }, null, 2)}\n`;
  return {
    files: new Map([...Object.entries(files), ["tinsmith.lock.json", lock]]),
    diagnostics: [],
  };
}

/** A project with a config of one package, `kms`, made of two files. */
export function project(files: Readonly<Record<string, string>> = {}): string {
  const cwd = temporaryFolder();
  writeTree(cwd, {
    "tinsmith.config.json": JSON.stringify({
      packages: [{ model: "model.json", name: "kms", out: "generated/kms" }],
    }),
    "model.json": JSON.stringify({ "src/a.ts": "a", "src/b.ts": "b" }),
    ...files,
  });
  mkdirSync(join(cwd, "node_modules"));
  return cwd;
}
