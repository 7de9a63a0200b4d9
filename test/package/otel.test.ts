import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { context, trace } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, expect, it } from "vitest";
import {
  createKMSClient,
  describeKey,
  disposable,
  withLogger,
} from "../../generated/kms/dist/index.js";
import { withTelemetry } from "../../generated/kms/dist/otel.js";
import { createFakeKMS, fakeError } from "../../generated/kms/dist/testing.js";

const spans = new InMemorySpanExporter();
afterEach(() => {
  trace.disable();
  context.disable();
});

it("a package's client tells those who are registered with OpenTelemetry", async () => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }),
  );
  const active: unknown[] = [];
  const fake = createFakeKMS({
    describeKey: ({ KeyId }) => {
      active.push(trace.getActiveSpan()?.spanContext().spanId);
      if (KeyId !== "key") throw fakeError("NotFoundException", { message: "No such key" });
      return { KeyMetadata: { KeyId, Enabled: true } };
    },
  });
  const lines: string[] = [];
  const note = (line: string) => void lines.push(line);
  const logger = { debug: note, info: note, warn: note, error: note };
  const kms = disposable(withTelemetry(withLogger(createKMSClient(fake.config), logger)));

  expect(await describeKey(kms, { KeyId: "key" })).toMatchObject({ ok: true });
  expect(await describeKey(kms, { KeyId: "other" })).toMatchObject({
    error: { name: "NotFoundException" },
  });
  kms.destroy();
  expect(await describeKey(kms, { KeyId: "key" })).toMatchObject({
    error: { name: "ConfigError" },
  });

  const finished = spans.getFinishedSpans();
  expect(finished.map(({ name, attributes }) => [name, attributes["error.type"]])).toEqual([
    ["KMS.DescribeKey", undefined],
    ["KMS.DescribeKey", "NotFoundException"],
  ]);
  expect(active).toEqual(finished.map((span) => span.spanContext().spanId));
  expect(lines).toEqual([
    "KMS.DescribeKey begins",
    "KMS.DescribeKey succeeded",
    "KMS.DescribeKey begins",
    "KMS.DescribeKey failed",
  ]);
});
