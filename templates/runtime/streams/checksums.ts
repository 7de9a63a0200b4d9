import { crc32, crc32c, crc64Nvme } from "./crc.js";
import type { Hash } from "./hash.js";
import { sha1, sha256 } from "./sha.js";

// What requests and responses of `aws.protocols#httpChecksum` have in common
// (https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait).

/** What makes them by their names, the cheapest first. */
export const algorithms: Readonly<Record<string, () => Hash>> = {
  CRC32C: crc32c,
  CRC32: crc32,
  CRC64NVME: crc64Nvme,
  SHA1: sha1,
  SHA256: sha256,
};

/** The header, or trailer, that has a checksum. */
export const headerOf = (algorithm: string): string => "x-amz-checksum-" + algorithm.toLowerCase();
