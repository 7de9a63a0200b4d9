import { describe, expect, it } from "vitest";
import { presign } from "../../../templates/runtime/auth/presign.js";
import type { Destination, ProtocolRequest } from "../../../templates/runtime/contract/service.js";
import { copying, type CopyingOperation } from "../../../templates/runtime/services/copying.js";

const credentials = {
  accountId: "123456789012",
  accessKeyId: "AKID",
  secretAccessKey: "SECRET",
  sessionToken: "T",
};
const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 5), after: () => () => {} };

/** The form that is sent to `eu-west-1`. */
async function sentBy(facts: CopyingOperation["copying"], input: Record<string, string>) {
  const body = new URLSearchParams({ Action: "Copy", Version: "1", ...input }).toString();
  const resolve = copying(
    (region): Destination => ({ url: `https://rds.${region}.amazonaws.com` }),
    presign,
    "rds",
  );
  const operation = { copying: facts } as never;
  const request: ProtocolRequest = { method: "POST", path: "/", headers: {}, body };
  const identity = () => Promise.resolve<object>(credentials);
  const found = await resolve("eu-west-1", { clock }, operation, input, identity, request);
  expect(found.url).toBe("https://rds.eu-west-1.amazonaws.com");
  return new URLSearchParams((found.body ?? body) as string);
}

const ofRds = { url: "PreSignedUrl", arn: "SourceDBSnapshotIdentifier" };
const ofEc2 = {
  url: "PresignedUrl",
  region: "SourceRegion",
  only: ["SourceRegion", "SourceSnapshotId"],
  tellsDestination: true,
};
const arn = "arn:aws:rds:us-east-1:123456789012:snapshot:mine";

describe("a copy from another region", () => {
  it("of RDS has the URL of the same request to that region", async () => {
    const form = await sentBy(ofRds, { SourceDBSnapshotIdentifier: arn, KmsKeyId: "k/1" });
    expect(form.get("DestinationRegion")).toBeNull();
    const url = new URL(form.get("PreSignedUrl")!);
    expect(url.origin).toBe("https://rds.us-east-1.amazonaws.com");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      Action: "Copy",
      Version: "1",
      SourceDBSnapshotIdentifier: arn,
      KmsKeyId: "k/1",
      DestinationRegion: "eu-west-1",
      "X-Amz-Credential": "AKID/20260102/us-east-1/rds/aws4_request",
      "X-Amz-Date": "20260102T030405Z",
      "X-Amz-Expires": "3600",
      "X-Amz-Security-Token": "T",
      "X-Amz-SignedHeaders": "host",
      "X-Amz-Signature": expect.stringMatching(/^[\da-f]{64}$/) as string,
    });
  });

  it("of EC2 has a URL of what is copied alone, and says to which region", async () => {
    const input = { SourceRegion: "us-gov-west-1", SourceSnapshotId: "s", Description: "d" };
    const form = await sentBy(ofEc2, input);
    expect(form.get("DestinationRegion")).toBe("eu-west-1");
    const url = new URL(form.get("PresignedUrl")!);
    expect(url.origin).toBe("https://rds.us-gov-west-1.amazonaws.com");
    expect(url.searchParams.get("SourceSnapshotId")).toBe("s");
    expect(url.searchParams.get("DestinationRegion")).toBe("eu-west-1");
    expect(url.searchParams.has("Description")).toBe(false);
  });

  it("has the caller's URL, and the caller's region", async () => {
    const given = { SourceDBSnapshotIdentifier: arn, PreSignedUrl: "https://mine" };
    expect((await sentBy(ofRds, given)).getAll("PreSignedUrl")).toEqual(["https://mine"]);
    const destined = { SourceRegion: "us-east-1", DestinationRegion: "eu-west-1" };
    expect((await sentBy(ofEc2, destined)).getAll("DestinationRegion")).toEqual(["eu-west-1"]);
  });
});

it.each<[CopyingOperation["copying"], Record<string, string>]>([
  [undefined, { SourceDBSnapshotIdentifier: arn }],
  [ofRds, {}],
  [ofRds, { SourceDBSnapshotIdentifier: "my-snapshot-1" }],
  [ofRds, { SourceDBSnapshotIdentifier: arn.replace("us-east-1", "eu-west-1") }],
  [ofEc2, {}],
  [ofEc2, { SourceRegion: "eu-west-1" }],
  [ofEc2, { SourceRegion: "evil.example/" }],
])("presigns nothing for %j of %j", async (facts, input) => {
  const form = await sentBy(facts, input);
  expect(Object.fromEntries(form)).toEqual({ Action: "Copy", Version: "1", ...input });
});
