import { z } from "zod";
import { withConnection } from "#lib/db/migrations/connection.ts";
import type { Env } from "#lib/env.ts";
import { taskRunsPrune } from "#lib/tasks/definitions/task-runs-prune.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { trashPurge } from "#lib/tasks/definitions/trash-purge.ts";
import type { TaskName } from "#lib/tasks/registry.ts";
import { scheduleVariable } from "#lib/tasks/schedule-variables.ts";
import { about, type Finding } from "../finding.ts";

const { ok, warning } = about("growth");

/** The tasks that keep tables small run daily. Rows this much too old were missed by two runs. */
const PATIENCE_DAYS = 2;
/** Counting stops at this number. */
const MOST = 10_000;

const countSchema = z.tuple([z.object({ count: z.int() })]);

interface Overgrown {
  readonly what: string;
  readonly task: { readonly name: TaskName };
  readonly rows: string;
  readonly days: number;
}

/** Checks that trash, run history and expired todos hold no rows that should have been removed days ago. */
export async function examineGrowth(env: Env, now: Date): Promise<Finding[]> {
  const tables: Overgrown[] = [
    {
      what: "todos past their retention",
      task: todoCleanup,
      rows: "todo WHERE expires_at < $1",
      days: 0,
    },
    {
      what: "todos in the trash",
      task: trashPurge,
      rows: "trashed_todo WHERE trashed_at < $1",
      days: env.TRASH_DAYS,
    },
    {
      what: "finished runs",
      task: taskRunsPrune,
      rows: "task_run WHERE finished_at < $1",
      days: env.RUN_HISTORY_DAYS,
    },
  ];
  return await withConnection(env.DATABASE_URL, async (client) => {
    const findings: Finding[] = [];
    for (const table of tables) {
      const before = new Date(now.getTime() - (table.days + PATIENCE_DAYS) * 86_400_000);
      const { rows } = await client.query(
        `SELECT count(*)::int FROM (SELECT FROM ${table.rows} LIMIT ${MOST}) AS old`,
        [before],
      );
      findings.push(judge(table, countSchema.parse(rows)[0].count, env));
    }
    return findings;
  });
}

function judge({ what, task }: Overgrown, count: number, env: Env): Finding {
  if (count === 0) return ok(`No ${what} are older than they should be.`);
  const number = count === MOST ? `at least ${MOST}` : String(count);
  const variable = scheduleVariable(task);
  const fix =
    env.schedules[variable] === null
      ? `${variable} is off: set it, or run it yourself: npm run task -- ${task.name}`
      : `See the runs of ${task.name} in the task console, or run it now: npm run task -- ${task.name}`;
  return warning(`${number} ${what} are at least ${PATIENCE_DAYS} days older than they should be.`, fix);
}
