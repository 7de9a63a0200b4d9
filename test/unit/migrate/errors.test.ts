import { testTable } from "./table.js";

testTable("errors and streams", [
  {
    name: "classes of errors",
    before: `
      import { S3Client, GetObjectCommand, NoSuchKey, S3ServiceException, InvalidObjectState } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export async function get(Key: string) {
        try {
          return await s3.send(new GetObjectCommand({ Bucket: "b", Key }));
        } catch (error) {
          if (error instanceof NoSuchKey) return undefined;
          if (error instanceof InvalidObjectState && error.StorageClass) console.log(error.StorageClass, error.message);
          else if (!(error instanceof S3ServiceException)) throw error;
          else console.log(error.$metadata.httpStatusCode, error.name);
          throw error;
        }
      }
    `,
    after: `
      import {
        CallError,
        type InvalidObjectState,
        type ServiceError,
        createS3Client,
        getObject,
        unwrap,
      } from "@acme/s3";
      const s3 = createS3Client({});
      export async function get(Key: string) {
        try {
          return await unwrap(getObject(s3, { Bucket: "b", Key }));
        } catch (error) {
          if (error instanceof CallError && error.name === "NoSuchKey") return undefined;
          if (error instanceof CallError && error.name === "InvalidObjectState" && (error as InvalidObjectState).data.StorageClass) console.log((error as InvalidObjectState).data.StorageClass, error.message);
          else if (!(error instanceof CallError && "$fault" in error)) throw error;
          else console.log((error as ServiceError).$metadata.httpStatusCode, error.name);
          throw error;
        }
      }
    `,
  },
  {
    name: "classes of errors that are told apart",
    before: `
      import { S3Client, GetObjectCommand, NoSuchKey, NotFound, InvalidObjectState } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export async function get(Key: string) {
        try {
          return await s3.send(new GetObjectCommand({ Bucket: "b", Key }));
        } catch (error) {
          if (error instanceof NoSuchKey || error instanceof NotFound) return undefined;
          else if (error instanceof InvalidObjectState) {
            const { StorageClass } = error;
            console.log(StorageClass);
          } else throw error;
        }
        for (;;) {
          try {
            await s3.send(new GetObjectCommand({ Bucket: "b", Key }));
          } catch (reason) {
            if (reason instanceof NoSuchKey) {
              // None is there.
              continue;
            } else if (reason instanceof InvalidObjectState) {
              console.log(reason.StorageClass);
            }
            throw reason;
          }
        }
      }
    `,
    after: `
      import { CallError, type InvalidObjectState, createS3Client, getObject, unwrap } from "@acme/s3";
      const s3 = createS3Client({});
      export async function get(Key: string) {
        try {
          return await unwrap(getObject(s3, { Bucket: "b", Key }));
        } catch (error) {
          if (!(error instanceof CallError)) throw error;
          switch (error.name) {
            case "NoSuchKey":
            case "NotFound":
              return undefined;
            case "InvalidObjectState": {
            const { StorageClass } = (error as InvalidObjectState).data;
            console.log(StorageClass);
              break;
            }
            default:
              throw error;
          }
        }
        for (;;) {
          try {
            await unwrap(getObject(s3, { Bucket: "b", Key }));
          } catch (reason) {
            if (reason instanceof CallError) {
            switch (reason.name) {
              case "NoSuchKey":
              // None is there.
              continue;
              case "InvalidObjectState":
              console.log((reason as InvalidObjectState).data.StorageClass);
                break;
            }
            }
            throw reason;
          }
        }
      }
    `,
  },
  {
    name: "classes of errors, and clients that are closed in the branches",
    before: `
      import { S3Client, GetObjectCommand, NoSuchKey, NotFound, InvalidObjectState } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export async function get(Key: string) {
        try {
          return await s3.send(new GetObjectCommand({ Bucket: "b", Key }));
        } catch (error) {
          if (error instanceof NoSuchKey) {
            s3.destroy();
            return 1;
          } else if (error instanceof NotFound) {
            const { message } = error;
            console.log(message);
            s3.destroy();
          } else if (error instanceof InvalidObjectState) { s3.destroy(); return 2; } else {
            throw error;
          }
          if (error instanceof NoSuchKey) {} else if (error instanceof NotFound) {
            // It does not matter.
          }
        }
      }
    `,
    after: `
      import { CallError, createS3Client, getObject, unwrap } from "@acme/s3";
      const s3 = createS3Client({});
      export async function get(Key: string) {
        try {
          return await unwrap(getObject(s3, { Bucket: "b", Key }));
        } catch (error) {
          if (!(error instanceof CallError)) throw error;
          switch (error.name) {
            case "NoSuchKey":
            return 1;
            case "NotFound": {
            const { message } = error;
            console.log(message);
              break;
            }
            case "InvalidObjectState":
               return 2;
            default:
              throw error;
          }
          if (error instanceof CallError) {
          switch (error.name) {
            case "NoSuchKey":
              break;
            case "NotFound":
            // It does not matter.
              break;
          }
          }
        }
      }
    `,
  },
  {
    name: "classes of errors of which one ends a loop, or something else is done with others",
    file: "program.js",
    before: `
      import { S3Client, GetObjectCommand, NoSuchKey, InvalidObjectState } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      for (const Key of keys) {
        try {
          await s3.send(new GetObjectCommand({ Bucket: "b", Key }));
        } catch (error) {
          if (error instanceof NoSuchKey) break;
          else if (error instanceof InvalidObjectState) continue;
          if (error instanceof NoSuchKey) console.log("none");
          else if (error instanceof InvalidObjectState) console.log("state");
          else console.log(error);
        }
      }
    `,
    after: `
      import { CallError, createS3Client, getObject, unwrap } from "@acme/s3";
      const s3 = createS3Client({});
      for (const Key of keys) {
        try {
          await unwrap(getObject(s3, { Bucket: "b", Key }));
        } catch (error) {
          if (error instanceof CallError && error.name === "NoSuchKey") break;
          else if (error instanceof CallError && error.name === "InvalidObjectState") continue;
          if (error instanceof CallError && error.name === "NoSuchKey") console.log("none");
          else if (error instanceof CallError && error.name === "InvalidObjectState") console.log("state");
          else console.log(error);
        }
      }
    `,
  },
  {
    name: "classes of errors between which there are comments",
    before: `
      import { S3Client, GetObjectCommand, NoSuchKey, InvalidObjectState } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      try {
        await s3.send(new GetObjectCommand({ Bucket: "b", Key: "k" }));
      } catch (error) {
        if (error instanceof NoSuchKey) {
          console.log("none");
        }
        // It is archived.
        else if (error instanceof InvalidObjectState) {
          console.log("state");
        }
        if (error instanceof NoSuchKey) console.log("none");
        else if (error instanceof InvalidObjectState) console.log("state");
        else { /* There is more to it. */ throw error; }
      }
    `,
    after: `
      import { CallError, createS3Client, getObject, unwrap } from "@acme/s3";
      const s3 = createS3Client({});
      try {
        await unwrap(getObject(s3, { Bucket: "b", Key: "k" }));
      } catch (error) {
        if (error instanceof CallError && error.name === "NoSuchKey") {
          console.log("none");
        }
        // It is archived.
        else if (error instanceof CallError && error.name === "InvalidObjectState") {
          console.log("state");
        }
        if (error instanceof CallError && error.name === "NoSuchKey") console.log("none");
        else if (error instanceof CallError && error.name === "InvalidObjectState") console.log("state");
        else { /* There is more to it. */ throw error; }
      }
    `,
  },
  {
    name: "names of errors: those that the model has not for the operation are codes",
    file: "program.js",
    before: `
      import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export async function get(Key) {
        try {
          return await s3.send(new GetObjectCommand({ Bucket: "b", Key }));
        } catch (error) {
          if (error.name === "NoSuchKey" || error.name === "AccessDenied") return undefined;
          if (error.name !== "NoSuchBucket") throw error;
          if (error?.name === "AbortError") throw error;
        }
      }
    `,
    after: `
      import { createS3Client, getObject, unwrap } from "@acme/s3";
      const s3 = createS3Client({});
      export async function get(Key) {
        try {
          return await unwrap(getObject(s3, { Bucket: "b", Key }));
        } catch (error) {
          if (error.name === "NoSuchKey" || (error.name === "AccessDenied" || error.code === "AccessDenied")) return undefined;
          if (error.name !== "NoSuchBucket" && error.code !== "NoSuchBucket") throw error;
          if (error?.name === "AbortError") throw error;
        }
      }
    `,
  },
  {
    name: "names of errors that are cast",
    before: `
      import { S3Client, PutObjectCommand, S3ServiceException } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export async function put(Key: string) {
        try {
          await s3.send(new PutObjectCommand({ Bucket: "b", Key }));
        } catch (error) {
          if ((error as S3ServiceException).name === "SlowDown") return (error as S3ServiceException).$metadata.requestId;
          return (error as Error).name !== "AccessDenied";
        }
      }
    `,
    after: `
      import { type ServiceError, createS3Client, putObject, unwrap } from "@acme/s3";
      const s3 = createS3Client({});
      export async function put(Key: string) {
        try {
          await unwrap(putObject(s3, { Bucket: "b", Key }));
        } catch (error) {
          if ((error as ServiceError).name === "SlowDown" || (error as { code?: unknown }).code === "SlowDown") return (error as ServiceError).$metadata.requestId;
          return ((error as Error).name !== "AccessDenied" && (error as { code?: unknown }).code !== "AccessDenied");
        }
      }
    `,
  },
  {
    name: "a switch over names",
    before: `
      import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      try {
        await s3.send(new GetObjectCommand({ Bucket: "b", Key: "k" }));
      } catch (error) {
        switch ((error as Error).name) {
          case "NoSuchKey":
          case "SlowDown":
            break;
        }
      }
    `,
    after: `
      import { createS3Client, getObject, unwrap } from "@acme/s3";
      const s3 = createS3Client({});
      try {
        await unwrap(getObject(s3, { Bucket: "b", Key: "k" }));
      } catch (error) {
        switch ((error as Error).name) {
          case "NoSuchKey":
          case "SlowDown":
            break;
        }
      }
    `,
    told: ["8 look: SlowDown is no error of each operation that is called"],
  },
  {
    name: "streams that are read",
    before: `
      import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
      import { LambdaClient, InvokeCommand } from "@aws-sdk/client-lambda";
      const s3 = new S3Client({});
      const lambda = new LambdaClient({});
      export async function read(Key: string) {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: "b", Key }));
        const response = await s3.send(new GetObjectCommand({ Bucket: "b", Key }));
        const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: "f" }));
        return [
          await Body!.transformToString("utf-8"),
          await response.Body?.transformToByteArray(),
          new Response(Body!.transformToWebStream()),
          Payload && Payload.transformToString(),
        ];
      }
    `,
    after: `
      import { createS3Client, getObject, unwrap } from "@acme/s3";
      import { createLambdaClient, invoke } from "@acme/lambda";
      const s3 = createS3Client({});
      const lambda = createLambdaClient({});
      export async function read(Key: string) {
        const { Body } = await unwrap(getObject(s3, { Bucket: "b", Key }));
        const response = await unwrap(getObject(s3, { Bucket: "b", Key }));
        const { Payload } = await unwrap(invoke(lambda, { FunctionName: "f" }));
        return [
          await Body!.text(),
          await response.Body?.bytes(),
          new Response(Body!),
          Payload && new TextDecoder().decode(Payload),
        ];
      }
    `,
  },
  {
    name: "streams of Node",
    before: `
      import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
      import type { Readable } from "node:stream";
      const s3 = new S3Client({});
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: "b", Key: "k" }));
      (Body as Readable).pipe(process.stdout);
    `,
    after: `
      import { createS3Client, getObject, unwrap } from "@acme/s3";
      import { Readable as NodeReadable } from "node:stream";
      import type { ReadableStream } from "node:stream/web";
      import type { Readable } from "node:stream";
      const s3 = createS3Client({});
      const { Body } = await unwrap(getObject(s3, { Bucket: "b", Key: "k" }));
      NodeReadable.fromWeb(Body as ReadableStream).pipe(process.stdout);
    `,
  },
  {
    name: "streams of Node that are looked for first, and those of several outputs",
    before: `
      import { Readable } from "node:stream";
      import { S3 } from "@aws-sdk/client-s3";
      const s3 = new S3({});
      const body = (await s3.getObject({ Bucket: "b", Key: "k" })).Body;
      body && (body as Readable).pipe(process.stdout);
      const open = async () => (await s3.getObject({ Bucket: "b", Key: "l" })).Body as Readable;
      const again = async () => (await s3.getObject({ Bucket: "b", Key: "l" })).Body as Readable;
    `,
    after: `
      import { Readable } from "node:stream";
      import { createS3Client, getObject, unwrap } from "@acme/s3";
      import type { ReadableStream } from "node:stream/web";
      const s3 = createS3Client({});
      const body = (await unwrap(getObject(s3, { Bucket: "b", Key: "k" }))).Body;
      body && Readable.fromWeb(body as ReadableStream).pipe(process.stdout);
      const open = async () => Readable.fromWeb((await unwrap(getObject(s3, { Bucket: "b", Key: "l" }))).Body as ReadableStream);
      const again = async () => Readable.fromWeb((await unwrap(getObject(s3, { Bucket: "b", Key: "l" }))).Body as ReadableStream);
    `,
  },
]);
