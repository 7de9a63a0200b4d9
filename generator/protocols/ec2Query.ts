import type { ServiceIr } from "../ir/ir.js";
import { structureCodec } from "./jsonCodecs.js";
import { json, runtime, type Codec, type Expression, type WirePlan } from "./plan.js";
import { planQuery } from "./query.js";
import {
  isPlain,
  xmlCodecs,
  xmlFormat,
  xmlNameOf,
  type Members,
  type XmlFormat,
} from "./xmlCodecs.js";

/**
 * EC2 query (https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html): a request is a form
 * whose names begin with capital letters, and whose lists are all flattened; a response is XML.
 */
export function planEc2Query(service: ServiceIr): WirePlan {
  return planQuery(service, {
    form: ec2Form,
    document: { ...xmlFormat, structure: ec2Structure },
    read: runtime("protocols/ec2Query", "readEc2Query"),
    fake: { kind: "template", module: "testing/ec2Query", name: "fakeEc2Query" },
    codeOf: ({ code }) => code,
  });
}

const ec2Form: XmlFormat = {
  ...xmlFormat,
  nameOf: ({ name, wire }) =>
    (wire.get("aws.protocols#ec2QueryName") as string | undefined) ??
    capitalized(xmlNameOf(wire, name)),
  isFlat: (type, member) => type.kind === "list" || xmlFormat.isFlat(type, member),
  namespaces: false,
};

/** By names that are mostly the model's with a small first letter, so that no table has to say so. */
function ec2Structure(shape: Members): Codec {
  if (shape.kind === "union") return xmlCodecs(xmlFormat).structureCodec(shape);
  const { read, write } = structureCodec(shape.members);
  const others = shape.members.filter(
    (member) => xmlFormat.nameOf(member) !== uncapitalized(member.name),
  );
  if (others.length === 0 && isPlain(read)) {
    return { read: ec2("readEc2Members"), write: ec2("writeEc2Members") };
  }
  const names = json(
    Object.fromEntries(others.map((member) => [member.name, xmlFormat.nameOf(member)])),
  );
  return {
    read: ec2("readEc2Named", [names, ...(isPlain(read) ? [] : [read])]),
    write: ec2("writeEc2Named", [names, ...(isPlain(write) ? [] : [write])]),
  };
}

const ec2 = (name: string, args?: readonly Expression[]) => runtime("serde/ec2Names", name, args);

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const uncapitalized = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
