import { afterAll, beforeAll, expect, it } from "vitest";
import { compile, errorsOf } from "../../support/compile.js";
import { describeWith } from "../../support/conformance.js";
import {
  findServer,
  refusalOf,
  serverKinds,
  startServer,
  type RunningServer,
} from "../../support/servers.js";
import { importProgram, moveProgram, type MovedProgram } from "./programs.js";

/** The programs with what they call, and the operations of their waiters. */
const programs: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "kms.ts": { kms: [] },
  "s3.ts": { s3: ["HeadBucket", "HeadObject"] },
  "dynamodb.ts": { dynamodb: ["DescribeTable"] },
  "queues.mjs": { sqs: [], sts: [] },
};

interface Program {
  readonly run: (config: object, name: string) => Promise<unknown>;
}

const kind = serverKinds.find(({ name }) => name === "moto")!;
const command = findServer(kind);
const missing =
  refusalOf(kind) ?? 'moto is missing; "bash .ci/servers .cache/servers moto" installs it';

describeWith("models", "programs for AWS SDK v3, before and after tinsmith migrate", (data) => {
  let server: RunningServer | undefined;
  const moved = new Map<string, MovedProgram>();
  beforeAll(async () => {
    for (const [file, models] of Object.entries(programs)) {
      moved.set(file, await moveProgram(file, models, data));
    }
    if (command === undefined) console.warn(missing);
    else server = await startServer(kind, command);
  });
  afterAll(async () => server?.stop());

  for (const file of Object.keys(programs)) {
    it(`${file}: nothing is left`, () => {
      const { after, remarks } = moved.get(file)!;
      expect(remarks.filter((remark) => remark.kind === "left")).toEqual([]);
      expect(after).not.toContain("@aws-sdk/");
    });

    if (file.endsWith(".ts")) {
      it(`${file}: compiles, before and after`, () => {
        const { path, before, after, clients } = moved.get(file)!;
        const options = { types: ["node"], exactOptionalPropertyTypes: false };
        expect(errorsOf(compile(new Map([[path, before]]), options))).toEqual([]);
        expect(errorsOf(compile(new Map([...clients, [path, after]]), options))).toEqual([]);
      });
    }

    const title = `${file}: the outcome is the same`;
    if (command === undefined && !process.env.CI) it.skip(`${title} (${missing})`, () => {});
    else {
      it(title, async () => {
        if (!server) expect.fail(missing);
        const { path, before, after, clients } = moved.get(file)!;
        const config = {
          endpoint: server.endpoint,
          region: "us-east-1",
          credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
        };
        const name = file.replace(/\..*/, "");
        const sdk = await importProgram<Program>(path, before, new Map());
        const expected = await sdk.run(config, `before-${name}`);
        const tinsmith = await importProgram<Program>(path, after, clients);
        const outcome = await tinsmith.run(config, `after-${name}`);
        expect(outcome).toEqual(expected);
        // That the program did something at all.
        expect(JSON.stringify(outcome)).toMatch(/^.{100,}$/);
      });
    }
  }
});
