import { testTable } from "./table.js";

testTable("what is left", [
  {
    name: "middleware",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      const kms = new KMSClient({});
      kms.middlewareStack.add((next) => next, { step: "build" });
      await kms.send(new ListKeysCommand({}));
    `,
    told: ["3 left: `middlewareStack`: write an interceptor"],
  },
  {
    name: "classes that extend a client",
    before: `
      import { KMSClient } from "@aws-sdk/client-kms";
      export class Mine extends KMSClient {}
    `,
    told: ["2 left: a class extends `KMSClient`"],
  },
  {
    name: "one service, where another is moved",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      import { S3Client, ListBucketsCommand } from "@aws-sdk/client-s3";
      const kms = new KMSClient({ logger: console });
      const s3 = new S3Client({});
      await kms.send(new ListKeysCommand({}));
      await s3.send(new ListBucketsCommand({}));
    `,
    after: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      import { createS3Client, listBuckets, unwrap } from "@acme/s3";
      const kms = new KMSClient({ logger: console });
      const s3 = createS3Client({});
      await kms.send(new ListKeysCommand({}));
      await unwrap(listBuckets(s3, {}));
    `,
    told: ["3 left: `logger` of the configuration has no counterpart as it is: see withLogger"],
  },
  {
    name: "clients that go to code which is not seen",
    before: `
      import { S3Client } from "@aws-sdk/client-s3";
      import multerS3 from "multer-s3";
      export const storage = multerS3({ s3: new S3Client({}), bucket: "b" });
    `,
    told: ["3 left: a client goes to `multerS3`"],
  },
  {
    name: "commands that are sent elsewhere",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      const kms = new KMSClient({});
      const send = (command: ListKeysCommand) => kms.send(command);
      await send(new ListKeysCommand({}));
    `,
    told: [
      "3 left: `ListKeysCommand` is not sent where it is made",
      "3 left: what is sent here is not seen to be a command",
      "4 left: `ListKeysCommand` is not sent where it is made",
    ],
  },
  {
    name: "callbacks, and options beside a signal",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      const kms = new KMSClient({});
      kms.send(new ListKeysCommand({}), (error, data) => console.log(error, data));
      await kms.send(new ListKeysCommand({}), { requestTimeout: 5 });
    `,
    told: ["3 left: this call has a callback", "4 left: this call has a callback"],
  },
  {
    name: "a configuration that is not seen",
    file: "program.js",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      export const list = (options) => new KMSClient(options).send(new ListKeysCommand({}));
    `,
    told: ["2 left: what `options` configures is not seen here"],
  },
  {
    name: "metadata that is taken apart",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      const { $metadata, Keys } = await new KMSClient({}).send(new ListKeysCommand({}));
      console.log($metadata.requestId, Keys);
    `,
    told: ["2 left: `$metadata` of an output"],
  },
  {
    name: "metadata of an output whose type is written out",
    before: `
      import { KMSClient, ListKeysCommand, type ListKeysCommandOutput } from "@aws-sdk/client-kms";
      const response: ListKeysCommandOutput = await new KMSClient({}).send(new ListKeysCommand({}));
      console.log(response.$metadata.requestId);
    `,
    told: ["3 left: `$metadata` of an output"],
  },
  {
    name: "packages that are exported again",
    before: `
      export * from "@aws-sdk/client-kms";
      export { S3Client } from "@aws-sdk/client-s3";
    `,
    told: [
      "1 left: all of an SDK package is exported again",
      "2 left: `S3Client` is exported again",
    ],
  },
  {
    name: "uses through optional chains",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      export const list = (kms?: KMSClient) => kms?.send(new ListKeysCommand({}));
    `,
    told: [
      "2 left: `ListKeysCommand` is not sent where it is made",
      "2 left: what is sent here is not seen to be a command",
    ],
  },
  {
    name: "clients in object literals that go elsewhere",
    before: `
      import { KMSClient } from "@aws-sdk/client-kms";
      import { start } from "elsewhere";
      const kms = new KMSClient({});
      start({ services: [{ kms }] });
    `,
    told: ["4 left: a client goes to `start`"],
  },
  {
    name: "errors that are made",
    before: `
      import { NotFoundException } from "@aws-sdk/client-kms";
      throw new NotFoundException({ message: "none", $metadata: {} });
    `,
    told: ["2 left: `new NotFoundException` has no counterpart"],
  },
]);
