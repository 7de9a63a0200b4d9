import { resolve } from "node:path";
import { expect, it } from "vitest";
import { generateFrom } from "../../support/generate.js";

const model = resolve(import.meta.dirname, "../../golden/customization-s3-transfer/model.json");

it("a client without waiters tells uploads its settings, by which they end", async () => {
  const { files } = await generateFrom(model);
  expect(files!.get("src/client.ts")).toContain("createWaitingClient(");
});
