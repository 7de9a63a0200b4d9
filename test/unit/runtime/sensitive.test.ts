import { inspect } from "node:util";
import { expect, it } from "vitest";
import { writeAwsJson } from "../../../templates/runtime/protocols/awsJson.js";
import { readJsonText } from "../../../templates/runtime/protocols/jsonText.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import type { ClientError, ServiceError } from "../../../templates/runtime/contract/errors.js";
import { asString } from "../../../templates/runtime/serde/json.js";
import type { Operation } from "../../../templates/runtime/contract/service.js";
import { hidden, secretMapOf } from "../../../templates/runtime/serde/sensitive.js";
import { readMembers, writeMembers } from "../../../templates/runtime/serde/structure.js";

type SecretError = ServiceError<"SecretException", { token?: string | undefined }> | ClientError;

const operation: Operation<{ blob?: string }, { map?: Record<string, string> }, SecretError> = {
  name: "Tell",
  sensitive: true,
  write: (input) =>
    writeMembers(input, {
      blob: (value) => {
        throw new TypeError(`not ${typeof value}`);
      },
    }),
  read: (body) => readMembers(body, { map: secretMapOf(asString) }),
  errors: {
    SecretException: {
      fault: "client",
      sensitive: true,
      read: (body) => hidden(readMembers(body, { token: asString })),
    },
  },
};

function clientThatGets(status: number, body: string) {
  return createClient(
    {
      id: "Example",
      name: "Example",
      signingName: "example",
      resolveEndpoint: () => ({ url: "https://example.com" }),
      contentType: "application/x-amz-json-1.1",
      write: writeAwsJson,
      read: readJsonText,
    },
    {
      region: "eu-west-1",
      credentials: { accessKeyId: "AKID", secretAccessKey: "S3CRET" },
      maxAttempts: 1,
      fetch: () =>
        Promise.resolve({
          status,
          headers: { get: () => null },
          text: () => Promise.resolve(body),
        }),
    },
  );
}

/** Everything that a careless log may show of a value. */
const shown = (value: unknown) =>
  [inspect(value, { depth: 10 }), JSON.stringify(value), String(value)].join("\n");

const cases: readonly (readonly [what: string, status: number, body: string, name: string])[] = [
  [
    "a sensitive error",
    400,
    '{"__type":"SecretException","message":"S3CRET","token":"S3CRET"}',
    "SecretException",
  ],
  ["a body that is no JSON", 200, "S3CRET", "ResponseError"],
  ["a body that is cut short", 200, '{"map":"S3CRET', "ResponseError"],
  ["a wrong type", 200, '{"map":"S3CRET"}', "ResponseError"],
  ["a sensitive key", 200, '{"map":{"S3CRET":1}}', "ResponseError"],
  [
    "sensitive error data of a wrong type",
    400,
    '{"__type":"SecretException","token":["S3CRET"]}',
    "SecretException",
  ],
];

it.each(cases)("keeps %s out of what logs show", async (_, status, body, name) => {
  const result = await clientThatGets(status, body).call(operation, {});
  expect(result).toMatchObject({ ok: false, error: { name } });
  expect(shown(result)).not.toContain("S3CRET");
});

it("gives the data of a sensitive error to who asks for it", async () => {
  const { body, status } = { status: 400, body: '{"__type":"SecretException","token":"S3CRET"}' };
  const result = await clientThatGets(status, body).call(operation, {});
  if (result.ok || result.error.name !== "SecretException") throw new Error("expected the error");
  expect(result.error.data.token).toBe("S3CRET");
});

it("keeps the input and the credentials out of what logs show", async () => {
  const client = clientThatGets(200, "{}");
  const result = await client.call(operation, { blob: "S3CRET" });
  expect(result).toMatchObject({ ok: false, error: { name: "InputError", path: "blob" } });
  expect(shown([client, result])).not.toContain("S3CRET");
});
