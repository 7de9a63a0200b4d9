import type { Code } from "../../codes.js";
import type { Diagnostic } from "../../diagnostic.js";
import type { OperationShape, ShapeId } from "../../model.js";
import { unit } from "../../prelude.js";
import { at, error, inside, quoted } from "../../report.js";
import {
  isUriText,
  labelsOf,
  parseHostPrefix,
  parseUri,
  segmentsProblem,
} from "../../uriPattern.js";
import type { Segment } from "../../uriPattern.js";
import type { World } from "../../world.js";
import { inputOf, ofType, structureOf, textValue } from "../shapesOf.js";
import type { Validator } from "../validator.js";

const http = "smithy.api#http";
const endpoint = "smithy.api#endpoint";

/** The labels of an operation's URI and host are members of its input, and the other way round. */
export const validateLabels: Validator = ({ shapes, world }) =>
  ofType(shapes, "operation").flatMap((operation) => [
    ...uriLabels(operation, world),
    ...hostLabels(operation, world),
  ]);

function uriLabels(operation: OperationShape, world: World): Diagnostic[] {
  const uri = textValue(operation, http, "uri");
  if (uri === undefined) return [];
  const place = inside(at(operation), "traits", http, "uri");
  if (!isUriText(uri)) {
    return [error("HttpUriFormat", "The `uri` has characters that no URI has.", place)];
  }
  const { segments, problem } = parseUri(uri);
  if (problem !== undefined)
    return [error("TraitValue", `The \`uri\` is wrong: ${problem}.`, place)];
  const greedy = new Set(segments.filter(({ kind }) => kind === "greedy").map(({ text }) => text));
  return [
    ...bindings(operation, world, segments, "HttpLabelTrait", "smithy.api#httpLabel", "uri"),
    ...inputOf(world, operation).flatMap((member) => {
      const type = world.shapeOf(member.target)?.type;
      if (!greedy.has(member.name) || type === "string" || type === "enum") return [];
      return [error("HttpLabelTrait", "A greedy label has to be a string.", at(member))];
    }),
  ];
}

function hostLabels(operation: OperationShape, world: World): Diagnostic[] {
  const prefix = textValue(operation, endpoint, "hostPrefix");
  if (prefix === undefined) return [];
  const segments = parseHostPrefix(prefix);
  const problem = segmentsProblem(segments) ?? hostProblem(segments);
  if (problem !== undefined) {
    const place = inside(at(operation), "traits", endpoint, "hostPrefix");
    return [error("HostLabelTrait", `The \`hostPrefix\` is wrong: ${problem}.`, place)];
  }
  return bindings(
    operation,
    world,
    segments,
    "HostLabelTrait",
    "smithy.api#hostLabel",
    "hostPrefix",
  );
}

// RFC 3986: what a host name may start with; more of it comes after.
const host = /^[A-Za-z0-9][A-Za-z0-9\-.]*$/;

function hostProblem(segments: readonly Segment[]): string | undefined {
  const filled = segments.map(({ kind, text }) => (kind === "literal" ? text : "a")).join("");
  return host.test(filled) && !filled.includes("..") ? undefined : "it is no part of a host name";
}

function bindings(
  operation: OperationShape,
  world: World,
  segments: readonly Segment[],
  code: Code,
  trait: ShapeId,
  where: string,
): Diagnostic[] {
  const labels = labelsOf(segments).map(({ text }) => text);
  const input = operation.input === unit ? undefined : structureOf(world, operation.input);
  if (input === undefined) {
    if (labels.length === 0) return [];
    const message = `The \`${where}\` has the labels ${quoted(labels)}, and the operation no input.`;
    return [error(code, message, at(operation))];
  }
  const bound = [...input.members.values()].filter(({ traits }) => traits.has(trait));
  const unbound = labels.filter((name) => !bound.some((member) => member.name === name));
  const missing =
    unbound.length === 0
      ? []
      : [
          error(
            code,
            `\`${operation.id}\` has labels in its \`${where}\` that are no members with the trait \`${trait}\`: ${quoted(unbound)}.`,
            at(input),
          ),
        ];
  const extra = bound.filter(({ name }) => !labels.includes(name));
  return [
    ...missing,
    ...extra.map((member) =>
      error(code, `The \`${where}\` of \`${operation.id}\` has no label of this name.`, at(member)),
    ),
  ];
}
