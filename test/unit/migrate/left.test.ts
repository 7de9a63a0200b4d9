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
    name: "metadata that goes elsewhere, or has what results have not",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      const { $metadata, Keys } = await new KMSClient({}).send(new ListKeysCommand({}));
      console.log($metadata, Keys);
      const { $metadata: { cfId } } = await new KMSClient({}).send(new ListKeysCommand({}));
    `,
    told: ["2 left: `$metadata` of an output", "4 left: `$metadata` of an output"],
  },
  {
    name: "metadata of outputs that are set again",
    file: "program.js",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      const kms = new KMSClient({});
      let one = await kms.send(new ListKeysCommand({}));
      let two = await kms.send(new ListKeysCommand({}));
      let three = await kms.send(new ListKeysCommand({}));
      console.log(one.$metadata.requestId);
      console.log(two.$metadata.requestId);
      console.log(three.$metadata.requestId);
      [one] = [await kms.send(new ListKeysCommand({}))];
      ({ a: { ...two } = {} } = { a: one });
      for ([three] of [[one], [two]]) console.log(three.Keys);
    `,
    told: [6, 7, 8].map((line) => `${line} left: \`$metadata\` of an output`),
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
    name: "optional chains that go on",
    before: `
      import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
      export const list = (kms?: KMSClient) => kms?.send(new ListKeysCommand({})).then(console.log);
    `,
    told: [
      "2 left: `ListKeysCommand` is not sent where it is made",
      "2 left: what is sent here is not seen to be a command",
    ],
  },
  {
    name: "commands of a variable that has others, too",
    before: `
      import { KMSClient, ListAliasesCommand, ListKeysCommand } from "@aws-sdk/client-kms";
      const kms = new KMSClient({});
      let command = new ListKeysCommand({});
      if (Math.random() > 0.5) command = new ListAliasesCommand({});
      await kms.send(command);
    `,
    told: [
      "3 left: `ListKeysCommand` is not sent where it is made",
      "4 left: `ListAliasesCommand` is not sent where it is made",
      "5 left: what is sent here is not seen to be a command",
    ],
  },
  {
    name: "streams of which Node's are read at several places, or asked for",
    before: `
      import { Readable } from "node:stream";
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const { Body } = await new S3Client({}).send(new GetObjectCommand({ Bucket: "b", Key: "k" }));
      if (Body instanceof Readable) Body.on("data", console.log);
      Body.on("end", console.log);
    `,
    told: [
      "4 left: an output's stream is no `Readable`, but a web stream",
      "4 left: `on` of an output's stream",
      "5 left: `on` of an output's stream",
    ],
  },
  {
    name: "streams that are made Node's at two places, of which the second would find them taken",
    before: `
      import type { Readable } from "node:stream";
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const r = await new S3Client({}).send(new GetObjectCommand({ Bucket: "b", Key: "k" }));
      (r.Body as Readable).on("error", console.error);
      (r.Body as Readable).pipe(process.stdout);
    `,
    told: [
      "4 left: an output's stream as `Readable`, which is read at other places, too",
      "5 left: an output's stream as `Readable`, which is read at other places, too",
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
    name: "a class that is not imported by name, told of once",
    file: "program.cjs",
    before: `
      const Upload = require("@aws-sdk/lib-storage").Upload;
      module.exports = (client, params) => new Upload({ client, params }).done();
    `,
    told: ["1 left: `Upload` is not imported", "2 left: `Upload` is not imported"],
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
