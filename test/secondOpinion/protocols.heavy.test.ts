import { PassThrough } from "node:stream";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as ec2 from "@aws-sdk/client-ec2";
import * as lambda from "@aws-sdk/client-lambda";
import * as route53 from "@aws-sdk/client-route-53";
import * as sesv2 from "@aws-sdk/client-sesv2";
import * as sns from "@aws-sdk/client-sns";
import { AwsSmithyRpcV2CborProtocol } from "@aws-sdk/core/protocols";
import { decode } from "cbor-x";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lowerService } from "../../generator/ir/lower.js";
import type { OperationIr, ServiceIr } from "../../generator/ir/ir.js";
import { loadModel } from "../../generator/smithy/load.js";
import { operationsOf, selectService } from "../../generator/smithy/select.js";
import { sliceModel } from "../../generator/smithy/slice.js";
import type { FetchInit } from "../../templates/runtime/contract/http.js";
import { parseXml } from "../../templates/runtime/serde/xml.js";
import { describeWith } from "../support/conformance.js";
import { generateText } from "../support/generate.js";
import { importPackage, type ImportedPackage } from "../support/importPackage.js";
import { inputOf } from "../support/irArbitrary.js";

// What AWS's own clients send and read, beside clients of the same services in all of AWS's protocols
// but AWS JSON 1.1, which wire.heavy.test.ts has. The SDK speaks the same ones: REST with JSON to Lambda
// and SES, REST with XML to Route 53, query to SNS, EC2's to EC2, and JSON to CloudWatch, or CBOR where
// it is told to.

const services = [
  {
    file: "lambda.json",
    sdk: lambda,
    client: lambda.LambdaClient,
    body: "json",
    operations: [
      ...["Invoke", "CreateFunction", "GetFunction", "DeleteFunction", "ListFunctions", "ListTags"],
      ...["TagResource", "UntagResource", "PutFunctionConcurrency", "CreateEventSourceMapping"],
      ...["UpdateFunctionConfiguration", "AddPermission", "GetPolicy", "ListEventSourceMappings"],
    ],
  },
  {
    file: "sesv2.json",
    sdk: sesv2,
    client: sesv2.SESv2Client,
    body: "json",
    operations: [
      ...["SendEmail", "CreateContact", "GetContact", "ListContacts", "DeleteEmailIdentity"],
      ...[
        "PutAccountDetails",
        "CreateConfigurationSet",
        "GetEmailIdentity",
        "ListSuppressedDestinations",
      ],
    ],
  },
  {
    file: "route-53.json",
    sdk: route53,
    client: route53.Route53Client,
    body: "xml",
    operations: [
      ...["ChangeResourceRecordSets", "CreateHostedZone", "GetHostedZone", "ListHostedZones"],
      ...[
        "ListResourceRecordSets",
        "ChangeTagsForResource",
        "CreateHealthCheck",
        "ListTagsForResources",
      ],
      ...["DeleteHostedZone", "GetGeoLocation", "AssociateVPCWithHostedZone"],
    ],
  },
  {
    file: "sns.json",
    sdk: sns,
    client: sns.SNSClient,
    body: "form",
    operations: [
      ...[
        "Publish",
        "PublishBatch",
        "CreateTopic",
        "ListTopics",
        "GetTopicAttributes",
        "Subscribe",
      ],
      ...[
        "SetTopicAttributes",
        "TagResource",
        "ListTagsForResource",
        "CheckIfPhoneNumberIsOptedOut",
      ],
    ],
  },
  {
    file: "ec2.json",
    sdk: ec2,
    client: ec2.EC2Client,
    body: "form",
    operations: [
      ...[
        "DescribeInstances",
        "RunInstances",
        "CreateTags",
        "DescribeVpcs",
        "CreateVpc",
        "CreateSubnet",
      ],
      ...["AuthorizeSecurityGroupIngress", "DescribeImages", "StopInstances", "DeleteVpc"],
      ...["DescribeSecurityGroups", "ModifyInstanceAttribute"],
    ],
  },
  {
    file: "cloudwatch.json",
    sdk: cloudwatch,
    client: cloudwatch.CloudWatchClient,
    body: "json",
    operations: [
      ...["PutMetricData", "GetMetricData", "ListMetrics", "DescribeAlarms", "PutMetricAlarm"],
      ...["GetMetricStatistics", "DeleteAlarms", "GetDashboard", "PutDashboard", "TagResource"],
    ],
  },
  {
    file: "cloudwatch.json",
    sdk: cloudwatch,
    client: cloudwatch.CloudWatchClient,
    body: "cbor",
    protocol: "smithy.protocols#rpcv2Cbor",
    settings: { protocol: AwsSmithyRpcV2CborProtocol },
    operations: [
      ...["PutMetricData", "GetMetricData", "ListMetrics", "DescribeAlarms", "PutMetricAlarm"],
      ...["GetMetricStatistics", "DeleteAlarms", "GetDashboard", "PutDashboard", "TagResource"],
    ],
  },
] as const;

type Body = (typeof services)[number]["body"];

const RUNS = { numRuns: 25 };

/** A request, by what it means. */
interface Meaning {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The headers that a protocol has a say in. */
const told =
  /^(content-type|accept$|smithy-protocol|if-|x-amz-(?!date|security|content-sha|user-agent|sdk)|x-amzn-(?!trace))/;

function meaning(
  kind: Body,
  method: string,
  path: string,
  query: readonly string[],
  headers: Readonly<Record<string, string>>,
  body: unknown,
): Meaning {
  const bytes = Buffer.from((body ?? "") as string);
  const document = bytes.length > 0 ? parsed(kind, bytes) : undefined;
  const kept = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    // A type of nothing says nothing.
    .filter(([name]) => told.test(name) && (document !== undefined || name !== "content-type"));
  return {
    method,
    path,
    query: [...query].sort(),
    headers: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))),
    body: document,
  };
}

function parsed(kind: Body, bytes: Buffer): unknown {
  try {
    switch (kind) {
      case "json":
        return plain(JSON.parse(bytes.toString()));
      case "xml": {
        const [root, content] = parseXml(bytes.toString());
        // AWS's clients send nothing where no member is in the document, this one an empty document.
        const { "@xmlns": _, "": text, ...members } = content as Record<string, unknown>;
        return text === "" && Object.keys(members).length === 0 ? undefined : [root, content];
      }
      case "form":
        return bytes.toString().split("&").sort();
      case "cbor":
        return plain(decode(bytes));
    }
  } catch {
    // A payload that is no document.
    return bytes.toString("base64");
  }
}

/** A value in which two that mean the same are equal. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return { date: value.getTime() };
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "object" && value !== null && "tag" in value && "value" in value) {
    return { date: Number(value.value) * 1000 };
  }
  if (typeof value !== "object" || value === null) return value;
  return new Map(
    Object.entries(value)
      // AWS's clients have `null` for a payload that did not come.
      .filter(([name, member]) => name !== "$metadata" && member != null)
      .map(([name, member]): [string, unknown] => [name, plain(member)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
interface SdkClient {
  send(command: object): Promise<object>;
}

const config = {
  region: "eu-west-1",
  endpoint: "https://example.com",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  maxAttempts: 1,
};

const pair = (name: string, value: string | null): string =>
  `${encodeURIComponent(name)}=${encodeURIComponent(value ?? "")}`;

for (const { file, sdk, client: Client, body: kind, operations, ...more } of services) {
  const { protocol, settings } = { protocol: undefined, settings: {}, ...more };
  describeWith(`models/${file}`, `beside AWS's client of ${file}, with ${kind}`, ({ read }) => {
    let service: ServiceIr;
    let generated: ImportedPackage;
    /** What was asked of the SDK's handler, and what it answers. */
    let theirs: SdkRequest;
    let answer: { status: number; headers: Record<string, string>; body: Uint8Array };
    let aws: SdkClient;

    beforeAll(async () => {
      const text = read(`models/${file}`);
      generated = await importPackage(await generateText(text, { operations, protocol }));
      const { model } = loadModel([{ file, text }]);
      const chosen = model && selectService(model).service;
      if (!chosen) throw new Error(`${file} does not load`);
      const ids = operationsOf(model, chosen).filter(({ id }) =>
        operations.some((name) => id.endsWith(`#${name}`)),
      );
      const slice = sliceModel(model, chosen, ids);
      service = lowerService(slice, slice.shapes.get(chosen.id) as never);
      const requestHandler = {
        handle(request: SdkRequest) {
          theirs = request;
          const body = new PassThrough();
          body.end(answer.body);
          const { status: statusCode, headers } = answer;
          return Promise.resolve({ response: { statusCode, headers, body, reason: "" } });
        },
      };
      aws = new (Client as new (config: object) => SdkClient)({
        ...config,
        requestHandler,
        disableRequestCompression: true,
        ...settings,
      });
    });
    afterAll(() => {
      generated.remove();
    });

    const operationOf = (name: string): OperationIr => {
      const found = service.operations.find((operation) => operation.name === name);
      if (!found) throw new Error(`${file} has no ${name}`);
      return found;
    };

    type Fetch = (url: string, init: FetchInit) => Promise<Response>;
    type Outcome = { ok: true; value: object } | { ok: false; error: Error };

    function callOurs(name: string, input: object, more: object): Promise<Outcome> {
      const { index } = generated;
      const create = index[`create${service.clientName}Client`] as (config: object) => unknown;
      const call = index[operationOf(name).functionName] as (
        client: unknown,
        input: object,
      ) => Promise<Outcome>;
      return call(create({ ...config, ...more }), input);
    }

    function callTheirs(name: string, input: object): Promise<object> {
      const Command = (sdk as unknown as Record<string, new (input: object) => object>)[
        `${name}Command`
      ];
      if (!Command) throw new Error(`AWS's client has no ${name}`);
      return aws.send(new Command(input));
    }

    describe("sends what that sends", () => {
      it.each(operations)("%s", async (name) => {
        await fc.assert(
          fc.asyncProperty(inputOf(service, operationOf(name).input), async (given) => {
            // A part of the host's name, which few texts can be.
            const { EndpointId: _, ...input } = given as { EndpointId?: unknown };
            let sent: { url: string; init: FetchInit } | undefined;
            const fetch: Fetch = (url, init) => {
              sent = { url, init };
              return Promise.resolve(new Response(null, { status: 418 }));
            };
            const outcome = await callOurs(name, input, { fetch });
            if (!sent) throw (outcome as { error: Error }).error;
            answer = { status: 418, headers: {}, body: new Uint8Array() };
            await callTheirs(name, input).catch(() => undefined);

            const [path = "", query = ""] = sent.url.slice(config.endpoint.length).split(/\?(.*)/s);
            const { init } = sent;
            const own = query
              .split("&")
              .filter(Boolean)
              .map((parameter) => {
                const [name = "", value = ""] = parameter.split(/=(.*)/s).map(decodeURIComponent);
                return pair(name, value);
              });
            const other = Object.entries(theirs.query).flatMap(([name, value]) =>
              [value].flat().map((one) => pair(name, one)),
            );
            expect(meaning(kind, init.method, path, own, init.headers, init.body)).toEqual(
              meaning(kind, theirs.method, theirs.path, other, theirs.headers, theirs.body),
            );
          }),
          RUNS,
        );
      });
    });

    describe("reads what that reads", () => {
      it.each(operations)("%s", async (name) => {
        const { input, output, functionName } = operationOf(name);
        const [example = {}] = fc.sample(inputOf(service, input), { numRuns: 1, seed: 1 });
        await fc.assert(
          fc.asyncProperty(inputOf(service, output), async (value) => {
            const create = generated.testing[`createFake${service.clientName}`] as (
              handlers: object,
            ) => { config: { fetch: Fetch } };
            const fake = create({ [functionName]: () => value });
            let bytes = new Uint8Array();
            const fetch: Fetch = async (url, init) => {
              const { status, headers, ...response } = await fake.config
                .fetch(url, init)
                .then(async (answered) => ({
                  status: answered.status,
                  headers: answered.headers,
                  body: await answered.arrayBuffer(),
                }));
              bytes = new Uint8Array(response.body);
              answer = { status, headers: Object.fromEntries(headers), body: bytes };
              return new Response(bytes.length > 0 ? bytes : null, { status, headers });
            };
            const ours = await callOurs(name, example, { fetch });
            if (!ours.ok) throw ours.error;
            const read = await callTheirs(name, example);
            expect(plain(ours.value)).toEqual(plain(value));
            expect(plain(read)).toEqual(plain(ours.value));
          }),
          RUNS,
        );
      });
    });
  });
}

describe("the SDK's clients", () => {
  it("know the operations that are compared", () => {
    for (const { sdk, operations } of services) {
      for (const name of operations) expect(sdk).toHaveProperty(`${name}Command`);
    }
  });
});
