import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { AWSXRayPropagator } from "@opentelemetry/propagator-aws-xray";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withTelemetry } from "../../../templates/otel/otel.js";
import {
  answer,
  client,
  credentials,
  doThing,
  ended,
  errorOf,
  headersOf,
  respond,
  sent,
  type ClientConfig,
} from "../runtime/call/harness.js";

const spans = new InMemorySpanExporter();
const tracerProvider = new BasicTracerProvider({
  spanProcessors: [new SimpleSpanProcessor(spans)],
});

let measures: InMemoryMetricExporter;
let meterProvider: MeterProvider;
beforeEach(() => {
  measures = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: measures });
  meterProvider = new MeterProvider({ readers: [reader] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new AWSXRayPropagator());
});
afterEach(async () => {
  context.disable();
  propagation.disable();
  trace.disable();
  spans.reset();
  await meterProvider.shutdown();
});

const traced = (config?: ClientConfig) =>
  withTelemetry(client(config), { tracerProvider, meterProvider });

const common = { "rpc.system": "aws-api", "rpc.service": "Thing", "rpc.method": "DoThing" };
const server = { "server.address": "thing.eu-west-1.amazonaws.com", "server.port": 443 };

/** The one span that there is. */
function theSpan() {
  const [span, ...others] = spans.getFinishedSpans();
  expect(others).toEqual([]);
  return span!;
}

/** What was measured: the name of an instrument, and of each set of attributes its sum and count. */
async function measured() {
  await meterProvider.forceFlush();
  const { scopeMetrics } = measures.getMetrics().at(-1)!;
  return Object.fromEntries(
    scopeMetrics
      .flatMap(({ metrics }) => metrics)
      .map(({ descriptor, dataPoints }) => [
        `${descriptor.name} ${descriptor.unit}`,
        dataPoints.map(({ attributes, value }) => ({ attributes, value })),
      ]),
  );
}

describe("a call's span", () => {
  it("has the attributes of the semantic conventions", async () => {
    await traced().call(doThing, { Id: "a" });
    const span = theSpan();
    expect(span.name).toBe("Thing.DoThing");
    expect(span.kind).toBe(SpanKind.CLIENT);
    expect(span.status).toEqual({ code: SpanStatusCode.UNSET });
    expect(span.attributes).toEqual({
      ...common,
      ...server,
      "cloud.region": "eu-west-1",
      "http.response.status_code": 200,
      "aws.request_id": "request-200",
    });
    expect(span.events).toEqual([]);
  });

  it("has retries as events", async () => {
    answer(
      () => respond(400, { __type: "BusyException" }),
      () => Promise.reject(new Error("reset")),
      () => respond(200),
    );
    await ended(traced().call(doThing, { Id: "a" }));
    const { attributes, events } = theSpan();
    expect(attributes).toMatchObject({ "http.request.resend_count": 2 });
    expect(events.map(({ name, attributes }) => [name, attributes])).toEqual([
      ["retry", { attempt: 1, "error.type": "BusyException", kind: "throttling", delay_ms: 500 }],
      ["retry", { attempt: 2, "error.type": "TransportError", kind: "transient", delay_ms: 50 }],
    ]);
  });

  it.each([
    ["PlainException", "PlainException"],
    ["Unheard", "Unheard"],
  ])("says that it failed, for %s", async (code, type) => {
    answer(() => respond(400, { __type: code, message: "not of the span's" }));
    await errorOf(traced().call(doThing, { Id: "a" }));
    const { attributes, status } = theSpan();
    expect(attributes).toMatchObject({ "error.type": type, "http.response.status_code": 400 });
    expect(status.code).toBe(SpanStatusCode.ERROR);
    expect(JSON.stringify([attributes, status])).not.toContain("not of the span's");
  });

  it("says so of what was not sent, too", async () => {
    await errorOf(traced({ region: "" }).call(doThing, { Id: "a" }));
    expect(theSpan().attributes).toEqual({ ...common, "error.type": "ConfigError" });
  });

  it("names the server that was asked", async () => {
    await traced({ endpoint: "http://[::1]:4566" }).call(doThing, { Id: "a" });
    expect(theSpan().attributes).toMatchObject({ "server.address": "::1", "server.port": 4566 });
    spans.reset();
    await traced({ endpoint: "http://localhost" }).call(doThing, { Id: "a" });
    expect(theSpan().attributes).toMatchObject({ "server.port": 80 });
  });

  it("is active during all attempts, within that of the caller", async () => {
    const active: unknown[] = [];
    const look = () => active.push(trace.getActiveSpan()?.spanContext().spanId);
    answer(
      () => (look(), respond(500)),
      () => (look(), respond(200)),
    );
    const provider = () => (look(), Promise.resolve(credentials));
    const parent = tracerProvider.getTracer("test").startSpan("parent");
    await context.with(trace.setSpan(context.active(), parent), () =>
      ended(traced({ credentials: provider }).call(doThing, { Id: "a" })),
    );
    const { spanId, traceId } = theSpan().spanContext();
    expect(active).toEqual([spanId, spanId, spanId]);
    expect(traceId).toBe(parent.spanContext().traceId);
    expect(theSpan().parentSpanContext?.spanId).toBe(parent.spanContext().spanId);
  });

  it("is propagated to X-Ray in a header that is not signed", async () => {
    await traced().call(doThing, { Id: "a" });
    const { traceId, spanId } = theSpan().spanContext();
    const root = `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`;
    expect(headersOf()["x-amzn-trace-id"]).toBe(`Root=${root};Parent=${spanId};Sampled=1`);
    expect(headersOf()["authorization"]).not.toContain("trace");
  });

  it("takes null for no options, as untyped callers pass it", async () => {
    answer(() => respond(200));
    expect((await traced().call(doThing, { Id: "a" }, null as never)).ok).toBe(true);
  });

  it("leaves the caller's headers and interceptors", async () => {
    const seen: number[] = [];
    await traced().call(
      doThing,
      { Id: "a" },
      {
        headers: { "X-Amzn-Trace-Id": "mine" },
        interceptors: [(request, next, { attempt }) => (seen.push(attempt), next(request))],
      },
    );
    expect(headersOf()["x-amzn-trace-id"]).toBe("mine");
    expect(seen).toEqual([1]);
  });

  it("is nothing without OpenTelemetry's SDK", async () => {
    context.disable();
    propagation.disable();
    const result = await withTelemetry(client()).call(doThing, { Id: "a" });
    expect(result).toMatchObject({ ok: true });
    expect(sent).toHaveLength(1);
    expect(headersOf()).not.toHaveProperty("x-amzn-trace-id");
  });
});

describe("what is measured", () => {
  it("is how long calls take, and how often they are sent", async () => {
    const thing = traced();
    await thing.call(doThing, { Id: "a" });
    await thing.call(doThing, { Id: "a" });
    answer(() => respond(400, { __type: "BusyException" }));
    await ended(thing.call(doThing, { Id: "a" }));
    const ok = { ...common, ...server };
    const failed = { ...ok, "error.type": "BusyException" };
    expect(await measured()).toEqual({
      "rpc.client.call.duration s": [
        { attributes: ok, value: expect.objectContaining({ count: 2 }) as unknown },
        { attributes: failed, value: expect.objectContaining({ count: 1 }) as unknown },
      ],
      "tinsmith.client.call.attempts {attempt}": [
        { attributes: ok, value: expect.objectContaining({ count: 2, sum: 2 }) as unknown },
        { attributes: failed, value: expect.objectContaining({ count: 1, sum: 3 }) as unknown },
      ],
    });
  });
});

describe("what OpenTelemetry throws", () => {
  const fail = () => {
    throw Error("OpenTelemetry's own");
  };
  const call = (options: object) =>
    withTelemetry(client(), { tracerProvider, meterProvider, ...options }).call(
      doThing,
      { Id: "a" },
      { headers: { "x-mine": "1" } },
    );
  const tracing = (span: object) => ({
    tracerProvider: { getTracer: () => ({ startSpan: () => span, startActiveSpan: fail }) },
  });
  const measuring = (histogram: object) => ({
    meterProvider: { getMeter: () => ({ createHistogram: () => histogram }) },
  });
  const failingSpan = {
    spanContext: fail,
    setAttributes: fail,
    setStatus: fail,
    addEvent: fail,
    end: fail,
  };

  it.each<[string, object]>([
    ["a tracer's provider", { tracerProvider: { getTracer: fail } }],
    ["a tracer", { tracerProvider: { getTracer: () => ({ startSpan: fail }) } }],
    ["a span", tracing(failingSpan)],
    ["a meter's provider", { meterProvider: { getMeter: fail } }],
    ["a meter", { meterProvider: { getMeter: () => ({ createHistogram: fail }) } }],
    ["a histogram", measuring({ record: fail })],
  ])("fails no call: %s", async (_, options) => {
    answer(
      () => respond(500),
      () => respond(200),
    );
    expect(await ended(call(options))).toMatchObject({ ok: true });
    answer(() => respond(400, { __type: "PlainException" }));
    expect(await errorOf(call(options))).toMatchObject({ name: "PlainException" });
  });

  it.each<[string, object]>([
    ["active", { active: fail, with: (_: unknown, run: () => unknown) => run() }],
    ["with, before", { active: () => ROOT_CONTEXT, with: fail }],
    [
      "with, after",
      {
        active: () => ROOT_CONTEXT,
        with: (_: unknown, run: () => unknown) => {
          run();
          fail();
        },
      },
    ],
  ])("fails no call, and sends it once: a context's manager, %s", async (_, manager) => {
    context.disable();
    context.setGlobalContextManager({
      ...manager,
      bind: (_: unknown, target: unknown) => target,
      enable: fail,
      disable: () => {},
    } as never);
    expect(await call({})).toMatchObject({ ok: true });
    expect(sent).toHaveLength(1);
  });

  it("fails no call: a propagator, whose headers that are none are left out", async () => {
    const propagate = (inject: (headers: Record<string, unknown>) => void) => {
      propagation.disable();
      propagation.setGlobalPropagator({
        inject: (_, headers) => inject(headers as Record<string, unknown>),
        extract: (around) => around,
        fields: () => [],
      });
    };
    propagate(fail);
    expect(await call({})).toMatchObject({ ok: true });
    sent.length = 0;
    propagate((headers) =>
      Object.assign(headers, {
        traceparent: "00-1",
        baggage: "日本",
        tracestate: undefined,
        "no header": "1",
        Authorization: "mine",
      }),
    );
    expect(await call({})).toMatchObject({ ok: true });
    expect(headersOf()).toMatchObject({ traceparent: "00-1", "x-mine": "1" });
    expect(headersOf()).not.toHaveProperty("baggage");
    expect(headersOf()).not.toHaveProperty("tracestate");
    expect(headersOf()["authorization"]).toContain("AWS4-HMAC-SHA256");
  });
});
