import assert from "node:assert/strict";
import {
  createEC2Client,
  createSubnet,
  createTags,
  createVpc,
  describeInstances,
  describeTags,
  describeVpcs,
  runInstances,
  terminateInstances,
  unwrap,
} from "./src/index.js";
import { failed, present, recent, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const ec2 = createEC2Client(server);
  const made = await unwrap(createVpc(ec2, { CidrBlock: "10.9.0.0/16" }));
  const VpcId = present(made.Vpc?.VpcId);
  assert.equal(made.Vpc?.CidrBlock, "10.9.0.0/16");
  const { Vpcs = [] } = await unwrap(
    describeVpcs(ec2, { Filters: [{ Name: "vpc-id", Values: [VpcId] }] }),
  );
  assert.deepEqual(
    Vpcs.map(({ IsDefault, State }) => ({ IsDefault, State })),
    [{ IsDefault: false, State: "available" }],
  );
  const { Subnet } = await unwrap(createSubnet(ec2, { VpcId, CidrBlock: "10.9.1.0/24" }));

  const { Instances = [] } = await unwrap(
    runInstances(ec2, {
      ImageId: "ami-12c6146b",
      MinCount: 2,
      MaxCount: 2,
      InstanceType: "t3.micro",
      SubnetId: Subnet?.SubnetId,
      TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "Name", Value: "a & b" }] }],
    }),
  );
  assert.equal(Instances.length, 2);
  const InstanceIds = Instances.map(({ InstanceId }) => present(InstanceId));
  await unwrap(createTags(ec2, { Resources: InstanceIds, Tags: [{ Key: "k", Value: "ünd" }] }));
  const { Tags = [] } = await unwrap(
    describeTags(ec2, { Filters: [{ Name: "key", Values: ["k"] }] }),
  );
  assert.deepEqual(
    Tags.map(({ Value }) => Value),
    ["ünd", "ünd"],
  );

  const { Reservations = [] } = await unwrap(describeInstances(ec2, { InstanceIds }));
  const described = Reservations.flatMap((reservation) => reservation.Instances ?? []);
  assert.equal(described.length, 2);
  for (const { InstanceType, State, VpcId: at, LaunchTime, Tags: own = [] } of described) {
    assert.equal(InstanceType, "t3.micro");
    assert.equal(State?.Name, "running");
    assert.equal(at, VpcId);
    recent(LaunchTime);
    assert.deepEqual(own.map(({ Key }) => Key).sort(), ["Name", "k"]);
  }
  const { TerminatingInstances = [] } = await unwrap(terminateInstances(ec2, { InstanceIds }));
  assert.equal(TerminatingInstances.length, 2);
  assert.equal(typeof TerminatingInstances[0]?.CurrentState?.Code, "number");

  // EC2's model has no errors.
  const missing = failed(await describeInstances(ec2, { InstanceIds: ["i-0123456789abcdef0"] }));
  switch (missing.name) {
    case "UnmodeledServiceError":
      assert.equal(missing.code, "InvalidInstanceID.NotFound");
      assert.equal(missing.statusCode, 400);
      assert.ok(missing.requestId);
      break;
    default:
      unexpected(missing);
  }
}
