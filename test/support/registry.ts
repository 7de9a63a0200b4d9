import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";

const verdaccio = resolve(
  import.meta.dirname,
  "../../.cache/registry/node_modules/verdaccio/bin/verdaccio",
);

/** Whether `.ci/registry` has installed it. */
export const hasRegistry: boolean = existsSync(verdaccio);

/** An npm registry on loopback, in which anyone may publish, and that knows no other. */
export interface Registry {
  readonly url: string;
  /** What npm's `NPM_CONFIG_USERCONFIG` names, to use it. */
  readonly npmrc: string;
  readonly stop: () => Promise<void>;
}

/** @param folder - what it keeps lies there */
export async function startRegistry(folder: string): Promise<Registry> {
  const port = await freePort();
  const [config, npmrc] = [join(folder, "verdaccio.yaml"), join(folder, "npmrc")];
  writeFileSync(
    config,
    `storage: ${join(folder, "storage")}
packages:
  "**":
    access: $all
    publish: $all
web:
  enable: false
max_body_size: 100mb
log: { type: stdout, format: pretty, level: warn }
`,
  );
  const url = `http://127.0.0.1:${port}/`;
  // npm does not publish without a token, whatever it is.
  writeFileSync(npmrc, `registry=${url}\n//127.0.0.1:${port}/:_authToken=anyone\n`);
  const child = spawn(
    process.execPath,
    [verdaccio, "--config", config, "--listen", `127.0.0.1:${port}`],
    { cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
  );
  const exited = once(child, "exit");
  await new Promise<void>((ready, fail) => {
    let said = "";
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes("http address")) ready();
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    void exited.then(() => fail(new Error(`Verdaccio ended: ${said}`)));
  });
  return {
    url,
    npmrc,
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
