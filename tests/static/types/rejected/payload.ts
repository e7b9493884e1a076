import type { App } from "#lib/composition/create-app.ts";

export async function wrongPayloads({ tasks, runs }: App): Promise<void> {
  await tasks.todoCleanup.enqueue({ days: "7" }); // rejected: TS2322
  await tasks.todoCleanup.enqueue({ dayz: 7 }); // rejected: TS2353
  await tasks.todoCleanup.enqueue(); // rejected: TS2554
  await tasks.todoCleanup.execute({ asOf: new Date() }); // rejected: TS2322
  await tasks.systemPing.execute({ days: 7 }); // rejected: TS2322
  await tasks.systemPing.enqueue({}, { trigger: "moon" }); // rejected: TS2322
  await runs.enqueue("todo/cleanup", {}); // rejected: TS2345
}
