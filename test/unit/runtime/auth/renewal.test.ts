import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { apiKeyIdentity } from "../../../../templates/runtime/auth/apiKeyAuth.js";
import { identitySource, type AuthIdentity } from "../../../../templates/runtime/auth/auth.js";
import { basicAuth } from "../../../../templates/runtime/auth/basicAuth.js";
import { bearerAuth } from "../../../../templates/runtime/auth/bearerAuth.js";
import { identityBy, noAuth } from "../../../../templates/runtime/auth/schemes.js";
import { sigv4Auth } from "../../../../templates/runtime/auth/sigv4Auth.js";
import { createClient } from "../../../../templates/runtime/call/client.js";
import type { Ending } from "../../../../templates/runtime/contract/ending.js";

const start = Date.UTC(2026, 0, 2, 3, 4, 5);
const minute = 60_000;

let time: number;
const clock = { now: () => time, after: () => () => {} };

/** Credentials that last so long from now on. */
const lasting = (ms: number, accessKeyId = "AKID") => ({
  accessKeyId,
  secretAccessKey: "s3cret",
  expiration: new Date(time + ms),
});
type Given = ReturnType<typeof lasting>;

/** A provider that is answered by hand, and what it was asked for. */
function handProvider() {
  const asked: { give: (of: Given) => void; fail: (cause: unknown) => void }[] = [];
  const provider = vi.fn(
    (_options?: object) =>
      new Promise<Given>((give, fail) => {
        asked.push({ give, fail });
      }),
  );
  return { asked, provider };
}

const source = (credentials: unknown) => {
  const find = identitySource({ credentials: credentials as AuthIdentity, clock });
  return (ending?: Ending, rejected?: AuthIdentity) => find(undefined, ending, rejected);
};

const message = async (identity: Promise<unknown>): Promise<string> => {
  const error = (await identity.catch((thrown: unknown) => thrown)) as Error;
  expect(error).toMatchObject({ name: "CredentialsError" });
  expect(inspect(error)).not.toMatch(/s3cret|t0ken/);
  return error.message;
};

/** When nothing is left to do. */
const quiet = () => new Promise<void>((resolve) => setImmediate(resolve));

const unhandled = vi.fn();
beforeEach(() => {
  time = start;
  process.on("unhandledRejection", unhandled);
  for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]) {
    vi.stubEnv(name, undefined);
  }
});
afterEach(async () => {
  await quiet();
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  unhandled.mockReset();
  vi.unstubAllEnvs();
});

describe("row 4: a provider that does not settle", () => {
  it("is asked again once the attempt that waits for it has ended", async () => {
    const { asked, provider } = handProvider();
    const find = source(provider);
    const ending: Ending = {};
    const first = find(ending);
    const beside = find({});
    await quiet();
    expect(provider).toHaveBeenCalledTimes(1);

    ending.abort?.(new Error("attemptTimeoutMs ran out"));
    const second = find({});
    const third = find({});
    expect(provider).toHaveBeenCalledTimes(2);
    const given = lasting(60 * minute);
    asked[1]!.give(given);
    expect(await second).toBe(given);
    expect(await third).toBe(given);

    // Those that still wait have what comes late; it does not take the place of what was asked for later.
    const late = lasting(60 * minute, "LATE");
    asked[0]!.give(late);
    expect(await first).toBe(late);
    expect(await beside).toBe(late);
    expect(await find()).toBe(given);
    expect(provider).toHaveBeenCalledTimes(2);
  });

  it("is asked again under every scheme", async () => {
    const token = vi.fn(() => new Promise<never>(() => {}));
    const find = identityBy([bearerAuth], { token, clock } as object);
    const ending: Ending = {};
    void find(undefined, ending);
    await quiet();
    ending.abort?.(new Error("attemptTimeoutMs ran out"));
    void find();
    await quiet();
    expect(token).toHaveBeenCalledTimes(2);
  });

  it("may fail late", async () => {
    const { asked, provider } = handProvider();
    const find = source(provider);
    const ending: Ending = {};
    const first = find(ending);
    ending.abort?.(new Error("timeoutMs ran out"));
    const second = find();
    const given = lasting(60 * minute);
    asked[1]!.give(given);
    await second;
    asked[0]!.fail(new Error("late"));
    expect(await message(first)).toBe("late");
    expect(await find()).toBe(given);
    expect(provider).toHaveBeenCalledTimes(2);
  });

  it("costs nothing while the old ones work", async () => {
    const { asked, provider } = handProvider();
    const find = source(provider);
    const first = find();
    const old = lasting(10 * minute);
    asked[0]!.give(old);
    await first;
    time += 5 * minute;
    const ending: Ending = {};
    expect(await find(ending)).toBe(old);
    expect(ending).toEqual({});
    expect(provider).toHaveBeenCalledTimes(2);

    // Then it is waited for, by whom it may be given up.
    time += 5 * minute;
    const waiting = find(ending);
    await quiet();
    const asking = provider.mock.calls.length;
    ending.abort?.(new Error("attemptTimeoutMs ran out"));
    const next = find();
    expect(provider).toHaveBeenCalledTimes(asking + 1);
    const given = lasting(10 * minute);
    for (const { give } of asked) give(given);
    expect(await Promise.all([waiting, next])).toEqual([given, given]);
  });
});

describe("row 5: a provider that fails while the old ones work", () => {
  it("does not show until they expire, and is asked once a minute", async () => {
    const provider = vi.fn<() => Promise<Given>>();
    const old = lasting(10 * minute);
    provider.mockResolvedValueOnce(old).mockRejectedValue(new Error("Down"));
    const find = source(provider);
    await find();
    const asked: number[] = [];
    for (const seconds of [299, 300, 310, 359, 360, 419, 420, 540, 599]) {
      time = start + seconds * 1000;
      expect(await Promise.all([find(), find()])).toEqual([old, old]);
      await quiet();
      asked.push(provider.mock.calls.length);
    }
    expect(asked).toEqual([1, 2, 2, 2, 3, 3, 4, 5, 5]);

    time = start + 10 * minute;
    expect(await message(find())).toBe("Down");
    expect(await message(find())).toBe("Down");
    expect(provider).toHaveBeenCalledTimes(7);
    provider.mockResolvedValue(lasting(minute, "NEW"));
    expect(await find()).toMatchObject({ accessKeyId: "NEW" });
  });

  it.each([
    ["nothing", undefined],
    ["no time", { accessKeyId: "NEW", secretAccessKey: "S", expiration: new Date(NaN) }],
  ])("is one that gives %s, too", async (_what, wrong) => {
    const provider = vi.fn<() => Promise<Given>>();
    const old = lasting(4 * minute);
    provider.mockResolvedValueOnce(old).mockResolvedValue(wrong as never);
    const find = source(provider);
    await find();
    time += 2 * minute;
    expect(await find()).toBe(old);
    await quiet();
    expect(provider).toHaveBeenCalledTimes(2);
    expect(await find()).toBe(old);
    time += 2 * minute;
    await message(find());
  });

  it("once has given others, these serve", async () => {
    const provider = vi.fn(() => Promise.resolve(lasting(10 * minute)));
    const find = source(provider);
    const old = await find();
    time += 5 * minute;
    expect(await find()).toBe(old);
    await quiet();
    const young = await find();
    expect(young).not.toBe(old);
    time += 5 * minute - 1;
    expect(await find()).toBe(young);
    expect(provider).toHaveBeenCalledTimes(2);
  });

  it("is not asked at every call for credentials that last less than five minutes", async () => {
    const provider = vi.fn(() => Promise.resolve(lasting(3 * minute)));
    const find = source(provider);
    for (const seconds of [0, 1, 59]) {
      time = start + seconds * 1000;
      await find();
      expect(provider).toHaveBeenCalledTimes(1);
    }
    time = start + minute;
    await find();
    expect(provider).toHaveBeenCalledTimes(2);
  });
});

describe("row 6: credentials that the service took for expired", () => {
  it("are asked for anew, once for all that had them", async () => {
    const { asked, provider } = handProvider();
    const find = source(provider);
    const first = find();
    asked[0]!.give(lasting(60 * minute));
    const old = await first;
    const renewed = [find({}, old), find({}, old), find({})];
    expect(provider).toHaveBeenCalledTimes(2);
    const given = lasting(60 * minute, "NEW");
    asked[1]!.give(given);
    for (const each of renewed) expect(await each).toBe(given);
    // One that comes late has the new ones.
    expect(await find({}, old)).toBe(given);
    expect(provider).toHaveBeenCalledTimes(2);
    // Providers of AWS SDK v3 keep what they gave, unless they are told.
    expect(provider.mock.calls).toMatchObject([[{}], [{ forceRefresh: true }]]);
    expect(provider.mock.calls[0]).not.toMatchObject([{ forceRefresh: true }]);
  });

  it("are not taken back by older ones that come late", async () => {
    const { asked, provider } = handProvider();
    const find = source(provider);
    const ending: Ending = {};
    const late = find(ending);
    // The attempt is over, and the next call asks again.
    ending.abort?.(undefined);
    const next = find();
    const given = lasting(60 * minute, "NEW");
    asked[1]!.give(given);
    expect(await next).toBe(given);
    asked[0]!.give(lasting(60 * minute, "OLD"));
    await late;
    expect(await find()).toBe(given);
  });

  it("are asked for with the settings of the client", async () => {
    const provider = vi.fn((_options?: object) => Promise.resolve(lasting(60 * minute)));
    await source(provider)();
    expect(provider.mock.calls).toMatchObject([
      [{ callerClientConfig: { credentials: provider } }],
    ]);
  });

  it("do not come back where there are no others", async () => {
    const provider = vi.fn<() => Promise<Given>>();
    provider.mockResolvedValueOnce(lasting(60 * minute)).mockRejectedValue(new Error("Down"));
    const find = source(provider);
    const old = await find();
    expect(await message(find({}, old))).toBe("Down");
    expect(await message(find())).toBe("Down");
  });

  it("are given again where they are all there are", async () => {
    const fixed = { accessKeyId: "AKID", secretAccessKey: "s3cret" };
    const find = source(fixed);
    expect(await find()).toBe(fixed);
    expect(await find({}, fixed)).toBe(fixed);
  });

  it("are known as such under every scheme", async () => {
    const schemes = [
      [bearerAuth, { token: { token: "abc" } }],
      [basicAuth, { login: { username: "me", password: "s3cret" } }],
      [sigv4Auth, { credentials: { accessKeyId: "AKID", secretAccessKey: "s3cret" } }],
      [noAuth, {}],
    ] as const;
    for (const [scheme, config] of schemes) {
      const find = identityBy([scheme], { ...config, clock });
      const identity = await find();
      expect(await find(undefined, {}, identity)).toBe(identity);
    }
    const token = vi.fn(() => Promise.resolve({ token: "abc" }));
    const find = identityBy([bearerAuth], { token, clock } as object);
    const identity = await find();
    expect(await find(undefined, {}, identity)).not.toBe(identity);
    expect(token).toHaveBeenCalledTimes(2);
  });
});

describe("row 7: an expiration", () => {
  const expiring = (expiration: unknown) => {
    const provider = vi.fn(() =>
      Promise.resolve({ accessKeyId: "AKID", secretAccessKey: "s3cret", expiration }),
    );
    return { provider, find: source(provider) };
  };
  const end = start + 60 * minute;

  it.each([
    ["a Date", new Date(end)],
    ["ISO text", new Date(end).toISOString()],
    ["ISO text of another zone", "2026-01-02T05:04:05+01:00"],
    ["seconds", end / 1000],
    ["milliseconds", end],
  ])("is read from %s", async (_what, expiration) => {
    const { provider, find } = expiring(expiration);
    await find();
    time = end - 5 * minute - 1;
    await find();
    expect(provider).toHaveBeenCalledTimes(1);
    time += 1;
    await find();
    expect(provider).toHaveBeenCalledTimes(2);
    await quiet();
    time = end - 1;
    await find();
    expect(provider.mock.calls.length).toBeLessThanOrEqual(3);
  });

  it.each([undefined, null])("that is %s is none", async (expiration) => {
    const { provider, find } = expiring(expiration);
    await find();
    time = Date.UTC(9999);
    await find();
    expect(provider).toHaveBeenCalledTimes(1);
  });

  it.each([new Date(NaN), "soon", "", NaN, Infinity, {}, "t0ken"])(
    "that is %j is an error",
    async (expiration) => {
      const { find } = expiring(expiration);
      expect(await message(find())).toBe("The expiration is not a time");
    },
  );

  it("that is past lets them be tried, and others be asked for", async () => {
    const { provider, find } = expiring(new Date(0));
    for (const count of [1, 2]) {
      await find();
      expect(provider).toHaveBeenCalledTimes(count);
    }
  });
});

describe("what is given", () => {
  const good = { accessKeyId: "AKID", secretAccessKey: "s3cret" };
  const advice = ": set credentials, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

  it.each<[unknown, string]>([
    [undefined, "accessKeyId"],
    [null, "accessKeyId"],
    [5, "accessKeyId"],
    ["AKID:s3cret", "accessKeyId"],
    [{}, "accessKeyId"],
    [{ ...good, accessKeyId: "" }, "accessKeyId"],
    [{ ...good, accessKeyId: 5 }, "accessKeyId"],
    [{ ...good, accessKeyId: "AKID\n" }, "accessKeyId"],
    [{ ...good, accessKeyId: "日本" }, "accessKeyId"],
    [{ accessKeyId: "AKID" }, "secretAccessKey"],
    [{ ...good, secretAccessKey: ["s3cret"] }, "secretAccessKey"],
    [{ ...good, secretAccessKey: "s3cret\r\n" }, "secretAccessKey"],
    [{ ...good, sessionToken: "t0ken\nx-evil: 1" }, "sessionToken"],
    [{ ...good, sessionToken: { toString: () => "t0ken" } }, "sessionToken"],
    [{ ...good, sessionToken: "t0ken\0" }, "sessionToken"],
  ])("as %j is one clear error", async (given, name) => {
    expect(await message(source(() => Promise.resolve(given))())).toBe(
      `No usable ${name}${advice}`,
    );
    if (given != null) expect(await message(source(given)())).toBe(`No usable ${name}${advice}`);
  });

  it.each(["", undefined, null])("may have a token that is %j", async (sessionToken) => {
    const given = { ...good, sessionToken };
    expect(await source(given)()).toBe(given);
  });

  it("is what was thrown, as the cause of a failure that is not another call's", async () => {
    const causes = [
      new Error("no metadata service"),
      Object.assign(new Error("Rate exceeded"), { name: "ThrottlingException", attempts: 3 }),
      "text",
      undefined,
      null,
    ];
    for (const cause of causes) {
      const find = source(() => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- as callers may
        throw cause;
      });
      const error = (await find().catch((thrown: unknown) => thrown)) as Error;
      expect(error).toMatchObject({ name: "CredentialsError", cause });
      expect(error.message).toBe(String((cause as Error | undefined)?.message ?? cause));
      expect(error).not.toBe(cause);
    }
  });

  it.each([
    [{}, "AWS_ACCESS_KEY_ID"],
    [{ AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "s3cret" }, "AWS_ACCESS_KEY_ID"],
    [{ AWS_ACCESS_KEY_ID: "AKID" }, "AWS_SECRET_ACCESS_KEY"],
    [{ AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: "" }, "AWS_SECRET_ACCESS_KEY"],
  ])("by the environment as %j is one clear error", async (variables, name) => {
    for (const [variable, value] of Object.entries(variables)) vi.stubEnv(variable, value);
    const lines = (await message(source(undefined)())).split("\n");
    expect(lines[0]).toBe("No source has credentials:");
    expect(lines[1]).toBe(`- environment: ${name} is not set`);
    expect(lines.at(-1)).toContain("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  });

  it("by the environment is read when it is needed, and again where it was not enough", async () => {
    const find = source(undefined);
    await message(find());
    vi.stubEnv("AWS_ACCESS_KEY_ID", "ENV");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "s3cret");
    vi.stubEnv("AWS_SESSION_TOKEN", "");
    const given = await find();
    expect(given).toMatchObject({ accessKeyId: "ENV", secretAccessKey: "s3cret" });
    vi.stubEnv("AWS_ACCESS_KEY_ID", "NEW");
    expect(await find()).toBe(given);
    expect(await find({}, given)).toMatchObject({ accessKeyId: "NEW" });
  });

  it.each([
    [bearerAuth, { token: { token: "" } }, "The token is empty, or not plain ASCII"],
    [bearerAuth, { token: { token: "t0ken\n" } }, "The token is empty, or not plain ASCII"],
    [bearerAuth, { token: () => Promise.resolve() }, "The token is empty, or not plain ASCII"],
    [basicAuth, { login: { username: "" } }, "The username is empty, or has a colon"],
    [basicAuth, { login: { username: "a:b" } }, "The username is empty, or has a colon"],
    [basicAuth, { login: { username: 5 } }, "The username is empty, or has a colon"],
    [basicAuth, { login: { username: "a" } }, "The password is not text"],
    [sigv4Auth, { credentials: {} }, `No usable accessKeyId${advice}`],
  ] as const)("under another scheme is checked as well", async (scheme, config, expected) => {
    expect(await message(identityBy([scheme], { ...config, clock })())).toBe(expected);
  });

  it.each(["", "t0ken\n", 5])("as the API key %j is one clear error", async (apiKey) => {
    const config = { apiKey: { apiKey: apiKey as string }, clock };
    const find = apiKeyIdentity(config, { in: "header", name: "x-api-key" })!;
    expect(await message(find())).toBe("The API key is empty, or not plain ASCII");
  });
});

it("shows no secret of a client that has been used", async () => {
  const provider = vi.fn(() => Promise.resolve(lasting(60 * minute)));
  const service = {
    id: "Thing",
    signingName: "thing",
    resolveEndpoint: () => ({ url: "https://h.example" }),
    write: () => ({ method: "POST", path: "/", headers: {}, body: "" }),
    read: () => ({}),
  };
  const client = createClient(service as never, {
    credentials: provider,
    region: "eu-west-1",
    fetch: () => Promise.resolve(new Response()),
  });
  expect(await client.call({ errors: {} } as never, {})).toMatchObject({ ok: true });
  expect(provider).toHaveBeenCalled();
  expect(inspect(client, { depth: Infinity, showHidden: true })).not.toMatch(/s3cret|AKID/);
  expect(JSON.stringify(client)).not.toMatch(/s3cret|AKID/);
});
