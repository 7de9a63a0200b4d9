import assert from "node:assert/strict";
import {
  createIAMClient,
  createRole,
  createUser,
  deleteUser,
  getRole,
  getUser,
  listUsers,
  tagUser,
  unwrap,
} from "./src/index.js";
import { failed, recent, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const iam = createIAMClient(server);
  const UserName = "tinsmith+user";
  const { User } = await unwrap(createUser(iam, { UserName, Path: "/a/b/" }));
  assert.equal(User?.Path, "/a/b/");
  recent(User.CreateDate);
  await unwrap(tagUser(iam, { UserName, Tags: [{ Key: "a", Value: "b & ünd" }] }));
  assert.deepEqual((await unwrap(getUser(iam, { UserName }))).User?.Tags, [
    { Key: "a", Value: "b & ünd" },
  ]);
  const listed = await unwrap(listUsers(iam, { PathPrefix: "/a/" }));
  assert.deepEqual(
    listed.Users.map((user) => user.UserName),
    [UserName],
  );
  assert.equal(listed.IsTruncated, false);

  const again = failed(await createUser(iam, { UserName }));
  switch (again.name) {
    case "EntityAlreadyExistsException":
      assert.equal(again.statusCode, 409);
      break;
    default:
      unexpected(again);
  }

  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  const RoleName = "tinsmith-role";
  await unwrap(createRole(iam, { RoleName, AssumeRolePolicyDocument, MaxSessionDuration: 7200 }));
  const { Role } = await unwrap(getRole(iam, { RoleName }));
  assert.equal(Role?.MaxSessionDuration, 7200);
  assert.equal(decodeURIComponent(Role.AssumeRolePolicyDocument ?? ""), AssumeRolePolicyDocument);

  await unwrap(deleteUser(iam, { UserName }));
  const gone = failed(await getUser(iam, { UserName }));
  switch (gone.name) {
    case "NoSuchEntityException":
      assert.equal(gone.statusCode, 404);
      break;
    default:
      unexpected(gone);
  }
}
