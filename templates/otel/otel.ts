import {
  context,
  metrics,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type MeterProvider,
  type TracerProvider,
} from "@opentelemetry/api";
import {
  checkHeaders,
  reserved,
  type CallError,
  type Client,
  type Interceptor,
  type ServiceError,
} from "#runtime";

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
 * What OpenTelemetry throws changes nothing, and what is propagated and is no header is left out.
 */
export function withTelemetry<C extends Client>(client: C, options: TelemetryOptions = {}): C {
  const { tracerProvider = trace, meterProvider = metrics } = options;
  const tracer = quietly(() => tracerProvider.getTracer(scope));
  const meter = quietly(() => meterProvider.getMeter(scope));
  const duration = quietly(() =>
    meter?.createHistogram("rpc.client.call.duration", {
      description: "Measures the duration of an outgoing Remote Procedure Call (RPC).",
      unit: "s",
      advice: { explicitBucketBoundaries: seconds },
    }),
  );
  const attempts = quietly(() =>
    meter?.createHistogram("tinsmith.client.call.attempts", {
      description: "How often a call was sent.",
      unit: "{attempt}",
      advice: { explicitBucketBoundaries: [0, 1, 2, 3, 4, 5, 10] },
    }),
  );

  const call: Client["call"] = async (operation, input, given) => {
    const attributes: Attributes = {
      "rpc.system": "aws-api",
      "rpc.service": client.service.id,
      "rpc.method": operation.name,
    };
    const began = performance.now();
    const span = quietly(() =>
      tracer?.startSpan(`${client.service.id}.${operation.name}`, {
        kind: SpanKind.CLIENT,
        attributes,
      }),
    );
    const around = quietly(() => context.active()) ?? ROOT_CONTEXT;
    const active = quietly(() => span && trace.setSpan(around, span)) ?? around;
    const injected: Record<string, unknown> = {};
    quietly(() => propagation.inject(active, injected));
    const headers = Object.fromEntries(Object.entries(injected).filter(isHeader));

    const observe: Interceptor = (request, next, { attempt, error, kind, delay }) => {
      if (error) {
        const told = { attempt: attempt - 1, delay_ms: delay, "error.type": typeOf(error) };
        quietly(() => span?.addEvent("retry", { ...told, ...(kind && { kind }) }));
      }
      const { hostname, port, protocol } = new URL(request.origin);
      Object.assign(attributes, {
        "server.address": hostname.replace(/[[\]]/g, ""),
        "server.port": +port || (protocol === "http:" ? 80 : 443),
      });
      const region = request.region || undefined;
      quietly(() => span?.setAttributes({ ...attributes, "cloud.region": region }));
      return next(request);
    };

    const ask = () =>
      client.call(operation, input, {
        ...given,
        headers: { ...headers, ...given?.headers },
        interceptors: [...(given?.interceptors ?? []), observe],
      });
    // Once, whether the context's manager throws before it or after.
    let asked: ReturnType<typeof ask> | undefined;
    const once = () => (asked ??= ask());
    quietly(() => void context.with(active, once));
    const result = await once();
    const { statusCode, requestId, attempts: sent } = result.metadata;
    if (!result.ok) {
      const { name } = result.error as CallError;
      attributes["error.type"] = typeOf(result.error as CallError);
      quietly(() => span?.setStatus({ code: SpanStatusCode.ERROR, message: name }));
    }
    quietly(() =>
      span?.setAttributes({
        ...attributes,
        "http.response.status_code": statusCode,
        "aws.request_id": requestId,
        ...(sent > 1 && { "http.request.resend_count": sent - 1 }),
      }),
    );
    quietly(() => span?.end());
    quietly(() => duration?.record((performance.now() - began) / 1000, attributes, active));
    quietly(() => attempts?.record(sent, attributes, active));
    return result;
  };
  return { ...client, call };
}

/** What `tell` gives, if it does: a call is worth more than what is said of it. */
function quietly<T>(tell: () => T): T | undefined {
  try {
    return tell();
  } catch {
    return undefined;
  }
}

/** Whether a call takes it for a header. A propagator may give anything, such as a baggage's own words. */
const isHeader = (entry: [string, unknown]): entry is [string, string] => {
  const [name, value] = entry;
  return (
    !reserved.test(name.toLowerCase()) &&
    (quietly(() => {
      checkHeaders({ [name]: value });
      return true;
    }) ??
      false)
  );
};

/** What kind of error it is: few enough to count them. */
function typeOf({
  name,
  code,
}: Pick<CallError, "name"> & Partial<Pick<ServiceError, "code">>): string {
  return name === "UnmodeledServiceError" ? (code ?? name) : name;
}
