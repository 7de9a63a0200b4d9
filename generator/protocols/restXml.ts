import type { ErrorIr, MemberIr, ServiceIr, StructureIr, UnionIr } from "../ir/ir.js";
import type { DocumentCodecs } from "./http/bindings.js";
import { planRest } from "./http/rest.js";
import { json, runtime, type Codec, type Expression, type WirePlan } from "./plan.js";
import { namespaceOf, planXmlStructure, xmlCodecs, xmlFormat, xmlRoot } from "./xmlCodecs.js";

/**
 * AWS restXml (https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html): members are bound to
 * parts of HTTP messages; the others are elements of an XML document.
 */
export function planRestXml(service: ServiceIr): WirePlan {
  const codecs = xmlCodecs(xmlFormat);
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
  return planRest(service, {
    documents,
    structure: (shape, isNested) => planXmlStructure(shape, codecs, isNested),
    messages: {
      write: runtime("protocols/restXml", "writeRestXml"),
      read: runtime("protocols/restXml", "readRestXml"),
    },
    fake: { kind: "template", module: "testing/restXml", name: "fakeRestXml" },
    events: runtime("streams/eventXml", "xmlEvents"),
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
