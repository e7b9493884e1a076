import { type Context, context, propagation, ROOT_CONTEXT } from "@opentelemetry/api";

/** The current span in the form of W3C Trace Context, for code that continues elsewhere; null where traces are off. */
export function currentTraceParent(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

/** The context that continues a span of another request or process; empty where that span is unknown. */
export function contextFrom(traceparent: string | null): Context {
  return traceparent === null ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent });
}
