import type { Json, Model, ServiceShape, ShapeId } from "../../../generator/smithy/model.js";
import { shapeOf } from "../../../generator/ir/types.js";

/** How a client is set up, by the names of the AWS CLI. */
export interface ScopedConfig {
  readonly region?: string;
  readonly s3?: {
    readonly addressing_style?: "path" | "virtual";
    readonly use_dualstack_endpoint?: boolean;
    readonly use_accelerate_endpoint?: boolean;
  };
}

/** What requests and responses have in common in the traits of `smithy.test`. */
interface MessageCase {
  readonly id: string;
  readonly protocol: ShapeId;
  readonly appliesTo?: "client" | "server";
  readonly headers?: Readonly<Record<string, string>>;
  readonly forbidHeaders?: readonly string[];
  readonly requireHeaders?: readonly string[];
  readonly body?: string;
  readonly bodyMediaType?: string;
  readonly params?: Json;
  readonly vendorParams?: {
    readonly code?: string;
    readonly scopedConfig?: { readonly client?: ScopedConfig };
  };
}

/** https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html#httprequesttests */
export interface RequestCase extends MessageCase {
  readonly method: string;
  readonly uri: string;
  readonly host?: string;
  readonly resolvedHost?: string;
  readonly authScheme?: ShapeId;
  readonly queryParams?: readonly string[];
  readonly forbidQueryParams?: readonly string[];
  readonly requireQueryParams?: readonly string[];
}

/** https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html#httpresponsetests */
export interface ResponseCase extends MessageCase {
  readonly code: number;
}

/** A test of one operation: of its request, or of its output, or of an error. */
export type ProtocolCase = { readonly operation: ShapeId } & (
  | { readonly kind: "request"; readonly test: RequestCase }
  | { readonly kind: "response"; readonly test: ResponseCase }
  | { readonly kind: "error"; readonly test: ResponseCase; readonly error: ShapeId }
);

/** The tests of a service that are for clients of a protocol. */
export function casesOf(
  model: Model,
  service: ServiceShape,
  protocol: ShapeId,
): readonly ProtocolCase[] {
  const errors = new Set<ShapeId>();
  return service.operations.flatMap((operation) => {
    const shape = shapeOf(model, operation);
    if (shape.type !== "operation") return [];
    const fresh = [...shape.errors, ...service.errors].filter((error) => !errors.has(error));
    for (const error of fresh) errors.add(error);
    const cases: readonly ProtocolCase[] = [
      ...tests<RequestCase>(model, operation, "httpRequestTests").map((test) => ({
        kind: "request" as const,
        operation,
        test,
      })),
      ...tests<ResponseCase>(model, operation, "httpResponseTests").map((test) => ({
        kind: "response" as const,
        operation,
        test,
      })),
      ...fresh.flatMap((error) =>
        tests<ResponseCase>(model, error, "httpResponseTests").map((test) => ({
          kind: "error" as const,
          operation,
          error,
          test,
        })),
      ),
    ];
    return cases.filter(({ test }) => test.protocol === protocol && test.appliesTo !== "server");
  });
}

function tests<T>(model: Model, id: ShapeId, trait: string): readonly T[] {
  return (shapeOf(model, id).traits.get(`smithy.test#${trait}`) ?? []) as unknown as T[];
}
