import { describe, expect, it, vi } from "vitest";
import { createClient } from "../../../../templates/runtime/call/client.js";
import {
  call,
  client,
  clock,
  credentials,
  doThing,
  errorOf,
  headersOf,
  sent,
  service,
  type ClientConfig,
} from "./harness.js";

describe("createClient", () => {
  const lookedAt = () => {
    throw new Error("looked at");
  };
  it.each<[string, () => unknown]>([
    ["undefined", () => undefined],
    ["null", () => null],
    ["5", () => 5],
    ["a string", () => "nonsense"],
    ["an array", () => []],
    ["empty", () => ({})],
    ["one that cannot be looked at", () => new Proxy({}, { get: lookedAt, ownKeys: lookedAt })],
  ])(
    "of a config that is %s does not throw; the first call has a ConfigError",
    async (_what, make) => {
      const config = make();
      vi.stubEnv("AWS_REGION", undefined);
      vi.stubEnv("AWS_DEFAULT_REGION", undefined);
      const made = createClient(service, config as ClientConfig);
      const result = made.call(doThing, { Id: "a" });
      expect(await result).toMatchObject({
        ok: false,
        error: { name: "ConfigError", attempts: 0 },
        metadata: { attempts: 0 },
      });
    },
  );

  it("shows neither credentials nor config", () => {
    const made = client();
    expect(Object.keys(made).sort()).toEqual(["call", "service"]);
    expect(JSON.stringify(made)).not.toContain("SECRET");
  });
});

describe("the config", () => {
  it("takes the region from the environment", async () => {
    vi.stubEnv("AWS_DEFAULT_REGION", "us-west-2");
    vi.stubEnv("AWS_REGION", undefined);
    await call({ region: undefined });
    vi.stubEnv("AWS_REGION", "us-east-1");
    await call({ region: undefined });
    expect(sent.map(({ url }) => url)).toEqual([
      "https://thing.us-west-2.amazonaws.com/",
      "https://thing.us-east-1.amazonaws.com/",
    ]);
  });

  it("chooses the endpoint", async () => {
    await call({ useFips: true, useDualStack: true });
    await call({ endpoint: "http://localhost:8080" });
    await call({ endpoint: "http://[::1]:8080/a/~b/" });
    expect(sent.map(({ url }) => url)).toEqual([
      "https://thing-fips.eu-west-1.api.aws/",
      "http://localhost:8080/",
      "http://[::1]:8080/a/~b/",
    ]);
  });

  it.each<ClientConfig>([
    { region: "evil.com/x" },
    { region: "a b" },
    { region: "" },
    { region: "@evil" },
    { region: "eu-west-1\n" },
    { region: "", endpoint: "http://localhost" },
    { endpoint: "" },
    { endpoint: "localhost:8080" },
    { endpoint: "ftp://localhost" },
    { endpoint: "https://user:password@localhost" },
    { endpoint: "https://localhost?a=b" },
    { endpoint: "https://localhost/#a" },
    { endpoint: "https://local host" },
    { endpoint: "https://localhost/../a" },
    { endpoint: "https://localhost\n" },
    { endpoint: "https://localhost", useFips: true },
  ])("%j is a ConfigError", async (config) => {
    const error = await errorOf(call(config));
    expect(error).toMatchObject({ name: "ConfigError", attempts: 0 });
    expect(error.message).toMatch(/region|endpoint/i);
    expect(error.message).not.toContain("password");
    expect(sent).toEqual([]);
  });
});

describe("credentials", () => {
  it("come from the environment", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "ENV");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "S");
    vi.stubEnv("AWS_SESSION_TOKEN", "T");
    await call({ credentials: undefined });
    expect(headersOf()).toMatchObject({ "x-amz-security-token": "T" });
    expect(headersOf()["authorization"]).toContain("Credential=ENV/");
  });

  it.each<[string, unknown]>([
    ["nothing", async () => undefined],
    ["null", async () => null],
    ["an empty object", {}],
    ["no secret", { accessKeyId: "a" }],
    ["a string", "AKID:SECRET"],
    ["a failure", () => Promise.reject(new Error("no metadata service"))],
    ["a failure without an error", () => Promise.reject(undefined)],
    [
      "a sudden failure",
      () => {
        throw new Error("sudden");
      },
    ],
  ])("that are %s are a CredentialsError", async (_what, given) => {
    const error = await errorOf(call({ credentials: given as never }));
    expect(error).toMatchObject({ name: "CredentialsError", attempts: 0 });
    expect(sent).toEqual([]);
  });

  it("that fail tell why, and are asked for again", async () => {
    const cause = new Error("no metadata service");
    const provider = vi.fn().mockRejectedValueOnce(cause).mockResolvedValue(credentials);
    const made = client({ credentials: provider });
    const error = await errorOf(made.call(doThing, { Id: "a" }));
    expect(error).toMatchObject({ message: "no metadata service", cause });
    expect((await made.call(doThing, { Id: "a" })).ok).toBe(true);
  });

  it("that fail are an error of its own for each of the calls that wait for them (row 15)", async () => {
    const cause = new Error("no metadata service");
    const made = client({ credentials: () => Promise.reject(cause) });
    const calls = [1, 2, 3].map(() => errorOf(made.call(doThing, { Id: "a" })));
    const errors = await Promise.all(calls);
    expect(new Set(errors).size).toBe(3);
    for (const error of errors) expect(error).toMatchObject({ cause, attempts: 0 });
  });

  it("are asked for once by concurrent calls, and again when they are about to expire", async () => {
    const provider = vi.fn(() =>
      Promise.resolve({ ...credentials, expiration: new Date(clock.time + 600_000) }),
    );
    const made = client({ credentials: provider });
    const calls = () => Promise.all([1, 2, 3].map(() => made.call(doThing, { Id: "a" })));
    await calls();
    await clock.turn(299_999);
    await calls();
    expect(provider).toHaveBeenCalledTimes(1);
    await clock.turn(1);
    expect((await calls()).map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(provider).toHaveBeenCalledTimes(2);
  });

  it("without an expiration are kept", async () => {
    const provider = vi.fn().mockResolvedValue(credentials);
    const made = client({ credentials: provider });
    for (let i = 0; i < 3; i++) {
      await made.call(doThing, { Id: "a" });
      await clock.turn(1e9);
    }
    expect(provider).toHaveBeenCalledTimes(1);
  });
});
