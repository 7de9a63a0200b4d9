import type { ServiceIr } from "../ir/ir.js";
import { runtime, type WirePlan } from "./plan.js";
import { planQuery } from "./query.js";
import { xmlFormat, xmlNameOf, type XmlFormat } from "./xmlCodecs.js";

/**
 * AWS query (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html): a request is a form with
 * a parameter for each value, a response the same in XML.
 */
export function planAwsQuery(service: ServiceIr): WirePlan {
  return planQuery(service, {
    form: awsForm,
    document: xmlFormat,
    read: runtime("protocols/awsQuery", "readAwsQuery"),
    fake: { kind: "template", module: "testing/awsQuery", name: "fakeAwsQuery" },
    codeOf: ({ code, queryCode }) => queryCode ?? code,
  });
}

/** Names and lists are as in XML; forms have no attributes, and an empty list is told of. */
const awsForm: XmlFormat = {
  ...xmlFormat,
  nameOf: ({ name, wire }) => xmlNameOf(wire, name),
  namespaces: false,
  flatList: ({ read, write }) => ({
    read: runtime("serde/form", "readFormList", [read]),
    write: runtime("serde/form", "writeFormList", [write]),
  }),
};
