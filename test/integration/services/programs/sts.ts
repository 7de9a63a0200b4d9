import assert from "node:assert/strict";
import { assumeRole, createSTSClient, getCallerIdentity, unwrap } from "./src/index.js";
import { failed, present, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const sts = createSTSClient(server);
  const { Account, Arn } = await unwrap(getCallerIdentity(sts));
  assert.equal(Account, "123456789012");
  assert.ok(Arn?.startsWith("arn:aws:sts::"));

  const input = {
    RoleArn: "arn:aws:iam::123456789012:role/example",
    RoleSessionName: "tinsmith",
    DurationSeconds: 900,
    Tags: [{ Key: "a&b", Value: "c d" }],
  };
  const { Credentials, AssumedRoleUser } = await unwrap(assumeRole(sts, input));
  assert.ok(present(Credentials).SessionToken.length > 0);
  const left = present(Credentials).Expiration.getTime() - Date.now();
  assert.ok(left > 600_000 && left < 1_000_000, String(left));
  assert.ok(AssumedRoleUser?.Arn.endsWith("assumed-role/example/tinsmith"));

  const refused = failed(await assumeRole(sts, { ...input, RoleSessionName: "x".repeat(80) }));
  switch (refused.name) {
    case "UnmodeledServiceError":
      assert.equal(refused.code, "ValidationError");
      assert.equal(refused.statusCode, 400);
      break;
    default:
      unexpected(refused);
  }
}
