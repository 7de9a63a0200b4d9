import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeWith } from "../../support/conformance.js";
import {
  findServer,
  type RunningServer,
  serverKinds,
  startServer,
} from "../../support/servers.js";
import {
  prepareProgram,
  programErrors,
  runProgram,
  type ServiceProgram,
} from "../../support/servicePrograms.js";
import { programs } from "./programs.js";

const moto = serverKinds.find(({ name }) => name === "moto")!;
const command = findServer(moto);
const missing =
  `services on moto: no ${moto.command} in .cache/servers or on PATH; ` +
  '"bash .ci/servers .cache/servers moto" installs it';
if (command === undefined) console.warn(missing);

describeWith("models", "services on moto", (data) => {
  const prepared = new Map<string, Promise<ServiceProgram>>();
  let server: RunningServer | undefined;
  beforeAll(async () => {
    if (command !== undefined) server = await startServer(moto, command);
  });
  afterAll(() => server?.stop());

  describe.each(programs)("$name", ({ name, program = name, model = name, protocol, fails }) => {
    const prepare = () => {
      const found =
        prepared.get(name) ??
        prepareProgram(name, `${program}.ts`, data.read(`models/${model}.json`), protocol);
      prepared.set(name, found);
      return found;
    };

    it("is generated", async () => {
      expect((await prepare()).files.has("src/index.ts")).toBe(true);
    });

    const title = fails === undefined ? "does what its program says" : `(fails) ${fails}`;
    if (command === undefined && !process.env.CI) it.skip(`${title}: ${missing}`, () => {});
    else
      (fails === undefined ? it : it.fails)(title, async () => {
        if (server === undefined) expect.fail(missing);
        await runProgram(await prepare(), {
          endpoint: server.endpoint,
          region: "eu-west-1",
          credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
          timeoutMs: 60_000,
        });
      });
  });

  it("compiles, with every program", async () => {
    expect(programErrors(await Promise.all(prepared.values()))).toEqual([]);
  });
});
