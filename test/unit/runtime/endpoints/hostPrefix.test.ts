import { describe, expect, it } from "vitest";
import { hostLabel, hostPrefix } from "../../../../templates/runtime/endpoints/hostPrefix.js";
import type { AnyOperation } from "../../../../templates/runtime/contract/service.js";

async function urlOf(url: string, prefix?: string): Promise<string> {
  const resolve = hostPrefix(() => ({ url }));
  const operation = (prefix === undefined
    ? {}
    : { hostPrefix: () => prefix }) as unknown as AnyOperation;
  const found = await resolve("", {}, operation, {}, undefined as never, undefined as never);
  return found.url;
}

describe("hostPrefix", () => {
  it.each([
    ["https://example.com", "https://foo.example.com"],
    ["http://localhost:8080/base", "http://foo.localhost:8080/base"],
    ["https://1.example.com", "https://foo.1.example.com"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://127.0.0.1/", "http://127.0.0.1/"],
    ["https://[::1]:80", "https://[::1]:80"],
  ])("stands before the host of %s, if that is a name", async (url, expected) => {
    expect(await urlOf(url, "Foo.")).toBe(expected);
  });

  it("is for the operations that have one", async () => {
    expect(await urlOf("https://example.com")).toBe("https://example.com");
  });
});

describe("hostLabel", () => {
  it.each(["a", "A-1", "0".repeat(63)])("is %j", (label) => {
    expect(hostLabel({ label }, "label")).toBe(label);
  });

  it.each([
    "",
    " ",
    "-a",
    "a-",
    "a.b",
    "a/b",
    "a\n",
    "é",
    "$&",
    "0".repeat(64),
    1,
    null,
    undefined,
  ])("is not %j, and says so by the member's name", (label) => {
    const error: unknown = expect.objectContaining({ name: "InputError", path: "label" });
    expect(() => hostLabel({ label }, "label")).toThrow(error);
  });
});
