/* global TextEncoder, beforeEach, expect, it */
const { EncryptCommand, KMSClient, KMSInvalidStateException } = require("@aws-sdk/client-kms");
const { mockClient } = require("aws-sdk-client-mock");
require("aws-sdk-client-mock-jest");

/** The code that is tested. */
const encrypt = async (client, KeyId, text) => {
  const Plaintext = new TextEncoder().encode(text);
  const { CiphertextBlob } = await client.send(new EncryptCommand({ KeyId, Plaintext }));
  return CiphertextBlob.length;
};

const mock = mockClient(KMSClient);
const client = new KMSClient({ region: "eu-west-1" });
beforeEach(() => {
  mock.reset();
});

it("encrypts", async () => {
  mock.on(EncryptCommand).resolves({ CiphertextBlob: new Uint8Array(8) });
  await expect(encrypt(client, "a", "text")).resolves.toBe(8);
  expect(mock).toHaveReceivedCommandTimes(EncryptCommand, 1);
  expect(mock).toReceiveCommand(EncryptCommand);
  expect(mock).toHaveReceivedCommandWith(EncryptCommand, { KeyId: expect.any(String) });
  expect(mock).not.toHaveReceivedCommandWith(EncryptCommand, { KeyId: "b" });
  expect(mock).toHaveReceivedNthCommandWith(1, EncryptCommand, { KeyId: "a" });
  expect(mock).toHaveReceivedNthSpecificCommandWith(1, EncryptCommand, { KeyId: "a" });
  mock.resetHistory();
  expect(mock).not.toHaveReceivedAnyCommand();
});

it("says why not", async () => {
  mock
    .on(EncryptCommand)
    .rejects(new KMSInvalidStateException({ message: "It is disabled.", $metadata: {} }));
  await expect(encrypt(client, "a", "text")).rejects.toThrow("It is disabled.");
  expect(mock.commandCalls(EncryptCommand)[0].args[0].input.KeyId).toBe("a");
});
