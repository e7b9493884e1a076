import type { Page } from "@playwright/test";
import type { TraceCollector } from "#tests/support/monitors/trace-collector.ts";
import { expect } from "../support/expect.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";

/** Searches within a trace that began elsewhere: its spans lead down to the statements, and nothing shows the words. */
export async function traceSearch(page: Page, collector: TraceCollector): Promise<void> {
  const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
  const search = (init: RequestInit) => fetch("/api/todos?q=Water%20the%20secret", init).then(({ status }) => status);
  expect(await page.evaluate(search, { headers })).toBe(200);
  const spans = () => collector.spans().filter((span) => span.traceId === traceId);
  await expect.poll(() => spans().map(({ name }) => name)).toContain("GET /api/todos");
  expect(spans().filter(({ name }) => /^SELECT .*\btodo\b/.test(name))).toHaveLength(1);
  const ids = new Set(["00f067aa0ba902b7", ...spans().map(({ spanId }) => spanId)]);
  expect(spans().filter(({ parentSpanId = "" }) => !ids.has(parentSpanId))).toEqual([]);
  expect(collector.text()).not.toMatch(/secret/);
}
