import { withMessages } from "./change.js";
import type { Customization } from "./customization.js";
import { within } from "../protocols/wrappers.js";
import { withS3Requests } from "./s3.js";

/** Amazon S3 Control: endpoint rules put the account before the host themselves. */
export const s3Control: Customization = {
  namespaces: ["com.amazonaws.s3control"],
  service: (service) => ({
    ...service,
    operations: service.operations.map((operation) => ({ ...operation, hostPrefix: undefined })),
  }),
  plan: (plan) =>
    withMessages(withS3Requests(plan), { read: within("runtime/services/s3", "s3Errors") }),
};
