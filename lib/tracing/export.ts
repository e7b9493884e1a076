import { endsWithin } from "#lib/deadline.ts";
import type { Env } from "#lib/env.ts";
import { withoutQueries } from "./without-queries.ts";

/** A collector that is down must not hold up a stop. */
const STOP_TIMEOUT_MS = 2_000;

/** Whether traces are to be exported. */
export function isTracing({ OTEL_EXPORTER_OTLP_ENDPOINT }: Pick<Env, "OTEL_EXPORTER_OTLP_ENDPOINT">): boolean {
  return OTEL_EXPORTER_OTLP_ENDPOINT !== undefined;
}

/** Traces being exported. */
export interface Tracing {
  /** Sends the spans held so far, while the process still has work to end. Resolves once they were taken or refused. */
  announceStop(): Promise<void>;
  /**
   * Sends the last spans, for 2 s at most, and ends: at once where the collector did not take those sent when the stop
   * was announced.
   */
  stop(): Promise<void>;
}

/**
 * Sends traces over OTLP/HTTP from now on, if OTEL_EXPORTER_OTLP_ENDPOINT says where to; else nothing of it is even
 * loaded. The exporter reads OpenTelemetry's other variables, such as OTEL_EXPORTER_OTLP_HEADERS, itself.
 */
export async function startTracing(
  env: Pick<Env, "OTEL_EXPORTER_OTLP_ENDPOINT" | "OTEL_SERVICE_NAME">,
): Promise<Tracing> {
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return { announceStop: async () => {}, stop: async () => {} };
  const { context, propagation, trace } = await import("@opentelemetry/api");
  const { AsyncLocalStorageContextManager } = await import("@opentelemetry/context-async-hooks");
  const { W3CTraceContextPropagator } = await import("@opentelemetry/core");
  const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-http");
  const { resourceFromAttributes } = await import("@opentelemetry/resources");
  const { BasicTracerProvider, BatchSpanProcessor } = await import("@opentelemetry/sdk-trace-base");

  const url = `${env.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/$/, "")}/v1/traces`;
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": env.OTEL_SERVICE_NAME }),
    spanProcessors: [withoutQueries, new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  let isTaking = true;
  return {
    async announceStop() {
      isTaking = false;
      isTaking = await provider.forceFlush().then(
        () => true,
        () => false,
      );
    },
    async stop() {
      await endsWithin(provider.shutdown(), isTaking ? STOP_TIMEOUT_MS : 0);
      trace.disable();
      propagation.disable();
      context.disable();
    },
  };
}
