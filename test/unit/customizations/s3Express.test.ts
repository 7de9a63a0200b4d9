import { beforeEach, describe, expect, it, vi } from "vitest";
import { join, resolve } from "node:path";
import { importModules } from "../../support/bundle.js";
import { generateFrom } from "../../support/generate.js";
import { goldenClient, type SentRequest } from "../../support/goldenClient.js";

const Bucket = "mine--use1-az4--x-s3";
const host = `https://${Bucket}.s3express.eu-west-1.amazonaws.com`;
const start = Date.UTC(2026, 10, 28, 12);

const isSession = ({ url }: SentRequest) => url.endsWith("/?session");
const headersOf = (request: SentRequest | undefined) => new Headers(request?.init.headers);

/** What `CreateSession` answers. */
function session(id: string, expires: number | string, headers = {}): Response {
  const text = (name: string, value: string) => `<${name}>${value}</${name}>`;
  return new Response(
    text(
      "CreateSessionResult",
      text(
        "Credentials",
        text("SessionToken", `TOKEN-${id}`) +
          text("SecretAccessKey", "SESSIONSECRET") +
          text("AccessKeyId", `SESSION-${id}`) +
          text(
            "Expiration",
            typeof expires === "string" ? expires : new Date(expires).toISOString(),
          ),
      ),
    ),
    { headers },
  );
}

describe("a request to a directory bucket", async () => {
  const call = await goldenClient("customization-s3-express");
  let now: number;
  let created: number;
  let sent: SentRequest[];
  /** Whether the next session is refused, or hangs until it is let go. */
  let refused: Response | undefined;
  let held: Promise<void> | undefined;
  let config: object;

  beforeEach(() => {
    now = start;
    created = 0;
    sent = [];
    refused = undefined;
    held = undefined;
    vi.stubEnv("AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", undefined);
    config = {
      maxAttempts: 1,
      // Sessions are of these.
      credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET", sessionToken: "OWN" },
      clock: { now: () => now, after: () => () => {} },
      async fetch(url: string, init: SentRequest["init"]) {
        const request = { url, init };
        sent.push(request);
        if (!isSession(request)) return new Response("");
        const id = ++created;
        const answer = refused ?? session(`${id}`, now + 300_000);
        await held;
        return answer;
      },
    };
  });
  const head = async (more = {}, bucket = Bucket) =>
    (await call("headBucket", { Bucket: bucket }, { ...config, ...more })).result;
  const last = () => headersOf(sent.findLast((request) => !isSession(request)));
  const token = () => last().get("x-amz-s3session-token");

  it("is signed by a session, which is asked for first, with the caller's credentials", async () => {
    expect(await head()).toMatchObject({ ok: true });
    expect(sent.map(({ url, init }) => `${init.method} ${url}`)).toEqual([
      `GET ${host}/?session`,
      `HEAD ${host}/`,
    ]);
    const [first, second] = sent.map(headersOf);
    expect(first?.get("authorization")).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKID\/20261128\/eu-west-1\/s3express\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token, /,
    );
    expect(first?.get("x-amz-security-token")).toBe("OWN");
    expect(first?.has("x-amz-s3session-token")).toBe(false);
    expect(second?.get("authorization")).toMatch(
      /^AWS4-HMAC-SHA256 Credential=SESSION-1\/20261128\/eu-west-1\/s3express\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-s3session-token, /,
    );
    expect(second?.get("x-amz-s3session-token")).toBe("TOKEN-1");
    expect(second?.has("x-amz-security-token")).toBe(false);
  });

  it("shares its session with others at the same time and later, of the same bucket", async () => {
    await Promise.all([head(), head(), head()]);
    await head();
    expect(created).toBe(1);
    await head({}, "other--use1-az4--x-s3");
    expect(created).toBe(2);
    expect(token()).toBe("TOKEN-2");
    await head();
    expect(created).toBe(2);
    expect(token()).toBe("TOKEN-1");
  });

  it("has a session of its own where its credentials are others", async () => {
    await head();
    await head({ credentials: { accessKeyId: "OTHER", secretAccessKey: "SECRET" } });
    expect(created).toBe(2);
  });

  it("has another session once the last minute of the one has begun, and goes on meanwhile", async () => {
    await head();
    now += 239_000;
    await head();
    expect(created).toBe(1);
    now += 2_000;
    let letGo = () => {};
    held = new Promise((resolve) => (letGo = resolve));
    await head();
    await head();
    expect(created).toBe(2);
    expect(token()).toBe("TOKEN-1");
    letGo();
    await vi.waitFor(async () => {
      await head();
      expect(token()).toBe("TOKEN-2");
    });
    expect(created).toBe(2);
  });

  it("goes on where another session is refused, until the one has ended", async () => {
    await head();
    now += 290_000;
    refused = new Response("<Error><Code>SlowDown</Code></Error>", { status: 503 });
    expect(await head()).toMatchObject({ ok: true });
    expect(token()).toBe("TOKEN-1");
    now += 11_000;
    expect(await head()).toMatchObject({ ok: false, error: { name: "CredentialsError" } });
    refused = undefined;
    expect(await head()).toMatchObject({ ok: true });
  });

  it("knows by the service's clock when a session ends", async () => {
    const behind = 3600_000;
    const date = new Date(start + behind).toUTCString();
    const answers = [session("A", start + behind + 300_000, { date }), new Response("")];
    const fetch = (url: string, init: SentRequest["init"]) => {
      sent.push({ url, init });
      return Promise.resolve(isSession({ url, init }) ? answers[0]!.clone() : answers[1]!.clone());
    };
    await head({ fetch });
    now += 241_000;
    await head({ fetch });
    await vi.waitFor(() => expect(sent.filter(isSession)).toHaveLength(2));
  });

  it.each([
    [
      new Response("<Error><Code>NoSuchBucket</Code><Message>It is not.</Message></Error>", {
        status: 404,
      }),
      { name: "UnmodeledServiceError", code: "NoSuchBucket" },
      "CreateSession: It is not.",
    ],
    [
      new Response("<CreateSessionResult><Credentials/></CreateSessionResult>"),
      { name: "ResponseError" },
      "CreateSession: Expected ",
    ],
    [session("A", "soon"), { name: "ResponseError" }, "CreateSession: Expected "],
    [new Response("gone"), { name: "ResponseError" }, "CreateSession: Expected XML"],
  ])("fails without a session, and says why", async (answer, cause, message) => {
    refused = answer;
    const result = await head({ maxAttempts: 2 });
    expect(result).toMatchObject({
      ok: false,
      error: { name: "CredentialsError", operation: "HeadBucket", attempts: 0, cause },
    });
    expect(result.error?.message).toMatch(message);
    expect(created).toBe(1);
    expect(sent.every(isSession)).toBe(true);
  });

  it.each<[object, string | undefined, number]>([
    [{ disableS3ExpressSessionAuth: true }, undefined, 0],
    [{}, "true", 0],
    [{ disableS3ExpressSessionAuth: false }, "true", 1],
    [{}, "false", 1],
  ])("with %j and %j in the environment takes %i sessions", async (more, variable, sessions) => {
    vi.stubEnv("AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", variable);
    expect(await head(more)).toMatchObject({ ok: true });
    expect(created).toBe(sessions);
    const expected = sessions ? "SESSION-1" : "AKID";
    expect(last().get("authorization")).toMatch(`=${expected}/`);
  });

  it("is none where the bucket is another", async () => {
    await head({}, "mine");
    expect(sent.map(({ url }) => url)).toEqual(["https://mine.s3.eu-west-1.amazonaws.com/"]);
  });
});

it("is what commands share as well", async () => {
  type Create = new (of: object) => { send(command: object): Promise<object> };
  const golden = resolve(import.meta.dirname, "../../golden");
  const { files } = await generateFrom(join(golden, "customization-s3-express/model.json"));
  const { smithy = {} } = (await importModules(files!, ["smithy"])) as {
    readonly smithy?: Record<string, Create>;
  };
  const sent: SentRequest[] = [];
  const client = new smithy["ExampleClient"]!({
    region: "eu-west-1",
    credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET", sessionToken: "OWN" },
    fetch(url: string, init: SentRequest["init"]) {
      sent.push({ url, init });
      const answer = isSession({ url, init }) ? session("1", Date.now() + 300_000) : undefined;
      return Promise.resolve(answer ?? new Response(""));
    },
  });
  for (let n = 0; n < 2; n++) await client.send(new smithy["HeadBucketCommand"]!({ Bucket }));
  expect(sent.map(({ url }) => url)).toEqual([`${host}/?session`, `${host}/`, `${host}/`]);
  for (const headers of sent.slice(1).map(headersOf)) {
    expect(headers.get("authorization")).toMatch(
      /Credential=SESSION-1\/.*;x-amz-s3session-token, /,
    );
    expect(headers.get("x-amz-s3session-token")).toBe("TOKEN-1");
    expect(headers.has("x-amz-security-token")).toBe(false);
  }
});
