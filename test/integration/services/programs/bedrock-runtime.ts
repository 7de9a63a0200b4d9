import assert from "node:assert/strict";
import { createBedrockRuntimeClient, invokeModel, unwrap } from "./src/index.js";
import type { Server } from "./support.js";

/** Of this service moto has `InvokeModel` alone, which never fails. */
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
}
