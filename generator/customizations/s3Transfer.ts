import type { Helper } from "../protocols/plan.js";

const upload = "transfer/upload";
const download = "transfer/download";

/** Objects of any size, up and down. */
export const s3Transfer: readonly Helper[] = [
  {
    name: "upload",
    subpath: "transfer",
    documentation:
      "Puts an object of any size: by one request where it is no larger than a part, else part by part,\n" +
      "several at a time. What fails on the way leaves nothing behind, unless it is to be resumed.",
    implementation: { module: upload, name: "uploadObject" },
    options: { module: upload, name: "UploadOptions" },
    result: "UploadResult",
    types: ["UploadOptions", "UploadResult", "UploadToken", "UploadedPart", "TransferProgress"].map(
      (name) => ({ module: upload, name }),
    ),
    operations: [
      "PutObject",
      "CreateMultipartUpload",
      "UploadPart",
      "CompleteMultipartUpload",
      "AbortMultipartUpload",
    ],
    asksSettings: true,
  },
  {
    name: "download",
    subpath: "transfer",
    documentation:
      "Gets an object of any size, by several ranges at a time: as a stream, or into one or, on Node, a\n" +
      "file. What breaks off is asked for again, of the same version of the object.",
    implementation: { module: download, name: "downloadObject" },
    options: { module: download, name: "DownloadOptions" },
    result: "DownloadResult",
    types: [
      { module: download, name: "DownloadOptions" },
      { module: download, name: "DownloadResult" },
      { module: upload, name: "TransferProgress" },
    ],
    operations: ["GetObject"],
  },
];
