import assert from "node:assert/strict";
import {
  createCloudWatchLogsClient,
  createLogGroup,
  createLogStream,
  getLogEvents,
  putLogEvents,
  unwrap,
} from "./src/index.js";
import { failed, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const logs = createCloudWatchLogsClient(server);
  const at = { logGroupName: "/tinsmith/group", logStreamName: "stream" };
  await unwrap(createLogGroup(logs, { logGroupName: at.logGroupName, tags: { a: "b" } }));
  await unwrap(createLogStream(logs, at));
  const timestamp = Date.now() - 1000;
  const logEvents = [
    { timestamp, message: "ünd" },
    { timestamp: timestamp + 1, message: "二" },
  ];
  await unwrap(putLogEvents(logs, { ...at, logEvents }));
  const { events = [] } = await unwrap(getLogEvents(logs, { ...at, startFromHead: true }));
  assert.deepEqual(
    events.map((event) => ({ timestamp: event.timestamp, message: event.message })),
    logEvents,
  );

  const again = failed(await createLogGroup(logs, { logGroupName: at.logGroupName }));
  switch (again.name) {
    case "ResourceAlreadyExistsException":
      assert.equal(again.statusCode, 400);
      break;
    default:
      unexpected(again);
  }
  const missing = failed(await getLogEvents(logs, { ...at, logGroupName: "none" }));
  switch (missing.name) {
    case "ResourceNotFoundException":
      assert.equal(missing.statusCode, 400);
      break;
    default:
      unexpected(missing);
  }
}
