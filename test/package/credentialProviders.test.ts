import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  fromEnv,
  fromIni,
  fromNodeProviderChain,
  fromProcess,
  fromTemporaryCredentials,
} from "@aws-sdk/credential-providers";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { serve, type ReceivedRequest, type TestServer } from "../support/httpServer.js";
import { createKMSClient, listKeys, type KMSClientConfig } from "../support/kms.js";

let folder: string;
let kms: TestServer;
let sts: TestServer;
/** What each service was sent. */
const sent = { kms: [] as ReceivedRequest[], sts: [] as ReceivedRequest[] };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tinsmith-credentials-"));
  const command = `"${process.execPath}" -p "JSON.stringify({ Version: 1, AccessKeyId: 'ofProcess', SecretAccessKey: 's' })"`;
  writeFileSync(
    join(folder, "credentials"),
    "[of-file]\naws_access_key_id=ofFile\naws_secret_access_key=s\naws_session_token=t\n" +
      `[of-process]\ncredential_process=${command}\n`,
  );
  kms = await serve((request) => {
    sent.kms.push(request);
    return { status: 200, body: '{"Keys":[],"Truncated":false}' };
  });
  sts = await serve((request) => {
    sent.sts.push(request);
    const expiration = new Date(Date.now() + 3_600_000).toISOString();
    return {
      status: 200,
      headers: { "content-type": "text/xml" },
      body:
        '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>' +
        "<Credentials><AccessKeyId>ofRole</AccessKeyId><SecretAccessKey>s</SecretAccessKey>" +
        `<SessionToken>t</SessionToken><Expiration>${expiration}</Expiration></Credentials>` +
        "</AssumeRoleResult></AssumeRoleResponse>",
    };
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  sent.kms = [];
  sent.sts = [];
});
afterAll(async () => {
  await Promise.all([kms.close(), sts.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const clientOf = (credentials: KMSClientConfig["credentials"]) =>
  createKMSClient({ region: "eu-west-1", endpoint: kms.endpoint, credentials });

/** Whose the requests are: access key and session token. */
const callers = () =>
  sent.kms.map(({ headers }) => [
    /Credential=(\w+)\//.exec(headers.authorization ?? "")?.[1],
    headers["x-amz-security-token"],
  ]);

const files = () => {
  const file = join(folder, "credentials");
  return { filepath: file, configFilepath: file };
};

describe("a client with a provider of @aws-sdk/credential-providers", () => {
  it("calls with fromEnv", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "ofEnvironment");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "s");
    vi.stubEnv("AWS_SESSION_TOKEN", "");
    expect(await listKeys(clientOf(fromEnv()))).toMatchObject({ ok: true });
    expect(callers()).toEqual([["ofEnvironment", undefined]]);
  });

  it("calls with fromIni", async () => {
    const credentials = fromIni({ profile: "of-file", ...files() });
    expect(await listKeys(clientOf(credentials))).toMatchObject({ ok: true });
    expect(callers()).toEqual([["ofFile", "t"]]);
  });

  it("calls with fromProcess", async () => {
    const credentials = fromProcess({ profile: "of-process", ...files() });
    expect(await listKeys(clientOf(credentials))).toMatchObject({ ok: true });
    expect(callers()).toEqual([["ofProcess", undefined]]);
  });

  it("calls with fromNodeProviderChain", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "");
    vi.stubEnv("AWS_PROFILE", "");
    const credentials = fromNodeProviderChain({ profile: "of-file", ...files() });
    expect(await listKeys(clientOf(credentials))).toMatchObject({ ok: true });
    expect(callers()).toEqual([["ofFile", "t"]]);
  });

  it("calls with fromTemporaryCredentials, which assume a role once for many calls", async () => {
    const client = clientOf(
      fromTemporaryCredentials({
        masterCredentials: { accessKeyId: "ofMaster", secretAccessKey: "s" },
        params: { RoleArn: "arn:aws:iam::1:role/r", RoleSessionName: "n" },
        clientConfig: { region: "eu-west-1", endpoint: sts.endpoint },
      }),
    );
    await Promise.all([listKeys(client), listKeys(client)]);
    expect(await listKeys(client)).toMatchObject({ ok: true });
    expect(callers()).toEqual([1, 2, 3].map(() => ["ofRole", "t"]));
    expect(sent.sts).toHaveLength(1);
  });

  it("tells why there are none", async () => {
    const credentials = fromIni({ profile: "nobody", ...files() });
    const { error } = await listKeys(clientOf(credentials));
    expect(error).toMatchObject({
      name: "CredentialsError",
      cause: { name: "CredentialsProviderError" },
    });
    expect((error?.cause as Error).message).toContain("nobody");
    expect(sent.kms).toEqual([]);
  });
});
