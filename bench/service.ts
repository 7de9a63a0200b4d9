import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { packageRoot } from "../generator/cli/root.js";

export interface Endpoints {
  readonly http: string;
  readonly https: string;
}

export interface Service {
  readonly endpoints: Endpoints;
  stop(): void;
}

/** Starts the service in a process of its own; `folder` gets its `certificate.pem`. */
export async function startService(folder: string): Promise<Service> {
  const child = fork(join(packageRoot, "dist/benchServer.js"), [folder]);
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The service ended with exit code ${String(code)}.`);
  });
  // Not unhandled when it ends because it is told to.
  ended.catch(() => {});
  const [endpoints] = (await Promise.race([once(child, "message"), ended])) as [Endpoints];
  return { endpoints, stop: () => child.disconnect() };
}
