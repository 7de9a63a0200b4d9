import { describe, expect, it } from "vitest";
import type {
  AnyOperation,
  Protocol,
  Service,
} from "../../../../templates/runtime/contract/service.js";
import { queryErrors, queryMode } from "../../../../templates/runtime/protocols/queryCompatible.js";
import { readRpcCbor, writeRpcCbor } from "../../../../templates/runtime/protocols/rpcv2Cbor.js";
import { readRpcCborBig } from "../../../../templates/runtime/protocols/rpcv2CborBig.js";
import { readRpcJson, writeRpcJson } from "../../../../templates/runtime/protocols/rpcv2Json.js";
import { renamed } from "../../../../templates/runtime/protocols/renamed.js";
import { decodeCbor, encodeCbor } from "../../../../templates/runtime/serde/cbor.js";
import { asString } from "../../../../templates/runtime/serde/json.js";
import { writeNothing } from "../../../../templates/runtime/serde/noBody.js";
import { readMembers } from "../../../../templates/runtime/serde/structure.js";
import {
  asDecimalText,
  readIntegerText,
  writeIntegerText,
} from "../../../../templates/runtime/serde/textNumbers.js";

const service = { id: "Example", name: "Example_2020" } as Service;

const operation: AnyOperation = {
  name: "Do",
  write: (input: object) => input,
  read: (body) => readMembers(body, { Name: asString }),
  errors: {
    Gone: {
      fault: "server",
      queryCode: "Example.Gone",
      read: (body) => readMembers(body, { Where: asString }),
    },
    Secret: { fault: "client", sensitive: true },
  },
};

type Format = "cbor" | "json";

const formats: readonly (readonly [
  Format,
  Protocol,
  (value: unknown) => Uint8Array<ArrayBuffer>,
  (body: unknown) => unknown,
])[] = [
  [
    "cbor",
    { write: writeRpcCbor, read: readRpcCbor },
    encodeCbor,
    (body) => decodeCbor(body as Uint8Array),
  ],
  [
    "json",
    { write: writeRpcJson, read: readRpcJson },
    (value) => new TextEncoder().encode(JSON.stringify(value)),
    (body) => JSON.parse(body as string) as unknown,
  ],
];

describe.each(formats)("Smithy's RPC protocol with %s", (format, protocol, write, parse) => {
  const known = { "smithy-protocol": `rpc-v2-${format}`, "content-type": `application/${format}` };

  /** What a response is read as, whether it is an output or an error. */
  const read = (
    status: number,
    body: Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = known,
    { of = operation, by = protocol.read }: { of?: AnyOperation; by?: Protocol["read"] } = {},
  ): Promise<unknown> => {
    const response = () => new Response(body, { status, headers });
    return by(of, {
      status,
      headers: new Headers(headers),
      text: () => response().text(),
      bytes: async () => new Uint8Array(await response().arrayBuffer()),
    }).catch((thrown: unknown) => thrown);
  };

  it("sends an input to a path of the service and the operation", () => {
    const request = protocol.write(service, operation, { Name: "é" });
    expect(request).toMatchObject({
      method: "POST",
      path: "/service/Example_2020/operation/Do",
      headers: {
        "smithy-protocol": `rpc-v2-${format}`,
        accept: `application/${format}`,
        "content-type": `application/${format}`,
      },
    });
    expect(parse(request.body)).toEqual({ Name: "é" });
    expect(parse(protocol.write(service, operation, {}).body)).toEqual({});
  });

  it("sends no body where there is no input", () => {
    const of = { ...operation, write: (input: object) => writeNothing(input, {}) };
    expect(protocol.write(service, of, { Name: "a" })).toEqual({
      method: "POST",
      path: "/service/Example_2020/operation/Do",
      headers: { "smithy-protocol": `rpc-v2-${format}`, accept: `application/${format}` },
      body: undefined,
    });
    expect(() => protocol.write(service, of, [])).toThrow("Expected an object");
  });

  it("reads an output", async () => {
    expect(await read(200, write({ Name: "a", New: 1 }))).toEqual({ Name: "a" });
    expect(await read(200, new Uint8Array())).toEqual({});
    expect(await read(200, write(null))).toEqual({});
    expect(await read(200, write({ Name: null, __type: "Output" }))).toEqual({});
    expect(await read(200, write([]))).toMatchObject({
      name: "ResponseError",
      message: "Expected an object",
    });
  });

  it("knows an error by its type alone", async () => {
    const error = { __type: "example.ns#Gone", message: "Away", Where: "there" };
    const expected = {
      name: "Gone",
      code: "Gone",
      message: "Away",
      data: { Where: "there" },
      $fault: "server",
    };
    expect(await read(400, write(error))).toMatchObject(expected);
    expect(await read(500, write({ ...error, __type: "Gone" }))).toMatchObject(expected);
    const other = { code: "Gone", Code: "Gone", Message: "Hi" };
    expect(await read(400, write(other), { ...known, "x-amzn-errortype": "Gone" })).toMatchObject({
      name: "UnmodeledServiceError",
      code: "400",
      message: "Hi",
      $fault: "client",
    });
    expect(await read(400, write({ __type: 1, message: 2 }))).toMatchObject({
      code: "400",
      message: "400",
    });
    expect(await read(400, write({ __type: "ns#Secret", message: "shh" }))).toMatchObject({
      name: "Secret",
      message: "Secret",
    });
    expect(await read(503, new Uint8Array())).toMatchObject({ code: "503", $fault: "server" });
  });

  it("takes every status but 200 for an error's", async () => {
    for (const status of [201, 301]) {
      expect(await read(status, write({ __type: "Gone" }))).toMatchObject({ name: "Gone" });
    }
  });

  it("takes what speaks another protocol by its status, and shows it", async () => {
    const page = new TextEncoder().encode("<html>");
    const html = { "content-type": "text/html" };
    expect(await read(200, page, html)).toMatchObject({
      name: "ResponseError",
      message: `Expected rpc-v2-${format}, got 200 text/html "<html>"`,
    });
    expect(await read(503, page, html)).toMatchObject({
      name: "UnmodeledServiceError",
      code: "503",
      message: '503 text/html "<html>"',
      $fault: "server",
    });
    const error = write({ __type: "Gone", message: "Away" });
    for (const told of [{}, { "smithy-protocol": "rpc-v2-other" }]) {
      expect(await read(400, error, told)).toMatchObject({ code: "400" });
      expect(await read(200, write({}), told)).toMatchObject({ name: "ResponseError" });
    }
  });

  it("does not show what may be sensitive", async () => {
    const of = { ...operation, sensitive: true } as const;
    const html = { "content-type": "text/html" };
    expect(await read(200, write("secret"), html, { of })).toMatchObject({
      message: `Expected rpc-v2-${format}, got 200 text/html`,
    });
  });

  it("takes what cannot be read for no more than that", async () => {
    const broken = write({ Name: "a" }).slice(0, -1);
    expect(await read(200, broken)).toMatchObject({
      name: "ResponseError",
      message: expect.stringContaining(
        `Expected rpc-v2-${format}, got 200 application/${format}`,
      ) as string,
    });
    expect(await read(500, broken)).toMatchObject({ name: "UnmodeledServiceError", code: "500" });
    const deep = new Uint8Array(100_000).fill(format === "cbor" ? 0x81 : 0x5b);
    expect(await read(200, deep)).toMatchObject({ name: "ResponseError" });
  });

  it("has the codes of AWS query", async () => {
    const by = queryErrors(protocol.read);
    const query = (code: string) => ({ ...known, "x-amzn-query-error": code });
    const gone = { name: "Gone", data: { Where: "there" }, $fault: "server", message: "Away" };
    const body = { message: "Away", Where: "there" };
    for (const __type of ["ns#Gone", "ns#Other", "__proto__", undefined]) {
      const sent = write(__type === undefined ? body : { ...body, __type });
      expect(await read(400, sent, query("Example.Gone;Sender"), { by })).toMatchObject({
        ...gone,
        code: "Example.Gone",
      });
    }
    expect(await read(400, write({}), query("Example.Gone"), { by })).toMatchObject({
      name: "Gone",
      message: "Gone",
    });
    expect(await read(400, write(body), query("Other;Receiver"), { by })).toMatchObject({
      name: "UnmodeledServiceError",
      code: "Other",
      $fault: "server",
    });
    const request = queryMode(protocol.write)(service, operation, {});
    expect(request.headers["x-amzn-query-mode"]).toBe("true");
  });

  it("has the codes of AWS query for errors that have another name here", async () => {
    const by = queryErrors(renamed(protocol.read));
    const { Gone } = operation.errors as Record<string, AnyOperation["errors"]["Gone"]>;
    const of = { ...operation, errors: { GoneError: { ...Gone!, code: "Gone" } } };
    const headers = { ...known, "x-amzn-query-error": "Example.Gone;Sender" };
    for (const __type of ["ns#Gone", "ns#Other"]) {
      expect(await read(400, write({ __type, Where: "a" }), headers, { of, by })).toMatchObject({
        name: "GoneError",
        code: "Example.Gone",
        data: { Where: "a" },
      });
    }
  });
});

describe("Smithy's RPC protocol", () => {
  it("reads numbers of any size where the service has some", async () => {
    const bytes = Uint8Array.from(Buffer.from("a16141c249010000000000000000", "hex"));
    const headers = new Headers({ "smithy-protocol": "rpc-v2-cbor" });
    const read = readRpcCborBig(
      { ...operation, read: (body) => body },
      {
        status: 200,
        headers,
        text: () => Promise.resolve(""),
        bytes: () => Promise.resolve(bytes),
      },
    );
    expect(await read).toEqual({ A: 2n ** 64n });
  });

  it("has numbers of any size as JSON strings", () => {
    expect(readIntegerText("-123456789012345678901234567890")).toBe(
      -123456789012345678901234567890n,
    );
    expect(writeIntegerText(10n ** 30n)).toBe(`1${"0".repeat(30)}`);
    for (const text of ["", "01", "+1", "1.0", "1e3", " 1", "0x1", 1, null]) {
      expect(() => readIntegerText(text)).toThrow("Expected an integer, as a string");
    }
    expect(() => writeIntegerText(1 as never)).toThrow("Expected a bigint");
    for (const text of ["0", "-0.10", "1e5", "1.5E-400", "12.00e+1"]) {
      expect(asDecimalText(text)).toBe(text);
    }
    for (const text of ["", "01", "+1", "1.", ".5", "1e", "NaN", " 1", 1, null]) {
      expect(() => asDecimalText(text)).toThrow("Expected a decimal number, as a string");
    }
  });
});
