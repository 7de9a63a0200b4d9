// The call that every client makes, and the settings it is made with.

export const credentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
export const region = "eu-west-1";

/** A ciphertext as long as that of a data key. */
export const ciphertext = Uint8Array.from({ length: 184 }, (_, index) => (index * 151) % 256);

export const input = {
  CiphertextBlob: ciphertext,
  DestinationKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  DestinationEncryptionContext: { tenant: "blue", purpose: "invoices" },
  SourceEncryptionContext: { tenant: "blue", purpose: "invoices" },
};
