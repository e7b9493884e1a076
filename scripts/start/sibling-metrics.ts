import cluster from "node:cluster";
import { type Scraped, scrapeRequestSchema } from "#lib/metrics/siblings.ts";

/**
 * Answers a server process that is asked for the metrics of all server processes. The library is loaded with the first
 * request: most installations have none.
 */
export function answerScrapes(): void {
  cluster.on("message", async (worker, message: unknown) => {
    const request = scrapeRequestSchema.safeParse(message).data;
    if (request === undefined) return;
    const text = await scrapeAll().catch(() => null);
    if (worker.isConnected()) worker.send({ type: "tidy:scraped", id: request.id, text } satisfies Scraped);
  });
}

async function scrapeAll(): Promise<string> {
  const { AggregatorRegistry } = await import("prom-client");
  aggregator ??= new AggregatorRegistry();
  return await aggregator.clusterMetrics();
}

let aggregator: { clusterMetrics(): Promise<string> } | undefined;
