import { type Attributes, context, ROOT_CONTEXT, type SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { contextFrom } from "./traceparent.ts";

interface SpanSettings {
  readonly kind?: SpanKind;
  /**
   * The span that it continues, as W3C's `traceparent`; null: it begins a trace of its own. The current span is linked
   * then. Default: it continues the current one.
   */
  readonly from?: string | null;
}

/**
 * Does the work within a span of its own, which costs nothing where traces are off. An error of the work marks the span
 * as failed and goes on to the caller.
 */
export function inSpan<Result>(
  name: string,
  attributes: Attributes,
  work: () => Promise<Result>,
  { kind, from }: SpanSettings = {},
): Promise<Result> {
  const current = trace.getActiveSpan();
  const links = from === undefined || current === undefined ? [] : [{ context: current.spanContext() }];
  const parent = from === undefined ? context.active() : from === null ? ROOT_CONTEXT : contextFrom(from);
  const options = { attributes, links, ...(kind !== undefined && { kind }) };
  return trace.getTracer("tidy").startActiveSpan(name, options, parent, async (span) => {
    try {
      return await work();
    } catch (error) {
      // Its message may name people and todos.
      span.setAttribute("error.type", error instanceof Error ? error.name : "unknown");
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

/** Whether the present work belongs to a trace. */
export function isTraced(): boolean {
  return trace.getActiveSpan() !== undefined;
}

/** The id of the current trace, for log lines; undefined where traces are off. */
export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}
