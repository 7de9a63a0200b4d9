import assert from "node:assert/strict";
import {
  createFunction,
  createLambdaClient,
  getFunction,
  listFunctions,
  listTags,
  tagResource,
  unwrap,
} from "./src/index.js";
import { failed, present, type Server, unexpected } from "./support.js";

/** An archive with nothing in it. */
const emptyZip = new Uint8Array(22);
emptyZip.set([0x50, 0x4b, 0x05, 0x06]);

export async function run(server: Server): Promise<void> {
  const lambda = createLambdaClient(server);
  const FunctionName = "tinsmith-function";
  const input = {
    FunctionName,
    Runtime: "nodejs22.x",
    // That of the IAM program, which runs before.
    Role: "arn:aws:iam::123456789012:role/tinsmith-role",
    Handler: "index.handler",
    Code: { ZipFile: emptyZip },
    MemorySize: 256,
    Environment: { Variables: { A: "b & ünd" } },
  } as const;
  const made = await unwrap(createFunction(lambda, input));
  assert.equal(made.FunctionName, FunctionName);
  assert.equal(made.MemorySize, 256);
  const { Configuration } = await unwrap(getFunction(lambda, { FunctionName }));
  assert.deepEqual(Configuration?.Environment?.Variables, { A: "b & ünd" });
  assert.equal(Configuration.CodeSize, emptyZip.length);
  const { Functions = [] } = await unwrap(listFunctions(lambda, { MaxItems: 10 }));
  assert.deepEqual(
    Functions.map((each) => each.FunctionName),
    [FunctionName],
  );

  const Resource = present(made.FunctionArn);
  await unwrap(tagResource(lambda, { Resource, Tags: { a: "b" } }));
  assert.deepEqual((await unwrap(listTags(lambda, { Resource }))).Tags, { a: "b" });

  const again = failed(await createFunction(lambda, input));
  switch (again.name) {
    case "ResourceConflictException":
      assert.equal(again.statusCode, 409);
      break;
    default:
      unexpected(again);
  }
  const missing = failed(await getFunction(lambda, { FunctionName: "none" }));
  switch (missing.name) {
    case "ResourceNotFoundException":
      assert.equal(missing.statusCode, 404);
      break;
    default:
      unexpected(missing);
  }
}
