import { expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";

const hour = 3_600_000;
let now = new Date();
// Nobody receives the notices: the rows are looked at.
const context = setUpApp(() => ({ engine: createIdleEngine(), clock: () => now }), {
  WEBHOOK_URL: "http://127.0.0.1:9/hook",
  WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
});

/** Calls the scheduler, and tells the summaries of the notices that it recorded. */
async function call(): Promise<string[]> {
  now = new Date(now.getTime() + 60_000);
  await context.db.notice.deleteMany();
  await context.app.scheduler.runAllDue(now);
  const rows = await context.db.notice.findMany();
  return rows
    .map(({ message }) => JSON.stringify(message))
    .map((text) => /"summary":"(.*?[^\\])"/.exec(text)?.[1] ?? "");
}

test("an alert ends as not watched where its schedule is paused, and where an upgrade takes its task away", async () => {
  const { schedules } = context.app;
  await schedules.register(new Date(now.getTime() - 72 * hour));
  expect(await call()).toEqual(expect.arrayContaining(["The heartbeat is gone"]));
  await schedules.pause(systemPing);
  expect(await call()).toEqual(expect.arrayContaining(["The heartbeat is not watched now"]));

  const gone = { key: "run-failed todo/gone", kind: "run-failed", task: "todo/gone", runId: newId(now), failedAt: now };
  await context.db.alert.create({ data: { ...gone, id: newId(now), startedAt: now } });
  await schedules.pause(todoCleanup);
  expect((await call()).sort()).toEqual([
    "“Clean up completed todos” is not watched now",
    "“todo/gone” is not watched now",
  ]);
});
