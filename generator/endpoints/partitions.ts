/** A partition of AWS: regions that share accounts, credentials and DNS suffixes. */
export interface Partition {
  readonly name: string;
  /** Regular expression source that the names of its regions match as a whole. */
  readonly regions: string;
  /** Regions whose names do not match. */
  readonly otherRegions: readonly string[];
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
  readonly implicitGlobalRegion: string;
  readonly supportsFIPS: boolean;
  readonly supportsDualStack: boolean;
}

/** What the rules can ask of a partition. */
export type PartitionAttribute = Exclude<keyof Partition, "regions" | "otherRegions">;

export const partitionAttributes: ReadonlyMap<string, "string" | "boolean"> = new Map<
  PartitionAttribute,
  "string" | "boolean"
>([
  ["name", "string"],
  ["dnsSuffix", "string"],
  ["dualStackDnsSuffix", "string"],
  ["implicitGlobalRegion", "string"],
  ["supportsFIPS", "boolean"],
  ["supportsDualStack", "boolean"],
]);

/** The partition of a region that no partition claims. */
export const defaultPartition: Partition = {
  name: "aws",
  regions: "(us|eu|ap|sa|ca|me|af|il|mx)-\\w+-\\d+",
  otherRegions: ["aws-global"],
  dnsSuffix: "amazonaws.com",
  dualStackDnsSuffix: "api.aws",
  implicitGlobalRegion: "us-east-1",
  supportsFIPS: true,
  supportsDualStack: true,
};

/**
 * The other partitions. No region belongs to two, whether by name or by expression. The facts are
 * those of the `partitions.json` that the AWS SDKs share, as smithy-rs has it in 2026.
 */
export const otherPartitions: readonly Partition[] = [
  {
    name: "aws-cn",
    regions: "cn-\\w+-\\d+",
    otherRegions: ["aws-cn-global"],
    dnsSuffix: "amazonaws.com.cn",
    dualStackDnsSuffix: "api.amazonwebservices.com.cn",
    implicitGlobalRegion: "cn-northwest-1",
    supportsFIPS: true,
    supportsDualStack: true,
  },
  {
    name: "aws-eusc",
    regions: "eusc-de-\\w+-\\d+",
    otherRegions: [],
    dnsSuffix: "amazonaws.eu",
    dualStackDnsSuffix: "api.amazonwebservices.eu",
    implicitGlobalRegion: "eusc-de-east-1",
    supportsFIPS: true,
    supportsDualStack: true,
  },
  {
    name: "aws-iso",
    regions: "us-iso-\\w+-\\d+",
    otherRegions: ["aws-iso-global"],
    dnsSuffix: "c2s.ic.gov",
    dualStackDnsSuffix: "api.aws.ic.gov",
    implicitGlobalRegion: "us-iso-east-1",
    supportsFIPS: true,
    supportsDualStack: true,
  },
  {
    name: "aws-iso-b",
    regions: "us-isob-\\w+-\\d+",
    otherRegions: ["aws-iso-b-global"],
    dnsSuffix: "sc2s.sgov.gov",
    dualStackDnsSuffix: "api.aws.scloud",
    implicitGlobalRegion: "us-isob-east-1",
    supportsFIPS: true,
    supportsDualStack: true,
  },
  {
    name: "aws-iso-e",
    regions: "eu-isoe-\\w+-\\d+",
    otherRegions: ["aws-iso-e-global"],
    dnsSuffix: "cloud.adc-e.uk",
    dualStackDnsSuffix: "api.cloud-aws.adc-e.uk",
    implicitGlobalRegion: "eu-isoe-west-1",
    supportsFIPS: true,
    supportsDualStack: true,
  },
  {
    name: "aws-iso-f",
    regions: "us-isof-\\w+-\\d+",
    otherRegions: ["aws-iso-f-global"],
    dnsSuffix: "csp.hci.ic.gov",
    dualStackDnsSuffix: "api.aws.hci.ic.gov",
    implicitGlobalRegion: "us-isof-south-1",
    supportsFIPS: true,
    supportsDualStack: true,
  },
  {
    name: "aws-us-gov",
    regions: "us-gov-\\w+-\\d+",
    otherRegions: ["aws-us-gov-global"],
    dnsSuffix: "amazonaws.com",
    dualStackDnsSuffix: "api.aws",
    implicitGlobalRegion: "us-gov-west-1",
    supportsFIPS: true,
    supportsDualStack: true,
  },
];

/** The value that an attribute has in every partition, where there is one. */
export function constantAttribute(attribute: PartitionAttribute): boolean | string | undefined {
  const value = defaultPartition[attribute];
  return otherPartitions.every((partition) => partition[attribute] === value) ? value : undefined;
}
