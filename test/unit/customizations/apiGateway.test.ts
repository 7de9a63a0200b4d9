import { expect, it } from "vitest";
import { goldenClient } from "../../support/goldenClient.js";

const client = await goldenClient("customization-api-gateway");

it("asks API Gateway for JSON", async () => {
  const { sent } = await client("getApis", {}, { endpoint: "https://example.com" });
  expect(sent[0]?.init.headers["accept"]).toBe("application/json");
});
