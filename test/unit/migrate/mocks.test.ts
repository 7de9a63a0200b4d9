import { testTable } from "./table.js";

testTable("mocks", [
  {
    name: "a mock of a client that the file creates",
    before: `
      import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
      import { mockClient } from "aws-sdk-client-mock";
      import { beforeEach, expect, it } from "vitest";
      import { Store } from "./store.js";

      const client = new S3Client({ region: "eu-west-1" });
      const mock = mockClient(client);
      beforeEach(() => mock.reset());

      it("stores", async () => {
        mock.on(PutObjectCommand).resolves({ ETag: "1" });
        mock.on(GetObjectCommand).rejects(new NoSuchKey({ message: "none", $metadata: {} }));
        await client.send(new PutObjectCommand({ Bucket: "b", Key: "k" }));
        expect(mock.commandCalls(PutObjectCommand)).toHaveLength(1);
        expect(mock.commandCalls(PutObjectCommand)[0]!.args[0].input.Key).toBe("k");
      });
    `,
    after: `
      import { createS3Client, putObject, unwrap } from "@acme/s3";
      import { createFakeS3, fakeError } from "@acme/s3/testing";
      import { beforeEach, expect, it } from "vitest";
      import { Store } from "./store.js";

      const mock = createFakeS3();
      const client = createS3Client({ ...mock.config, maxAttempts: 1 });
      beforeEach(() => mock.reset());

      it("stores", async () => {
        mock.handlers.putObject = () => ({ ETag: "1" });
        mock.handlers.getObject = () => fakeError("NoSuchKey", { message: "none" });
        await unwrap(putObject(client, { Bucket: "b", Key: "k" }));
        expect(mock.calls.filter((call) => call.operation === "putObject")).toHaveLength(1);
        expect(mock.calls.filter((call) => call.operation === "putObject")[0]!.input.Key).toBe("k");
      });
    `,
    told: ["7 look: a fake speaks the service's protocol"],
  },
  {
    name: "a mock of a class, whose client comes after it",
    file: "program.js",
    before: `
      const { CreateKeyCommand, KMSClient, ListKeysCommand } = require("@aws-sdk/client-kms");
      const { mockClient } = require("aws-sdk-client-mock");
      const kmsMock = mockClient(KMSClient);
      beforeEach(() => {
        kms = new KMSClient({ region: "eu-west-1" });
      });
      afterEach(() => { kmsMock.resetHistory(); });
      kmsMock.on(ListKeysCommand).resolves({ Keys: [] });
      test("creates", () => {
        const calls = kmsMock.commandCalls(CreateKeyCommand, { Description: "d" });
        assert.equal(calls.length, 0);
        calls.map((call) => call.args[0].input.Description);
        kmsMock.restore();
      });
    `,
    after: `
      const { createKMSClient } = require("@acme/kms");
      const { createFakeKMS } = require("@acme/kms/testing");
      const kmsMock = createFakeKMS({ createKey: () => ({}) });
      beforeEach(() => {
        kms = createKMSClient(kmsMock.config);
      });
      afterEach(() => { kmsMock.calls.length = 0; });
      kmsMock.handlers.listKeys = () => ({ Keys: [] });
      test("creates", () => {
        const calls = kmsMock.calls.filter((call) => call.operation === "createKey" && call.input.Description === "d");
        assert.equal(calls.length, 0);
        calls.map((call) => call.input.Description);
        kmsMock.reset();
      });
    `,
    told: ["3 look: a fake speaks the service's protocol"],
  },
  {
    name: "answers in order, by inputs, and of functions",
    before: `
      import { DeleteObjectCommand, GetObjectCommand, HeadBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
      import { mockClient } from "aws-sdk-client-mock";
      const mock = mockClient(S3Client);
      const s3 = new S3Client();
      it("answers", async () => {
        mock.on(ListBucketsCommand)
          .resolvesOnce({ Buckets: [] })
          .rejectsOnce("no more")
          .resolves({ Buckets: [{ Name: "b" }] })
          .on(DeleteObjectCommand).resolves({});
        mock.on(GetObjectCommand).rejects(Object.assign(new Error("no"), { name: "AccessDenied" }));
        mock.on(GetObjectCommand, { Key: "a" }).resolves({ ETag: "a" });
        mock.on(GetObjectCommand, { Key: "b", Bucket: "b" }).resolves({ ETag: "b" });
        mock.on(HeadBucketCommand).rejects({ name: "NotFound", $metadata: { httpStatusCode: 404 } });
        mock.on(PutObjectCommand).callsFake((input) => {
          if (!input.Key) throw new Error("no key");
          return { ETag: input.Key };
        });
        expect(mock.call(0).args[0].input).toEqual({});
        expect(mock.commandCall(0, PutObjectCommand).firstArg.input.Key).toBe("k");
      });
    `,
    after: `
      import { createS3Client } from "@acme/s3";
      import { createFakeS3, fakeError, inOrder } from "@acme/s3/testing";
      const mock = createFakeS3();
      const s3 = createS3Client({ ...mock.config, maxAttempts: 1 });
      it("answers", async () => {
        mock.handlers.listBuckets = inOrder({ Buckets: [] }, fakeError("UnmodeledServiceError", { code: "Error", message: "no more" }), { Buckets: [{ Name: "b" }] });
        mock.handlers.deleteObject = () => undefined;
        mock.handlers.getObject = (input) => {
          if (input.Key === "a") return { ETag: "a" };
          if (input.Key === "b" && input.Bucket === "b") return { ETag: "b" };
          return fakeError("UnmodeledServiceError", { code: "AccessDenied", message: "no" });
        };
        mock.handlers.headBucket = () => fakeError("NotFound", { statusCode: 404 });
        mock.handlers.putObject = (input) => {
          if (!input.Key) throw fakeError("UnmodeledServiceError", { code: "Error", message: "no key" });
          return { ETag: input.Key };
        };
        expect(mock.calls[0]!.input).toEqual({});
        expect(mock.calls.filter((call) => call.operation === "putObject")[0]!.input.Key).toBe("k");
      });
    `,
    told: ["3 look: a fake speaks the service's protocol"],
  },
  {
    name: "matchers of Jest and Vitest",
    before: `
      import { DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
      import { mockClient } from "aws-sdk-client-mock";
      import "aws-sdk-client-mock-jest/vitest";
      const mock = mockClient(S3Client);
      const s3 = new S3Client();
      it("is asked", () => {
        expect(mock).toHaveReceivedCommand(PutObjectCommand);
        expect(mock).not.toHaveReceivedCommand(DeleteObjectCommand);
        expect(mock).toReceiveCommandTimes(PutObjectCommand, 2);
        expect(mock).toHaveReceivedCommandWith(PutObjectCommand, { Key: expect.any(String), Body: new Uint8Array([1]) });
        expect(mock).toHaveReceivedNthCommandWith(2, PutObjectCommand, { Key: "k" });
        expect(mock).toHaveReceivedNthSpecificCommandWith(1, PutObjectCommand, { Key: "k" });
        expect(mock).not.toHaveReceivedAnyCommand();
      });
    `,
    after: `
      import { createS3Client } from "@acme/s3";
      import { createFakeS3 } from "@acme/s3/testing";
      const mock = createFakeS3({ putObject: () => ({}), deleteObject: () => undefined });
      const s3 = createS3Client(mock.config);
      it("is asked", () => {
        expect(mock.calls.filter((call) => call.operation === "putObject").length).toBeGreaterThan(0);
        expect(mock.calls.filter((call) => call.operation === "deleteObject").length).not.toBeGreaterThan(0);
        expect(mock.calls.filter((call) => call.operation === "putObject")).toHaveLength(2);
        expect(mock.calls).toContainEqual({ operation: "putObject", input: expect.objectContaining({ Key: expect.any(String), Body: new Uint8Array([1]) }) });
        expect(mock.calls[1]).toEqual({ operation: "putObject", input: expect.objectContaining({ Key: "k" }) });
        expect(mock.calls.filter((call) => call.operation === "putObject")[0]).toEqual({ operation: "putObject", input: expect.objectContaining({ Key: "k" }) });
        expect(mock.calls.length).not.toBeGreaterThan(0);
      });
    `,
    told: ["4 look: a fake speaks the service's protocol"],
  },
  ...[
    ["resolves({})", "`resolves` for any command"],
    ['on(PutObjectCommand, { Tagging: ["a"] }).resolves({})', "an input that is matched by more"],
    ['on(PutObjectCommand, { Key: "a" }, true).resolves({})', "an input that is matched by more"],
    ["on(PutObjectCommand).resolves({}).resolvesOnce({})", "an answer follows one for good"],
    ["on(PutObjectCommand).rejects(failure)", "an error that is not written out"],
    [
      "on(PutObjectCommand).callsFake((input, getClient) => ({}))",
      "a function that is not written",
    ],
    ["on(PutObjectCommand).callsFakeOnce(() => ({}))", "a function that is not written"],
    ["send.callCount", "the mock goes elsewhere"],
    ["commandCalls(PutObjectCommand)[0].returnValue", "of the calls of a mock more is read"],
  ].map(([use = "", reason = ""]) => ({
    name: `left: ${use}`,
    before: `
      import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
      import { mockClient } from "aws-sdk-client-mock";
      import "aws-sdk-client-mock-jest";
      const mock = mockClient(S3Client);
      const s3 = new S3Client();
      mock.${use};
    `,
    told: [`6 left: a mock that is no fake yet: ${reason}`],
  })),
  {
    name: "left: bytes that are compared with a text",
    before: `
      import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
      import { mockClient } from "aws-sdk-client-mock";
      const mock = mockClient(S3Client);
      const s3 = new S3Client();
      expect(mock).toHaveReceivedCommandWith(PutObjectCommand, { Body: "text" });
    `,
    told: ["5 left: a mock that is no fake yet: bytes are compared"],
  },
  {
    name: "a mock of clients that are created elsewhere",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      import { mockClient } from "aws-sdk-client-mock";
      const kmsMock = mockClient(KMSClient);
      kmsMock.on(ListKeysCommand).resolvesOnce({ Keys: [] });
    `,
    told: [
      "3 left: `mockClient`: give the client the `config` of a fake",
      "3 left: `KMSClient` has no counterpart",
      "4 left: `ListKeysCommand` is not sent where it is made",
    ],
  },
]);
