import { userInfo } from "node:os";
import { describe, expect, test } from "vitest";
import { type AppCommand, executeCommand } from "#scripts/task/execute-command.ts";
import { exitCodeOfError } from "#scripts/task/exit-codes.ts";
import { parseTaskCommand } from "#scripts/task/task-command.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { addOwner, addTodo, daysAgo } from "#tests/support/people.ts";

const engine = createIdleEngine();
const context = setUpApp(() => ({ engine }));

async function execute(line: string, signal = new AbortController().signal) {
  const command = parseTaskCommand(line.split(" "));
  if (command.verb === "help") throw new Error("Help needs no app.");
  return await on(command, signal);
}

async function on(command: AppCommand, signal: AbortSignal) {
  const said: string[] = [];
  const outcome = await executeCommand(command, { app: context.app, signal, say: (line) => said.push(line) });
  return { ...outcome, text: outcome.lines.join("\n"), said };
}

/** The exit code of a command that is refused. */
async function refused(line: string) {
  const error: unknown = await execute(line).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).not.toBeNull();
  return exitCodeOfError(error);
}

describe("npm run task", () => {
  test("runs a cleanup in this process, shows it, and starts the restore of what it removed", async () => {
    const owner = await addOwner(context.db);
    await addTodo(context.db, owner, { completedAt: daysAgo(9) });
    const preview = await execute("preview todo/cleanup --days 7");
    expect(preview).toMatchObject({ exitCode: 0, json: { count: 1 } });

    const cleanup = await execute("todo/cleanup --days 7");
    expect(cleanup).toMatchObject({ exitCode: 0, json: { task: "todo/cleanup", result: { deletedCount: 1 } } });
    const [{ id, trigger } = { id: "", trigger: "" }] = await context.db.taskRun.findMany();
    expect(trigger).toBe("cli");
    expect((await execute(`show ${id}`)).text).toMatch(/^status +succeeded$[\s\S]*^payload +\{"days":7\}$/m);

    const restore = await execute(`restore ${id}`);
    expect(restore).toMatchObject({ exitCode: 0, json: { task: "trash/restore", status: "queued" } });
    expect(engine.accepted).toHaveLength(1);
  });

  test("lists tasks and runs", async () => {
    await execute("system/ping");
    expect((await execute("list")).text).toMatch(/^system\/ping +on request +succeeded /m);
    const runs = await execute("runs --task system/ping --limit 1");
    expect(runs.lines).toHaveLength(2);
    expect(runs.text).toMatch(/^RUN +TASK[\s\S]*system\/ping +succeeded +cli/);
    expect((await execute("runs --q nothing-like-it")).lines).toEqual(["No run matches."]);
  });

  test("retries a finished run, cancels a queued one, and refuses the opposite", async () => {
    const {
      run: { id: ping },
    } = await context.app.runs.enqueue(context.app.tasks.byName("system/ping"), {});
    expect(await refused(`retry ${ping}`)).toBe(4);
    expect(await execute(`cancel ${ping}`)).toMatchObject({ exitCode: 0, json: { status: "canceled" } });
    expect(await refused(`cancel ${ping}`)).toBe(4);
    expect(await execute(`retry ${ping}`)).toMatchObject({ exitCode: 0, json: { status: "queued" } });
    expect(await execute(`retry ${ping} --wait`, AbortSignal.abort())).toMatchObject({ exitCode: 5 });
  });

  test("lets a held run execute", async () => {
    const { run } = await context.app.runs.enqueue(context.app.tasks.byName("system/ping"), {});
    expect(await refused(`release ${run.id}`)).toBe(4);
    await context.app.runtime.held.holdUnfinished(new Date());
    expect((await execute(`show ${run.id}`)).text).toMatch(/^status +queued, held until you release it$/m);
    expect(await execute(`release ${run.id}`)).toMatchObject({ exitCode: 0, json: { status: "queued" } });
    expect(await refused(`release ${run.id}`)).toBe(4);
  });

  test("tells that an engine is out of reach, and that a run has failed", async () => {
    engine.reachable = false;
    expect(await execute("run system/ping --enqueue")).toMatchObject({
      exitCode: 0,
      said: ["The engine is out of reach: the run stays queued until it isn't."],
    });
    engine.reachable = true;
    const failed = await execute("todo/cleanup --asOf 2999-01-01T00:00:00Z");
    expect(failed).toMatchObject({ exitCode: 1, json: { status: "failed", error: { name: "PermanentError" } } });
    expect(failed.text).toContain("asOf lies in the future");
  });

  test("shows a task with its next slots, pauses and resumes its schedule", async () => {
    await context.app.schedules.register(new Date());
    const shown = await execute("show todo/cleanup");
    expect(shown.text).toMatch(/^schedule +0 3 \* \* \* UTC$\nnext +\d{4}-\d\d-\d\dT03:00:00\.000Z$/m);
    expect(shown.json).toMatchObject({ name: "todo/cleanup", schedule: { paused: false } });
    expect((await execute("pause todo/cleanup --reason Holidays")).text).toBe("todo/cleanup is paused.");
    expect((await execute("list")).text).toMatch(/^todo\/cleanup +0 3 \* \* \* UTC, paused/m);
    expect((await execute("resume todo/cleanup")).text).toBe("todo/cleanup runs by its schedule again.");
    const { items } = await context.app.auth.audit.list({});
    const [resumed, paused] = items;
    const { username: actorName } = userInfo();
    const recorded = { via: "command-line", actor: null, actorName, task: "todo/cleanup" };
    expect(resumed).toMatchObject({ action: "schedule-resumed", ...recorded });
    expect(paused).toMatchObject({ action: "schedule-paused", ...recorded, details: { reason: "Holidays" } });
  });

  test("exits with 2 for a payload that is refused, with 3 for what there is not", async () => {
    const unknown = "019ac0de-0000-7000-8000-000000000001";
    expect(await refused("todo/cleanup --days -1")).toBe(2);
    expect(await refused("todo/cleanup --colour red")).toBe(2);
    expect(await refused(`show ${unknown}`)).toBe(3);
    expect(await refused(`restore ${unknown}`)).toBe(3);
    expect(await refused("preview system/ping")).toBe(3);
  });
});
