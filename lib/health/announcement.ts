import { setTimeout as sleep } from "node:timers/promises";
import type { Health } from "./readiness.ts";

const ASK_EVERY_MS = 500;

/** An ordinary start takes less, and needs no explanation. */
const EXPLAIN_AFTER_MS = 10_000;

/**
 * Says when Tidy is ready, to the person at the terminal, and why it is not yet: after ten seconds, and whenever that
 * changes. Resolves once it has said so, or the signal is aborted.
 */
export async function announceReadiness(parts: {
  readonly health: Health;
  readonly appUrl: string;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}): Promise<void> {
  const { health, appUrl, signal, say } = parts;
  const startedAt = performance.now();
  let told: string | null = null;
  while (!signal.aborted) {
    const reason = await whyNotReady(health);
    if (reason === null) return say(`Tidy is ready: ${appUrl}`);
    if (reason !== told && performance.now() - startedAt > EXPLAIN_AFTER_MS) {
      told = reason;
      say(`Tidy is not ready yet: ${reason}`);
    }
    await sleep(ASK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

/** Null if Tidy is ready. */
async function whyNotReady(health: Health): Promise<string | null> {
  try {
    const { checks } = await health.checkReadiness(new Date());
    return Object.values(checks).find(({ ok }) => !ok)?.detail ?? null;
  } catch (error) {
    return error instanceof Error ? error.message : "It does not say why.";
  }
}
