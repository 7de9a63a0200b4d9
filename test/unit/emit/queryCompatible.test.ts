import { beforeAll, describe, expect, it } from "vitest";
import { textClient, type TextClient } from "../../support/textClient.js";

const config = {
  region: "eu-west-1",
  credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
  maxAttempts: 1,
};

describe("a service that spoke AWS query before", () => {
  let client: TextClient;
  let answer: Response;
  beforeAll(async () => {
    const traits = {
      "aws.auth#sigv4": { name: "example" },
      "aws.protocols#awsQueryCompatible": {},
    };
    client = await textClient(traits, { Get: {} }, () => answer);
  });

  const query = "x-amzn-query-error";
  it.each<[string, object, Record<string, string>, object]>([
    [
      "a modeled error by its shape, with the code of the header",
      { __type: "example#Taken", message: "Hi" },
      { [query]: "Custom;Sender" },
      { name: "Taken", code: "Custom", $fault: "server", message: "Hi" },
    ],
    [
      "a modeled error without the header",
      { __type: "example#Taken", message: "Hi" },
      {},
      { name: "Taken", code: "Taken", $fault: "server" },
    ],
    [
      "a modeled error by the code alone",
      { message: "Hi" },
      { [query]: "Example.Taken; Receiver" },
      { name: "Taken", code: "Example.Taken", $fault: "server", message: "Hi" },
    ],
    [
      "another error of the service's",
      { __type: "Other", message: "Hi" },
      { [query]: "Example.Other;Receiver" },
      { name: "UnmodeledServiceError", code: "Example.Other", $fault: "server", message: "Hi" },
    ],
    [
      "another error of the caller's",
      { __type: "Other" },
      { [query]: "Example.Other;Sender" },
      { name: "UnmodeledServiceError", code: "Example.Other", $fault: "client" },
    ],
    [
      "a code without a fault",
      { __type: "Other" },
      { [query]: "Example.Other" },
      { name: "UnmodeledServiceError", code: "Example.Other", $fault: "client" },
    ],
    [
      "an empty header",
      { __type: "Other" },
      { [query]: "" },
      { name: "UnmodeledServiceError", code: "Other", $fault: "client" },
    ],
  ])("tells %s", async (_, body, headers, error) => {
    answer = new Response(JSON.stringify(body), { status: 400, headers });
    expect(await client.call("get", config)).toMatchObject({ ok: false, error });
    expect(client.sent.at(-1)?.headers.get("x-amzn-query-mode")).toBe("true");
  });

  it("is not asked about what is not its error", async () => {
    answer = new Response("[]", { headers: { [query]: "Custom;Sender" } });
    expect(await client.call("get", config)).toMatchObject({ error: { name: "ResponseError" } });
  });
});
