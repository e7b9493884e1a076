import { InngestTestEngine } from "@inngest/test";
import { beforeAll, describe, expect, test } from "vitest";
import { servedByInngest } from "#lib/engines/inngest/served.ts";
import { newId } from "#lib/id.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { createTestTasks, prepareTestTasks } from "#tests/support/tasks.ts";

const context = setUpApp((db) => ({ engine: createIdleEngine(), definitions: createTestTasks(db) }), {
  TASK_ENGINE: "inngest",
  INNGEST_DEV: "1",
});
beforeAll(() => prepareTestTasks(context.db));

/** Inngest's own test engine around the function of a task. */
function testEngine(task: string, event: { id?: string; data: Record<string, unknown> }): InngestTestEngine {
  const { functions } = servedByInngest(context.app, context.app.env, context.app.logger);
  const fn = functions.find((each) => each.id() === task.replace("/", "-"));
  if (!fn) throw new Error(`There is no function for ${task}.`);
  return new InngestTestEngine({ function: fn, events: [{ id: newId(new Date()), name: task, ...event }] });
}

describe("the function of a task", () => {
  test("executes a recorded run in its steps and returns how it came out", async () => {
    const payload = { text: "hello" };
    const request = { task: "test/echo", trigger: "api", payload, engine: "inngest" } as const;
    const { run } = await context.app.recorder.record(request, new Date());
    const { result, state } = await testEngine("test/echo", { id: run.id, data: payload }).execute();
    expect(result).toEqual({
      runId: run.id,
      outcome: "succeeded",
      console: `https://tidy.example.com/tasks/runs/${run.id}`,
    });
    expect(await Promise.all(Object.values(state))).toEqual([{ runId: run.id }, { outcome: "succeeded", attempt: 1 }]);
    expect(await context.app.runs.get(run.id)).toMatchObject({ status: "succeeded", result: { text: "hello" } });
  });

  test("records the event before it does anything else", async () => {
    const { result } = await testEngine("test/echo", { data: { text: "by hand" } }).executeStep("record the run");
    expect(result).toEqual({ runId: expect.any(String) });
    const latest = await context.app.runs.latestByTask(["test/echo"]);
    expect(latest.get("test/echo")).toMatchObject({ trigger: "event", status: "queued", payload: { text: "by hand" } });
  });

  test("fails Inngest's run with the run", async () => {
    const { error } = await testEngine("test/hopeless", { data: {} }).execute();
    expect(error).toMatchObject({ name: "NonRetriableError", message: expect.stringMatching(/^Run .* failed/) });
  });
});
