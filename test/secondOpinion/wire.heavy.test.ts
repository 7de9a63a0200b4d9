import * as sdk from "@aws-sdk/client-kms";
import { ServiceException } from "@smithy/smithy-client";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Answer,
  type ReceivedRequest,
  serve,
  type TestServer,
} from "../support/httpServer.js";
import { createKMSClient, type KMSClient, type Result } from "../support/kms.js";
import { type KmsOperation, model, operations } from "../support/kmsOperations.js";
import { arbitraryOf, inputSide, wireSide } from "../support/modelArbitrary.js";

const config = {
  region: "eu-west-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  maxAttempts: 1,
};
const RUNS = { numRuns: 40 };

let server: TestServer;
let kms: KMSClient;
let aws: sdk.KMSClient;
let received: ReceivedRequest[];
let answer: Answer;

beforeAll(async () => {
  server = await serve((request) => {
    received.push(request);
    return answer;
  });
  kms = createKMSClient({ ...config, endpoint: server.endpoint });
  aws = new sdk.KMSClient({ ...config, endpoint: server.endpoint });
});
afterAll(async () => {
  aws.destroy();
  await server.close();
});

type Outcome = Result<object, Error>;

/** What both clients make of the same input and the same answer. */
async function both(
  { call, callSdk }: KmsOperation,
  input: object,
  given: Answer,
): Promise<{ ours: Outcome; theirs: { value: object } | { error: unknown } }> {
  received = [];
  answer = given;
  const ours = await call(kms, input);
  const theirs = await callSdk(aws, input).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  return { ours, theirs };
}

/** A value in which two that mean the same are equal: no `$metadata`, absent as `undefined`. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return { date: value.getTime() };
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return new Map(
    Object.entries(value)
      .filter(([name, member]) => name !== "$metadata" && member !== undefined)
      .map(([name, member]): [string, unknown] => [name, plain(member)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/**
 * Where the clients differ by design: a required or defaulted output member that the service left
 * out is `undefined` in AWS's client against its type, and here has the value that Smithy's client
 * error correction fills in.
 */
const FILLED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  CreateKey: { "KeyMetadata.KeyId": "", "KeyMetadata.Enabled": false },
  DescribeCustomKeyStores: { Truncated: false },
  DescribeKey: { "KeyMetadata.KeyId": "", "KeyMetadata.Enabled": false },
  GetKeyRotationStatus: { KeyRotationEnabled: false },
  ListAliases: { Truncated: false },
  ListGrants: { Truncated: false },
  ListKeyPolicies: { Truncated: false },
  ListKeyRotations: { Truncated: false },
  ListKeys: { Truncated: false },
  ListResourceTags: { Truncated: false, "Tags.*.TagKey": "", "Tags.*.TagValue": "" },
  ListRetirableGrants: { Truncated: false },
  ReplicateKey: {
    "ReplicaKeyMetadata.KeyId": "",
    "ReplicaKeyMetadata.Enabled": false,
    "ReplicaTags.*.TagKey": "",
    "ReplicaTags.*.TagValue": "",
  },
  Verify: { SignatureValid: false },
  VerifyMac: { MacValid: false },
};

/** An output of AWS's client with what this one fills in. */
function filled(operation: string, output: object): unknown {
  return Object.entries(FILLED[operation] ?? {}).reduce<unknown>(
    (value, [path, given]) => filledAt(value, path.split("."), given),
    output,
  );
}

/** A value with what it lacks at a path, where what holds that is there; `*` is each item of a list. */
function filledAt(value: unknown, [key = "", ...rest]: readonly string[], given: unknown): unknown {
  if (value === undefined) return undefined;
  if (key === "*") return (value as unknown[]).map((item) => filledAt(item, rest, given));
  const members = value as Readonly<Record<string, unknown>>;
  const member = rest.length === 0 ? (members[key] ?? given) : filledAt(members[key], rest, given);
  return { ...members, [key]: member };
}

it("knows every operation of the model", () => {
  expect(operations).toHaveLength(54);
});

describe("sends what AWS's client sends", () => {
  it.each(operations)("$name", async (operation) => {
    const inputs = arbitraryOf(model, operation.input, inputSide) as fc.Arbitrary<object>;
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        await both(operation, input, { status: 200, body: "{}" });
        const [ours, theirs] = received.map(({ method, url, headers, body }) => ({
          method,
          url,
          type: headers["content-type"],
          target: headers["x-amz-target"],
          body: plain(JSON.parse(body.toString())),
        }));
        expect(received).toHaveLength(2);
        expect(ours).toEqual(theirs);
      }),
      RUNS,
    );
  });
});

describe("reads what AWS's client reads", () => {
  it.each(operations)("$name", async (operation) => {
    const outputs = arbitraryOf(model, operation.output, wireSide) as fc.Arbitrary<object>;
    await fc.assert(
      fc.asyncProperty(outputs, async (output) => {
        const body = JSON.stringify(output);
        const { ours, theirs } = await both(operation, {}, { status: 200, body });
        if (!("value" in theirs)) throw theirs.error;
        if (!ours.ok) throw ours.error;
        if (operation.output === "smithy.api#Unit") {
          // By design too: where the model has no output, AWS's client hands through what came.
          expect(ours.value).toEqual({});
          expect(plain(theirs.value)).toEqual(plain(JSON.parse(body)));
        } else {
          expect(plain(ours.value)).toEqual(plain(filled(operation.name, theirs.value)));
        }
      }),
      RUNS,
    );
  });

  it.each(
    operations.flatMap((operation) => ["", "{}", "null"].map((body) => ({ operation, body }))),
  )("$operation.name from the body '$body'", async ({ operation, body }) => {
    const { ours, theirs } = await both(operation, {}, { status: 200, body });
    if (!("value" in theirs)) throw theirs.error;
    if (!ours.ok) throw ours.error;
    expect(plain(ours.value)).toEqual(plain(filled(operation.name, theirs.value)));
  });

  it.each(Object.entries(FILLED))("%s, but fills what has to be there", async (name, members) => {
    const operation = operations.find((candidate) => candidate.name === name);
    if (!operation) throw new Error(name);
    const lists = { Tags: [{}], ReplicaTags: [{}] };
    const body = JSON.stringify({ KeyMetadata: {}, ReplicaKeyMetadata: {}, ...lists });
    const { ours, theirs } = await both(operation, {}, { status: 200, body });
    for (const [path, value] of Object.entries(members)) {
      const place = ["value", ...path.replace("*", "0").split(".")];
      expect(theirs).not.toHaveProperty(place);
      expect(ours).toHaveProperty(place, value);
    }
  });
});

describe("fails as AWS's client fails", () => {
  /** The forms in which services tell an error. */
  const forms: Record<string, (id: string, message: string) => Omit<Answer, "status">> = {
    __type: (id, message) => ({ body: JSON.stringify({ __type: id, message }) }),
    "a name alone": (id, message) => ({
      body: JSON.stringify({ __type: id.replace(/.*#/, ""), message }),
    }),
    "a name with a URI": (id, message) => ({
      body: JSON.stringify({ __type: `${id}:http://internal.example/x`, message }),
    }),
    code: (id, message) => ({ body: JSON.stringify({ code: id, message }) }),
    Message: (id, Message) => ({ body: JSON.stringify({ __type: id, Message }) }),
    "a header": (id, message) => ({
      headers: { "x-amzn-errortype": `${id.replace(/.*#/, "")}:http://internal.example/x` },
      body: JSON.stringify({ message }),
    }),
  };

  it.each(
    operations.flatMap((operation) =>
      Object.entries(forms).map(([form, write]) => ({ operation, form, write })),
    ),
  )("$operation.name, told in $form", async ({ operation, write }) => {
    for (const id of operation.errors) {
      const given = { status: 400, ...write(id, "It is ünusable.") };
      given.headers = { ...given.headers, "x-amzn-requestid": "r-1" };
      const { ours, theirs } = await both(operation, {}, given);
      if (!("error" in theirs)) throw new Error("AWS's client did not fail");
      if (ours.ok) throw new Error("did not fail");
      expect(theirs.error).toBeInstanceOf(ServiceException);
      expect(ours.error).toBeInstanceOf(ServiceException);
      expect(facts(ours.error)).toEqual(facts(theirs.error));
      expect(facts(ours.error).name).toBe(id.replace(/.*#/, ""));
    }
  });

  it.each([
    { status: 400, body: '{"__type":"ThrottlingException","message":"Rate exceeded"}' },
    { status: 400, body: '{"__type":"com.amazon.coral.service#AccessDeniedException"}' },
    { status: 500, body: '{"__type":"InternalFailure","message":"Oh"}' },
    { status: 503, body: '{"__type":"ServiceUnavailable"}' },
  ])("where the model has no such error: $status $body", async (given) => {
    const [operation] = operations;
    if (!operation) throw new Error("No operation");
    const { ours, theirs } = await both(operation, {}, given);
    if (!("error" in theirs) || ours.ok) throw new Error("did not fail");
    expect(ours.error).toBeInstanceOf(ServiceException);
    const theirFacts = facts(theirs.error);
    expect(ours.error.name).toBe("UnmodeledServiceError");
    expect(ours.error).toMatchObject({ code: theirFacts.name });
    expect(facts(ours.error).$fault).toBe(given.status < 500 ? "client" : "server");
    expect(facts(ours.error).httpStatusCode).toBe(theirFacts.httpStatusCode);
  });

  function facts(error: unknown) {
    const { name, message, $fault, $metadata } = error as ServiceException;
    const { httpStatusCode, requestId, attempts } = $metadata;
    return { name, message, $fault, httpStatusCode, requestId, attempts };
  }
});
