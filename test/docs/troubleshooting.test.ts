import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AWS_MODELS } from "../../generator/source/awsModels.js";
import { docSamples } from "../support/docSamples.js";
import { createKMSClient, listKeys, type KMSClientConfig } from "../support/kms.js";
import { startProject } from "../unit/cli/services/project.js";

const messages = docSamples()
  .filter(({ page, language }) => page === "troubleshooting" && language === "text")
  .map(({ text }) => text.trim());
const isOfCall = (message: string): boolean => /^\w+Error: /.test(message);

/** A port on which nothing listens: one that was free a moment ago. */
const closedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe("messages in docs/troubleshooting.md", () => {
  it("are those of the command line", async () => {
    const { run, set, tree, collection } = await startProject({
      "package.json": "{}",
      "tsconfig.json": '{ "compilerOptions": { "module": "nodenext" } }',
      "src/": "",
    });
    const told: string[] = [];
    const tell = async (args: string): Promise<void> => {
      const { err } = await run(args);
      told.push(err.replaceAll(collection.url, AWS_MODELS));
    };
    await tell("add weathr");
    await tell("add weather --operations GetCiti");
    await tell("update");
    collection.behave = (_, response) =>
      void response.writeHead(403, { "x-ratelimit-remaining": "0" }).end();
    await tell("add secrets-manager");
    collection.behave = undefined;
    await tell("add weather --operations GetCity");
    const [added = ""] = told.splice(-1);
    expect(Object.keys(tree())).toContain("src/aws/weather/GetCity.ts");
    set({ "src/aws/weather/GetCity.ts": "edited" });
    await tell("generate");
    await tell("generate --check");
    told.push(added);

    const shown = messages.filter((message) => !isOfCall(message));
    // Above a message is what is being done.
    const ends = told.map((text, index) => text.trim().slice(-(shown[index]?.length ?? 0)));
    expect(ends).toEqual(shown);
  });

  describe("of calls", () => {
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
    const whole: KMSClientConfig = { region: "eu-west-1", credentials, maxAttempts: 1 };
    const answering = (body: string, status: number, type = "application/x-amz-json-1.1") => ({
      ...whole,
      fetch: () =>
        Promise.resolve(new Response(body, { status, headers: { "content-type": type } })),
    });
    const refused =
      '{"__type":"UnrecognizedClientException","message":"The security token included in the request is invalid."}';

    let home: string;
    beforeEach(() => {
      home = mkdtempSync(join(tmpdir(), "home-"));
      vi.stubEnv("AWS_CONFIG_FILE", join(home, ".aws/config"));
      vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(home, ".aws/credentials"));
    });
    afterEach(() => rmSync(home, { recursive: true, force: true }));

    const told = async (config: KMSClientConfig, Limit?: number): Promise<string> => {
      const { error } = await listKeys(createKMSClient(config), { Limit });
      return `${error?.name}: ${error?.message}`.replaceAll(home, "/home/me");
    };

    it("are those of clients", async () => {
      const port = await closedPort();
      const all = [
        await told({ credentials }),
        await told({ region: "eu-west-1" }),
        await told({ region: "eu-west-1", profile: "work" }),
        await told({ ...whole, endpoint: "localhost:4566" }),
        (await told({ ...whole, endpoint: `http://127.0.0.1:${port}` })).replace(`${port}`, "4566"),
        await told({ ...whole, attemptTimeoutMs: 1, fetch: () => new Promise(() => {}) }),
        await told(answering(refused, 400)),
        await told(answering("<html>Blocked by the proxy", 403, "text/html")),
        await told(answering('{"Keys":[{"KeyId":1}]}', 200)),
        await told(whole, NaN),
      ];
      expect(all).toEqual(messages.filter(isOfCall));
    });
  });
});
