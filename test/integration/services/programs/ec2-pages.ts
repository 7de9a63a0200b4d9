import assert from "node:assert/strict";
import {
  createEC2Client,
  describeImages,
  paginateDescribeInstances,
  runInstances,
  terminateInstances,
  unwrap,
  waitUntilInstanceRunning,
  waitUntilInstanceTerminated,
} from "./src/index.js";
import { failed, present, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const ec2 = createEC2Client(server);
  const { Images = [] } = await unwrap(describeImages(ec2, { Owners: ["amazon"] }));
  const ImageId = present(Images[0]?.ImageId);
  const InstanceIds: string[] = [];
  for (let index = 0; index < 7; index++) {
    const { Instances = [] } = await unwrap(
      runInstances(ec2, { ImageId, InstanceType: "t3.micro", MinCount: 1, MaxCount: 1 }),
    );
    InstanceIds.push(present(Instances[0]?.InstanceId));
  }
  const running = await waitUntilInstanceRunning(ec2, { InstanceIds }, { maxWaitMs: 10_000 });
  if (!running.ok) unexpected(running.error);

  const found = new Set<string | undefined>();
  let pages = 0;
  for await (const page of paginateDescribeInstances(ec2, {}, { pageSize: 5 })) {
    if (!page.ok) unexpected(page.error);
    pages++;
    for (const { Instances = [] } of page.value.Reservations ?? []) {
      for (const { InstanceId } of Instances) found.add(InstanceId);
    }
  }
  assert.ok(pages >= 2);
  for (const id of InstanceIds) assert.ok(found.has(id), id);

  await unwrap(terminateInstances(ec2, { InstanceIds }));
  const gone = await waitUntilInstanceTerminated(ec2, { InstanceIds }, { maxWaitMs: 10_000 });
  if (!gone.ok) unexpected(gone.error);
  // No instance that is gone will run again.
  const failure = failed(
    await waitUntilInstanceRunning(ec2, { InstanceIds }, { maxWaitMs: 10_000 }),
  );
  assert.equal(failure.name, "WaiterFailedError");
}
