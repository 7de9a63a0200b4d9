import { JmespathError } from "../jmespath/expression.js";
import { parseJmespath } from "../jmespath/parse.js";
import type { JsonObject, OperationShape, ShapeId } from "../smithy/model.js";
import { getTrait, traits } from "../smithy/traits.js";
import type { AcceptorIr, Comparator, WaiterIr } from "./ir.js";

/** The ID of a waiter among those of a service: its names are settled by it. */
export function waiterId(operation: ShapeId, name: string): ShapeId {
  return `${operation}$${name}`;
}

/** The names of an operation's waiters, as the model has them. */
export function waiterNames(operation: Pick<OperationShape, "traits">): readonly string[] {
  return Object.keys(getTrait(operation, traits.waitable) ?? {}).sort();
}

/** The waiters of an operation, by name. */
export function waitersOf(
  operation: OperationShape,
  names: {
    readonly waiters: ReadonlyMap<ShapeId, string>;
    readonly waiterConstants: ReadonlyMap<ShapeId, string>;
  },
): readonly WaiterIr[] {
  const all = getTrait(operation, traits.waitable) ?? {};
  return waiterNames(operation).map((name) => {
    const { documentation, deprecated, minDelay, maxDelay, acceptors } = all[name] as JsonObject;
    const id = waiterId(operation.id, name);
    return {
      name,
      functionName: names.waiters.get(id) ?? "",
      constantName: names.waiterConstants.get(id) ?? "",
      documentation: documentation as string | undefined,
      deprecated: deprecated === true,
      minDelay: (minDelay as number | undefined) ?? 2,
      maxDelay: (maxDelay as number | undefined) ?? 120,
      acceptors: (acceptors as readonly JsonObject[]).flatMap((each) => acceptorOf(each) ?? []),
    };
  });
}

/** Nothing of a path that cannot be read, which only a model has that is not valid. */
function acceptorOf({ state, matcher }: JsonObject): AcceptorIr | undefined {
  const [kind, value] = Object.entries(matcher as JsonObject)[0] ?? [];
  const as = (matcher: AcceptorIr["matcher"]): AcceptorIr => ({
    state: state as AcceptorIr["state"],
    matcher,
  });
  if (kind === "success") return as({ kind: "any", success: value === true });
  if (kind === "errorType") {
    // Of an absolute shape ID, the name counts.
    return as({ kind: "error", name: (value as string).replace(/^.*#/, "") });
  }
  if (kind !== "output" && kind !== "inputOutput") return undefined;
  const { path, comparator, expected } = value as Readonly<Record<string, string>>;
  try {
    return as({
      kind,
      path: parseJmespath(path ?? ""),
      comparator: comparator as Comparator,
      expected: expected ?? "",
    });
  } catch (thrown) {
    if (thrown instanceof JmespathError) return undefined;
    throw thrown;
  }
}

/** What ends a wait well: an output, an error, or either. */
export function givenBy({ acceptors }: WaiterIr): "output" | "error" | "either" {
  const good = acceptors.filter(({ state }) => state === "success");
  const areErrors = good.map(({ matcher }) =>
    matcher.kind === "any" ? !matcher.success : matcher.kind === "error",
  );
  if (!areErrors.includes(true)) return "output";
  return areErrors.includes(false) ? "either" : "error";
}
