import assert from "node:assert/strict";
import {
  createSecret,
  createSecretsManagerClient,
  deleteSecret,
  getSecretValue,
  putSecretValue,
  unwrap,
} from "./src/index.js";
import { failed, recent, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const secrets = createSecretsManagerClient(server);
  const SecretId = "tinsmith/secret";
  const SecretBinary = Uint8Array.of(0, 255);
  await unwrap(createSecret(secrets, { Name: SecretId, SecretBinary }));
  const found = await unwrap(getSecretValue(secrets, { SecretId }));
  assert.deepEqual(found.SecretBinary, SecretBinary);
  recent(found.CreatedDate);
  await unwrap(putSecretValue(secrets, { SecretId, SecretString: "ünd" }));
  assert.equal((await unwrap(getSecretValue(secrets, { SecretId }))).SecretString, "ünd");

  const again = failed(await createSecret(secrets, { Name: SecretId, SecretString: "a" }));
  switch (again.name) {
    case "ResourceExistsException":
      assert.equal(again.statusCode, 400);
      break;
    default:
      unexpected(again);
  }
  await unwrap(deleteSecret(secrets, { SecretId, ForceDeleteWithoutRecovery: true }));
  const gone = failed(await getSecretValue(secrets, { SecretId }));
  switch (gone.name) {
    case "ResourceNotFoundException":
      // Secrets Manager's is 400.
      assert.equal(gone.statusCode, 404);
      break;
    default:
      unexpected(gone);
  }
}
