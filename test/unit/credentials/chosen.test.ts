import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it, vi } from "vitest";
import { fromNodeProviderChain } from "../../../templates/credentials/chain.js";
import { fromTemporaryCredentials } from "../../../templates/credentials/sources/temporary.js";
import { credentialsOf } from "../../../templates/runtime/auth/chain.node.js";
import { homeOf } from "../../../templates/runtime/http/home.js";

beforeEach(() => {
  const file = join(mkdtempSync(join(tmpdir(), "profiles-")), "credentials");
  const section = (name: string, id: string) =>
    `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = s\n`;
  writeFileSync(file, section("default", "DEFAULT") + section("work", "WORK"));
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", file);
  vi.stubEnv("AWS_CONFIG_FILE", "/dev/null");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "ENVIRONMENT");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "s");
});

const idOf = async (config: { readonly profile?: string }) => {
  const source = credentialsOf<never>(config) as () => Promise<{ readonly accessKeyId: string }>;
  return (await source()).accessKeyId;
};

it("takes the keys of the profile that the client chooses, before those of the environment", async () => {
  expect(await idOf({ profile: "work" })).toBe("WORK");
  expect(await idOf({})).toBe("ENVIRONMENT");
  expect(await idOf({ profile: "" })).toBe("ENVIRONMENT");
  vi.stubEnv("AWS_PROFILE", "default");
  expect(await idOf({ profile: "work" })).toBe("WORK");
  expect(await idOf({ profile: "" })).toBe("DEFAULT");
});

it("goes by the profile of the client that asks a chain", async () => {
  const chain = fromNodeProviderChain();
  const asked = { callerClientConfig: { profile: "work" } };
  expect(await chain(asked)).toMatchObject({ accessKeyId: "WORK" });
});

it("assumes no role as nobody", async () => {
  const params = { RoleArn: "arn:aws:iam::1:role/r" };
  const masterCredentials = () => Promise.resolve(undefined as never);
  const provider = fromTemporaryCredentials({ params, masterCredentials });
  await expect(provider()).rejects.toMatchObject({
    name: "CredentialsError",
    message: "arn:aws:iam::1:role/r: masterCredentials gave no credentials",
  });
  const without = fromTemporaryCredentials({} as never);
  await expect(without()).rejects.toMatchObject({ name: "CredentialsError" });
});

it("finds no files where a user has no home", () => {
  expect(homeOf({ HOME: "/home/me" })).toBe("/home/me");
  expect(homeOf({ HOMEPATH: "\\Users\\me", HOMEDRIVE: "D:" })).toBe("D:\\Users\\me");
});
