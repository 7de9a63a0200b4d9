/** A program of `programs/`, and what it is run with. */
export interface ProgramEntry {
  /** Of its file, and of the model's, where those are not named. */
  readonly name: string;
  readonly program?: string;
  readonly model?: string;
  readonly protocol?: string;
  /** Where it runs, if not on moto. */
  readonly server?: "localstack" | "gofakes3";
  /** Why it fails, and with what. It is a failure, too, where it fails otherwise or not at all. */
  readonly fails?: { readonly reason: string; readonly error: string };
}

const cloudwatch: readonly ProgramEntry[] = [
  { name: "cloudwatch by awsJson1_0", protocol: "awsJson1_0" },
  {
    name: "cloudwatch by rpcv2Cbor",
    protocol: "rpcv2Cbor",
    fails: {
      reason: "moto 5.2.5 has no Smithy RPC v2: it serves CloudWatch at / alone",
      error: "The requested URL was not found on the server",
    },
  },
  { name: "cloudwatch by rpcv2Cbor on localstack", protocol: "rpcv2Cbor", server: "localstack" },
  { name: "cloudwatch by awsQuery", protocol: "awsQuery" },
];

/** In the order in which they run. */
export const programs: readonly ProgramEntry[] = [
  // restXml
  { name: "s3" },
  { name: "s3-objects", model: "s3" },
  { name: "s3 settings", program: "s3-settings", model: "s3" },
  { name: "s3 checksums", program: "s3-checksums", model: "s3" },
  { name: "s3 transfer", program: "s3-transfer", model: "s3" },
  { name: "s3 objects on gofakes3", program: "s3-objects", model: "s3", server: "gofakes3" },
  { name: "s3 transfer on gofakes3", program: "s3-transfer", model: "s3", server: "gofakes3" },
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
  ...cloudwatch.map((entry) => ({ program: "cloudwatch", model: "cloudwatch", ...entry })),
  // restJson1
  { name: "lambda" },
  { name: "sesv2" },
  { name: "api-gateway" },
  { name: "bedrock-runtime" },
  // awsJson1_0 and awsJson1_1
  { name: "sqs" },
  { name: "sqs batches", program: "sqs-batches", model: "sqs" },
  { name: "dynamodb" },
  { name: "dynamodb documents", program: "dynamodb-documents", model: "dynamodb" },
  { name: "sfn" },
  { name: "cognito-identity-provider" },
  { name: "secrets-manager" },
  { name: "ssm" },
  { name: "kinesis" },
  { name: "ecs" },
  { name: "eventbridge" },
  { name: "cloudwatch-logs" },
  // Pages and waiters
  { name: "kms pages", program: "kms-pages", model: "kms" },
  { name: "dynamodb pages", program: "dynamodb-pages", model: "dynamodb" },
  { name: "s3 pages", program: "s3-pages", model: "s3" },
  { name: "ec2 pages", program: "ec2-pages", model: "ec2" },
];
