import type { ErrorIr, MemberIr, ServiceIr, StructureIr, UnionIr } from "../ir/ir.js";
import { errorTables, operationEntries } from "./entries.js";
import { planEvents } from "./eventStreams.js";
import { httpEntries } from "./http/entries.js";
import type { DocumentCodecs } from "./http/bindings.js";
import { headCodec, planMessages } from "./http/messages.js";
import { streamEntries, transportEntry } from "./http/streams.js";
import { json, runtime, type Codec, type Expression, type WirePlan } from "./plan.js";
import { namespaceOf, planXmlStructure, xmlCodecs, xmlFormat, xmlRoot } from "./xmlCodecs.js";

/**
 * AWS restXml (https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html): members are bound to
 * parts of HTTP messages; the others are elements of an XML document.
 */
export function planRestXml(service: ServiceIr): WirePlan {
  const codecs = xmlCodecs(xmlFormat);
  const inputs = new Set(service.operations.map(({ input }) => input));
  const documents: DocumentCodecs = {
    codecOf: codecs.memberCodec,
    nameOf: xmlFormat.nameOf,
    payloadOf: (member) => payloadCodec(service, member, codecs.memberCodec(member)),
    documentOf: (shape, write) => {
      const { name, namespace } = rootOf(service, shape);
      return element(name, namespace ? namespaced(namespace, write) : write);
    },
    messageOf: (shape, write) => {
      const { name, namespace = [] } = rootOf(service, shape);
      return runtime("protocols/http/xmlRoot", "rooted", [
        json(name),
        write,
        ...namespace.map(json),
      ]);
    },
  };
  const { shapes, messages } = planMessages(service, documents);
  const plan: WirePlan = {
    service: [transportEntry(service)],
    messages: {
      write: runtime("protocols/restXml", "writeRestXml"),
      read: runtime("protocols/restXml", "readRestXml"),
    },
    fake: { kind: "template", module: "testing/restXml", name: "fakeRestXml" },
    structures: new Map([
      ...[...service.structures.values()].map(
        (shape) =>
          [
            shape.shape,
            shapes.get(shape.shape) ?? planXmlStructure(shape, codecs, !inputs.has(shape.shape)),
          ] as const,
      ),
      ...[...service.errors.keys()].map((id) => [id, shapes.get(id)!] as const),
    ]),
    whole: messages,
    hasTargets: true,
    presigning: {},
    unit: { codec: headCodec, members: [] },
    operations: new Map(
      service.operations.map((operation) => [
        operation.shape,
        [
          ...operationEntries(operation),
          ...httpEntries(operation),
          ...streamEntries(service, operation),
        ],
      ]),
    ),
    errors: errorTables(service),
  };
  return planEvents(plan, service, {
    ...documents,
    format: runtime("streams/eventXml", "xmlEvents"),
    error: runtime("protocols/http/eventError", "eventError"),
    isRpc: false,
  });
}

/** The name and namespace of the document that a structure is. */
function rootOf(service: ServiceIr, shape: StructureIr | UnionIr | ErrorIr) {
  return xmlRoot(shape, shapeName(shape.shape), service);
}

const shapeName = (id: string): string => id.replace(/^.*#|\$$/g, "");

/** A member that is the whole document: its own name and namespace come before those of its shape. */
function payloadCodec(service: ServiceIr, member: MemberIr, { read, write }: Codec): Codec {
  const { type, wire } = member;
  const shape =
    type.kind === "structure" || type.kind === "union"
      ? service.structures.get(type.shape)
      : undefined;
  const root = shape ? rootOf(service, shape) : { name: member.name, namespace: undefined };
  const own = wire.get("smithy.api#xmlName") as string | undefined;
  // The codec of a member declares the namespace that the member has itself.
  const declared = namespaceOf(wire) ? undefined : root.namespace;
  return {
    read,
    write: element(own ?? root.name, declared ? namespaced(declared, write) : write),
  };
}

function element(name: string, write: Expression): Expression {
  return runtime("protocols/http/xmlRoot", "inElement", [json(name), write]);
}

function namespaced(namespace: readonly [string, string], write: Expression): Expression {
  return runtime("serde/xmlNamespace", "writeNamespaced", [...namespace.map(json), write]);
}
