import {
  DescribeKeyCommand,
  GenerateDataKeyCommand,
  GenerateRandomCommand,
  KMSClient,
  ListKeysCommand,
} from "@aws-sdk/client-kms";
import { mockClient } from "aws-sdk-client-mock";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

/** The code that is tested. */
async function firstState(client) {
  const { Keys } = await client.send(new ListKeysCommand({ Limit: 1 }));
  const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: Keys[0].KeyId }));
  return KeyMetadata.KeyState;
}

async function random(client, NumberOfBytes) {
  try {
    return (await client.send(new GenerateRandomCommand({ NumberOfBytes }))).Plaintext;
  } catch (error) {
    return error.message;
  }
}

const client = new KMSClient({ region: "eu-west-1" });
const mock = mockClient(client);
afterEach(() => mock.reset());

test("the state of the first key", async () => {
  mock.on(ListKeysCommand).resolves({ Keys: [{ KeyId: "a" }] });
  mock
    .on(DescribeKeyCommand)
    .resolvesOnce({ KeyMetadata: { KeyId: "a", KeyState: "Enabled" } })
    .rejectsOnce({ name: "NotFoundException", message: "There is none." });
  assert.equal(await firstState(client), "Enabled");
  await assert.rejects(firstState(client), { name: "NotFoundException" });
  assert.equal(mock.commandCalls(DescribeKeyCommand).length, 2);
  assert.deepEqual(mock.commandCall(0, DescribeKeyCommand).args[0].input, { KeyId: "a" });
});

test("random bytes, and none", async () => {
  mock.on(GenerateRandomCommand).callsFake(async (input) => {
    return { Plaintext: new Uint8Array(input.NumberOfBytes) };
  });
  assert.equal((await random(client, 3)).length, 3);
  mock.on(GenerateRandomCommand).rejects("No entropy.");
  assert.equal(await random(client, 4), "No entropy.");
  const asked = mock.calls().map((call) => call.firstArg.input.NumberOfBytes);
  assert.deepEqual(asked, [3, 4]);
});

test("what depends on the input", async () => {
  mock.on(GenerateDataKeyCommand, { KeyId: "a", EncryptionContext: { of: "b" } }).resolves({
    KeyId: "arn",
  });
  const input = { KeyId: "a", NumberOfBytes: 8, EncryptionContext: { of: "b", on: "c" } };
  const output = await client.send(new GenerateDataKeyCommand(input));
  assert.equal(output.KeyId, "arn");
  assert.equal(
    mock.commandCalls(GenerateDataKeyCommand, { EncryptionContext: { of: "c" } }).length,
    0,
  );
});
