import type { SpanProcessor } from "@opentelemetry/sdk-trace-base";

/** Attributes that hold an address, by OpenTelemetry's names of today and before, and Next's own. */
const addresses = ["http.target", "http.url", "url.full", "url.path", "url.query", "next.span_name", "next.route"];

/**
 * Removes the query from every address of a span, and from its name, before it is exported: Next puts whole addresses
 * there, and they hold the words of searches.
 */
export const withoutQueries: SpanProcessor = {
  onStart() {},
  onEnding(span) {
    for (const name of addresses) {
      const value = span.attributes[name];
      if (typeof value === "string" && (name === "url.query" || value.includes("?")))
        span.setAttribute(name, name === "url.query" ? "" : beforeQuery(value));
    }
    if (span.name.includes("?")) span.updateName(beforeQuery(span.name));
  },
  onEnd() {},
  forceFlush: async () => {},
  shutdown: async () => {},
};

function beforeQuery(text: string): string {
  return text.slice(0, text.indexOf("?"));
}
