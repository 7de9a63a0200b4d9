import assert from "node:assert/strict";
import {
  createCloudWatchClient,
  describeAlarms,
  getDashboard,
  getMetricStatistics,
  listMetrics,
  putDashboard,
  putMetricAlarm,
  putMetricData,
  unwrap,
} from "./src/index.js";
import { failed, recent, type Server, unexpected } from "./support.js";

/** Run once over each of the service's protocols: what it makes is not new to later ones. */
export async function run(server: Server): Promise<void> {
  const cloudwatch = createCloudWatchClient(server);
  const Namespace = `tinsmith/${Math.random()}`;
  const Dimensions = [{ Name: "a", Value: "b & ünd" }];
  // To the second: LocalStack's CBOR has no fractions.
  const now = Math.floor(Date.now() / 1000) * 1000;
  const Timestamp = new Date(now - 60_000);
  await unwrap(
    putMetricData(cloudwatch, {
      Namespace,
      MetricData: [
        { MetricName: "m", Value: 1.5, Unit: "Seconds", Timestamp, Dimensions },
        { MetricName: "m", Value: 2.5, Unit: "Seconds", Timestamp, Dimensions },
      ],
    }),
  );
  const { Metrics = [] } = await unwrap(listMetrics(cloudwatch, { Namespace }));
  assert.deepEqual(Metrics, [{ Namespace, MetricName: "m", Dimensions }]);
  const { Datapoints = [], Label } = await unwrap(
    getMetricStatistics(cloudwatch, {
      Namespace,
      MetricName: "m",
      Dimensions,
      StartTime: new Date(now - 600_000),
      EndTime: new Date(now + 600_000),
      Period: 3600,
      Statistics: ["Sum", "Average"],
    }),
  );
  assert.equal(Label, "m");
  assert.equal(Datapoints.length, 1);
  assert.equal(Datapoints[0]?.Sum, 4);
  assert.equal(Datapoints[0].Average, 2);
  assert.ok(Datapoints[0].Timestamp instanceof Date);

  const AlarmName = Namespace;
  await unwrap(
    putMetricAlarm(cloudwatch, {
      AlarmName,
      Namespace,
      MetricName: "m",
      ComparisonOperator: "GreaterThanThreshold",
      EvaluationPeriods: 2,
      Period: 60,
      Statistic: "Sum",
      Threshold: 0.25,
      ActionsEnabled: false,
    }),
  );
  const { MetricAlarms = [] } = await unwrap(
    describeAlarms(cloudwatch, { AlarmNames: [AlarmName] }),
  );
  assert.equal(MetricAlarms.length, 1);
  assert.equal(MetricAlarms[0]?.Threshold, 0.25);
  assert.equal(MetricAlarms[0].EvaluationPeriods, 2);
  assert.equal(MetricAlarms[0].ActionsEnabled, false);
  recent(MetricAlarms[0].AlarmConfigurationUpdatedTimestamp);

  const DashboardBody = JSON.stringify({ widgets: [] });
  await unwrap(putDashboard(cloudwatch, { DashboardName: "a", DashboardBody }));
  const dashboard = await unwrap(getDashboard(cloudwatch, { DashboardName: "a" }));
  assert.equal(dashboard.DashboardBody, DashboardBody);

  const missing = failed(await getDashboard(cloudwatch, { DashboardName: "none" }));
  switch (missing.name) {
    case "DashboardNotFoundError":
      assert.equal(missing.statusCode, 404);
      break;
    // LocalStack's.
    case "InvalidParameterValueException":
      assert.equal(missing.message, "Dashboard none does not exist.");
      break;
    default:
      unexpected(missing);
  }
}
