/** A partition of AWS: regions that share accounts, credentials and DNS suffixes. */
export interface Partition {
  readonly name: string;
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
  readonly supportsFIPS: boolean;
  readonly supportsDualStack: boolean;
  readonly implicitGlobalRegion: string;
}

// Name, its regions, DNS suffix, dual-stack DNS suffix, region of global services. The facts are
// those of `partitions.json`, which the AWS SDKs share.
const partitions: readonly (readonly [string, RegExp, string, string, string])[] = [
  ["aws-cn", /^cn-\w+-\d+$/, "amazonaws.com.cn", "api.amazonwebservices.com.cn", "cn-northwest-1"],
  ["aws-eusc", /^eusc-de-\w+-\d+$/, "amazonaws.eu", "api.amazonwebservices.eu", "eusc-de-east-1"],
  ["aws-iso", /^us-iso-\w+-\d+$/, "c2s.ic.gov", "api.aws.ic.gov", "us-iso-east-1"],
  ["aws-iso-b", /^us-isob-\w+-\d+$/, "sc2s.sgov.gov", "api.aws.scloud", "us-isob-east-1"],
  ["aws-iso-e", /^eu-isoe-\w+-\d+$/, "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "eu-isoe-west-1"],
  ["aws-iso-f", /^us-isof-\w+-\d+$/, "csp.hci.ic.gov", "api.aws.hci.ic.gov", "us-isof-south-1"],
  ["aws-us-gov", /^us-gov-\w+-\d+$/, "amazonaws.com", "api.aws", "us-gov-west-1"],
  // What no other claims.
  ["aws", /^/, "amazonaws.com", "api.aws", "us-east-1"],
];

/**
 * The partition of a region, which may also be `<partition>-global`; `aws` where no other fits
 * (`aws.partition` of the endpoint rules language).
 */
export function partition(region: string): Partition {
  const [name, , dnsSuffix, dualStackDnsSuffix, implicitGlobalRegion] = partitions.find(
    ([name, regions]) => regions.test(region) || region === name + "-global",
  )!;
  return {
    name,
    dnsSuffix,
    dualStackDnsSuffix,
    // True of every partition since 2025.
    supportsFIPS: true,
    supportsDualStack: true,
    implicitGlobalRegion,
  };
}
