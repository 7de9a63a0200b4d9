import type { OperationIr, ServiceIr, ShapeId } from "../ir/ir.js";
import { streamIn } from "../ir/streams.js";
import {
  json,
  runtime,
  type Codec,
  type Expression,
  type MessagePlan,
  type Setting,
  type StructurePlan,
  type WirePlan,
} from "./plan.js";

// Checksums of an algorithm that can be chosen
// (https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait).

/** A plan with the checksums of those operations that have some. */
export function withChecksums(plan: WirePlan, service: ServiceIr): WirePlan {
  const summed = service.operations.filter(({ checksums }) => checksums);
  return summed.reduce((plan, operation) => {
    const finished = withFinish(plan, operation);
    return operation.checksums?.ofResponses ? withChecks(finished, service, operation) : finished;
  }, plan);
}

function withFinish(plan: WirePlan, { shape, checksums }: OperationIr): WirePlan {
  const known = plan.operations.get(shape) ?? [];
  const others = known.filter(({ name }) => name !== "finish");
  let finish = known.find(({ name }) => name === "finish")?.value;
  const { request, mode } = checksums ?? {};
  const around = (module: string, name: string, argument: Expression) => {
    finish = runtime(module, name, finish ? [argument, finish] : [argument]);
  };
  if (request) {
    const { member, header, required } = request;
    const facts = {
      ...(member !== undefined && { member }),
      ...(header !== undefined && { header }),
      ...(required && { required }),
    };
    around("streams/checksumRequest", "checksummed", json(facts));
  }
  if (mode !== undefined) around("streams/checksumMode", "checksumMode", json(mode));
  if (!finish) return plan;
  const entries = [...others, { name: "finish", value: finish }];
  return { ...plan, operations: new Map(plan.operations).set(shape, entries) };
}

/** Bodies of responses are checked: a stream at its end, others before they are read. */
function withChecks(plan: WirePlan, service: ServiceIr, { output = "" }: OperationIr): WirePlan {
  const stream = streamIn(service, output)?.name;
  const members = service.structures.get(output)?.members ?? [];
  const payload = members.find(({ wire }) => wire.has("smithy.api#httpPayload"))?.name;
  const path = payload === undefined ? [] : [json(payload)];
  const ofMessage = ({ read, write }: Codec): Codec => ({
    read: runtime(module, "checkedMessage", [read, ...path]),
    write,
  });
  const ofStructure = ({ codec, members }: StructurePlan): StructurePlan => ({
    codec: stream === undefined ? ofMessage(codec) : codec,
    members: members.map((member) =>
      member.name === stream ? { ...member, codec: ofStream(member.codec, path) } : member,
    ),
  });
  const { structures, whole = new Map<ShapeId, MessagePlan>() } = plan;
  const message = whole.get(output);
  const structure = structures.get(output);
  // Requests that have no targets of their own are of protocols whose responses are no messages.
  if (!plan.hasTargets || !structure) return plan;
  if (!message)
    return { ...plan, structures: new Map(structures).set(output, ofStructure(structure)) };
  const checked = {
    message: ofStructure(message.message),
    shared: message.shared && ofMessage(message.shared),
  };
  return { ...plan, whole: new Map(whole).set(output, checked) };
}

const module = "streams/checksumResponse";

/** The reader of a stream, which is checked on its way. */
function ofStream({ read, write }: Codec, path: readonly Expression[]): Codec {
  if (read.kind !== "template") return { read, write };
  return { read: { ...read, arguments: [runtime(module, "checkedStream", path)] }, write };
}

/** What clients can set for the checksums of operations that can be called. */
export function checksumSettings(operations: readonly OperationIr[]): readonly Setting[] {
  return [
    ...(operations.some(({ checksums }) => checksums?.request) ? [requestSetting] : []),
    ...(operations.some(({ checksums }) => checksums?.mode) ? [responseSetting] : []),
  ];
}

const use = '"when_supported" | "when_required"';

const requestSetting: Setting = {
  name: "requestChecksumCalculation",
  type: use,
  documentation:
    "Whether requests have checksums wherever the service knows them, or only where it needs them.\n" +
    "By default `AWS_REQUEST_CHECKSUM_CALCULATION`, or `when_supported`; with an `endpoint`\n" +
    "`when_required`, since what is not AWS's own may not know them.",
};

const responseSetting: Setting = {
  name: "responseChecksumValidation",
  type: use,
  documentation:
    "Whether the service is asked for checksums of all bodies that can have one, or only where the\n" +
    "input asks. By default `AWS_RESPONSE_CHECKSUM_VALIDATION`, or `when_supported`; with an\n" +
    "`endpoint` `when_required`.",
};
