import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  createCredentialChain,
  fromNodeProviderChain,
} from "../../../templates/credentials/chain.js";
import type { Host } from "../../../templates/credentials/host.js";
import type { Provider } from "../../../templates/credentials/provider.js";
import { fromContainerMetadata } from "../../../templates/credentials/sources/container.js";
import { fromEnv } from "../../../templates/credentials/sources/environment.js";
import { fromInstanceMetadata } from "../../../templates/credentials/sources/instance.js";
import { fromLoginCredentials } from "../../../templates/credentials/sources/login.js";
import { fromProcess } from "../../../templates/credentials/sources/process.js";
import { fromIni } from "../../../templates/credentials/sources/profile.js";
import { fromSSO } from "../../../templates/credentials/sources/sso.js";
import { fromTemporaryCredentials } from "../../../templates/credentials/sources/temporary.js";
import { fromTokenFile, fromWebToken } from "../../../templates/credentials/sources/webIdentity.js";
import { hashed } from "../../support/credentialServers.js";

const start = Date.parse("2030-01-01T00:00:00Z");

type Reply = { readonly status: number; readonly body?: string } | "silence" | "refused";

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A host of a test's own: its time passes when something waits for it. */
function hostOf(
  env: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
  answer: (asked: Asked) => Reply = () => "refused",
) {
  let now = start;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  /** To the next timer, where nothing else is left to happen; so on while there are any. */
  async function passTime() {
    while (timers.size > 0) {
      for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
      const [next] = [...timers].sort((a, b) => a.at - b.at);
      if (!next) return;
      timers.delete(next);
      now = Math.max(now, next.at);
      next.callback();
    }
  }
  const asked: Asked[] = [];
  const written = new Map<string, string>();
  const ran: (readonly [string, readonly string[] | undefined])[] = [];
  const output: { text?: string; error?: Error } = {};
  const host: Host = {
    env: { HOME: "/home/me", ...env },
    random: () => 0.5,
    clock: {
      now: () => now,
      after(ms, callback) {
        const timer = { at: now + ms, callback };
        timers.add(timer);
        if (timers.size === 1) void passTime();
        return () => timers.delete(timer);
      },
    },
    readFile: (path) => {
      const text = written.get(path) ?? files[path];
      return text === undefined
        ? Promise.reject(Object.assign(new Error("nothing there"), { code: "ENOENT" }))
        : Promise.resolve(text);
    },
    writeFile: (path, text) => {
      written.set(path, text);
      return Promise.resolve();
    },
    run: (command, args) => {
      ran.push([command, args]);
      return output.error ? Promise.reject(output.error) : Promise.resolve(output.text ?? "");
    },
    fetch: (url, { method, headers, body }) => {
      const request = { method, url, headers, body: body as unknown };
      asked.push(request);
      const reply = answer(request);
      if (reply === "silence") return new Promise(() => {});
      if (reply === "refused") return Promise.reject(new Error("connect ECONNREFUSED"));
      return Promise.resolve({
        status: reply.status,
        headers: { get: () => null },
        text: () => Promise.resolve(reply.body ?? ""),
      });
    },
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { host, asked, written, ran, output, pass };
}

async function failureOf(provider: Provider): Promise<Error> {
  try {
    await provider();
  } catch (thrown) {
    expect(thrown).toMatchObject({ name: "CredentialsError" });
    return thrown as Error;
  }
  throw new Error("It gave credentials.");
}

const messageOf = async (provider: Provider): Promise<string> =>
  (await failureOf(provider)).message;

const at = (minutes: number) => new Date(start + minutes * 60_000);
const given = (minutes = 60) =>
  JSON.stringify({
    AccessKeyId: "AKID",
    SecretAccessKey: "s3cret",
    Token: "t0ken",
    Expiration: at(minutes).toISOString(),
  });
const found = { accessKeyId: "AKID", secretAccessKey: "s3cret", sessionToken: "t0ken" };

describe("the environment", () => {
  it("gives all that it has, and no more", async () => {
    const env = { AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: "s3cret" };
    expect(await fromEnv(hostOf(env))()).toEqual({
      accessKeyId: "AKID",
      secretAccessKey: "s3cret",
    });
    const more = {
      ...env,
      AWS_SESSION_TOKEN: "t0ken",
      AWS_CREDENTIAL_EXPIRATION: "2030-01-01T01:00:00Z",
      AWS_ACCOUNT_ID: "123456789012",
    };
    expect(await fromEnv(hostOf(more))()).toEqual({
      ...found,
      expiration: at(60),
      accountId: "123456789012",
    });
  });
});

describe("a container", () => {
  const relative = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials?id=1" };
  const full = (uri: string) => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: uri });

  it("is asked at the address of ECS", async () => {
    const { host, asked } = hostOf(relative, {}, () => ({ status: 200, body: given() }));
    expect(await fromContainerMetadata({ host })()).toEqual({ ...found, expiration: at(60) });
    expect(asked).toMatchObject([
      { method: "GET", url: "http://169.254.170.2/v2/credentials?id=1", headers: {} },
    ]);
  });

  it.each([
    "http://localhost/c",
    "http://127.0.0.1:8080/c",
    "http://127.1.2.3/c",
    "http://[::1]/c",
    "http://169.254.170.23/v1/credentials",
    "http://[fd00:ec2::23]/v1/credentials",
    "https://example.com/c",
  ])("may be at %s", async (uri) => {
    const { host } = hostOf(full(uri), {}, () => ({ status: 200, body: given() }));
    expect(await fromContainerMetadata({ host })()).toMatchObject(found);
  });

  it.each([
    [full("http://example.com/c")],
    [full("http://169.254.169.254/c")],
    [full("http://127.0.0.1.example.com/c")],
    [full("ftp://localhost/c")],
    [full("file:///etc/passwd")],
    [full("nonsense")],
    [{ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "@example.com/c" }],
    [{ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: ".example.com/c" }],
  ])("is not asked by %j", async (env) => {
    const { host, asked } = hostOf(env, {}, () => ({ status: 200, body: given() }));
    expect(await messageOf(fromContainerMetadata({ host }))).toMatch(/no URL|neither https nor/);
    expect(asked).toEqual([]);
  });

  it("takes the token of a file anew each time, before one of the environment", async () => {
    const env = {
      ...full("http://169.254.170.23/v1"),
      AWS_CONTAINER_AUTHORIZATION_TOKEN: "other",
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "/token",
    };
    const { host, asked, written } = hostOf(env, { "/token": "first" }, () => ({
      status: 200,
      body: given(),
    }));
    const provider = fromContainerMetadata({ host });
    await provider();
    written.set("/token", "second");
    await provider();
    expect(asked.map(({ headers }) => headers["authorization"])).toEqual(["first", "second"]);
    written.set("/token", "a\r\nx-evil: 1");
    expect(await messageOf(provider)).toContain("line breaks");
    expect(asked).toHaveLength(2);
  });

  it("is asked again while it fails, four times in all", async () => {
    let left = 3;
    const { host, asked } = hostOf(relative, {}, () =>
      left-- > 0 ? { status: 500 } : { status: 200, body: given() },
    );
    expect(await fromContainerMetadata({ host })()).toMatchObject(found);
    expect(asked).toHaveLength(4);
  });

  it.each<[string, Reply, number, string]>([
    ["500", { status: 500 }, 4, "answered 500"],
    ["404", { status: 404 }, 1, "answered 404"],
    ["nothing", "silence", 4, "ran out"],
    ["no connection", "refused", 4, "ECONNREFUSED"],
    ["no JSON", { status: 200, body: "<html>" }, 1, "gave no JSON"],
    ["null", { status: 200, body: "null" }, 1, "gave no AccessKeyId"],
    ["no token", { status: 200, body: given().replace("Token", "T") }, 1, "gave no Token"],
    ["no time", { status: 200, body: given().replace("2030", "soon") }, 1, "is no time"],
  ])("that answers %s is told of", async (_, reply, times, message) => {
    const { host, asked } = hostOf(relative, {}, () => reply);
    const error = await failureOf(fromContainerMetadata({ host }));
    expect(error.message).toContain(message);
    expect(inspect(error)).not.toContain("s3cret");
    expect(asked).toHaveLength(times);
  });
});

describe("an instance", () => {
  const metadata =
    (minutes: number): ((asked: Asked) => Reply) =>
    ({ method, url, headers }) => {
      if (method === "PUT") return { status: 200, body: "imds-token" };
      if (headers["x-aws-ec2-metadata-token"] !== "imds-token") return { status: 401 };
      return { status: 200, body: url.endsWith("/") ? "a role\n" : given(minutes) };
    };

  it("is asked by version 2", async () => {
    const { host, asked } = hostOf({}, {}, metadata(60));
    expect(await fromInstanceMetadata({ host })()).toEqual({ ...found, expiration: at(60) });
    const base = "http://169.254.169.254/latest";
    expect(asked.map(({ method, url }) => [method, url])).toEqual([
      ["PUT", `${base}/api/token`],
      ["GET", `${base}/meta-data/iam/security-credentials/`],
      ["GET", `${base}/meta-data/iam/security-credentials/a%20role`],
    ]);
    expect(asked[0]!.headers["x-aws-ec2-metadata-token-ttl-seconds"]).toBe("21600");
  });

  it.each<[object, string]>([
    [{ AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: "IPv6" }, "http://[fd00:ec2::254]"],
    [{ AWS_EC2_METADATA_SERVICE_ENDPOINT: "http://127.0.0.1:99" }, "http://127.0.0.1:99"],
  ])("is asked where %j says", async (env, origin) => {
    const { host, asked } = hostOf(env as Record<string, string>, {}, metadata(60));
    await fromInstanceMetadata({ host })();
    expect(asked.every(({ url }) => url.startsWith(`${origin}/`))).toBe(true);
  });

  it("is not asked where that is switched off", async () => {
    const { host, asked } = hostOf({ AWS_EC2_METADATA_DISABLED: "true" }, {}, metadata(60));
    expect(await messageOf(fromInstanceMetadata({ host }))).toContain("AWS_EC2_METADATA_DISABLED");
    expect(asked).toEqual([]);
  });

  it("is asked by version 1 only where that is wanted", async () => {
    const old = ({ method, url }: Asked): Reply =>
      method === "PUT"
        ? { status: 404 }
        : { status: 200, body: url.endsWith("/") ? "role" : given() };
    const { host, asked } = hostOf({}, {}, old);
    expect(await messageOf(fromInstanceMetadata({ host }))).toContain("IMDSv1 is not asked");
    expect(asked).toHaveLength(1);
    const wanted = { host, ec2MetadataV1Disabled: false };
    expect(await fromInstanceMetadata(wanted)()).toMatchObject(found);
    const { host: other } = hostOf({ AWS_EC2_METADATA_V1_DISABLED: "false" }, {}, old);
    expect(await fromInstanceMetadata({ host: other })()).toMatchObject(found);
  });

  it("that is not there costs a second", async () => {
    const { host, asked } = hostOf({}, {}, () => "silence");
    expect(await messageOf(fromInstanceMetadata({ host }))).toContain("ran out");
    expect(host.clock!.now()).toBe(start + 1000);
    expect(asked).toHaveLength(1);
  });

  it("that has expired ones gives them for seven and a half minutes more", async () => {
    const { host } = hostOf({}, {}, metadata(-5));
    expect(await fromInstanceMetadata({ host })()).toEqual({ ...found, expiration: at(7.5) });
  });

  it("that fails gives those that it gave before, for as long; and new ones when it has some", async () => {
    let isDown = false;
    const { host, pass } = hostOf({}, {}, (asked) =>
      isDown ? { status: 503 } : metadata(60)(asked),
    );
    const provider = fromInstanceMetadata({ host });
    await provider();
    isDown = true;
    pass(50 * 60_000);
    expect(await provider()).toEqual({ ...found, expiration: at(57.5) });
    isDown = false;
    expect(await provider()).toEqual({ ...found, expiration: at(60) });
  });

  it.each<[string, Reply, string]>([
    ["500", { status: 500 }, "answered 500"],
    ["no JSON", { status: 200, body: "<html>" }, "gave no JSON"],
    ["nothing of worth", { status: 200, body: "{}" }, "gave no AccessKeyId"],
  ])("that answers %s is told of", async (_, reply, message) => {
    const { host } = hostOf({}, {}, (asked) =>
      asked.url.includes("credentials/a") ? reply : metadata(60)(asked),
    );
    expect(await messageOf(fromInstanceMetadata({ host }))).toContain(message);
  });
});

const config = (text: string, more: Readonly<Record<string, string>> = {}) => ({
  "/home/me/.aws/config": text,
  ...more,
});

describe("a process", () => {
  const profile = config("[default]\ncredential_process = tool --for me\n");

  it("is a command of the shell's, as the profile has it", async () => {
    const { host, ran, output } = hostOf({}, profile);
    output.text = `{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"s3cret"}`;
    expect(await fromProcess({ host })()).toEqual({
      accessKeyId: "AKID",
      secretAccessKey: "s3cret",
    });
    expect(ran).toEqual([["tool --for me", undefined]]);
  });

  it("that fails is told of, but not what it wrote", async () => {
    const { host, output } = hostOf({}, profile);
    output.error = Object.assign(new Error("Command failed: tool\ns3cret"), {
      code: 7,
      stdout: "s3cret",
      stderr: "s3cret",
    });
    const error = await failureOf(fromProcess({ host }));
    expect(error.message).toBe("profile default: credential_process failed (7)");
    expect(inspect(error)).not.toContain("s3cret");
  });

  it.each([
    ["{", "gave no JSON"],
    [`{"AccessKeyId":"AKID","SecretAccessKey":"s3cret"}`, "another Version than 1"],
    [`{"Version":1,"AccessKeyId":"AKID"}`, "gave no SecretAccessKey"],
    [
      `{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s3cret","Expiration":"2029-12-31T00:00:00Z"}`,
      "have expired",
    ],
  ])("that prints %s is told of", async (text, message) => {
    const { host, output } = hostOf({}, profile);
    output.text = text;
    const error = await failureOf(fromProcess({ host }));
    expect(error.message).toContain(message);
    expect(inspect(error)).not.toContain("s3cret");
  });
});

const session = (expiresAt: Date, more: object = {}) =>
  config(
    "[profile work]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n" +
      "[sso-session s]\nsso_region = eu-central-1\nsso_start_url = https://x.awsapps.com/start\n",
    {
      [cacheFile]: JSON.stringify({
        accessToken: "acce55",
        expiresAt: expiresAt.toISOString(),
        ...more,
      }),
    },
  );
const cacheFile = `/home/me/.aws/sso/cache/${hashed("sha1", "s")}.json`;
const registered = { clientId: "c", clientSecret: "cs3cret", refreshToken: "r3fresh" };

describe("SSO", () => {
  const portal = (asked: Asked): Reply => {
    if (asked.url.includes("/token")) {
      const body = { accessToken: "n3w", expiresIn: 600, refreshToken: "r2" };
      return { status: 200, body: JSON.stringify(body) };
    }
    const roleCredentials = {
      accessKeyId: "AKID",
      secretAccessKey: "s3cret",
      sessionToken: "t0ken",
      expiration: +at(60),
    };
    return { status: 200, body: JSON.stringify({ roleCredentials }) };
  };

  it("asks the portal as who signed in, unsigned", async () => {
    const { host, asked } = hostOf({}, session(at(60)), portal);
    const provider = fromSSO({ host, profile: "work" });
    expect(await provider()).toEqual({ ...found, expiration: at(60) });
    expect(asked).toHaveLength(1);
    const [{ method, url, headers }] = asked as [Asked];
    expect([method, url]).toEqual([
      "GET",
      "https://portal.sso.eu-central-1.amazonaws.com/federation/credentials?account_id=1&role_name=r",
    ]);
    expect(headers["x-amz-sso_bearer_token"]).toBe("acce55");
    expect(headers).not.toHaveProperty("authorization");
  });

  it("renews a token about to expire once for all who ask, and keeps it", async () => {
    const { host, asked, written } = hostOf({}, session(at(4), registered), portal);
    const provider = fromSSO({ host, profile: "work" });
    await Promise.all([provider(), provider(), provider()]);
    const renewals = asked.filter(({ url }) => url.endsWith("/token"));
    expect(renewals).toHaveLength(1);
    expect(renewals[0]).toMatchObject({
      method: "POST",
      url: "https://oidc.eu-central-1.amazonaws.com/token",
    });
    expect(JSON.parse(renewals[0]!.body as string)).toEqual({
      ...registered,
      grantType: "refresh_token",
    });
    expect(JSON.parse(written.get(cacheFile)!)).toEqual({
      ...registered,
      accessToken: "n3w",
      refreshToken: "r2",
      expiresAt: at(10).toISOString(),
    });
    expect(asked.at(-1)!.headers["x-amz-sso_bearer_token"]).toBe("n3w");
  });

  it("takes a token that cannot be renewed until it has expired", async () => {
    const denied = (asked: Asked): Reply =>
      asked.url.endsWith("/token") ? { status: 400, body: "{}" } : portal(asked);
    const { host, pass } = hostOf({}, session(at(4), registered), denied);
    const provider = fromSSO({ host, profile: "work" });
    expect(await provider()).toMatchObject(found);
    pass(5 * 60_000);
    const error = await failureOf(provider);
    expect(error.message).toBe(
      "profile work: the sign-in has expired; run: aws sso login --profile work",
    );
    expect(inspect(error)).not.toMatch(/acce55|cs3cret|r3fresh/);
  });

  it("says what to do where nobody has signed in, or the portal refuses", async () => {
    const { [cacheFile]: _, ...unsigned }: Readonly<Record<string, string>> = session(at(60));
    const nobody = hostOf({}, unsigned, portal);
    expect(await messageOf(fromSSO({ ...nobody, profile: "work" }))).toBe(
      "profile work: nobody has signed in; run: aws sso login --profile work",
    );
    const { host } = hostOf({}, session(at(60)), () => ({
      status: 401,
      body: `{"__type":"UnauthorizedException","message":"Session token not found"}`,
    }));
    const error = await failureOf(fromSSO({ host, profile: "work" }));
    expect(error.message).toBe(
      "profile work: UnauthorizedException: Session token not found; run: aws sso login --profile work",
    );
    expect(inspect(error, { depth: 9 })).not.toContain("acce55");
  });
});

describe("a login", () => {
  const file = `/home/me/.aws/login/cache/${hashed("sha256", "me")}.json`;
  const login = (minutes: number) => {
    const accessToken = {
      ...{ accessKeyId: "AKID", secretAccessKey: "s3cret", sessionToken: "t0ken" },
      ...{ accountId: "1", expiresAt: at(minutes).toISOString() },
    };
    return config("[default]\nlogin_session = me\n", { [file]: JSON.stringify({ accessToken }) });
  };

  it("is what the CLI keeps, and what it exports where that is about to expire", async () => {
    const fresh = hostOf({}, login(6));
    expect(await fromLoginCredentials(fresh)()).toMatchObject({ ...found, accountId: "1" });
    expect(fresh.ran).toEqual([]);
    const stale = hostOf({}, login(4));
    stale.output.text = `{"Version":1,"AccessKeyId":"A2","SecretAccessKey":"s"}`;
    expect(await fromLoginCredentials(stale)()).toMatchObject({ accessKeyId: "A2" });
    expect(stale.ran).toEqual([
      ["aws", ["configure", "export-credentials", "--profile", "default", "--format", "process"]],
    ]);
  });

  it("says what to do where the CLI cannot help", async () => {
    const { host, output } = hostOf({}, login(-1));
    output.error = Object.assign(new Error("none"), { code: "ENOENT" });
    expect(await messageOf(fromLoginCredentials({ host }))).toBe(
      "profile default: aws configure export-credentials failed (ENOENT); " +
        "run: aws login --profile default",
    );
  });
});

const assumed = (id = "ROLE") =>
  `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>` +
  `<AssumedRoleUser><Arn>arn:aws:sts::42:assumed-role/r/s</Arn></AssumedRoleUser><Credentials>` +
  `<AccessKeyId>${id}</AccessKeyId><SecretAccessKey>a&amp;b&lt;c</SecretAccessKey>` +
  `<SessionToken>t</SessionToken><Expiration>2030-01-01T01:00:00Z</Expiration></Credentials>` +
  `</AssumeRoleResult></AssumeRoleResponse>`;

describe("a role", () => {
  const keys = "aws_access_key_id = BASE\naws_secret_access_key = s3cret\n";
  const role =
    "[default]\nrole_arn = arn:r\nsource_profile = base\nregion = cn-north-1\nexternal_id = e/1\n" +
    `duration_seconds = 1800\nmfa_serial = arn:mfa\n[profile base]\n${keys}`;
  const mfaCodeProvider = (serial: string) => Promise.resolve(`code of ${serial}`);

  it("is assumed as the profile says, with a code of who is asked", async () => {
    const { host, asked } = hostOf({}, config(role), () => ({ status: 200, body: assumed() }));
    expect(await fromIni({ host, mfaCodeProvider })()).toEqual({
      accessKeyId: "ROLE",
      secretAccessKey: "a&b<c",
      sessionToken: "t",
      expiration: at(60),
      accountId: "42",
    });
    const [{ url, headers, body }] = asked as [Asked];
    expect(url).toBe("https://sts.cn-north-1.amazonaws.com.cn/");
    expect(headers["authorization"]).toContain("Credential=BASE/20300101/cn-north-1/sts/");
    expect(Object.fromEntries(new URLSearchParams(body as string))).toEqual({
      Action: "AssumeRole",
      Version: "2011-06-15",
      RoleArn: "arn:r",
      RoleSessionName: `tinsmith-${start}`,
      ExternalId: "e/1",
      DurationSeconds: "1800",
      SerialNumber: "arn:mfa",
      TokenCode: "code of arn:mfa",
    });
  });

  it("that needs a code for which nobody is asked is told of", async () => {
    const { host } = hostOf({}, config(role));
    expect(await messageOf(fromIni({ host }))).toContain("set mfaCodeProvider");
  });

  it("is tried again while STS fails, and told of where it refuses", async () => {
    let left = 2;
    const { host, asked } = hostOf({}, config(role.replace("mfa_serial", "x")), () =>
      left-- > 0 ? { status: 503 } : { status: 200, body: assumed() },
    );
    expect(await fromIni({ host })()).toMatchObject({ accessKeyId: "ROLE" });
    expect(asked).toHaveLength(3);
    const refusing = hostOf({}, config(role.replace("mfa_serial", "x")), () => ({
      status: 403,
      body:
        "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>" +
        "<Message>You &lt;me&gt; may not</Message></Error></ErrorResponse>",
    }));
    const error = await failureOf(fromIni(refusing));
    expect(error.message).toBe("profile default: arn:r: AccessDenied: You <me> may not");
    expect(inspect(error, { depth: 9 })).not.toContain("s3cret");
  });

  it.each(["", "<html>", "{}", "<a></a>", assumed().replace(/<Secret.*Key>/, "")])(
    "that STS answers %j for is told of",
    async (body) => {
      const { host } = hostOf({}, config(role.replace("mfa_serial", "x")), () => ({
        status: 200,
        body,
      }));
      expect(await messageOf(fromIni({ host }))).toMatch(/^profile default: arn:r: /);
    },
  );

  it("is assumed by whoever is named, with all that STS takes", async () => {
    const { host, asked } = hostOf({}, {}, () => ({ status: 200, body: assumed() }));
    const provider = fromTemporaryCredentials({
      host,
      masterCredentials: () => Promise.resolve({ accessKeyId: "M", secretAccessKey: "s" }),
      clientConfig: { region: "us-west-2" },
      params: {
        RoleArn: "arn:r",
        RoleSessionName: "me",
        PolicyArns: [{ arn: "arn:p1" }, { arn: "arn:p2" }],
        Tags: [{ Key: "a b", Value: "c&d" }],
        TransitiveTagKeys: ["a b"],
      },
    });
    expect(await provider()).toMatchObject({ accessKeyId: "ROLE" });
    const [{ url, body }] = asked as [Asked];
    expect(url).toBe("https://sts.us-west-2.amazonaws.com/");
    expect(Object.fromEntries(new URLSearchParams(body as string))).toMatchObject({
      "PolicyArns.member.1.arn": "arn:p1",
      "PolicyArns.member.2.arn": "arn:p2",
      "Tags.member.1.Key": "a b",
      "Tags.member.1.Value": "c&d",
      "TransitiveTagKeys.member.1": "a b",
    });
  });

  it("is assumed by a token, unsigned, in the region of the client that asks", async () => {
    const answer = () => ({
      status: 200,
      body: assumed().replaceAll("AssumeRoleRes", "AssumeRoleWithWebIdentityRes"),
    });
    const env = { AWS_ROLE_ARN: "arn:w", AWS_WEB_IDENTITY_TOKEN_FILE: "/jwt" };
    const { host, asked } = hostOf(env, { "/jwt": "j.w.t\n" }, answer);
    const callerClientConfig = { region: () => Promise.resolve("eu-west-3") };
    await fromTokenFile({ host })({ callerClientConfig });
    await fromWebToken({ host, roleArn: "arn:x", webIdentityToken: "k" })();
    expect(asked.map(({ url }) => url)).toEqual([
      "https://sts.eu-west-3.amazonaws.com/",
      "https://sts.us-east-1.amazonaws.com/",
    ]);
    for (const { headers } of asked) expect(headers).not.toHaveProperty("authorization");
    const form = new URLSearchParams(asked[0]!.body as string);
    expect(form.get("WebIdentityToken")).toBe("j.w.t");
  });
});

describe("a chain", () => {
  it("tells of each source, in order, why it did not serve, and what to do", async () => {
    const { host } = hostOf({ AWS_EC2_METADATA_DISABLED: "true" });
    expect(await messageOf(fromNodeProviderChain({ host }))).toBe(
      [
        "No source has credentials:",
        "- environment: AWS_ACCESS_KEY_ID is not set",
        "- profile default: there is none in /home/me/.aws/config (ENOENT) and " +
          "/home/me/.aws/credentials (ENOENT)",
        "- web identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set",
        "- instance metadata: AWS_EC2_METADATA_DISABLED is set",
        "Run aws configure or aws sso login, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
      ].join("\n"),
    );
  });

  it("of one's own goes on as it should, and ends where a source was to serve", async () => {
    const env = { AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: "s3cret" };
    const { host } = hostOf(env);
    const none = fromIni({ host });
    expect(await createCredentialChain(none, fromEnv({ host }))()).toMatchObject({
      accessKeyId: "AKID",
    });
    const mine = new Error("mine");
    const failing = createCredentialChain(() => Promise.reject(mine), fromEnv({ host }));
    await expect(failing()).rejects.toBe(mine);
    const kept = createCredentialChain(fromEnv({ host })).expireAfter(300_000);
    expect((await kept()).expiration).toBeInstanceOf(Date);
    expect(() => kept.expireAfter(299_999)).toThrow(RangeError);
  });
});
