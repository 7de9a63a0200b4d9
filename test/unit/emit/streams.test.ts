import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateFrom } from "../../support/generate.js";
import { importPackage, type ImportedPackage } from "../../support/importPackage.js";
import { serve } from "../runtime/http/harness.js";

// The streams of a generated package: its client, its fake, and its commands.

const model = resolve(import.meta.dirname, "../../golden/streams/model.json");

type Call = (...args: readonly unknown[]) => Promise<Result>;
interface Result {
  readonly ok: boolean;
  readonly value: { readonly Content: Body; readonly Text: Body; readonly Kind?: string };
  readonly error: { readonly name: string; readonly message: string };
}
interface Body {
  text(): Promise<string>;
  bytes(): Promise<Uint8Array>;
  transformToString(encoding?: string): Promise<string>;
  transformToByteArray(): Promise<Uint8Array>;
  transformToWebStream(): ReadableStream;
}
interface Command {
  new (input: object): object;
}
interface SdkClient {
  new (config: object): { send(command: object, options?: object): Promise<Output> };
}
interface Output {
  readonly Content: Body;
  readonly $metadata: { readonly httpStatusCode: number; readonly attempts: number };
}

let imported: ImportedPackage;
beforeAll(async () => {
  imported = await importPackage(await generateFrom(join(model)));
});
afterAll(() => imported.remove());

describe("a fake of a service with streams", () => {
  const start = (handlers: object) => {
    const createFake = imported.testing["createFakeStore"] as (handlers: object) => {
      readonly config: object;
    };
    const createClient = imported.index["createStoreClient"] as (config: object) => unknown;
    return createClient(createFake(handlers).config);
  };
  const call = (name: string, ...args: readonly unknown[]) =>
    (imported.index[name] as Call)(...args);

  it.each([
    ["bytes", () => new TextEncoder().encode("abc")],
    ["a string", () => "abc"],
    ["a Blob", () => new Blob(["abc"])],
    ["a stream", () => new Blob(["abc"]).stream()],
    ["an iterable", () => Readable.from(["a", "bc"])],
  ])("answers with %s", async (_what, content) => {
    const client = start({ getThing: () => ({ Content: content(), Kind: "some" }) });
    const result = await call("getThing", client, { Name: "a" });
    expect(result).toMatchObject({ ok: true, value: { Kind: "some" } });
    expect(await result.value.Content.text()).toBe("abc");
  });

  it("is given what is sent, as a stream", async () => {
    const convert = async ({ Text }: { readonly Text: Body }) => ({
      Text: (await Text.text()).toUpperCase(),
    });
    const client = start({ convert });
    for (const Text of ["abc", new Blob(["abc"]), Readable.from(["a", "bc"])]) {
      const result = await call("convert", client, { Text });
      expect(result).toMatchObject({ ok: true });
      expect(await result.value.Text.text()).toBe("ABC");
    }
  });
});

describe("commands with streams", () => {
  /** A client of a server that first answers with these statuses, and what that gets. */
  async function connect(statuses: readonly number[] = []) {
    const got: string[] = [];
    const endpoint = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        got.push(Buffer.concat(chunks).toString());
        response.writeHead(statuses[got.length - 1] ?? 200);
        response.write("hä");
        response.end("st");
      });
    });
    const StoreClient = imported.smithy["StoreClient"] as SdkClient;
    const client = new StoreClient({
      endpoint,
      region: "eu-west-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      random: () => 0,
    });
    const command = (name: string, input: object) => new (imported.smithy[name] as Command)(input);
    return {
      got,
      get: (options?: object) => client.send(command("GetThingCommand", { Name: "a" }), options),
      put: (Content: unknown) =>
        client.send(command("PutThingCommand", { Name: "a", Content, Length: 3 })),
    };
  }

  it("give bodies that can do what those of AWS SDK v3 can", async () => {
    const { get } = await connect();
    expect(await (await get()).Content.transformToString()).toBe("häst");
    expect(await (await get()).Content.transformToString("base64")).toBe("aMOkc3Q=");
    expect(await (await get()).Content.transformToByteArray()).toHaveLength(5);
    const stream = (await get()).Content.transformToWebStream();
    expect(await new Response(stream).text()).toBe("häst");
    expect(await (await get()).Content.text()).toBe("häst");
  });

  it("have bodies that end with their signal", async () => {
    const { get } = await connect();
    const controller = new AbortController();
    const { Content } = await get({ abortSignal: controller.signal });
    controller.abort();
    await expect(Content.text()).rejects.toMatchObject({
      name: "AbortError",
      service: "Store",
      operation: "GetThing",
      attempts: 1,
    });
  });

  it("send what can be read once, once", async () => {
    const { put, got } = await connect([503]);
    await expect(put(Readable.from(["a", "bc"]))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 503, attempts: 1 },
    });
    expect(got).toEqual(["abc"]);
    expect(await put(Readable.from(["a", "bc"]))).toMatchObject({
      $metadata: { httpStatusCode: 200 },
    });
  });

  it("send again what can be read again", async () => {
    const { put, got } = await connect([503]);
    expect(await put(new Blob(["abc"]))).toMatchObject({ $metadata: { attempts: 2 } });
    expect(got).toEqual(["abc", "abc"]);
  });
});
