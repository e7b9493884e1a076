import { type Attributes, SpanStatusCode, trace } from "@opentelemetry/api";

/**
 * Does the work within a span of its own, which is that of nobody (and costs nothing) where traces are off. What the
 * work throws marks the span as failed and goes on to the caller.
 */
export function inSpan<Result>(name: string, attributes: Attributes, work: () => Promise<Result>): Promise<Result> {
  return trace.getTracer("tidy").startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.recordException(error instanceof Error ? error : String(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Says more about the work that the current span stands for. */
export function describeSpan(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

/** The id of the current trace, for log lines; undefined where traces are off. */
export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}
