import type { JsonObject, Model, ServiceShape, ShapeId } from "../../../generator/smithy/model.js";
import { shapeOf } from "../../../generator/ir/types.js";

/** An event of a test, by either of the two. */
export interface EventCase {
  readonly type: "request" | "response";
  readonly params?: JsonObject;
  readonly bytes: string;
}

/** A test of the trait `smithy.test#eventStreamTests`. */
export interface StreamCase {
  readonly id: string;
  readonly protocol: ShapeId;
  readonly appliesTo?: "client" | "server";
  readonly events?: readonly EventCase[];
  readonly initialRequestParams?: JsonObject;
  readonly initialRequest?: {
    readonly method: string;
    readonly uri: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly initialResponseParams?: JsonObject;
  readonly initialResponse?: {
    readonly code: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly expectation?: { readonly failure?: { readonly errorId?: ShapeId } };
}

/** The tests of streams that are for clients, by operation. */
export function streamCasesOf(
  model: Model,
  service: ServiceShape,
): readonly (readonly [operation: ShapeId, test: StreamCase])[] {
  return service.operations.flatMap((operation) => {
    const tests = shapeOf(model, operation).traits.get("smithy.test#eventStreamTests") ?? [];
    return (tests as unknown as readonly StreamCase[])
      .filter(({ appliesTo }) => appliesTo !== "server")
      .map((test) => [operation, test] as const);
  });
}
