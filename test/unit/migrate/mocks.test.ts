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
      import { type FakeS3Handlers, createFakeS3, fakeError } from "@acme/s3/testing";
      import { beforeEach, expect, it } from "vitest";
      import { Store } from "./store.js";

      const mockHandlers: FakeS3Handlers = {};
      const mock = createFakeS3(mockHandlers);
      const client = createS3Client(mock.config);
      beforeEach(() => { mock.calls.length = 0; mockHandlers.putObject = undefined; mockHandlers.getObject = undefined; });

      it("stores", async () => {
        mockHandlers.putObject = () => ({ ETag: "1" });
        mockHandlers.getObject = () => fakeError("NoSuchKey", { message: "none" });
        await unwrap(putObject(client, { Bucket: "b", Key: "k" }));
        expect(mock.calls.filter(({ operation }) => operation === "putObject")).toHaveLength(1);
        expect(mock.calls.filter(({ operation }) => operation === "putObject")[0]!.input.Key).toBe("k");
      });
    `,
    told: ["7 look: a fake speaks the service's protocol"],
  },
  {
    name: "a mock of a class, whose client comes after it",
    file: "program.js",
    before: `
      const { KMSClient, ListKeysCommand } = require("@aws-sdk/client-kms");
      const { mockClient } = require("aws-sdk-client-mock");
      const kmsMock = mockClient(KMSClient);
      const kms = new KMSClient();
      afterEach(() => { kmsMock.resetHistory(); });
      kmsMock.on(ListKeysCommand).resolves({ Keys: [] });
    `,
    after: `
      const { createKMSClient } = require("@acme/kms");
      const { createFakeKMS } = require("@acme/kms/testing");
      const kmsMockHandlers = {};
      const kmsMock = createFakeKMS(kmsMockHandlers);
      const kms = createKMSClient(kmsMock.config);
      afterEach(() => { kmsMock.calls.length = 0; });
      kmsMockHandlers.listKeys = () => ({ Keys: [] });
    `,
    told: ["3 look: a fake speaks the service's protocol"],
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
