import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FetchInit } from "../../../templates/runtime/contract/http.js";
import { decodeBigCbor } from "../../../templates/runtime/serde/cborBigNumbers.js";
import { generateFrom, generateText, optionsOf } from "../../support/generate.js";
import { sourcePackage } from "../../support/sourcePackage.js";
import { textClient } from "../../support/textClient.js";

const root = resolve(import.meta.dirname, "../../..");
const cache = join(root, ".cache", `rpcv2.${process.pid}`);
afterAll(() => rmSync(cache, { recursive: true, force: true }));

interface Outcome {
  readonly ok: boolean;
  readonly value?: object;
  readonly error?: object;
}
type Call = (client: unknown, input?: object) => Promise<Outcome>;
type Fetch = (url: string, init: FetchInit) => Promise<Response>;
interface FakeConfig {
  readonly fetch: Fetch;
}
interface SdkRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: FetchInit["body"];
}

/** The package of a golden feature. */
interface Photos {
  readonly createPhotosClient: (config: object) => unknown;
  readonly putPhoto: Call;
  readonly purge: Call;
  readonly createFakePhotos: (handlers: object) => { config: FakeConfig; calls: object[] };
  readonly fakeError: (name: string, options?: object) => Error;
  readonly PhotosClient: new (config: object) => { send(command: object): Promise<object> };
  readonly PutPhotoCommand: new (input: object) => object;
  readonly PurgeCommand: new (input: object) => object;
}

async function packageOf(feature: string): Promise<Photos> {
  const golden = join(root, "test/golden", feature);
  const { files } = await generateFrom(join(golden, "model.json"), {
    ...optionsOf(golden),
    format: (_, text) => Promise.resolve(text),
  });
  const folder = join(cache, feature);
  for (const [path, text] of files ?? []) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, "package.json"), sourcePackage);
  const modules = ["index", "testing", "smithy"].map(
    (name) => import(/* @vite-ignore */ join(folder, `src/${name}.ts`)) as Promise<object>,
  );
  return Object.assign({}, ...(await Promise.all(modules))) as Photos;
}

const common = {
  title: "A 水",
  image: Uint8Array.of(0, 255, 254),
  taken: new Date(1_700_000_000_123),
  width: 70_000,
  size: 2 ** 40,
  tags: { __proto__x: "a", constructor: "b" },
  place: { position: [1.5, -2, 2 ** 60] },
};
const big = { pixels: -(10n ** 30n), price: "-1.50" };

describe.each([
  ["rpcv2-cbor", "rpc-v2-cbor", { ...common, ...big, brightness: -Infinity }],
  ["rpcv2-json", "rpc-v2-json", { ...common, ...big, brightness: -Infinity }],
  ["rpcv2-chosen", "rpc-v2-cbor", { ...common, brightness: NaN }],
])("the package of %s", (feature, protocol, input) => {
  let photos: Photos;
  beforeAll(async () => {
    photos = await packageOf(feature);
  });

  const output = { stored: new Date(5), thumbnail: Uint8Array.of(1), score: 0.5 };

  /** A fake that keeps what it gets and gives. */
  function fakeOf(handlers: object) {
    const fake = photos.createFakePhotos(handlers);
    const sent: FetchInit[] = [];
    const fetch: Fetch = (url, init) => {
      sent.push(init);
      return fake.config.fetch(url, init);
    };
    return { fake, sent, config: { ...fake.config, fetch } };
  }

  it("sends and gets values of all types", async () => {
    const { fake, sent, config } = fakeOf({ putPhoto: () => output });
    const result = await photos.putPhoto(photos.createPhotosClient(config), input);
    expect(result).toMatchObject({ ok: true, value: output });
    expect(fake.calls).toEqual([{ operation: "putPhoto", input }]);
    expect(sent[0]?.headers).toMatchObject({ "smithy-protocol": protocol });
  });

  it("sends nothing where there is no input, and gets nothing where there is no output", async () => {
    const { fake, sent, config } = fakeOf({ purge: () => undefined });
    const result = await photos.purge(photos.createPhotosClient(config));
    expect(result).toMatchObject({ ok: true, value: {} });
    expect(fake.calls).toEqual([{ operation: "purge", input: {} }]);
    expect(sent[0]?.body).toBe(undefined);
    expect(sent[0]?.headers).not.toHaveProperty("content-type");
  });

  it("gets errors", async () => {
    const data = { limit: 5 };
    const { config } = fakeOf({
      putPhoto: () => photos.fakeError("PhotoTooLarge", { message: "Too large", data }),
      purge: () => photos.fakeError("UnmodeledServiceError", { code: "Other", statusCode: 500 }),
    });
    const client = photos.createPhotosClient({ ...config, maxAttempts: 1 });
    const { error } = await photos.putPhoto(client, input);
    expect(error).toMatchObject({ name: "PhotoTooLarge", message: "Too large", data });
    const unmodeled = { name: "UnmodeledServiceError", code: "Other", $fault: "server" };
    expect((await photos.purge(client)).error).toMatchObject(unmodeled);
  });

  it("has a fake that answers its own service and protocol alone", async () => {
    const { config } = fakeOf({ purge: () => undefined });
    const purge = (path: string, headers: Record<string, string>) =>
      config.fetch(`https://fake.invalid${path}`, { headers } as FetchInit);
    const own = { "smithy-protocol": protocol };
    expect((await purge("/v1/service/Photos/operation/Purge", own)).status).toBe(200);
    expect((await purge("/service/Other/operation/Purge", own)).status).toBe(400);
    expect((await purge("/service/Photos/operation/Purge", {})).status).toBe(400);
  });

  it("has a bridge to AWS SDK v3, which sends and gets the same", async () => {
    const { fake, config } = fakeOf({
      putPhoto: () => output,
      purge: () => photos.fakeError("UnmodeledServiceError", { code: "Other" }),
    });
    const client = new photos.PhotosClient(config);
    expect(await client.send(new photos.PutPhotoCommand(input))).toMatchObject(output);
    expect(fake.calls).toEqual([{ operation: "putPhoto", input }]);
    const failing = client.send(new photos.PurgeCommand({}));
    await expect(failing).rejects.toMatchObject({ name: "Other" });
  });

  it.each<[string, (bytes: Uint8Array) => unknown]>([
    ["bytes", (bytes) => bytes],
    ["a stream of Node", (bytes) => Readable.from([bytes.subarray(0, 9), bytes.subarray(9)])],
    ["a stream of the web", (bytes) => new Blob([Uint8Array.from(bytes)]).stream()],
  ])("has a bridge that takes %s of another handler", async (_what, bodyOf) => {
    const { fake, config } = fakeOf({ putPhoto: () => output });
    const requestHandler = {
      async handle({ path, headers, body }: SdkRequest) {
        const init = { headers, body: body as unknown } as FetchInit;
        const response = await config.fetch(`https://fake.invalid${path}`, init);
        const bytes = new Uint8Array(await response.arrayBuffer());
        return {
          response: {
            statusCode: response.status,
            headers: Object.fromEntries(response.headers),
            body: bodyOf(bytes),
          },
        };
      },
    };
    const client = new photos.PhotosClient({ ...config, fetch: undefined, requestHandler });
    expect(await client.send(new photos.PutPhotoCommand(input))).toMatchObject(output);
    expect(fake.calls).toEqual([{ operation: "putPhoto", input }]);
  });
});

describe("Smithy's RPC protocol with CBOR", () => {
  const cbor = { "smithy.protocols#rpcv2Cbor": {} };

  it("compresses bytes, where the service takes that", async () => {
    const client = await textClient(
      { ...cbor, "aws.protocols#awsJson1_0": undefined },
      { Put: { "smithy.api#requestCompression": { encodings: ["gzip"] } } },
    );
    const Text = "a".repeat(20_000);
    await client.call("put", { region: "eu-west-1" }, { Text });
    const [{ headers, init } = { headers: new Headers(), init: {} as FetchInit }] = client.sent;
    expect(headers.get("content-encoding")).toBe("gzip");
    const unpacked = new Blob([init.body as BlobPart])
      .stream()
      .pipeThrough(new DecompressionStream("gzip"));
    const bytes = new Uint8Array(await new Response(unpacked).arrayBuffer());
    expect(decodeBigCbor(bytes)).toEqual({ Text });
  });

  it("has no documents: of what needs them, only types are generated", async () => {
    const target = (name: string) => ({ target: `example#${name}` });
    const model = (traits: object) =>
      JSON.stringify({
        smithy: "2.0",
        shapes: {
          "example#Notes": {
            type: "service",
            version: "1",
            operations: [target("Put"), target("Ping")],
            traits,
          },
          "example#Put": { type: "operation", input: target("PutInput") },
          "example#Ping": { type: "operation" },
          "example#PutInput": {
            type: "structure",
            members: { Items: target("Items") },
          },
          "example#Items": { type: "list", member: { target: "smithy.api#Document" } },
        },
      });
    const { files, diagnostics } = await generateText(model(cbor));
    expect(diagnostics).toMatchObject([
      {
        code: "Operation.TypesOnly",
        message:
          "Only the types of `Put` are generated, not its function: the protocol has no documents.",
      },
    ]);
    expect(files?.get("src/operations/put.ts")).not.toContain("export function put(");
    const json = await generateText(model({ ...cbor, "smithy.protocols#rpcv2Json": {} }));
    expect(json.diagnostics).toEqual([]);
    const asked = await generateText(model({ ...cbor, "smithy.protocols#rpcv2Json": {} }), {
      protocol: "rpcv2Cbor",
    });
    expect(asked.diagnostics).toHaveLength(1);
  });
});
