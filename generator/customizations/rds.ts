import { withCopying } from "./copyPresigned.js";
import type { Customization } from "./customization.js";

/** What is copied, in the order in which an input's members say so. */
const sources = [
  "SourceDBSnapshotIdentifier",
  "SourceDBClusterSnapshotIdentifier",
  "SourceDBInstanceIdentifier",
  "SourceDBInstanceArn",
  "ReplicationSourceIdentifier",
];

/**
 * Amazon RDS, DocumentDB and Neptune copy what lies in other regions by a presigned URL
 * (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CopyDBSnapshot.html).
 */
export const rds: Customization = {
  namespaces: ["com.amazonaws.rds", "com.amazonaws.docdb", "com.amazonaws.neptune"],
  plan: (plan, service) =>
    withCopying(plan, service, ({ input = "" }) => {
      const names = service.structures.get(input)?.members.map(({ name }) => name) ?? [];
      const arn = sources.find((name) => names.includes(name));
      return arn !== undefined && names.includes("PreSignedUrl")
        ? { url: "PreSignedUrl", arn }
        : undefined;
    }),
};
