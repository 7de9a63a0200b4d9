import { resolve } from "node:path";
import type ts from "typescript";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  createFakeKMS,
  fakeError,
  inOrder,
  type FakeKMSHandlers,
} from "../../generated/kms/dist/testing.js";
import { compile, errorsOf } from "../support/compile.js";
import { createKMSClient, deleteAlias, encrypt, listKeys, reEncrypt } from "../support/kms.js";

const root = resolve(import.meta.dirname, "../..");

const handlers: FakeKMSHandlers = {};
const fake = createFakeKMS(handlers);
const kms = createKMSClient({ ...fake.config });
const input = { DestinationKeyId: "alias/new", CiphertextBlob: new Uint8Array([1, 2]) };

beforeEach(() => fake.reset());

describe("a fake of KMS", () => {
  it("answers through the client, over the wire's protocol", async () => {
    handlers.reEncrypt = async (input) => {
      await Promise.resolve();
      return { KeyId: input.DestinationKeyId, CiphertextBlob: input.CiphertextBlob };
    };
    const result = await reEncrypt(kms, input);
    expect(result).toMatchObject({
      ok: true,
      value: { KeyId: "alias/new", CiphertextBlob: new Uint8Array([1, 2]) },
      metadata: { attempts: 1, statusCode: 200, requestId: "fake-1" },
    });
    expect(fake.calls).toEqual([{ operation: "reEncrypt", input }]);
  });

  it("returns the errors that handlers return or throw", async () => {
    handlers.reEncrypt = () => fakeError("DisabledException", { message: "Off" });
    expect(await reEncrypt(kms, input)).toMatchObject({
      ok: false,
      error: { name: "DisabledException", message: "Off", $fault: "client", statusCode: 400 },
    });
    handlers.reEncrypt = () => {
      throw fakeError("NotFoundException");
    };
    expect(await reEncrypt(kms, input)).toMatchObject({ error: { name: "NotFoundException" } });
  });

  it("gives answers in order, and the last one from then on", async () => {
    handlers.listKeys = inOrder(
      { Keys: [{ KeyId: "a" }], Truncated: false },
      fakeError("UnmodeledServiceError", { code: "Gone" }),
      { Keys: [], Truncated: false },
    );
    const results = [await listKeys(kms), await listKeys(kms), await listKeys(kms)];
    expect(results).toMatchObject([
      { value: { Keys: [{ KeyId: "a" }] } },
      { error: { code: "Gone" } },
      { value: { Keys: [] } },
    ]);
    expect(await listKeys(kms)).toMatchObject({ value: { Keys: [] } });
  });

  it("has the handlers again that it was created with, and no calls", async () => {
    const own = createFakeKMS({ listKeys: () => ({ Keys: [], Truncated: false }) });
    const client = createKMSClient({ ...own.config, maxAttempts: 1 });
    own.handlers.listKeys = () => fakeError("UnmodeledServiceError", { code: "Gone" });
    own.handlers.deleteAlias = () => undefined;
    expect(await listKeys(client)).toMatchObject({ error: { code: "Gone" } });
    expect(await deleteAlias(client, { AliasName: "alias/a" })).toMatchObject({ ok: true });
    own.reset();
    expect(own.calls).toEqual([]);
    expect(await listKeys(client)).toMatchObject({ ok: true });
    const unanswered = await deleteAlias(client, { AliasName: "alias/a" });
    expect(unanswered).toMatchObject({ error: { code: "NoFakeHandler" } });
  });

  it("keeps the place of answers in order", async () => {
    const own = createFakeKMS({
      listKeys: inOrder(fakeError("UnmodeledServiceError", { code: "Gone" }), {
        Keys: [],
        Truncated: false,
      }),
    });
    const client = createKMSClient({ ...own.config, maxAttempts: 1 });
    expect(await listKeys(client)).toMatchObject({ error: { code: "Gone" } });
    own.reset();
    expect(await listKeys(client)).toMatchObject({ ok: true });
  });

  it("has the client retry, without waiting", async () => {
    let calls = 0;
    handlers.listKeys = () =>
      ++calls < 3
        ? fakeError("UnmodeledServiceError", { code: "ThrottlingException", statusCode: 429 })
        : { Keys: [{ KeyId: "a" }], Truncated: false };
    // A clock that stands still: a wait would never end.
    const clock = { now: () => 0, after: () => () => {} };
    const stopped = createKMSClient({ ...fake.config, clock });
    expect(await listKeys(stopped)).toMatchObject({ ok: true, metadata: { attempts: 3 } });
    expect(fake.calls).toHaveLength(3);
  });

  it("says so where there is no handler, once", async () => {
    expect(await deleteAlias(kms, { AliasName: "alias/x" })).toMatchObject({
      ok: false,
      error: {
        name: "UnmodeledServiceError",
        code: "NoFakeHandler",
        message: "The fake has no handler for deleteAlias",
        attempts: 1,
      },
    });
    expect(fake.calls).toEqual([{ operation: "deleteAlias", input: { AliasName: "alias/x" } }]);
  });

  const plain = { KeyId: "a", Plaintext: new Uint8Array() };

  it.each([
    [
      "throws",
      (bug: Error) => () => {
        throw bug;
      },
    ],
    ["rejects", (bug: Error) => () => Promise.reject(bug)],
  ])(
    "row 31: tells the error with which a handler %s, with its stack, and asks it once",
    async (_, failing) => {
      const bug = new Error("a bug");
      handlers.encrypt = failing(bug);
      const result = await encrypt(kms, plain);
      expect(result).toMatchObject({
        ok: false,
        error: {
          name: "UnmodeledServiceError",
          code: "FakeHandlerFailed",
          message: "The handler of encrypt failed: Error: a bug",
          operation: "Encrypt",
          attempts: 1,
        },
      });
      expect(result.error?.cause).toBe(bug);
      expect(fake.calls).toHaveLength(1);
    },
  );

  it("row 31: tells what is wrong with what a handler gives", async () => {
    handlers.encrypt = () => ({ CiphertextBlob: "text" as unknown as Uint8Array });
    const { error } = await encrypt(kms, plain);
    expect(error).toMatchObject({ code: "FakeHandlerFailed", attempts: 1 });
    expect(error?.cause).toMatchObject({ path: "CiphertextBlob" });
  });

  it("refuses operations that it does not know", async () => {
    const rest = { method: "POST", body: undefined, redirect: "manual", duplex: "half" } as const;
    const { signal } = new AbortController();
    for (const target of ["TrentService.toString", "Other.ReEncrypt", "ReEncrypt"]) {
      const headers = { "x-amz-target": target };
      const response = await fake.config.fetch("https://x", { ...rest, headers, signal });
      expect(JSON.parse(await response.text())).toMatchObject({
        __type: "UnknownOperationException",
      });
      expect(response.status).toBe(400);
    }
    expect(fake.calls).toEqual([]);
  });
});

/** Handlers, and how many errors the compiler has to find in them. */
const typed: Readonly<Record<string, readonly [handlers: string, errors: number]>> = {
  "outputs, and the errors of their operation": [
    `reEncrypt: (input) => input.DryRun ? fakeError("DryRunOperationException") : { KeyId: input.SourceKeyId },
    deleteAlias: async () => {},
    enableKey: () => fakeError("NotFoundException", { message: "No" }),
    describeKey: async ({ KeyId }) => ({ KeyMetadata: { KeyId, Enabled: true } }),
    listKeys: () => fakeError("UnmodeledServiceError", { code: "AccessDeniedException" }),`,
    0,
  ],
  "an error of other operations": [`reEncrypt: () => fakeError("TagException")`, 1],
  "an error of other operations, without output": [
    `deleteAlias: () => fakeError("TagException")`,
    1,
  ],
  "an error that there is not": [`encrypt: () => fakeError("NoException")`, 1],
  "a member of another type": [`encrypt: () => ({ CiphertextBlob: "text" })`, 1],
  "an output without what is required": [`describeKey: () => ({ KeyMetadata: {} })`, 1],
  "an operation that there is not": [`destroyKey: () => ({})`, 1],
  "an input that there is not": [`encrypt: (input) => ({ KeyId: input.Key })`, 1],
};

const fileOf = (index: number) => resolve(root, `virtual${index}.ts`);

const sourceOf = (handlers: string) => `
import { createFakeKMS, fakeError } from "@tinsmith/kms/testing";
export const fake = createFakeKMS({ ${handlers} });
for (const call of fake.calls) if (call.operation === "reEncrypt") call.input.DestinationKeyId satisfies string;`;

describe("a fake's types", () => {
  let program: ts.Program;
  beforeAll(() => {
    const sources = Object.values(typed).map(([handlers]) => sourceOf(handlers));
    program = compile(new Map(sources.map((source, index) => [fileOf(index), source])), {
      paths: { "@tinsmith/kms/testing": [resolve(root, "generated/kms/dist/testing.d.ts")] },
    });
  });

  it.each(Object.entries(typed).map(([name, [, errors]], index) => ({ name, errors, index })))(
    "of handlers that give $name",
    ({ errors, index }) => {
      const file = program.getSourceFile(fileOf(index));
      expect(file).toBeDefined();
      expect(errorsOf(program, file)).toHaveLength(errors);
    },
  );
});
