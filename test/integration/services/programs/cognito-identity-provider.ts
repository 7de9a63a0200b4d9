import assert from "node:assert/strict";
import {
  adminCreateUser,
  adminGetUser,
  createCognitoIdentityProviderClient,
  createUserPool,
  createUserPoolClient,
  unwrap,
} from "./src/index.js";
import { failed, present, recent, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const cognito = createCognitoIdentityProviderClient(server);
  const { UserPool } = await unwrap(createUserPool(cognito, { PoolName: "tinsmith" }));
  const UserPoolId = present(UserPool?.Id);
  recent(UserPool?.CreationDate);
  const { UserPoolClient } = await unwrap(
    createUserPoolClient(cognito, { UserPoolId, ClientName: "client", GenerateSecret: true }),
  );
  assert.ok(present(UserPoolClient?.ClientSecret).length > 0);

  const input = {
    UserPoolId,
    Username: "someone",
    UserAttributes: [{ Name: "email", Value: "someone@tinsmith.example" }],
  };
  const { User } = await unwrap(adminCreateUser(cognito, input));
  assert.equal(User?.UserStatus, "FORCE_CHANGE_PASSWORD");
  const found = await unwrap(adminGetUser(cognito, { UserPoolId, Username: "someone" }));
  assert.equal(found.Enabled, true);
  assert.ok(found.UserAttributes?.some(({ Value }) => Value === "someone@tinsmith.example"));

  const again = failed(await adminCreateUser(cognito, input));
  switch (again.name) {
    case "UsernameExistsException":
      assert.equal(again.statusCode, 400);
      break;
    default:
      unexpected(again);
  }
  const missing = failed(await adminGetUser(cognito, { UserPoolId, Username: "none" }));
  switch (missing.name) {
    case "UserNotFoundException":
      assert.equal(missing.statusCode, 400);
      break;
    default:
      unexpected(missing);
  }
}
