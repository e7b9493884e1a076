import type { App } from "#lib/composition/create-app.ts";

export async function misreadResults({ tasks }: App): Promise<unknown> {
  const run = await tasks.todoCleanup.enqueue({});
  const result = await run.result({ timeoutMs: 1000 });
  const days: string = result.deletedCount; // rejected: TS2322
  const { purgedCount } = await tasks.todoCleanup.execute({}); // rejected: TS2339
  const pong = (await tasks.systemPing.execute({})).pongedAt; // rejected: TS2551
  await run.result(); // rejected: TS2554
  return [days, purgedCount, pong, run.deletedCount]; // rejected: TS2339
}
