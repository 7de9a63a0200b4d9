import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { packageRoot } from "../../generator/cli/root.js";
import { linkLibrary } from "../../test/support/packed.js";
import { machineFacts } from "../machine.js";
import type { Moved, Throughput } from "../results.js";
import { compare, inRounds } from "../rounds.js";

/** What moves objects, `programs/objects/ID.mjs`, and what its figures are beside. */
const subjects = [
  { id: "tinsmith", sdk: "sdk" },
  { id: "sdk", sdk: "sdk" },
  { id: "tinsmithChecked", sdk: "sdkChecked" },
  { id: "sdkChecked", sdk: "sdkChecked" },
  { id: "rawHttp", sdk: "sdk" },
] as const;

interface Sample {
  readonly up: Readonly<Record<keyof Moved, number>>;
  readonly down: Readonly<Record<keyof Moved, number>>;
}

/**
 * How fast objects of S3 go up and down as streams, each round in a fresh process, to and from a server
 * on loopback that keeps none: a client that is generated of the official model, AWS SDK v3's, and
 * `node:http` by hand, without checksums and (but by hand) with CRC32.
 *
 * @param models - the folder of the models
 */
export async function throughput(
  models: string,
  { rounds, megabytes }: { readonly rounds: number; readonly megabytes: number },
): Promise<Throughput> {
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-throughput-"));
  const { loadBefore } = machineFacts();
  try {
    install(folder, resolve(models));
    const program = (name: string) => join(folder, "objects", `${name}.mjs`);
    const server = fork(program("server"));
    const [{ endpoint }] = (await once(server, "message")) as [{ readonly endpoint: string }];
    const samples = inRounds(
      subjects.map(({ id }) => id),
      rounds,
      (id): Sample => {
        const args = [program("move"), program(id), endpoint, String(megabytes)];
        const env = { HOME: folder, NODE_NO_WARNINGS: "1" };
        const stdio = ["ignore", "pipe", "inherit"] as const;
        const printed = execFileSync(process.execPath, args, {
          cwd: folder,
          env,
          stdio: [...stdio],
        });
        return JSON.parse(printed.toString()) as Sample;
      },
    );
    server.disconnect();
    const moved = (id: string, sdk: string, way: keyof Sample): Moved => ({
      rate: compare(samples, id, (sample) => sample[way].rate, "rawHttp", sdk),
      cpu: compare(samples, id, (sample) => sample[way].cpu, "rawHttp", sdk),
    });
    const clients = subjects.map(({ id, sdk }) => ({
      ...{ client: id, up: moved(id, sdk, "up"), down: moved(id, sdk, "down") },
    }));
    return { megabytes, rounds, loadBefore, clients };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The clients, and the programs that use them. */
function install(folder: string, models: string): void {
  const name = "operation-s3-objects";
  const config = {
    model: join(models, "s3.json"),
    ...{ name, out: "generated", operations: ["GetObject", "PutObject"] },
  };
  const run = (cwd: string, ...args: readonly string[]) =>
    void execFileSync(process.execPath, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
  writeFileSync(join(folder, "tinsmith.config.json"), JSON.stringify({ packages: [config] }));
  run(folder, join(packageRoot, "dist/tinsmith.js"), "generate", "--quiet");
  // What it is built with.
  const generated = join(folder, "generated");
  symlinkSync(join(packageRoot, "node_modules"), join(generated, "node_modules"));
  run(generated, "build.mjs");
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(generated, join(folder, "node_modules", name));
  linkLibrary(folder, "@aws-sdk/client-s3");
  cpSync(join(packageRoot, "bench/programs/objects"), join(folder, "objects"), { recursive: true });
}
