// The body of a ReEncrypt and its answer, on Node, as one would write them by hand.

export const write = (input) =>
  JSON.stringify({
    ...input,
    CiphertextBlob: Buffer.from(input.CiphertextBlob).toString("base64"),
  });

export function read(text) {
  const output = JSON.parse(text);
  return { ...output, CiphertextBlob: Buffer.from(output.CiphertextBlob, "base64") };
}
