import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../support/conformance.js";
import {
  findServer,
  refusalOf,
  type RunningServer,
  s3Server,
  serverKinds,
  startServer,
} from "../../support/servers.js";
import {
  prepareProgram,
  programErrors,
  runProgram,
  type ServiceProgram,
} from "../../support/servicePrograms.js";
import { type ProgramEntry, programs } from "./programs.js";

interface Target {
  /** Absent where it is not installed. */
  readonly start?: () => Promise<RunningServer>;
  readonly missing: string;
  /** The registry does not serve it, so that it may be missing anywhere. */
  readonly isRefused: boolean;
}

/** A server of that name, with what else there is to say to it. */
function targetOf(name: string, env: Readonly<Record<string, string>> = {}): Target {
  const found = [...serverKinds, s3Server].find((kind) => kind.name === name)!;
  const kind = {
    ...found,
    env: (port: number, dir: string) => ({ ...found.env(port, dir), ...env }),
  };
  const command = findServer(kind);
  const refusal = refusalOf(kind);
  const missing =
    `no ${kind.command} of ${name} in .cache/servers${kind.onPath ? " or on PATH" : ""}; ` +
    (refusal ?? `"bash .ci/servers .cache/servers ${name}" installs it`);
  const isRefused = refusal !== undefined;
  if (command === undefined) {
    console.warn(`services on ${name}: ${missing}`);
    return { missing, isRefused };
  }
  return { missing, isRefused, start: () => startServer(kind, command) };
}

const targets = {
  moto: targetOf("moto"),
  localstack: targetOf("localstack", { SERVICES: "cloudwatch" }),
  gofakes3: targetOf("gofakes3"),
};

describeWith("models", "services", (data) => {
  const prepared = new Map<ProgramEntry, Promise<ServiceProgram>>();
  const prepare = (entry: ProgramEntry) => {
    const { name, program = name, model = name, protocol } = entry;
    const found =
      prepared.get(entry) ??
      prepareProgram(name, `${program}.ts`, data.read(`models/${model}.json`), protocol);
    prepared.set(entry, found);
    return found;
  };

  const running = new Map<Target, RunningServer>();
  beforeAll(async () => {
    for (const target of Object.values(targets)) {
      if (target.start) running.set(target, await target.start());
    }
  });
  afterAll(async () => {
    for (const server of running.values()) await server.stop();
  });

  async function run(entry: ProgramEntry): Promise<void> {
    const target = targets[entry.server ?? "moto"];
    const server = running.get(target);
    if (server === undefined) expect.fail(target.missing);
    await runProgram(await prepare(entry), {
      endpoint: server.endpoint,
      region: "eu-west-1",
      credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
      timeoutMs: 60_000,
    });
  }

  for (const entry of programs) {
    const { name, fails, server = "moto" } = entry;
    const { start, missing, isRefused } = targets[server];
    const title = fails === undefined ? name : `${name} (fails: ${fails.reason})`;
    if (start === undefined && (!process.env.CI || isRefused))
      it.skip(`${title}: ${missing}`, () => {});
    else
      it(title, async () => {
        if (fails === undefined) await run(entry);
        else await expect(run(entry)).rejects.toThrow(fails.error);
      });
  }

  it("compile, every program with its client", async () => {
    const all: ServiceProgram[] = [];
    for (const entry of programs) all.push(await prepare(entry));
    expect(programErrors(all)).toEqual([]);
  });
});
