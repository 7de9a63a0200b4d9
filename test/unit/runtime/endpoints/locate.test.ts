import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sign } from "../../../../templates/runtime/auth/sigv4.js";
import type { ClientConfig } from "../../../../templates/runtime/contract/config.js";
import type { HttpRequest } from "../../../../templates/runtime/contract/http.js";
import type {
  AnyOperation,
  Destination,
  ProtocolRequest,
  Service,
} from "../../../../templates/runtime/contract/service.js";
import { locate } from "../../../../templates/runtime/endpoints/locate.js";

const request: ProtocolRequest = {
  method: "POST",
  path: "/",
  headers: { "content-type": "text/plain" },
  body: "{}",
};

/** A service whose rules are these: the endpoint of the configuration, or else one by region. */
function serviceOf(own: Partial<Service> = {}): Service {
  return {
    id: "Thing",
    name: "ThingService",
    signingName: "thing",
    resolveEndpoint: (region, { endpoint }) => ({
      url: endpoint ?? `https://thing.${region}.example.com`,
    }),
    contentType: "",
    write: () => request,
    read: () => Promise.resolve(undefined),
    ...own,
  };
}

const operation = { name: "DoThing" } as AnyOperation;
const nobody = () => Promise.resolve({});

const locating = (
  config: ClientConfig,
  service = serviceOf(),
  given = request,
): Promise<HttpRequest> => locate(service, config, operation, {}, nobody, given);

/** Where a request to an endpoint goes. */
async function urlOf(endpoint: string): Promise<string> {
  const { origin, path } = await locating({ region: "eu-west-1", endpoint });
  return origin + path;
}

async function messageOf(config: ClientConfig, service?: Service): Promise<string> {
  const error: unknown = await locating(config, service).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: "ConfigError" });
  const { message, cause } = error as Error;
  expect(cause).toBeUndefined();
  return message;
}

beforeEach(() => {
  vi.stubEnv("AWS_REGION", undefined);
  vi.stubEnv("AWS_DEFAULT_REGION", undefined);
});
afterEach(() => vi.unstubAllEnvs());

describe("an endpoint", () => {
  it.each([
    ["http://LocalHost:4566", "http://localhost:4566/"],
    ["HTTP://localhost:4566", "http://localhost:4566/"],
    ["hTTps://EXAMPLE.com/Path", "https://example.com/Path/"],
    ["http://localhost/@a/b:c/$d", "http://localhost/@a/b:c/$d/"],
    ["http://localhost/a;b=1,2&c+d~e", "http://localhost/a;b=1,2&c+d~e/"],
    ["http://localhost/.hidden/...", "http://localhost/.hidden/.../"],
    ["http://localhost/", "http://localhost/"],
    ["http://localhost//", "http://localhost/"],
    ["http://localhost///", "http://localhost/"],
    ["http://localhost/a//", "http://localhost/a/"],
    ["http://localhost//a//b", "http://localhost/a/b/"],
    ["http://localhost/a%2Fb/%c3%a9", "http://localhost/a%2Fb/%c3%a9/"],
    ["http://localhost/%2e%2ea/b%2e", "http://localhost/%2e%2ea/b%2e/"],
    ["http://localhost/é", "http://localhost/%C3%A9/"],
    ["https://example.com:443", "https://example.com/"],
    ["http://example.com:80/a", "http://example.com/a/"],
    ["http://example.com:443", "http://example.com:443/"],
    ["https://example.com:", "https://example.com/"],
    ["https://bücher.example", "https://xn--bcher-kva.example/"],
    ["http://[::1]:8080/a/~b/", "http://[::1]:8080/a/~b/"],
    ["http://[0:0:0:0:0:0:0:1]", "http://[::1]/"],
    ["http://127.1:99", "http://127.0.0.1:99/"],
    ["http://my_host.local", "http://my_host.local/"],
  ])("row 34: %s is taken, as URLs are", async (endpoint, url) => {
    expect(await urlOf(endpoint)).toBe(url);
  });

  it.each([
    "http://localhost/@a/b:c/$d",
    "http://LOCALHOST:80/a//b//",
    "http://bücher.example/é/|^[",
    "http://[::0001]/a%2Fb",
  ])("rows 34 and 64: %s is signed as `fetch` sends it", async (endpoint) => {
    const located = await locating({ region: "eu-west-1", endpoint });
    const { origin, path } = located;
    expect(new URL(origin + path).href).toBe(origin + path);
    const identity = { accessKeyId: "AKID", secretAccessKey: "SECRET" };
    expect(sign(located, identity, 0)["host"]).toBe(new URL(endpoint).host);
  });

  it.each([
    ["http://localhost/a/%2e%2e/b", "/%2e%2e/"],
    ["http://localhost/a/.%2E", "/.%2E"],
    ["http://localhost/%2e/", "/%2e/"],
    ["http://localhost/..", "/.."],
    ["http://localhost/./a", "/./"],
    ["http://localhost/../a?b", "/../"],
    ["http://localhost/a\\..\\b", "\\"],
    ["http:\\\\localhost", "\\"],
    ["http://localhost/.\t./a", "\t"],
    ["http://local\nhost", "\n"],
    ["http://localhost\n", "\n"],
    [" http://localhost", " "],
    ["http://local host", " "],
    ["http://localhost/a(b", "("],
  ])("row 64: %j is refused before it is signed", async (endpoint, part) => {
    const message = await messageOf({ region: "eu-west-1", endpoint });
    expect(message).toBe(`endpoint must have no "${part}"`);
  });

  it.each([
    ["127.0.0.1:99", "begin with http(s)://host"],
    ["localhost:8080", "begin with http(s)://host"],
    ["localhost", "begin with http(s)://host"],
    ["//localhost", "begin with http(s)://host"],
    ["https:localhost", "begin with http(s)://host"],
    ["https:///localhost", "begin with http(s)://host"],
    ["ftp://localhost", "begin with http(s)://host"],
    ["xhttp://localhost", "begin with http(s)://host"],
    ["wss://localhost", "begin with http(s)://host"],
    ["", "begin with http(s)://host"],
    ["http://", "begin with http(s)://host"],
    ["http://[::1", "begin with http(s)://host"],
    ["http://a<b", "begin with http(s)://host"],
    ["http://example.com:65536", "begin with http(s)://host"],
    ["http://example.com:port", "begin with http(s)://host"],
    ["http://localhost?a=b", 'have no "?"'],
    ["http://localhost/a?", 'have no "?"'],
    ["http://localhost/#a", 'have no "#"'],
  ])("rows 2 and 35: %j is wrong, and it is told how", async (endpoint, what) => {
    expect(await messageOf({ region: "eu-west-1", endpoint })).toBe(`endpoint must ${what}`);
  });

  it.each([
    "https://user:SECRET@localhost",
    "https://SECRET@localhost/a",
    "https://:SECRET@localhost:65536",
    "https://@localhost/SECRET",
    "user:SECRET@localhost",
    "https://user:SECRET@localhost?SECRET",
    "https://localhost?token=SECRET",
    "https://localhost:SECRET",
  ])("is not shown, for %s may hold a password", async (endpoint) => {
    const message = await messageOf({ region: "eu-west-1", endpoint });
    expect(message).toMatch(/^endpoint must /);
    expect(message).not.toContain("SECRET");
  });

  it("is where the last good one was, whatever was refused since", async () => {
    expect(await urlOf("http://one.example/a")).toBe("http://one.example/a/");
    await messageOf({ region: "eu-west-1", endpoint: "http://two.example:65536" });
    await messageOf({ region: "eu-west-1", endpoint: "http://two.example/.." });
    expect(await urlOf("http://one.example/a")).toBe("http://one.example/a/");
    expect(await urlOf("http://two.example/b")).toBe("http://two.example/b/");
  });

  it("of the service's rules is held to the same", async () => {
    const service = serviceOf({ resolveEndpoint: () => ({ url: "https://example.com/../a" }) });
    expect(await messageOf({ region: "eu-west-1" }, service)).toBe('endpoint must have no "/../"');
  });
});

describe("the region", () => {
  const regionOf = async (config: ClientConfig, service?: Service) =>
    (await locating(config, service)).region;

  it("row 34: an empty one counts as none", async () => {
    vi.stubEnv("AWS_REGION", "");
    vi.stubEnv("AWS_DEFAULT_REGION", "us-west-2");
    expect(await regionOf({})).toBe("us-west-2");
    expect(await regionOf({ region: "" })).toBe("us-west-2");
    vi.stubEnv("AWS_REGION", "us-east-1");
    expect(await regionOf({})).toBe("us-east-1");
    expect(await regionOf({ region: "eu-west-1" })).toBe("eu-west-1");
  });

  it.each<[ClientConfig, string]>([
    [{}, ""],
    [{ region: "" }, ""],
    [{ endpoint: "http://localhost" }, ""],
    [{ region: "eu west 1" }, "eu west 1"],
    [{ region: "evil.com/x" }, "evil.com/x"],
    [{ region: "@evil", endpoint: "http://localhost" }, "@evil"],
    [{ region: "eu-west-1\n" }, "eu-west-1\n"],
  ])("row 35: without a good one, signing is told to need it: %j", async (config, region) => {
    const message = `Set region or AWS_REGION: "${region}" is none`;
    expect(await messageOf(config)).toBe(message);
    vi.stubEnv("AWS_REGION", region);
    expect(await messageOf({ endpoint: config.endpoint })).toBe(message);
  });

  it("may be absent where nothing is signed for one, but not be wrong", async () => {
    const service = serviceOf({ signingName: "" });
    const endpoint = "http://localhost";
    expect(await regionOf({ endpoint }, service)).toBe("");
    expect(await messageOf({ endpoint, region: "a b" }, service)).toContain('"a b" is none');
  });
});

describe("what is located", () => {
  it("is the request with what the destination changes of it", async () => {
    const destination: Destination = {
      url: "https://example.com/base",
      headers: { "x-a": "1" },
      region: "us-east-1",
      signingName: "other",
      body: "changed",
    };
    const resolveEndpoint = vi.fn(() => Promise.resolve(destination));
    const config = { region: "eu-west-1" };
    const located = await locating(config, serviceOf({ resolveEndpoint }), {
      ...request,
      path: "/things?a=%20",
    });
    expect(located).toMatchObject({
      method: "POST",
      origin: "https://example.com",
      path: "/base/things?a=%20",
      region: "us-east-1",
      signingName: "other",
      headers: { "x-a": "1" },
      body: "changed",
    });
    expect(resolveEndpoint.mock.calls).toEqual([
      ["eu-west-1", config, operation, {}, nobody, expect.objectContaining({ method: "POST" })],
    ]);
  });

  it("is the service's own request where it changes nothing", async () => {
    expect(await locating({ region: "eu-west-1" })).toMatchObject({
      ...request,
      origin: "https://thing.eu-west-1.example.com",
      region: "eu-west-1",
      signingName: "thing",
    });
  });
});
