import type { App } from "#lib/composition/create-app.ts";
import type { TaskName } from "#lib/tasks/registry.ts";

export async function unknownTasks({ tasks }: App): Promise<void> {
  await tasks.todoCleanse.enqueue({}); // rejected: TS2551
  await tasks["todo/cleanup"].enqueue({}); // rejected: TS2551
}

export const unknown: TaskName = "todo/cleanse"; // rejected: TS2820
