import assert from "node:assert/strict";
import {
  createDBInstance,
  createRDSClient,
  deleteDBInstance,
  describeDBInstances,
  unwrap,
} from "./src/index.js";
import { failed, recent, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const rds = createRDSClient(server);
  const input = {
    DBInstanceIdentifier: "tinsmith",
    DBInstanceClass: "db.t3.micro",
    Engine: "postgres",
    AllocatedStorage: 20,
    MasterUsername: "someone",
    MasterUserPassword: "a&b=c+d%25",
    MultiAZ: false,
    Tags: [{ Key: "a", Value: "b & c" }],
  };
  await unwrap(createDBInstance(rds, input));
  const { DBInstances: [instance] = [] } = await unwrap(
    describeDBInstances(rds, { DBInstanceIdentifier: "tinsmith" }),
  );
  assert.equal(instance?.AllocatedStorage, 20);
  assert.equal(instance.MultiAZ, false);
  assert.equal(instance.DBInstanceStatus, "available");
  recent(instance.InstanceCreateTime);
  assert.deepEqual(instance.TagList, input.Tags);

  const again = failed(await createDBInstance(rds, input));
  switch (again.name) {
    case "DBInstanceAlreadyExistsFault":
      assert.equal(again.statusCode, 400);
      break;
    default:
      unexpected(again);
  }
  await unwrap(
    deleteDBInstance(rds, { DBInstanceIdentifier: "tinsmith", SkipFinalSnapshot: true }),
  );
  const gone = failed(await describeDBInstances(rds, { DBInstanceIdentifier: "tinsmith" }));
  switch (gone.name) {
    case "DBInstanceNotFoundFault":
      assert.equal(gone.statusCode, 404);
      break;
    default:
      unexpected(gone);
  }
}
