import assert from "node:assert/strict";
import {
  createEventBridgeClient,
  createEventBus,
  describeRule,
  listTargetsByRule,
  putEvents,
  putRule,
  putTargets,
  unwrap,
} from "./src/index.js";
import { failed, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const events = createEventBridgeClient(server);
  const EventBusName = "tinsmith";
  await unwrap(createEventBus(events, { Name: EventBusName }));
  const EventPattern = JSON.stringify({ source: ["tinsmith"] });
  await unwrap(putRule(events, { Name: "rule", EventBusName, EventPattern }));
  const rule = await unwrap(describeRule(events, { Name: "rule", EventBusName }));
  assert.equal(rule.EventPattern, EventPattern);
  assert.equal(rule.State, "ENABLED");
  const Targets = [{ Id: "1", Arn: "arn:aws:sqs:eu-west-1:123456789012:none" }];
  const put = await unwrap(putTargets(events, { Rule: "rule", EventBusName, Targets }));
  assert.equal(put.FailedEntryCount, 0);
  const listed = await unwrap(listTargetsByRule(events, { Rule: "rule", EventBusName }));
  assert.deepEqual(listed.Targets, Targets);
  const { Entries = [] } = await unwrap(
    putEvents(events, {
      Entries: [{ EventBusName, Source: "other", DetailType: "a", Detail: "{}", Time: new Date() }],
    }),
  );
  assert.ok(Entries[0]?.EventId);

  const again = failed(await createEventBus(events, { Name: EventBusName }));
  switch (again.name) {
    case "ResourceAlreadyExistsException":
      assert.equal(again.statusCode, 400);
      break;
    default:
      unexpected(again);
  }
  const missing = failed(await describeRule(events, { Name: "none" }));
  switch (missing.name) {
    case "ResourceNotFoundException":
      assert.equal(missing.statusCode, 400);
      break;
    default:
      unexpected(missing);
  }
}
