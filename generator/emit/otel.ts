import type { ClientContext } from "./context.js";
import { givingWay } from "./givingWay.js";
import type { Module } from "./printing/module.js";
import { template, templateType } from "./runtime.js";

/** The module that tells OpenTelemetry of calls. Nothing else needs `@opentelemetry/api`. */
export function otelModule({ service }: ClientContext): Module {
  return {
    path: "otel",
    source: service.shape,
    declarations: [
      givingWay(
        "otel/otel",
        [template("otel/otel", "withTelemetry"), templateType("otel/otel", "TelemetryOptions")],
        new Set(),
      ),
    ],
  };
}
