import assert from "node:assert/strict";
import {
  createCloudFrontClient,
  createDistribution,
  createOriginAccessControl,
  getDistribution,
  getOriginAccessControl,
  listDistributions,
  unwrap,
} from "./src/index.js";
import { failed, present, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const cloudfront = createCloudFrontClient(server);
  const { Distribution, ETag, Location } = await unwrap(
    createDistribution(cloudfront, {
      DistributionConfig: {
        CallerReference: "once",
        Comment: "a < b & c",
        Enabled: false,
        Aliases: { Quantity: 1, Items: ["a.example"] },
        Origins: {
          Quantity: 1,
          Items: [
            {
              Id: "origin",
              DomainName: "bucket.s3.eu-west-1.amazonaws.com",
              S3OriginConfig: { OriginAccessIdentity: "" },
            },
          ],
        },
        DefaultCacheBehavior: {
          TargetOriginId: "origin",
          ViewerProtocolPolicy: "allow-all",
          MinTTL: 10,
          ForwardedValues: { QueryString: false, Cookies: { Forward: "none" } },
        },
      },
    }),
  );
  const { Id, DistributionConfig, LastModifiedTime } = present(Distribution);
  assert.ok(present(ETag).length > 0);
  assert.ok(Location?.endsWith(Id));
  // Moto's is the same for all.
  assert.equal(LastModifiedTime.toISOString(), "2021-11-27T10:34:26.802Z");
  assert.equal(DistributionConfig.Enabled, false);
  assert.deepEqual(DistributionConfig.Aliases, { Quantity: 1, Items: ["a.example"] });
  assert.equal(DistributionConfig.DefaultCacheBehavior.MinTTL, 10);
  const found = await unwrap(getDistribution(cloudfront, { Id }));
  assert.equal(found.Distribution?.DistributionConfig.Comment, "a < b & c");
  const { DistributionList } = await unwrap(listDistributions(cloudfront));
  assert.deepEqual(
    DistributionList?.Items?.map((item) => item.Id),
    [Id],
  );

  const made = await unwrap(
    createOriginAccessControl(cloudfront, {
      OriginAccessControlConfig: {
        Name: "tinsmith",
        SigningProtocol: "sigv4",
        SigningBehavior: "always",
        OriginAccessControlOriginType: "s3",
      },
    }),
  );
  const control = await unwrap(
    getOriginAccessControl(cloudfront, { Id: present(made.OriginAccessControl).Id }),
  );
  assert.equal(control.OriginAccessControl?.OriginAccessControlConfig?.SigningBehavior, "always");

  const missing = failed(await getDistribution(cloudfront, { Id: "ENONE" }));
  switch (missing.name) {
    case "NoSuchDistribution":
      assert.equal(missing.statusCode, 404);
      break;
    default:
      unexpected(missing);
  }
}
