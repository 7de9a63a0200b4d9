import type { Json, MemberIr, OperationIr, ServiceIr, StructureIr, UnionIr } from "../ir/ir.js";
import { json, runtime, type Entry, type WirePlan } from "../protocols/plan.js";
import { within } from "../protocols/wrappers.js";
import {
  readBy,
  withFinishers,
  withMembers,
  withMessages,
  withOperationEntries,
  withServiceEntries,
} from "./change.js";
import { s3Transfer } from "./s3Transfer.js";
import type { Customization } from "./customization.js";
import { withPages } from "./pages.js";

const module = "services/s3";
const unwrapped = "aws.customizations#s3UnwrappedXmlOutput";

/** Operations that S3 answers before it is done, so that a response without a body is none. */
const answeredEarly: ReadonlySet<string> = new Set([
  "CompleteMultipartUpload",
  "CopyObject",
  "UploadPartCopy",
]);

/**
 * Amazon S3: the endpoint has the bucket, so that paths do not; keys are sent as they are; errors
 * come with status 200, or without a body; responses have IDs under names of their own.
 */
export const s3: Customization = {
  namespaces: ["com.amazonaws.s3"],
  service: (service) =>
    // The last page has a token, too, which leads nowhere, or to the first page.
    withPages(
      {
        ...service,
        operations: service.operations.map((operation) => withoutBucket(service, operation)),
        structures: new Map([...service.structures].map(([id, shape]) => [id, sized(shape)])),
      },
      { ListParts: { more: "IsTruncated" } },
    ),
  plan(plan, service, asked) {
    const { operations } = service;
    const told = withOperationEntries(plan, operations, (operation) =>
      entriesOf(service, operation),
    );
    const fake = within("testing/s3", "fakeS3")(plan.fake);
    const outputs = operations.flatMap(({ output }) => output ?? []);
    const dated = withMembers({ ...told, fake }, outputs, (member) =>
      member.name === "Expires" ? readBy(member, within(`runtime/${module}`, "dateIfAny")) : member,
    );
    const requests = withS3Requests(dated);
    const presigning = { ...requests.presigning, post: "PutObject" };
    const planned = withMessages(
      { ...requests, presigning, helpers: s3Transfer },
      {
        write: within(`runtime/${module}`, "rawDots"),
        read: within(`runtime/${module}`, "s3Errors"),
      },
    );
    return asked.has(express) ? withSessions(planned) : planned;
  },
};

const express = "sigv4-s3express";

/** Requests to directory buckets are signed for sessions, which clients ask for by themselves. */
function withSessions(plan: WirePlan): WirePlan {
  const { endpointSchemes = [], messages, service } = plan;
  const transport = service.find(({ name }) => name === "transport")!.value;
  return withFinishers({ ...plan, endpointSchemes: [...endpointSchemes, express] }, [
    {
      wrap: runtime("services/s3Express", "s3Express", [
        runtime("call/client", "createClient"),
        messages.read,
        transport,
      ]),
    },
  ]);
}

/** What S3 and S3 Control have in common. */
export function withS3Requests(plan: WirePlan): WirePlan {
  const known = plan.service.find(({ name }) => name === "transport");
  const transport = known?.value ?? runtime("http/byteTransport", "byteTransport");
  return withServiceEntries(
    withFinishers(
      {
        ...plan,
        errorDetails: { module: `runtime/${module}`, name: "S3ErrorDetails" },
        presigning: { how: runtime("services/s3Presigning", "s3Presigning") },
      },
      [{ wrap: runtime(module, "hashed") }],
    ),
    [{ name: "transport", value: runtime(module, "s3Transport", [transport]) }],
  );
}

/** A shape whose streams are sent with their length, without which S3 takes none. */
function sized<Shape extends StructureIr | UnionIr>(shape: Shape): Shape {
  const members = shape.members.map((member): MemberIr => {
    const { type } = member;
    const isStream = type.kind === "blob" && type.stream;
    return isStream ? { ...member, type: { ...type, stream: { needsLength: true } } } : member;
  });
  return { ...shape, members };
}

/** An operation whose path begins after the bucket, where endpoint rules are told that. */
function withoutBucket({ structures }: ServiceIr, operation: OperationIr): OperationIr {
  const members = structures.get(operation.input ?? "")?.members ?? [];
  const isInEndpoint = members.some(
    ({ name, wire }) => name === "Bucket" && wire.has("smithy.rules#contextParam"),
  );
  const http = operation.wire.get("smithy.api#http") as Readonly<Record<string, Json>> | undefined;
  if (!isInEndpoint || !http) return operation;
  const uri = (http["uri"] as string).replace(/^\/\{Bucket\}\/?/, "/");
  const wire = new Map(operation.wire).set("smithy.api#http", { ...http, uri });
  return { ...operation, wire };
}

function entriesOf(
  { structures }: ServiceIr,
  { name, output = "", wire }: OperationIr,
): readonly Entry[] {
  const of = { module: `runtime/${module}`, name: "S3Operation" };
  const members = structures.get(output)?.members ?? [];
  return [
    ...(members.some(isContent) ? [{ name: "body", value: json("content"), of }] : []),
    ...(answeredEarly.has(name) ? [{ name: "body", value: json("late"), of }] : []),
    ...(wire.has(unwrapped) ? [{ name: "prepare", value: runtime(module, "wrapped"), of }] : []),
  ];
}

/** Whether a member is all of a body, of which S3 knows nothing. */
function isContent({ type, wire }: MemberIr): boolean {
  return wire.has("smithy.api#httpPayload") && type.kind !== "structure";
}
