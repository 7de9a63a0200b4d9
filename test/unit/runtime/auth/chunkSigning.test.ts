import { describe, expect, it } from "vitest";
import { chunkSigner } from "../../../../templates/runtime/auth/chunkSigning.js";
import { sign } from "../../../../templates/runtime/auth/sigv4.js";

// The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and
// sigv4-streaming-trailers.html.
const credentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const chunks = [
  new Uint8Array(65_536).fill(0x61),
  new Uint8Array(1024).fill(0x61),
  Uint8Array.of(),
];

function signatureOf(headers: Record<string, string>): string {
  const all = {
    "content-encoding": "aws-chunked",
    "x-amz-decoded-content-length": "66560",
    "x-amz-storage-class": "REDUCED_REDUNDANCY",
    ...headers,
  };
  const request = {
    method: "PUT",
    origin: "https://s3.amazonaws.com",
    path: "/examplebucket/chunkObject.txt",
    region: "us-east-1",
    signingName: "s3",
    headers: all,
    body: undefined,
  };
  const signed = sign(request, credentials, Date.UTC(2013, 4, 24), undefined, /./);
  return /Signature=(.*)/.exec(signed["authorization"]!)![1]!;
}

const signerFor = (signature: string) =>
  chunkSigner(credentials, {
    date: "20130524T000000Z",
    region: "us-east-1",
    signingName: "s3",
    signature,
  });

describe("chunks", () => {
  it("are signed as in the documentation", () => {
    const seed = signatureOf({
      "content-length": "66824",
      "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
    });
    expect(seed).toBe("4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
    const signer = signerFor(seed);
    expect(chunks.map((chunk) => signer.chunk(chunk))).toEqual([
      "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
      "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
      "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
    ]);
  });

  it("are signed with their trailer as in the documentation", () => {
    const seed = signatureOf({
      "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
      "x-amz-trailer": "x-amz-checksum-crc32c",
    });
    expect(seed).toBe("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
    const signer = signerFor(seed);
    expect(chunks.map((chunk) => signer.chunk(chunk))).toEqual([
      "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
      "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
      "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
    ]);
    expect(signer.trailer("x-amz-checksum-crc32c:sOO8/Q==\n")).toBe(
      "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435",
    );
  });
});
