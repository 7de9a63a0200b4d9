import assert from "node:assert/strict";
import {
  createCluster,
  createECSClient,
  createService,
  describeClusters,
  describeServices,
  registerTaskDefinition,
  unwrap,
} from "./src/index.js";
import { failed, recent, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const ecs = createECSClient(server);
  const tags = [{ key: "a", value: "b & ünd" }];
  const { cluster } = await unwrap(createCluster(ecs, { clusterName: "tinsmith", tags }));
  assert.equal(cluster?.status, "ACTIVE");
  const { clusters = [], failures = [] } = await unwrap(
    describeClusters(ecs, { clusters: ["tinsmith", "none"], include: ["TAGS"] }),
  );
  assert.deepEqual(
    clusters.map((each) => each.tags),
    [tags],
  );
  assert.deepEqual(
    failures.map(({ reason }) => reason),
    ["MISSING"],
  );

  const { taskDefinition } = await unwrap(
    registerTaskDefinition(ecs, {
      family: "task",
      containerDefinitions: [
        {
          name: "one",
          image: "example:latest",
          cpu: 128,
          memory: 256,
          essential: true,
          environment: [{ name: "A", value: "b" }],
        },
      ],
    }),
  );
  assert.equal(taskDefinition?.revision, 1);
  assert.equal(taskDefinition.containerDefinitions?.[0]?.essential, true);
  const made = await unwrap(
    createService(ecs, {
      cluster: "tinsmith",
      serviceName: "service",
      taskDefinition: "task",
      desiredCount: 2,
    }),
  );
  assert.equal(made.service?.desiredCount, 2);
  recent(made.service.deployments?.[0]?.createdAt);

  const missing = failed(await describeServices(ecs, { cluster: "none", services: ["service"] }));
  switch (missing.name) {
    case "ClusterNotFoundException":
      assert.equal(missing.statusCode, 400);
      break;
    default:
      unexpected(missing);
  }
}
