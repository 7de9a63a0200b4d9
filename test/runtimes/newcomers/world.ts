import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { packageRoot as root } from "../../../generator/cli/root.js";
import { installTinsmith, packTinsmith, type Tarball } from "../../support/packedTinsmith.js";
import { findServer, serverKinds, startServer, type RunningServer } from "../../support/servers.js";
import { modelPath, startCollection } from "../../unit/cli/collection.js";
import { output } from "../processes.js";

/** Where `.ci/newcomers` installs what projects have beside Tinsmith. */
export const installed = join(root, ".cache/newcomers");

/** Tinsmith as it is published, AWS's models as its collection has them, and AWS itself. */
export interface World {
  readonly tarball: Tarball;
  readonly aws: RunningServer;
  /** What a program has to know to call that AWS. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs a command of Tinsmith, as `npx tinsmith` would where it was run before; what it prints. */
  readonly tinsmith: (folder: string, ...args: string[]) => Promise<string>;
  /** Downloads Tinsmith and its libraries from npm's registry, and runs a command of it. */
  readonly npx: (folder: string, ...args: string[]) => Promise<string>;
}

/** @throws where something that it takes is not installed, with the command that installs it */
export async function startWorld(): Promise<World> {
  if (!existsSync(join(installed, "node_modules/express"))) {
    throw new Error('.cache/newcomers is not there: "bash .ci/newcomers" makes it');
  }
  const moto = serverKinds.find(({ name }) => name === "moto")!;
  const command = findServer(moto);
  if (!command) throw new Error('no moto_server: "bash .ci/servers .cache/servers moto"');
  const tarball = packTinsmith();
  const home = mkdtempSync(join(tmpdir(), "tinsmith-npx-"));
  writeFileSync(join(home, "package.json"), "{}");
  installTinsmith(home, tarball);
  const kms = readFileSync(join(root, "model/kms.json"), "utf8");
  const { url } = await startCollection({ [modelPath("kms", "2014-11-01")]: kms });
  const aws = await startServer(moto, command);
  const models = { TINSMITH_AWS_MODELS: url };
  return {
    tarball,
    aws,
    environment: {
      AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_REGION: "eu-west-1",
      AWS_ENDPOINT_URL: aws.endpoint,
    },
    tinsmith: (folder, ...args) =>
      output(join(home, "node_modules/.bin/tinsmith"), args, folder, models),
    npx: async (folder, ...args) => {
      const { stdout } = await promisify(execFile)(
        "npx",
        ["--yes", "--prefer-offline", `--package=${tarball.file}`, "tinsmith", ...args],
        { cwd: folder, env: { ...process.env, ...models } },
      );
      return stdout;
    },
  };
}

/** Why npm's registry is not there; `undefined` where it is. */
export function withoutRegistry(): string | undefined {
  const { status, stderr } = spawnSync("npm", ["ping", "--fetch-retries=0"], { encoding: "utf8" });
  return status === 0 ? undefined : `npm ping: ${stderr.trim()}`;
}

/** A project of some files, which finds what `.ci/newcomers` installed. */
export function projectOf(name: string, files: Readonly<Record<string, string | object>>): string {
  const folder = mkdtempSync(join(installed, `${name}-`));
  writeFiles(folder, files);
  return folder;
}

/** Path to text, or to what is JSON there. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | object>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const text = typeof content === "string" ? content : JSON.stringify(content, null, 2);
    writeFileSync(join(folder, path), text);
  }
}

/** The lines of a first call that `tinsmith add` prints. */
export function firstCall(printed: string): string {
  const [, lines] = printed.split(/^A first call.*:\n\n/m);
  if (lines === undefined) throw new Error(`There is no first call in:\n${printed}`);
  return lines.replace(/^ {2}/gm, "");
}
