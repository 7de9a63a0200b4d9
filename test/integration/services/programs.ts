/** A program of `programs/` and what it is run with. */
export interface ProgramEntry {
  /** Of its file, and of the model's, where those are not named. */
  readonly name: string;
  readonly program?: string;
  readonly model?: string;
  readonly protocol?: string;
  /** Why it fails so far, or does not even compile. One that does not fail is a failure. */
  readonly fails?: string;
}

const cloudwatch = ["awsJson1_0", "rpcv2Cbor", "awsQuery"].map((protocol) => ({
  name: `cloudwatch ${protocol}`,
  program: "cloudwatch",
  model: "cloudwatch",
  protocol,
}));

/** In the order in which they run, against one server. */
export const programs: readonly ProgramEntry[] = [
  // restXml
  { name: "s3" },
  { name: "s3 settings", program: "s3-settings", model: "s3" },
  { name: "route-53" },
  { name: "cloudfront" },
  // awsQuery
  { name: "sts" },
  { name: "iam" },
  { name: "sns" },
  { name: "cloudformation" },
  { name: "rds" },
  { name: "elastic-load-balancing-v2" },
  // ec2Query
  { name: "ec2" },
  // Several, one after the other
  ...cloudwatch,
  // restJson1
  { name: "lambda" },
  { name: "sesv2" },
  { name: "api-gateway" },
  { name: "bedrock-runtime" },
  // awsJson1_0 and awsJson1_1
  { name: "sqs" },
  { name: "dynamodb" },
  { name: "sfn" },
  { name: "cognito-identity-provider" },
  { name: "secrets-manager" },
  { name: "ssm" },
  { name: "kinesis" },
  { name: "ecs" },
  { name: "eventbridge" },
  { name: "cloudwatch-logs" },
];
