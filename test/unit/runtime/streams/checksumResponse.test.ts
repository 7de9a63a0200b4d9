import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HttpResponse } from "../../../../templates/runtime/contract/http.js";
import {
  checked,
  checkedMessage,
  checkedStream,
  checkOf,
} from "../../../../templates/runtime/streams/checksumResponse.js";
import { algorithms, headerOf } from "../../../../templates/runtime/streams/checksums.js";

const text = new TextEncoder().encode("Hello world");
const crc32 = { "x-amz-checksum-crc32": "i9aeUg==" };

function sumOf(name: string, bytes: Uint8Array): string {
  const hash = algorithms[name]!();
  hash.update(bytes);
  return Buffer.from(hash.digest()).toString("base64");
}

const responseWith = (headers: Record<string, string>, body?: Uint8Array): HttpResponse =>
  new Response(body as never, { headers });

/** What checking all of the bytes at once comes to. */
function outcome(headers: Record<string, string>, bytes: Uint8Array, isDecoded: boolean = true) {
  const check = checkOf(responseWith(headers), "Body", isDecoded);
  if (!check) return "unchecked";
  check.update(bytes);
  try {
    check.end();
    return "right";
  } catch (error) {
    return error;
  }
}

describe("a checksum of a response", () => {
  it.each(Object.keys(algorithms))("of %s is that of the body", (name) => {
    const headers = { [headerOf(name)]: sumOf(name, text) };
    expect(outcome(headers, text)).toBe("right");
    const other = sumOf(name, text.subarray(1));
    expect(outcome(headers, text.subarray(1))).toMatchObject({
      name: "ResponseError",
      path: "Body",
      message: `Expected a body with the ${name} ${headers[headerOf(name)]}, got one with ${other}`,
    });
  });

  it("that is the cheapest is looked at, and no other", () => {
    const order = ["CRC32C", "CRC32", "CRC64NVME", "SHA1", "SHA256"];
    expect(Object.keys(algorithms)).toEqual(order);
    order.forEach((name, i) => {
      const wrong = Object.fromEntries(order.slice(i + 1).map((other) => [headerOf(other), "no"]));
      expect(outcome({ ...wrong, [headerOf(name)]: sumOf(name, text) }, text)).toBe("right");
    });
  });

  it.each<[string, Record<string, string>]>([
    ["is missing", {}],
    ["is empty", { "x-amz-checksum-crc32": "" }],
    ["is of an object's parts", { "x-amz-checksum-crc32": "AAAAAA==-3" }],
    ["is not known", { "x-amz-checksum-sha512": "AAAA" }],
    ["tells its type only", { "x-amz-checksum-type": "FULL_OBJECT" }],
  ])("is not looked at where it %s", (_name, headers) => {
    expect(outcome(headers, text)).toBe("unchecked");
  });

  it("is looked at beside one of an object's parts", () => {
    expect(outcome({ ...crc32, "x-amz-checksum-crc32c": "AAAAAA==-3" }, text)).toBe("right");
  });

  it("is that of what was sent, which only some see", () => {
    const compressed = { ...crc32, "content-encoding": "gzip" };
    expect(outcome(compressed, text, true)).toBe("unchecked");
    expect(outcome(compressed, text, false)).toBe("right");
    // What is not taken off is there.
    expect(outcome({ ...crc32, "content-encoding": "aws-chunked" }, text, true)).toBe("right");
  });
});

describe("a stream that is checked", () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 90 }), { maxLength: 9 });

  it("gives what it has, however it comes, and fails at its end where it is another", async () => {
    await fc.assert(
      fc.asyncProperty(pieces, fc.boolean(), async (chunks, isRight) => {
        const whole = Buffer.concat(chunks);
        const name = "x-amz-checksum-crc64nvme";
        const sum = sumOf("CRC64NVME", isRight ? whole : Buffer.concat([whole, text]));
        const left = [...chunks];
        const source = {
          next: () => Promise.resolve(left.shift()),
          end() {},
          follow() {},
        };
        const { next } = checked(source, checkOf(responseWith({ [name]: sum }), "Body", true)!);
        const got: Uint8Array[] = [];
        const all = (async () => {
          for (let bytes; (bytes = await next());) got.push(bytes);
        })();
        if (isRight) await all;
        else await expect(all).rejects.toMatchObject({ name: "ResponseError", path: "Body" });
        expect(Buffer.concat(got).equals(whole)).toBe(true);
      }),
    );
  });

  it("is the response's", async () => {
    const right = checkedStream("Body")(responseWith(crc32, text));
    expect(await right.text()).toBe("Hello world");
    const wrong = checkedStream("Body")(responseWith(crc32, text.subarray(1)));
    await expect(wrong.bytes()).rejects.toMatchObject({
      name: "ResponseError",
      path: "Body",
      message: `Expected a body with the CRC32 i9aeUg==, got one with ${sumOf("CRC32", text.subarray(1))}`,
    });
    const plain = checkedStream("Body")(responseWith({}, text));
    expect(await plain.text()).toBe("Hello world");
  });

  it("fails who reads it as the web's stream, after its bytes", async () => {
    const stream = checkedStream("Body")(responseWith(crc32, text.subarray(1)));
    const reader = stream.getReader();
    expect(await reader.read()).toEqual({ done: false, value: text.subarray(1) });
    await expect(reader.read()).rejects.toMatchObject({ name: "ResponseError" });
  });
});

describe("a message that is checked", () => {
  const read = (message: unknown, suffix: string) =>
    new TextDecoder().decode((message as { readonly bytes: Uint8Array }).bytes) + suffix;
  const message = (headers: Record<string, string>, bytes: Uint8Array) => ({
    bytes,
    response: responseWith(headers),
  });

  it("is read where it is what its checksum is of, or has none", () => {
    expect(checkedMessage(read, "Text")(message(crc32, text), "!")).toBe("Hello world!");
    expect(checkedMessage(read)(message({}, text), "!")).toBe("Hello world!");
  });

  it("is not read where it is another", () => {
    const other = message(crc32, new Uint8Array());
    const expected = {
      name: "ResponseError",
      message: "Expected a body with the CRC32 i9aeUg==, got one with AAAAAA==",
    };
    const thrown = (path?: string) => {
      try {
        return checkedMessage(read, path)(other, "!");
      } catch (error) {
        return error;
      }
    };
    expect(thrown("Text")).toMatchObject({ ...expected, path: "Text" });
    expect(thrown()).toMatchObject(expected);
    expect(thrown()).not.toHaveProperty("path");
  });
});
