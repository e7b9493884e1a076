import { setTimeout as sleep } from "node:timers/promises";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import type { Drill, DrillContext } from "../drill.ts";
import { addDueTodos, type CleanupState, cleanupState, passOneDay, planCleanup } from "./due-todos.ts";
import { type RequestHost, request } from "./host.ts";

const dueCount = 500_000;
const maxCalls = 200;

export const requestEngine: Drill = {
  name: "request-engine",
  description: `starts a process for each cron call and kills it with its answer, or earlier; ${dueCount} due todos go all the same`,
  async run(context) {
    const rounds = context.rounds ?? 1;
    for (let round = 1; round <= rounds && !context.stop.aborted; round += 1) await cleanUp(context, round);
  },
};

async function cleanUp({ env, stop, say, check, createDatabase }: DrillContext, round: number): Promise<void> {
  const url = await createDatabase();
  const now = new Date();
  await addDueTodos(url, dueCount, now);
  await planCleanup(url, now);
  say(`  round ${round}: ${dueCount} todos are due`);
  const host: RequestHost = { env: { ...env, ...settings(url) }, limitSeconds: 60, marginSeconds: 5 };
  let calls = 0;
  let killed = 0;
  let state: CleanupState;
  do {
    calls += 1;
    // Every second request dies while it executes.
    if (calls % 2 === 0 && !(await callAndKill(host))) killed += 1;
    else await callUntilAnswered(host);
    await passOneDay(url);
    state = await cleanupState(url);
  } while (!state.finished && calls < maxCalls && !stop.aborted);
  const found = `${calls} calls, ${killed} killed before their answer, ${state.attempt} attempts started`;
  check(`round ${round}: the cleanup ends`, state.finished, found);
  check(`round ${round}: no due todo is left`, state.left === 0, `${state.left} left`);
  const exact = state.trashed === dueCount && state.deletedCount === dueCount;
  check(`round ${round}: each is counted once`, exact, `${state.deletedCount} counted, ${state.trashed} in the trash`);
  check(`round ${round}: no attempt is used up`, state.failures === 0, `${state.failures} failures`);
}

function settings(url: string): Record<string, string> {
  return {
    NODE_ENV: "production",
    DATABASE_URL: url,
    APP_URL: "https://tidy.example.com",
    AUTH_SECRET: "0".repeat(32),
    CRON_SECRET: "1".repeat(32),
    LOG_LEVEL: "silent",
    TASK_EXECUTION: "request",
    TASK_STEP_SECONDS: "3",
  };
}

/** The host ends the process with its answer. */
async function callUntilAnswered(host: RequestHost): Promise<void> {
  const sent = request(host, todoCleanup.name);
  await sent.answered;
  sent.kill();
  await sent.ended;
}

/** The host ends the process somewhere within its first seconds. Resolves to whether it had answered by then. */
async function callAndKill(host: RequestHost): Promise<boolean> {
  const sent = request(host, todoCleanup.name);
  const answered = await Promise.race([sent.answered, sleep(500 + Math.random() * 3_000).then(() => null)]);
  sent.kill();
  await sent.ended;
  return answered !== null;
}
