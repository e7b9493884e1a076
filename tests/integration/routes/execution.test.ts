import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import * as cron from "#app/api/cron/[domain]/[action]/route.ts";
import { setUpApp } from "#tests/support/app.ts";
import { appUrl, cronSecret } from "#tests/support/app-env.ts";
import { createTestTasks, prepareTestTasks } from "#tests/support/tasks.ts";

/** As on Vercel without Inngest. */
const context = setUpApp((db) => ({ definitions: createTestTasks(db) }), { VERCEL: "1", TASK_STEP_SECONDS: "1" });
beforeAll(() => prepareTestTasks(context.db));
beforeEach(async () => {
  await context.db.taskRun.deleteMany();
  await context.db.requestClaim.deleteMany();
});

const headers = { authorization: `Bearer ${cronSecret}` };
/** What calls leave to be done after their answers. */
let rest: Promise<void>[] = [];
// It would execute the run of the next test.
afterEach(async () => {
  await Promise.all(rest);
  rest = [];
});
const call = () =>
  cron.GET.respond(
    context.app,
    new Request(`${appUrl}/api/cron/test/steps`, { headers }),
    { domain: "test", action: "steps" },
    (work) => void rest.push(work),
  );
const enqueue = async (steps: number) => {
  const task = context.app.tasks.byName("test/steps");
  return (await context.app.runs.enqueue(task, { steps, stepMs: 10 })).run.id;
};

test("a cron call executes what waits, before its answer", async () => {
  const id = await enqueue(3);
  expect((await call()).status).toBe(200);
  expect(await context.app.runs.get(id)).toMatchObject({ status: "succeeded", engine: "in-request", attempt: 1 });
});

test("a run that takes longer than a step goes on after the answer", async () => {
  const id = await enqueue(120);
  await call();
  expect(await context.app.runs.get(id)).toMatchObject({ status: expect.stringMatching(/queued|running/) });
  await Promise.all(rest);
  expect(await context.app.runs.get(id)).toMatchObject({ status: "succeeded", attempt: 1, failures: [] });
});
