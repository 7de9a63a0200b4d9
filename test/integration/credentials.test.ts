import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Host } from "../../templates/credentials/host.js";
import { fromIni } from "../../templates/credentials/sources/profile.js";
import { fromTemporaryCredentials } from "../../templates/credentials/sources/temporary.js";
import { fromTokenFile } from "../../templates/credentials/sources/webIdentity.js";
import { homeWith } from "../support/credentialServers.js";
import { findServer, serverKinds, startServer, type RunningServer } from "../support/servers.js";

const kind = serverKinds.find(({ name }) => name === "moto")!;
const command = findServer(kind);
if (command === undefined) {
  if (process.env.CI) throw new Error("There is no moto_server: run .ci/servers.");
  console.warn("Skipped roles of moto's STS: there is no moto_server; .ci/servers installs it.");
}

describe.skipIf(command === undefined)("roles of moto's STS", () => {
  let moto: RunningServer;
  let home: ReturnType<typeof homeWith>;
  let host: Host;
  beforeAll(async () => {
    moto = await startServer(kind, command!);
    home = homeWith({
      token: "header.payload.signature",
      ".aws/config":
        "[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s3cret\n" +
        "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/first\nsource_profile = base\n" +
        "[profile second]\nrole_arn = arn:aws:iam::210987654321:role/second\n" +
        "source_profile = role\nrole_session_name = me\n" +
        "[profile web]\nrole_arn = arn:aws:iam::123456789012:role/web\n" +
        "web_identity_token_file = HOME/token\n",
    });
    host = {
      env: { HOME: home.path, AWS_REGION: "eu-west-1", AWS_ENDPOINT_URL_STS: moto.endpoint },
    };
  });
  afterAll(async () => {
    home.remove();
    await moto.stop();
  });

  const temporary = (account: string) => ({
    accessKeyId: expect.stringMatching(/^ASIA/) as string,
    secretAccessKey: expect.stringMatching(/./) as string,
    sessionToken: expect.stringMatching(/./) as string,
    expiration: expect.any(Date) as Date,
    accountId: account,
  });

  it("are assumed by a profile, and by a role of another account", async () => {
    expect(await fromIni({ host, profile: "role" })()).toEqual(temporary("123456789012"));
    expect(await fromIni({ host, profile: "second" })()).toEqual(temporary("210987654321"));
  });

  it("are assumed by a token, of a profile and of the environment", async () => {
    expect(await fromIni({ host, profile: "web" })()).toEqual(temporary("123456789012"));
    const own = { webIdentityTokenFile: `${home.path}/token`, roleArn: "arn:aws:iam::1:role/w" };
    expect(await fromTokenFile({ host, ...own })()).toMatchObject({ accountId: "1" });
  });

  it("are assumed for as long as is asked for, with a policy and tags", async () => {
    const provider = fromTemporaryCredentials({
      host,
      masterCredentials: { accessKeyId: "AKIABASE", secretAccessKey: "s3cret" },
      params: {
        RoleArn: "arn:aws:iam::123456789012:role/first",
        DurationSeconds: 900,
        Policy: '{"Version":"2012-10-17","Statement":[]}',
        Tags: [{ Key: "team", Value: "a & b" }],
      },
    });
    const { expiration } = await provider();
    expect(Math.abs(+expiration! - Date.now() - 900_000)).toBeLessThan(60_000);
  });
});
