import { withCopying } from "./copyPresigned.js";
import type { Customization } from "./customization.js";

/**
 * Amazon EC2 copies snapshots from other regions by a presigned URL
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopySnapshot.html).
 */
export const ec2: Customization = {
  namespaces: ["com.amazonaws.ec2"],
  plan: (plan, service) =>
    withCopying(plan, service, ({ name }) =>
      name === "CopySnapshot"
        ? {
            url: "PresignedUrl",
            region: "SourceRegion",
            only: ["SourceRegion", "SourceSnapshotId"],
            tellsDestination: true,
          }
        : undefined,
    ),
};
