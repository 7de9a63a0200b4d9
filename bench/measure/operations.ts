import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { packageRoot } from "../../generator/cli/root.js";
import { libraries, SDK } from "../clients.js";
import type { OperationSize } from "../results.js";
import { bundleSize } from "./bundle.js";

interface Measured {
  /** The model's file, without `.json`; also what ends the name of the SDK's package. */
  readonly model: string;
  /** As the names of clients have it. */
  readonly service: string;
  readonly operation: string;
  /** Where the client is to speak another than it would by itself. */
  readonly protocol?: string;
  /** The source of an object. */
  readonly input: string;
  /** What the design allows for its bundle: bytes after gzip. */
  readonly goal: number;
  /** Its attributes are plain values, as `lib-dynamodb` of the SDK has them. */
  readonly documents?: true;
}

/** One operation of each protocol, and some that stream, with the design's goals. */
const measured: readonly Measured[] = [
  {
    model: "sqs",
    service: "SQS",
    operation: "SendMessage",
    input: '{ QueueUrl: "https://example.com/1/queue", MessageBody: "text" }',
    goal: 4800,
  },
  {
    model: "dynamodb",
    service: "DynamoDB",
    operation: "GetItem",
    input: '{ TableName: "table", Key: { id: { S: "1" } } }',
    goal: 5500,
  },
  {
    model: "dynamodb",
    service: "DynamoDB",
    operation: "GetItem",
    input: '{ TableName: "table", Key: { id: "1" } }',
    goal: 6300,
    documents: true,
  },
  {
    model: "sts",
    service: "STS",
    operation: "AssumeRole",
    input: '{ RoleArn: "arn:aws:iam::1:role/name", RoleSessionName: "session" }',
    goal: 5000,
  },
  {
    model: "sns",
    service: "SNS",
    operation: "Publish",
    input: '{ TopicArn: "arn:aws:sns:eu-west-1:1:topic", Message: "text" }',
    goal: 4800,
  },
  {
    model: "ec2",
    service: "EC2",
    operation: "DescribeInstances",
    input: '{ InstanceIds: ["i-1"] }',
    goal: 6500,
  },
  {
    model: "cloudwatch",
    service: "CloudWatch",
    operation: "PutMetricData",
    protocol: "rpcv2Cbor",
    input: '{ Namespace: "space", MetricData: [{ MetricName: "name", Value: 1 }] }',
    goal: 5300,
  },
  {
    model: "lambda",
    service: "Lambda",
    operation: "Invoke",
    input: '{ FunctionName: "name" }',
    goal: 5300,
  },
  {
    model: "cloudfront",
    service: "CloudFront",
    operation: "CreateInvalidation",
    input: `{
      DistributionId: "1",
      InvalidationBatch: { Paths: { Quantity: 1, Items: ["/"] }, CallerReference: "1" },
    }`,
    goal: 5800,
  },
  {
    model: "s3",
    service: "S3",
    operation: "GetObject",
    input: '{ Bucket: "bucket", Key: "key" }',
    goal: 8000,
  },
  {
    model: "bedrock-runtime",
    service: "BedrockRuntime",
    operation: "InvokeModelWithResponseStream",
    input: '{ modelId: "model", body: new Uint8Array() }',
    goal: 6300,
  },
  {
    model: "transcribe-streaming",
    service: "TranscribeStreaming",
    operation: "StartStreamTranscription",
    input: `{
      MediaSampleRateHertz: 8000, MediaEncoding: "pcm", LanguageCode: "en-US",
      AudioStream: (async function* () {})(),
    }`,
    goal: 7000,
  },
];

/**
 * What applications weigh in a browser that call one operation, of clients that are generated of
 * official models for that operation alone, and of AWS SDK v3's, which come from the registry in the
 * version in which KMS's is installed here.
 *
 * @param models - the folder of the models
 */
export async function operationSizes(models: string): Promise<readonly OperationSize[]> {
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-operations-"));
  try {
    generate(folder, resolve(models));
    const version = installSdk(folder);
    const rows: OperationSize[] = [];
    for (const row of measured) {
      const { model, service, operation, goal, documents } = row;
      const sources = programs(folder, row);
      const size = async (id: keyof typeof sources) => {
        const path = join(folder, `${model}.${documents ? "documents." : ""}${id}.mjs`);
        writeFileSync(path, sources[id]);
        return bundleSize(path, "esbuild", "browser");
      };
      rows.push({
        service,
        operation: documents ? `${operation}, documents` : operation,
        protocol: protocolOf(folder, model),
        goal,
        tinsmith: await size("tinsmith"),
        sdk: { version, ...(await size("sdk")) },
      });
    }
    rows.push(await severalServices(folder, version));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is measured without documents, each of a package of its own. */
const clients = measured.filter(({ documents }) => !documents);

const run = (cwd: string, program: string, ...args: readonly string[]): void =>
  void execFileSync(program, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });

const nameOf = (model: string): string => `operation-${model}`;
const generatedIn = (folder: string, model: string): string => join(folder, "generated", model);

/** Generates and builds the packages, which find here what they are built with. */
function generate(folder: string, models: string): void {
  const packages = clients.map(({ model, operation, protocol }) => ({
    model: join(models, `${model}.json`),
    name: nameOf(model),
    out: generatedIn(".", model),
    operations: [operation],
    ...(protocol !== undefined && { protocol }),
  }));
  const services = Object.entries(several.services).map(([key, operations]) => {
    return [key, { model: join(models, `${key}.json`), operations }];
  });
  const together = {
    name: several.name,
    out: generatedIn(".", several.name),
    services: Object.fromEntries(services) as object,
  };
  const config = JSON.stringify({ packages: [...packages, together] });
  writeFileSync(join(folder, "tinsmith.config.json"), config);
  run(folder, process.execPath, join(packageRoot, "dist/tinsmith.js"), "generate", "--quiet");
  symlinkSync(join(packageRoot, "node_modules"), join(folder, "generated/node_modules"));
  for (const name of [...clients.map(({ model }) => model), several.name]) {
    run(generatedIn(folder, name), process.execPath, "build.mjs");
  }
}

/** Installs the SDK's packages, and links ours beside them; returns the SDK's version. */
function installSdk(folder: string): string {
  const { name } = libraries.find(({ id }) => id === SDK) ?? {};
  const manifest = join(packageRoot, `node_modules/${name}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string };
  writeFileSync(join(folder, "package.json"), "{}");
  // Not every version has every client.
  const packages = measured.map(
    ({ model, documents }) => `@aws-sdk/${documents ? "lib" : "client"}-${model}@<=${version}`,
  );
  run(folder, "npm", "install", "--silent", "--no-audit", "--no-fund", ...packages);
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  for (const { model } of clients) {
    symlinkSync(generatedIn(folder, model), join(folder, "node_modules", nameOf(model)));
  }
  symlinkSync(generatedIn(folder, several.name), join(folder, "node_modules", several.name));
  return version;
}

/** Several services in one bundle, of a package that has all of them. */
async function severalServices(folder: string, version: string): Promise<OperationSize> {
  const size = async (id: keyof typeof several.programs) => {
    const path = join(folder, `several.${id}.mjs`);
    writeFileSync(path, several.programs[id]);
    return bundleSize(path, "esbuild", "browser");
  };
  return {
    service: "DynamoDB GetItem and PutItem, SQS SendMessage,",
    operation: "S3 GetObject",
    protocol: "one each",
    goal: 13_000,
    tinsmith: await size("tinsmith"),
    sdk: { version, ...(await size("sdk")) },
  };
}

const several = {
  name: "several-services",
  services: {
    dynamodb: ["GetItem", "PutItem"],
    sqs: ["SendMessage"],
    s3: ["GetObject"],
  },
  programs: {
    tinsmith: `
      import { createDynamoDBClient, getItem, putItem } from "several-services/dynamodb";
      import { createSQSClient, sendMessage } from "several-services/sqs";
      import { createS3Client, getObject } from "several-services/s3";
      const region = "eu-west-1";
      const [dynamodb, sqs, s3] = [createDynamoDBClient({ region }), createSQSClient({ region }), createS3Client({ region })];
      const key = { id: { S: "1" } };
      console.log(await getItem(dynamodb, { TableName: "table", Key: key }));
      console.log(await putItem(dynamodb, { TableName: "table", Item: key }));
      console.log(await sendMessage(sqs, { QueueUrl: "https://example.com/1/queue", MessageBody: "text" }));
      console.log(await getObject(s3, { Bucket: "bucket", Key: "key" }));`,
    sdk: `
      import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
      import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
      import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
      const region = "eu-west-1";
      const [dynamodb, sqs, s3] = [new DynamoDBClient({ region }), new SQSClient({ region }), new S3Client({ region })];
      const key = { id: { S: "1" } };
      console.log(await dynamodb.send(new GetItemCommand({ TableName: "table", Key: key })));
      console.log(await dynamodb.send(new PutItemCommand({ TableName: "table", Item: key })));
      console.log(await sqs.send(new SendMessageCommand({ QueueUrl: "https://example.com/1/queue", MessageBody: "text" })));
      console.log(await s3.send(new GetObjectCommand({ Bucket: "bucket", Key: "key" })));`,
  },
} as const;

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The same application, as those of `programs/apps/`, by who makes the client. */
function programs(
  folder: string,
  { model, service, operation, input, documents }: Measured,
): Readonly<Record<"tinsmith" | "sdk", string>> {
  const declarations = readFileSync(join(generatedIn(folder, model), "dist/client.d.ts"), "utf8");
  const create = /function (create\w+Client)/.exec(declarations)?.[1] ?? "";
  const call = lowerFirst(operation);
  if (documents) {
    return {
      tinsmith: `
        import { ${create} } from "${nameOf(model)}";
        import { ${call} } from "${nameOf(model)}/documents";
        const client = ${create}({ region: "eu-west-1" });
        console.log(await ${call}(client, ${input}));`,
      sdk: `
        import { ${service}Client } from "@aws-sdk/client-${model}";
        import { ${service}DocumentClient, ${operation.replace("Item", "")}Command } from "@aws-sdk/lib-${model}";
        const client = ${service}DocumentClient.from(new ${service}Client({ region: "eu-west-1" }));
        console.log(await client.send(new ${operation.replace("Item", "")}Command(${input})));`,
    };
  }
  return {
    tinsmith: `
      import { ${create}, ${call} } from "${nameOf(model)}";
      const client = ${create}({ region: "eu-west-1" });
      console.log(await ${call}(client, ${input}));`,
    sdk: `
      import { ${service}Client, ${operation}Command } from "@aws-sdk/client-${model}";
      const client = new ${service}Client({ region: "eu-west-1" });
      console.log(await client.send(new ${operation}Command(${input})));`,
  };
}

/** The name of the protocol that a package speaks. */
function protocolOf(folder: string, model: string): string {
  const lock = readFileSync(join(generatedIn(folder, model), "tinsmith.lock.json"), "utf8");
  const { protocol } = JSON.parse(lock) as { readonly protocol: string };
  return protocol.slice(protocol.indexOf("#") + 1);
}
