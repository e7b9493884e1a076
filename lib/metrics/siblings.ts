import cluster from "node:cluster";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { DomainError } from "#lib/errors.ts";

/** The request of a process to its parent, and the parent's answer (scripts/start/sibling-metrics.ts). */
export const scrapeRequestSchema = z.object({ type: z.literal("tidy:scrape"), id: z.string() });
const scrapedSchema = z.object({ type: z.literal("tidy:scraped"), id: z.string(), text: z.string().nullable() });
export type Scraped = z.output<typeof scrapedSchema>;

/** Longer than the parent waits for a process that does not answer. */
const deadlineMs = 7_000;

/** Whether WEB_CONCURRENCY has several processes answer on one port, so that a monitor meets any of them. */
export function sharesPort(): boolean {
  return cluster.isWorker && process.send !== undefined;
}

/**
 * The metrics of all processes on this port: sums of counts, as the library defines for each of its own.
 * @throws {DomainError} `unavailable` while one of them does not answer, e.g. since it is starting
 */
export async function scrapeSiblings(): Promise<string> {
  const id = randomUUID();
  const text = await new Promise<string | null>((resolve) => {
    const timer = setTimeout(() => settle(null), deadlineMs).unref();
    const settle = (answer: string | null) => {
      clearTimeout(timer);
      process.off("message", listen);
      resolve(answer);
    };
    const listen = (message: unknown) => {
      const scraped = scrapedSchema.safeParse(message).data;
      if (scraped?.id === id) settle(scraped.text);
    };
    process.on("message", listen);
    process.send?.({ type: "tidy:scrape", id } satisfies z.input<typeof scrapeRequestSchema>);
  });
  if (text === null) throw new DomainError("unavailable", "A process on this port does not answer yet. Try again.");
  return text;
}
