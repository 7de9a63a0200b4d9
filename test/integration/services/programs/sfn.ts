import assert from "node:assert/strict";
import {
  createSFNClient,
  createStateMachine,
  describeExecution,
  describeStateMachine,
  startExecution,
  unwrap,
} from "./src/index.js";
import { failed, recent, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const sfn = createSFNClient(server);
  const definition = JSON.stringify({
    StartAt: "Only",
    States: { Only: { Type: "Pass", End: true } },
  });
  const { stateMachineArn, creationDate } = await unwrap(
    createStateMachine(sfn, {
      name: "tinsmith",
      definition,
      roleArn: "arn:aws:iam::123456789012:role/any",
      tags: [{ key: "a", value: "b" }],
    }),
  );
  recent(creationDate);
  const machine = await unwrap(describeStateMachine(sfn, { stateMachineArn }));
  assert.equal(machine.definition, definition);
  assert.equal(machine.type, "STANDARD");

  const input = JSON.stringify({ a: "ünd" });
  const started = { stateMachineArn, name: "once", input };
  const { executionArn } = await unwrap(startExecution(sfn, started));
  const execution = await unwrap(describeExecution(sfn, { executionArn }));
  assert.equal(execution.input, input);
  recent(execution.startDate);

  const again = failed(await startExecution(sfn, { ...started, input: "{}" }));
  switch (again.name) {
    case "ExecutionAlreadyExists":
      assert.equal(again.statusCode, 400);
      break;
    default:
      unexpected(again);
  }
  const missing = failed(
    await describeStateMachine(sfn, { stateMachineArn: `${stateMachineArn}-none` }),
  );
  switch (missing.name) {
    case "StateMachineDoesNotExist":
      assert.equal(missing.statusCode, 400);
      break;
    default:
      unexpected(missing);
  }
}
