import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startExample, type ExampleProject } from "../../support/exampleProject.js";
import { startHoldingProxy } from "../../support/holdingProxy.js";
import { createKey, createKMSClient, decrypt, encrypt, unwrap } from "../../support/kms.js";
import { kmsServers } from "../../support/kmsServers.js";
import type { RunningServer } from "../../support/servers.js";

const FILES = 30;
const PASSING = 10;
const nameOf = (index: number) => (index % 2 ? `odd/${index}.bin` : `${index}.bin`);
const isReEncrypt = (headers: NodeJS.Dict<string | string[]>) =>
  headers["x-amz-target"] === "TrentService.ReEncrypt";

let project: ExampleProject;
beforeAll(async () => {
  project = await startExample("bulk-reencrypt");
  await project.run("build");
});
afterAll(() => (project as ExampleProject | undefined)?.remove());

describe.each(kmsServers().filter(({ name }) => name !== "localstack"))("$name", ({ start }) => {
  let server: RunningServer;
  let oldKey: string;
  let newKey: string;
  let from: string;
  const settings = {
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
  };
  const kms = () => createKMSClient({ ...settings, endpoint: server.endpoint });
  const newFolder = (name: string) => mkdtempSync(join(tmpdir(), `tinsmith-${name}-`));

  beforeAll(async () => {
    server = await start();
    const keys = [await unwrap(createKey(kms())), await unwrap(createKey(kms()))];
    [oldKey = "", newKey = ""] = keys.map(({ KeyMetadata }) => KeyMetadata?.Arn ?? "");
    from = newFolder("from");
    mkdirSync(join(from, "odd"));
    for (let index = 0; index < FILES; index++) {
      const Plaintext = new TextEncoder().encode(`secret ${index}`);
      const { CiphertextBlob } = await unwrap(encrypt(kms(), { KeyId: oldKey, Plaintext }));
      writeFileSync(join(from, nameOf(index)), CiphertextBlob!);
    }
  });
  afterAll(async () => {
    await (server as RunningServer | undefined)?.stop();
  });

  function begin(to: string, endpoint = server.endpoint, more: readonly string[] = []) {
    const keys = ["--key", newKey, "--source-key", oldKey];
    const args = [
      "dist/main.js",
      "--from",
      from,
      "--to",
      to,
      ...keys,
      "--concurrency",
      "4",
      ...more,
    ];
    const child = spawn(process.execPath, args, {
      cwd: project.folder,
      env: {
        AWS_REGION: settings.region,
        AWS_ACCESS_KEY_ID: settings.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: settings.credentials.secretAccessKey,
        AWS_ENDPOINT_URL_KMS: endpoint,
      },
    });
    const printed = [text(child.stdout), text(child.stderr)] as const;
    return { child, printed };
  }

  async function end(child: ChildProcess, [out, err]: readonly Promise<string>[]) {
    const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
    return { code, signal, out: await out, err: await err };
  }

  /** The secrets in a folder, by file, all of which are there as a whole. */
  async function secretsIn(folder: string): Promise<Record<string, string>> {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .filter((name) => !name.endsWith(".partial"))
      .sort();
    const secrets: Record<string, string> = {};
    for (const file of files) {
      const CiphertextBlob = readFileSync(join(folder, file));
      const result = await unwrap(decrypt(kms(), { CiphertextBlob, KeyId: newKey }));
      secrets[file] = new TextDecoder().decode(result.Plaintext);
    }
    return secrets;
  }
  const all = Object.fromEntries(
    Array.from({ length: FILES }, (_, index) => [nameOf(index), `secret ${index}`]),
  );

  it("moves a folder to the new key, and goes on after it was killed", async () => {
    const to = newFolder("to");
    const proxy = await startHoldingProxy(server.endpoint, PASSING, isReEncrypt);
    const killed = begin(to, proxy.endpoint);
    await proxy.holding;
    killed.child.kill("SIGKILL");
    expect(await end(killed.child, killed.printed)).toMatchObject({ signal: "SIGKILL" });
    const left = await secretsIn(to);
    expect(all).toMatchObject(left);
    const present = Object.keys(left).length;
    expect(present).toBeLessThanOrEqual(PASSING);

    const again = begin(to);
    expect(await end(again.child, again.printed)).toEqual({
      code: 0,
      signal: null,
      out: `${FILES - present} moved, ${present} there before, 0 failed, 0 to do\n`,
      err: "",
    });
    expect(await secretsIn(to)).toEqual(all);
  });

  it("ends at once by Ctrl-C, with whole files only", async () => {
    const to = newFolder("to");
    const proxy = await startHoldingProxy(server.endpoint, PASSING, isReEncrypt);
    const { child, printed } = begin(to, proxy.endpoint);
    await proxy.holding;
    child.kill("SIGINT");
    const { code, out } = await end(child, printed);
    expect(code).toBe(130);
    const names = readdirSync(to, { recursive: true, encoding: "utf8" });
    expect(names.filter((name) => name.endsWith(".partial"))).toEqual([]);
    const secrets = await secretsIn(to);
    expect(all).toMatchObject(secrets);
    const moved = Object.keys(secrets).length;
    expect(out).toBe(`${moved} moved, 0 there before, 0 failed, ${FILES - moved} to do\n`);
  });

  it("tells of the file that is no ciphertext, and moves the others", async () => {
    const to = newFolder("to");
    const garbage = join(from, "no ciphertext.bin");
    writeFileSync(garbage, "no ciphertext");
    const { child, printed } = begin(to);
    const { code, out, err } = await end(child, printed);
    expect({ code, out }).toEqual({
      code: 1,
      out: `${FILES} moved, 0 there before, 1 failed, 0 to do\n`,
    });
    expect(err).toMatch(/^no ciphertext\.bin: \w+: .* \(leave; request .+\)\n$/);
    expect(await secretsIn(to)).toEqual(all);
  });

  it("says what it is told wrong", async () => {
    const { child, printed } = begin("to", undefined, ["--concurrency", "many"]);
    const { code, err } = await end(child, printed);
    expect(code).toBe(2);
    expect(err).toContain("--concurrency is a whole number from 1.");
  });
});
