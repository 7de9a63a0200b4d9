import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  accountId,
  accountIdEndpointMode,
  type AccountIdEndpointMode,
} from "../../../../templates/runtime/endpoints/accountId.js";

beforeEach(() => {
  vi.stubEnv("AWS_ACCOUNT_ID", undefined);
  vi.stubEnv("AWS_ACCOUNT_ID_ENDPOINT_MODE", undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const credentials = {};
const of = (id: string | undefined) => () => Promise.resolve({ accountId: id });

describe("accountIdEndpointMode", () => {
  it.each([
    [undefined, undefined, "preferred"],
    [undefined, "", "preferred"],
    [undefined, "required", "required"],
    ["disabled", "required", "disabled"],
    ["preferred", "disabled", "preferred"],
  ])("is, of the setting %j and the environment's %j, %s", (setting, variable, expected) => {
    vi.stubEnv("AWS_ACCOUNT_ID_ENDPOINT_MODE", variable);
    const config = { accountIdEndpointMode: setting as AccountIdEndpointMode | undefined };
    expect(accountIdEndpointMode(config)).toBe(expected);
  });

  it.each(["", "Preferred", "disabled ", "not required", "disabled\n", 5])(
    "%j is a ConfigError",
    async (setting) => {
      const config = { accountIdEndpointMode: setting as AccountIdEndpointMode };
      const expected = expect.objectContaining({
        name: "ConfigError",
        message: "accountIdEndpointMode has to be preferred, required or disabled",
      }) as Error;
      expect(() => accountIdEndpointMode(config)).toThrow(expected);
      await expect(accountId(config, of("1"))).rejects.toThrow(expected);
    },
  );

  it("of the environment that is none is a ConfigError", () => {
    vi.stubEnv("AWS_ACCOUNT_ID_ENDPOINT_MODE", "never");
    expect(() => accountIdEndpointMode({})).toThrow("accountIdEndpointMode has to be");
  });
});

describe("accountId", () => {
  it("is what the credentials tell", async () => {
    vi.stubEnv("AWS_ACCOUNT_ID", "2");
    expect(await accountId({ credentials }, of("1"))).toBe("1");
    expect(await accountId({}, of("1"))).toBe("1");
    expect(await accountId({ accountIdEndpointMode: "required" }, of("1"))).toBe("1");
  });

  it("is the environment's, if the credentials are", async () => {
    vi.stubEnv("AWS_ACCOUNT_ID", "2");
    expect(await accountId({}, of(undefined))).toBe("2");
    expect(await accountId({ credentials }, of(undefined))).toBeUndefined();
    vi.stubEnv("AWS_ACCOUNT_ID", "");
    expect(await accountId({}, of(undefined))).toBeUndefined();
  });

  it("row 75: is none where it is disabled, and nobody is asked", async () => {
    vi.stubEnv("AWS_ACCOUNT_ID", "2");
    const identity = vi.fn(of("1"));
    const config = { accountIdEndpointMode: "disabled", credentials } as const;
    expect(await accountId(config, identity)).toBeUndefined();
    vi.stubEnv("AWS_ACCOUNT_ID_ENDPOINT_MODE", "disabled");
    expect(await accountId({}, identity)).toBeUndefined();
    expect(identity).not.toHaveBeenCalled();
  });

  it("fails as the credentials do", async () => {
    const failing = () => Promise.reject(new Error("Down"));
    await expect(accountId({ credentials }, failing)).rejects.toThrow("Down");
  });
});
