import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../../support/conformance.js";
import { findServer, type RunningServer, serverKinds, startServer } from "../../support/servers.js";
import {
  prepareProgram,
  programErrors,
  runProgram,
  type ServiceProgram,
} from "../../support/servicePrograms.js";
import { type ProgramEntry, programs } from "./programs.js";

const moto = serverKinds.find(({ name }) => name === "moto")!;
const command = findServer(moto);
const missing =
  `services on moto: no ${moto.command} in .cache/servers or on PATH; ` +
  '"bash .ci/servers .cache/servers moto" installs it';
if (command === undefined) console.warn(missing);

describeWith("models", "services on moto", (data) => {
  const prepared = new Map<ProgramEntry, Promise<ServiceProgram>>();
  const prepare = (entry: ProgramEntry) => {
    const { name, program = name, model = name, protocol, edit = (text) => text } = entry;
    const found =
      prepared.get(entry) ??
      prepareProgram(name, `${program}.ts`, edit(data.read(`models/${model}.json`)), protocol);
    prepared.set(entry, found);
    return found;
  };

  let server: RunningServer | undefined;
  beforeAll(async () => {
    if (command !== undefined) server = await startServer(moto, command);
  });
  afterAll(() => server?.stop());

  async function run(entry: ProgramEntry): Promise<void> {
    if (server === undefined) expect.fail(missing);
    await runProgram(await prepare(entry), {
      endpoint: server.endpoint,
      region: "eu-west-1",
      credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
      timeoutMs: 60_000,
    });
  }

  for (const entry of programs) {
    const { name, fails } = entry;
    const title = fails === undefined ? name : `${name} (fails: ${fails.reason})`;
    if (command === undefined && !process.env.CI) it.skip(`${title}: ${missing}`, () => {});
    else
      it(title, async () => {
        if (fails === undefined) await run(entry);
        else await expect(run(entry)).rejects.toThrow(fails.error);
      });
  }

  it("compile, every program with its client", async () => {
    const complete = programs.filter(({ incomplete }) => !incomplete);
    const all: ServiceProgram[] = [];
    for (const entry of complete) all.push(await prepare(entry));
    expect(programErrors(all)).toEqual([]);
  });
});
