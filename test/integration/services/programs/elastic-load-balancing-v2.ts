import assert from "node:assert/strict";
import {
  addTags,
  createElasticLoadBalancingV2Client,
  createTargetGroup,
  describeLoadBalancers,
  describeTags,
  describeTargetGroups,
  unwrap,
} from "./src/index.js";
import { failed, present, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const elb = createElasticLoadBalancingV2Client(server);
  const input = {
    Name: "tinsmith",
    TargetType: "lambda",
    HealthCheckEnabled: true,
    HealthCheckPath: "/a?b=c&d",
    HealthCheckIntervalSeconds: 40,
    Matcher: { HttpCode: "200-299" },
  } as const;
  const { TargetGroups: [made] = [] } = await unwrap(createTargetGroup(elb, input));
  const arn = present(made?.TargetGroupArn);
  const { TargetGroups: [group] = [] } = await unwrap(
    describeTargetGroups(elb, { TargetGroupArns: [arn] }),
  );
  assert.equal(group?.HealthCheckEnabled, true);
  assert.equal(group.HealthCheckPath, input.HealthCheckPath);
  assert.equal(group.HealthCheckIntervalSeconds, 40);
  assert.deepEqual(group.Matcher, input.Matcher);

  const Tags = [{ Key: "a", Value: "b & c" }];
  await unwrap(addTags(elb, { ResourceArns: [arn], Tags }));
  const { TagDescriptions } = await unwrap(describeTags(elb, { ResourceArns: [arn] }));
  assert.deepEqual(TagDescriptions, [{ ResourceArn: arn, Tags }]);

  const missing = failed(await describeLoadBalancers(elb, { Names: ["none"] }));
  switch (missing.name) {
    case "LoadBalancerNotFoundException":
      assert.equal(missing.statusCode, 400);
      break;
    default:
      unexpected(missing);
  }
}
