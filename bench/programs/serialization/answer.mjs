import { ciphertext, input } from "../call.mjs";

/** What KMS answers, as the server of the benchmark does. */
export const answer = JSON.stringify({
  CiphertextBlob: Buffer.from(ciphertext).toString("base64"),
  DestinationEncryptionAlgorithm: "SYMMETRIC_DEFAULT",
  KeyId: input.DestinationKeyId,
  SourceEncryptionAlgorithm: "SYMMETRIC_DEFAULT",
  SourceKeyId: input.DestinationKeyId,
});
