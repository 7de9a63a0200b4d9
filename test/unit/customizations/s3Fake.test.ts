import { describe, expect, it } from "vitest";
import type { FakeProtocol } from "../../../templates/testing/fake.js";
import type { RequestMessage } from "../../../templates/testing/http.js";
import { fakeS3 } from "../../../templates/testing/s3.js";

/** A protocol that reads no more than paths, and writes what it is given. */
const protocol: FakeProtocol = {
  readRequest: (_service, url) => [url, { labels: { Key: "k" } }],
  writeOutput: (output) => ({ headers: {}, body: output as string }),
  writeError: () => ({ headers: {}, body: "" }),
};
const fake = fakeS3(protocol);

describe("the fake of S3", () => {
  it.each([
    ["https://mine.s3.eu-west-1.amazonaws.com/k?a", "/k?a", "mine"],
    ["https://my.s3.own.s3.eu-west-1.amazonaws.com/k", "/k", "my.s3.own"],
    ["https://mine.s3-accelerate.amazonaws.com/", "/", "mine"],
    ["https://mine.fake.invalid/k", "/k", "mine"],
    ["https://my.s3.own.fake.invalid/k", "/k", "my.s3.own"],
    ["https://fake.invalid/Mine/k", "/k", "Mine"],
    ["https://s3.eu-west-1.amazonaws.com/my%20own/a/b", "/a/b", "my own"],
    ["https://s3.eu-west-1.amazonaws.com/mine/?list-type=2", "/?list-type=2", "mine"],
    ["http://localhost:9000/mine/k", "/k", "mine"],
    ["https://s3.eu-west-1.amazonaws.com/?x-id=ListBuckets", "/?x-id=ListBuckets", undefined],
  ])("finds the bucket of %s", async (url, path, Bucket) => {
    const [asked, message] = await fake.readRequest({} as never, url, {} as never, []);
    expect(asked).toBe(`https://s3${path}`);
    expect((message as RequestMessage).labels).toEqual(
      Bucket === undefined ? { Key: "k" } : { Key: "k", Bucket },
    );
  });

  it("answers as S3 does where outputs are not wrapped", () => {
    const text = '<Output xmlns="x"><LocationConstraint>a</LocationConstraint></Output>';
    const { body } = fake.writeOutput(text, { prepare: () => {} } as never);
    expect(body).toBe("<LocationConstraint>a</LocationConstraint>");
    expect(fake.writeOutput(text, {} as never).body).toBe(text);
  });
});
