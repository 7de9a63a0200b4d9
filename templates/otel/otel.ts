import {
  context,
  metrics,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type MeterProvider,
  type TracerProvider,
} from "@opentelemetry/api";
import type { CallError, Client, Interceptor, ServiceError } from "#runtime";

/** Whom calls are told; by default those that are registered with `@opentelemetry/api`. */
export interface TelemetryOptions {
  readonly tracerProvider?: TracerProvider | undefined;
  readonly meterProvider?: MeterProvider | undefined;
}

/** The name by which OpenTelemetry knows who measures. */
const scope = "tinsmith";

/** The bounds that OpenTelemetry recommends for calls, in seconds. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/**
 * The same client, each of whose calls is a span, and is measured, by the semantic conventions
 * (https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/ and
 * https://opentelemetry.io/docs/specs/semconv/rpc/rpc-metrics/). The span is the active one during all
 * attempts, and is propagated to the service in the headers that the application's propagator has for
 * it; retries are events of it. A call whose output is a stream has ended when the stream is there.
 */
export function withTelemetry<C extends Client>(client: C, options: TelemetryOptions = {}): C {
  const { tracerProvider = trace, meterProvider = metrics } = options;
  const tracer = tracerProvider.getTracer(scope);
  const meter = meterProvider.getMeter(scope);
  const duration = meter.createHistogram("rpc.client.call.duration", {
    description: "Measures the duration of an outgoing Remote Procedure Call (RPC).",
    unit: "s",
    advice: { explicitBucketBoundaries: seconds },
  });
  const attempts = meter.createHistogram("tinsmith.client.call.attempts", {
    description: "How often a call was sent.",
    unit: "{attempt}",
    advice: { explicitBucketBoundaries: [0, 1, 2, 3, 4, 5, 10] },
  });

  const call: Client["call"] = async (operation, input, given = {}) => {
    const attributes: Attributes = {
      "rpc.system": "aws-api",
      "rpc.service": client.service.id,
      "rpc.method": operation.name,
    };
    const began = performance.now();
    const span = tracer.startSpan(`${client.service.id}.${operation.name}`, {
      kind: SpanKind.CLIENT,
      attributes,
    });
    const active = trace.setSpan(context.active(), span);
    const headers: Record<string, string> = {};
    propagation.inject(active, headers);

    const observe: Interceptor = (request, next, { attempt, error, kind, delay }) => {
      if (error) {
        const told = { attempt: attempt - 1, delay_ms: delay, "error.type": typeOf(error) };
        span.addEvent("retry", { ...told, ...(kind && { kind }) });
      }
      const { hostname, port, protocol } = new URL(request.origin);
      Object.assign(attributes, {
        "server.address": hostname.replace(/[[\]]/g, ""),
        "server.port": +port || (protocol === "http:" ? 80 : 443),
      });
      span.setAttributes({ ...attributes, "cloud.region": request.region || undefined });
      return next(request);
    };

    const result = await context.with(active, () =>
      client.call(operation, input, {
        ...given,
        headers: { ...headers, ...given.headers },
        interceptors: [...(given.interceptors ?? []), observe],
      }),
    );
    const { statusCode, requestId, attempts: sent } = result.metadata;
    if (!result.ok) {
      const { name } = result.error as CallError;
      attributes["error.type"] = typeOf(result.error as CallError);
      span.setStatus({ code: SpanStatusCode.ERROR, message: name });
    }
    span.setAttributes({
      ...attributes,
      "http.response.status_code": statusCode,
      "aws.request_id": requestId,
      ...(sent > 1 && { "http.request.resend_count": sent - 1 }),
    });
    span.end();
    duration.record((performance.now() - began) / 1000, attributes, active);
    attempts.record(sent, attributes, active);
    return result;
  };
  return { ...client, call };
}

/** What kind of error it is: few enough to count them. */
function typeOf({
  name,
  code,
}: Pick<CallError, "name"> & Partial<Pick<ServiceError, "code">>): string {
  return name === "UnmodeledServiceError" ? (code ?? name) : name;
}
