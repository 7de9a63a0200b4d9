import assert from "node:assert/strict";
import { createBedrockRuntimeClient, invokeModel, unwrap } from "./src/index.js";
import { failed, type Server, unexpected } from "./support.js";

/** Of this service moto has `InvokeModel` alone, with no error of the model's. */
export async function run(server: Server): Promise<void> {
  const bedrock = createBedrockRuntimeClient(server);
  const { body, contentType } = await unwrap(
    invokeModel(bedrock, {
      modelId: "anthropic.claude-v2:1",
      contentType: "application/json",
      accept: "application/json",
      body: new TextEncoder().encode(JSON.stringify({ prompt: "ünd" })),
    }),
  );
  assert.equal(contentType, "application/json");
  assert.equal(typeof JSON.parse(new TextDecoder().decode(body)), "object");

  // Moto breaks down where the body is no JSON.
  const broken = failed(
    await invokeModel(
      bedrock,
      { modelId: "any", contentType: "application/json", body: Uint8Array.of(0) },
      { maxAttempts: 1 },
    ),
  );
  switch (broken.name) {
    case "UnmodeledServiceError":
      assert.equal(broken.statusCode, 500);
      break;
    default:
      unexpected(broken);
  }
}
