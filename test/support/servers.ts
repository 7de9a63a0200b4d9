import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const root = resolve(import.meta.dirname, "../..");
const installed = join(root, ".cache/servers");

/** A server that can be started here. */
export interface ServerKind {
  readonly name: string;
  readonly command: string;
  /** Where `.ci/servers` puts the command. */
  readonly folder: string;
  /** Whether the command, of the same name on `PATH`, is this server too. */
  readonly onPath: boolean;
  /** Where `.ci/servers` notes that the registry does not serve it, where it may do without. */
  readonly refusal?: string;
  readonly args: (port: number) => readonly string[];
  readonly env: (port: number, dataDir: string) => Readonly<Record<string, string>>;
}

/** Those of KMS. */
export const serverKinds: readonly ServerKind[] = [
  {
    name: "moto",
    command: "moto_server",
    folder: join(installed, "moto/bin"),
    onPath: true,
    args: (port) => ["-H", "127.0.0.1", "-p", String(port)],
    env: () => ({}),
  },
  {
    name: "localstack",
    command: "python",
    folder: join(installed, "localstack/bin"),
    onPath: false,
    args: () => ["-m", "localstack.runtime.main"],
    env: (port, dataDir) => ({
      SERVICES: "kms",
      STRICT_SERVICE_LOADING: "1",
      GATEWAY_LISTEN: `127.0.0.1:${port}`,
      // Its other gateway listens on every interface.
      GATEWAY_SERVER: "hypercorn",
      // Nothing is asked for, told or served elsewhere.
      DISABLE_EVENTS: "1",
      SKIP_SSL_CERT_DOWNLOAD: "1",
      DNS_ADDRESS: "0",
      // In a container it would take the container for its own, and write to /etc and /var.
      OVERRIDE_IN_DOCKER: "0",
      FILESYSTEM_ROOT: dataDir,
      CONFIG_DIR: dataDir,
      XDG_CACHE_HOME: dataDir,
    }),
  },
  {
    name: "local-kms",
    command: "local-kms",
    folder: join(installed, "bin"),
    onPath: true,
    refusal: join(installed, "local-kms.refused"),
    args: () => [],
    env: (port, dataDir) => ({
      PORT: String(port),
      KMS_REGION: "eu-west-1",
      KMS_DATA_PATH: join(dataDir, "data"),
      KMS_SEED_PATH: "",
    }),
  },
];

/** A server of S3 that has nothing in common with moto. */
export const s3Server: ServerKind = {
  name: "gofakes3",
  command: "gofakes3",
  folder: join(installed, "bin"),
  onPath: true,
  refusal: join(installed, "gofakes3.refused"),
  args: (port) => ["-backend", "memory", "-host", `127.0.0.1:${port}`, "-autobucket=false"],
  env: () => ({}),
};

/** A server that answers at `endpoint`. */
export interface RunningServer {
  readonly endpoint: string;
  /** Ends it, and removes what it stored. */
  stop(): Promise<void>;
}

/** The path of a server's command: what `.ci/servers` installed, or else what `PATH` has. */
export function findServer(kind: ServerKind): string | undefined {
  const path = kind.onPath ? (process.env.PATH ?? "").split(delimiter).filter(Boolean) : [];
  const folders = [kind.folder, ...path];
  return folders.map((folder) => join(folder, kind.command)).find(isExecutable);
}

/** Why `.ci/servers` could not have a server from its registry, where it noted that. */
export function refusalOf(kind: ServerKind): string | undefined {
  return kind.refusal !== undefined && existsSync(kind.refusal)
    ? readFileSync(kind.refusal, "utf8").trim()
    : undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts a server on a free port of the loopback interface and waits until it answers.
 *
 * @throws Error when it ends or stays silent for three minutes, with the end of what it printed
 */
export async function startServer(kind: ServerKind, command: string): Promise<RunningServer> {
  const dataDir = mkdtempSync(join(tmpdir(), `tinsmith-${kind.name}-`));
  const port = await freePort();
  const child = spawn(command, kind.args(port), {
    cwd: dataDir,
    env: { ...process.env, ...kind.env(port, dataDir) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  let printed = "";
  const keep = (text: Buffer) => (printed = (printed + text.toString()).slice(-2000));
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  let broken: Error | undefined;
  child.on("error", (error) => (broken = error));

  const stop = async () => {
    await end(child);
    process.off("exit", kill);
    rmSync(dataDir, { recursive: true, force: true });
  };
  const endpoint = `http://127.0.0.1:${port}`;
  const giveUpAt = Date.now() + 180_000;
  while (!(await answers(endpoint))) {
    if (!broken && isRunning(child) && Date.now() < giveUpAt) {
      await delay(100);
      continue;
    }
    const reason = broken?.message ?? (isRunning(child) ? "does not answer" : "ended at once");
    await stop();
    throw new Error(`${kind.name} (${command}): ${reason}\n${printed}`);
  }
  return { endpoint, stop };
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || !isRunning(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const inTime = await Promise.race([ended.then(() => true), delay(5000, false)]);
  if (inTime) return;
  child.kill("SIGKILL");
  await ended;
}

/** Whether anything speaks HTTP there; what it says does not matter. */
async function answers(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
