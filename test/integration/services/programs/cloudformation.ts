import assert from "node:assert/strict";
import {
  createCloudFormationClient,
  createStack,
  describeStacks,
  describeStackSet,
  listStackResources,
  unwrap,
} from "./src/index.js";
import { failed, recent, type Server, unexpected } from "./support.js";

const TemplateBody = JSON.stringify({
  AWSTemplateFormatVersion: "2010-09-09",
  Parameters: { Name: { Type: "String" } },
  Resources: {
    Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: { Ref: "Name" } } },
  },
  Outputs: { Queue: { Value: { "Fn::GetAtt": ["Queue", "Arn"] } } },
});

export async function run(server: Server): Promise<void> {
  const cloudformation = createCloudFormationClient(server);
  const StackName = "tinsmith-stack";
  const input = {
    StackName,
    TemplateBody,
    Parameters: [{ ParameterKey: "Name", ParameterValue: "of-a-stack" }],
    Tags: [{ Key: "a", Value: "b & c" }],
  };
  const { StackId } = await unwrap(createStack(cloudformation, input));
  const { Stacks: [stack] = [] } = await unwrap(describeStacks(cloudformation, { StackName }));
  assert.equal(stack?.StackId, StackId);
  assert.equal(stack?.StackStatus, "CREATE_COMPLETE");
  recent(stack.CreationTime);
  assert.deepEqual(stack.Tags, input.Tags);
  assert.match(stack.Outputs?.[0]?.OutputValue ?? "", /:of-a-stack$/);
  const { StackResourceSummaries = [] } = await unwrap(
    listStackResources(cloudformation, { StackName }),
  );
  assert.deepEqual(
    StackResourceSummaries.map(({ ResourceType }) => ResourceType),
    ["AWS::SQS::Queue"],
  );

  const again = failed(await createStack(cloudformation, input));
  switch (again.name) {
    case "AlreadyExistsException":
      assert.equal(again.statusCode, 400);
      break;
    default:
      unexpected(again);
  }
  const missing = failed(await describeStackSet(cloudformation, { StackSetName: "none" }));
  switch (missing.name) {
    case "StackSetNotFoundException":
      assert.equal(missing.statusCode, 404);
      break;
    default:
      unexpected(missing);
  }
}
