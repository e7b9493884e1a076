import { poll } from "#scripts/runtime/processes.ts";

/** Asks until the answer is yes. @throws {Error} once the time is up */
export async function until(what: string, question: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  const answer = await poll(async () => ((await question()) ? true : undefined), { timeoutMs, everyMs: 20 });
  if (!answer) throw new Error(`Not within ${timeoutMs} ms: ${what}.`);
}
