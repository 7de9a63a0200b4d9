import assert from "node:assert/strict";
import {
  changeResourceRecordSets,
  createHostedZone,
  createRoute53Client,
  getHostedZone,
  listResourceRecordSets,
  type ResourceRecordSet,
  unwrap,
} from "./src/index.js";
import { failed, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const route53 = createRoute53Client(server);
  const { HostedZone, Location } = await unwrap(
    createHostedZone(route53, {
      Name: "tinsmith.example.",
      CallerReference: "once",
      HostedZoneConfig: { Comment: "a < b & c" },
    }),
  );
  assert.ok(Location?.includes("hostedzone/"));
  const Id = HostedZone?.Id.replace("/hostedzone/", "") ?? "";
  const found = await unwrap(getHostedZone(route53, { Id }));
  assert.equal(found.HostedZone?.Config?.Comment, "a < b & c");

  const record: ResourceRecordSet = {
    Name: "a.tinsmith.example.",
    Type: "A",
    TTL: 60,
    ResourceRecords: [{ Value: "127.0.0.1" }, { Value: "127.0.0.2" }],
  };
  const { ChangeInfo } = await unwrap(
    changeResourceRecordSets(route53, {
      HostedZoneId: Id,
      ChangeBatch: { Changes: [{ Action: "CREATE", ResourceRecordSet: record }] },
    }),
  );
  assert.ok(ChangeInfo?.SubmittedAt instanceof Date);
  const { ResourceRecordSets, IsTruncated } = await unwrap(
    listResourceRecordSets(route53, { HostedZoneId: Id }),
  );
  assert.equal(IsTruncated, false);
  assert.deepEqual(
    ResourceRecordSets.find(({ Type }) => Type === "A"),
    record,
  );

  const again = failed(
    await changeResourceRecordSets(route53, {
      HostedZoneId: Id,
      ChangeBatch: { Changes: [{ Action: "CREATE", ResourceRecordSet: record }] },
    }),
  );
  switch (again.name) {
    case "InvalidChangeBatch":
      assert.equal(again.statusCode, 400);
      break;
    default:
      unexpected(again);
  }
  const missing = failed(await getHostedZone(route53, { Id: "ZNONE" }));
  switch (missing.name) {
    case "NoSuchHostedZone":
      assert.equal(missing.statusCode, 404);
      break;
    default:
      unexpected(missing);
  }
}
