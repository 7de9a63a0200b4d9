import { join } from "node:path";
import { fromNodeProviderChain as sdkChain } from "@aws-sdk/credential-providers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fromNodeProviderChain } from "../../../templates/credentials/chain.js";
import { hashed, homeWith, serveCredentials } from "../../support/credentialServers.js";
import type { TestServer } from "../../support/httpServer.js";

let server: TestServer;
beforeAll(async () => {
  server = await serveCredentials();
});
afterAll(() => server.close());

/** Where nobody listens. */
const nobody = "http://127.0.0.1:1";
/** Of sessions, in the names of theirs. */
let count = 0;

const arn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const keys = (name: string) => `aws_access_key_id = ${name}\naws_secret_access_key = s-${name}\n`;
const role = (name: string, ...more: string[]) => `role_arn = ${arn(name)}\n${more.join("\n")}\n`;
const printed = (more = "") =>
  `credential_process = echo '{"Version":1,"AccessKeyId":"PROCESS","SecretAccessKey":"s"${more}}'\n`;
const soon = () => new Date(Date.now() + 60_000).toISOString();
const later = () => new Date(Date.now() + 3_600_000).toISOString();
const past = () => new Date(Date.now() - 60_000).toISOString();

const section =
  "[sso-session SESSION]\nsso_region = us-east-1\nsso_start_url = https://work.awsapps.com/start\n";
const ofSession = "sso_session = SESSION\nsso_account_id = 111122223333\nsso_role_name = reader\n";
const legacy =
  "sso_start_url = https://old.awsapps.com/start\nsso_region = us-east-1\n" +
  "sso_account_id = 111122223333\nsso_role_name = reader\n";
const tokenFile = (of: string, token: object) => ({
  [`.aws/sso/cache/${hashed("sha1", of)}.json`]: JSON.stringify(token),
});
const client = { clientId: "client", clientSecret: "secret" };
const login = (expiresAt: string) => ({
  [`.aws/login/cache/${hashed("sha256", "me")}.json`]: JSON.stringify({
    accessToken: {
      accessKeyId: "LOGIN",
      secretAccessKey: "s",
      sessionToken: "t",
      accountId: "444455556666",
      expiresAt,
    },
    clientId: "c",
    refreshToken: "r",
    dpopKey: "k",
  }),
});

interface Kind {
  /** The profile's lines; none where there is no profile. */
  readonly profile?: string;
  /** Other sections of the config file. */
  readonly others?: string;
  readonly files?: (session: string) => Readonly<Record<string, string>>;
}

const kinds: Readonly<Record<string, Kind>> = {
  "no profile": {},
  "an empty profile": { profile: "region = eu-west-1\n" },
  keys: { profile: keys("STATIC") },
  "keys with token and account": {
    profile: `${keys("STATIC")}aws_session_token = t\naws_account_id = 999900001111\n`,
  },
  "half of the keys": { profile: "aws_access_key_id = STATIC\n" },
  "a role by a profile": {
    profile: role("a", "source_profile = base"),
    others: `[profile base]\n${keys("BASE")}`,
  },
  "a role by a role by a profile": {
    profile: role("a", "source_profile = middle", "external_id = 123"),
    others: `[profile middle]\n${role("b", "source_profile = base")}[profile base]\n${keys("BASE")}`,
  },
  "a role by a profile of SSO": {
    profile: role("a", "source_profile = base", "role_session_name = me"),
    others: `[profile base]\n${ofSession}${section}`,
    files: (session) => tokenFile(session, { accessToken: "signed-in", expiresAt: later() }),
  },
  "a role by a process": {
    profile: role("a", "source_profile = base", "duration_seconds = 900"),
    others: `[profile base]\n${printed()}`,
  },
  "a role and keys, by a profile": {
    profile: `${keys("STATIC")}${role("a", "source_profile = base")}`,
    others: `[profile base]\n${keys("BASE")}`,
  },
  "a role that another may not assume": {
    profile: role("denied", "source_profile = base"),
    others: `[profile base]\n${keys("BASE")}`,
  },
  "a role by profiles in a circle": {
    profile: role("a", "source_profile = base"),
    others:
      `[profile base]\n${role("b", "source_profile = other")}` +
      `[profile other]\n${role("c", "source_profile = base")}`,
  },
  "a role by no profile": { profile: role("a", "source_profile = nobody") },
  "a role by nothing": { profile: role("a") },
  "a role by two": {
    profile: role("a", "source_profile = base", "credential_source = Environment"),
    others: `[profile base]\n${keys("BASE")}`,
  },
  "a role by the environment": { profile: role("a", "credential_source = Environment") },
  "a role by the instance": { profile: role("a", "credential_source = Ec2InstanceMetadata") },
  "a role by what is unknown": { profile: role("a", "credential_source = Elsewhere") },
  "a role by a profile of the environment": {
    profile: role("a", "source_profile = base"),
    others: "[profile base]\ncredential_source = Environment\n",
  },
  "a role with MFA that nobody is asked for": {
    profile: role("a", "source_profile = base", "mfa_serial = arn:aws:iam::1:mfa/me"),
    others: `[profile base]\n${keys("BASE")}`,
  },
  "a role by a token file": {
    profile: role("a", "web_identity_token_file = HOME/token"),
    files: () => ({ token: "FILE" }),
  },
  "a role by a token file that is not there": {
    profile: role("a", "web_identity_token_file = HOME/nothing"),
  },
  "a process": { profile: printed() },
  "a process with all": {
    profile: printed(`,"SessionToken":"t","Expiration":"${later()}","AccountId":"777788889999"`),
  },
  "a process that has expired ones": { profile: printed(`,"Expiration":"${past()}"`) },
  "a process that fails": { profile: "credential_process = exit 3\n" },
  "a process that prints no JSON": { profile: "credential_process = echo hello\n" },
  "a session of SSO": {
    profile: ofSession,
    others: section,
    files: (session) =>
      tokenFile(session, { accessToken: "signed-in", expiresAt: later(), ...client }),
  },
  "a session of SSO about to expire": {
    profile: ofSession,
    others: section,
    files: (session) =>
      tokenFile(session, {
        accessToken: "old",
        expiresAt: soon(),
        refreshToken: "good",
        ...client,
      }),
  },
  "a session of SSO that nobody signed in to": { profile: ofSession, others: section },
  "a session of SSO that is nowhere": { profile: ofSession.replace("SESSION", "other") },
  "SSO as it was": {
    profile: legacy,
    files: () =>
      tokenFile("https://old.awsapps.com/start", { accessToken: "old-way", expiresAt: later() }),
  },
  "SSO as it was, expired": {
    profile: legacy,
    files: () =>
      tokenFile("https://old.awsapps.com/start", { accessToken: "old-way", expiresAt: past() }),
  },
  "half of SSO": { profile: "sso_start_url = https://old.awsapps.com/start\n" },
  "a login": { profile: "login_session = me\n", files: () => login(later()) },
};

const environments = {
  "no keys": {},
  keys: { AWS_ACCESS_KEY_ID: "ENV", AWS_SECRET_ACCESS_KEY: "s", AWS_ACCOUNT_ID: "222233334444" },
};
const profiles = { "the default profile": "", "a chosen profile": "chosen" };
const webs = ["no web identity", "a web identity"] as const;
const remotes = ["nothing remote", "a container", "an instance"] as const;

const cases = Object.keys(kinds).flatMap((kind) =>
  Object.keys(environments).flatMap((environment) =>
    Object.keys(profiles).flatMap((profile) =>
      webs.flatMap((web) =>
        remotes.map((remote) => [kind, environment, profile, web, remote] as const),
      ),
    ),
  ),
);

/** What a chain gives: none of the times, which differ by what time it is. */
async function outcome(chain: () => Promise<unknown>): Promise<unknown> {
  try {
    const { accessKeyId, secretAccessKey, sessionToken, accountId } = (await chain()) as Record<
      string,
      unknown
    >;
    return { accessKeyId, secretAccessKey, sessionToken, accountId };
  } catch {
    return "none";
  }
}

describe("the chain finds the credentials that AWS SDK v3's finds", () => {
  it("in hundreds of cases", () => {
    expect(cases.length).toBeGreaterThan(400);
    console.log(`${cases.length} cases`);
  });

  it.each(cases)("%s, %s, %s, %s, %s", async (kind, environment, profile, web, remote) => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const { profile: lines, others = "", files } = kinds[kind]!;
    const chosen = profiles[profile as keyof typeof profiles];
    // A home and a session of its own for each: AWS SDK v3 remembers what files say, and whose token
    // it renewed.
    const results: unknown[] = [];
    for (const [chainOf, session] of [
      [sdkChain, `theirs-${++count}`],
      [fromNodeProviderChain, `ours-${count}`],
    ] as const) {
      const section = chosen ? "[profile chosen]" : "[default]";
      const config = (lines === undefined ? "" : `${section}\n${lines}`) + others;
      const home = homeWith({
        ...files?.(session),
        "web-token": "WEB",
        ".aws/config": config.replaceAll("SESSION", session),
      });
      const variables: Record<string, string | undefined> = {
        HOME: home.path,
        AWS_CONFIG_FILE: join(home.path, ".aws/config"),
        AWS_SHARED_CREDENTIALS_FILE: join(home.path, ".aws/credentials"),
        AWS_PROFILE: chosen || undefined,
        AWS_REGION: "eu-west-1",
        AWS_ACCESS_KEY_ID: undefined,
        AWS_SECRET_ACCESS_KEY: undefined,
        AWS_ACCOUNT_ID: undefined,
        ...environments[environment as keyof typeof environments],
        AWS_ENDPOINT_URL_STS: server.endpoint,
        AWS_ENDPOINT_URL_SSO: server.endpoint,
        AWS_ENDPOINT_URL_SSO_OIDC: server.endpoint,
        AWS_EC2_METADATA_SERVICE_ENDPOINT: remote === "an instance" ? server.endpoint : nobody,
        AWS_EC2_METADATA_DISABLED: undefined,
        AWS_CONTAINER_CREDENTIALS_FULL_URI:
          remote === "a container" ? `${server.endpoint}/container` : undefined,
        AWS_WEB_IDENTITY_TOKEN_FILE:
          web === "a web identity" ? join(home.path, "web-token") : undefined,
        AWS_ROLE_ARN: web === "a web identity" ? arn("web") : undefined,
      };
      for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
      results.push(await outcome(chainOf()));
      home.remove();
    }
    const [theirs, ours] = results;
    expect(ours).toEqual(theirs);
  });
});
