import { groupBy } from "../../groupBy.js";
import type { OperationShape } from "../../model.js";
import { at, error, listed } from "../../report.js";
import { parseHostPrefix, parseUri, type Segment } from "../../uriPattern.js";
import type { World } from "../../world.js";
import { inputOf, ofType, textTrait, textValue } from "../shapesOf.js";
import type { ServiceValidator } from "../validator.js";

const http = "smithy.api#http";

/** No two operations of a service answer to the same requests. */
export const validateUriConflicts: ServiceValidator = ({ shapes, world }) => {
  const routes = ofType(shapes, "operation")
    .filter((operation) => operation.traits.has(http))
    .map((operation) => routeOf(operation, world));
  // What conflicts has all of this in common.
  const groups = groupBy(routes, ({ method, path, query }) =>
    [method, query, ...path.map(outline)].join("\n"),
  );
  return [...groups.values()].flatMap((group) =>
    group.flatMap((route) => {
      const others = group.filter(
        (other) => other !== route && !differ(route.host, other.host, world),
      );
      if (others.length === 0) return [];
      const list = listed(others.map(({ operation, uri }) => `\`${operation.id}\` (${uri})`));
      const message = `The method and \`uri\` (${route.uri}) are those of other operations: ${list}.`;
      return [error("HttpUriConflict", message, at(route.operation))];
    }),
  );
};

/** A segment of a host name with, for a label, the pattern of what it may be. */
type Part = Segment & { readonly pattern: string | undefined };

interface Route {
  readonly operation: OperationShape;
  readonly uri: string;
  readonly method: string;
  readonly path: readonly Segment[];
  readonly query: string;
  readonly host: readonly Part[];
}

function routeOf(operation: OperationShape, world: World): Route {
  const uri = textValue(operation, http, "uri") ?? "";
  const { segments, query } = parseUri(uri);
  const members = new Map(inputOf(world, operation).map((member) => [member.name, member]));
  const partOf = (segment: Segment): Part => {
    const member = segment.kind === "literal" ? undefined : members.get(segment.text);
    const target = member && world.shapeOf(member.target);
    const trait = "smithy.api#pattern";
    const pattern = member && (textTrait(member, trait) ?? (target && textTrait(target, trait)));
    return { ...segment, pattern };
  };
  const host = textValue(operation, "smithy.api#endpoint", "hostPrefix") ?? "";
  return {
    operation,
    uri,
    method: textValue(operation, http, "method") ?? "",
    path: segments,
    query: JSON.stringify([...query].sort()),
    host: host
      .split(".")
      .flatMap((label) => parseHostPrefix(label))
      .map(partOf),
  };
}

function outline({ kind, text }: Segment): string {
  return kind === "literal" ? `=${text}` : kind;
}

/** Whether two host names can be told apart, whatever their labels are. */
function differ(a: readonly Part[], b: readonly Part[], world: World): boolean {
  return a.length !== b.length || a.some((part, index) => excludes(part, b[index] as Part, world));
}

function excludes(a: Part, b: Part, world: World): boolean {
  if (a.kind === "literal" && b.kind === "literal") return a.text !== b.text;
  if (a.kind !== "literal" && b.kind !== "literal") return false;
  const [label, { text }] = a.kind === "literal" ? [b, a] : [a, b];
  return label.pattern !== undefined && world.matches(label.pattern, text) === false;
}
